"""`python -m parindex …`: the command line without its script."""

from parindex.cli.main import main

main()
