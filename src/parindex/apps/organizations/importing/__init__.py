"""A list of units from a file: read, held against the directory, shown, and only then written."""
