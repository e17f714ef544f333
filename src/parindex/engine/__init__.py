"""The calculation: pure Python, importable from a notebook, the CLI or the web alike."""
