"""A mapping proposed from a file: its header, the values in its first rows, what would be read."""
