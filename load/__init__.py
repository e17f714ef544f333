"""The site under load, `make load`: see load/README.md."""
