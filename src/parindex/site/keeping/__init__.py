"""Everything that the site keeps, in one file, and back again: backup and restore."""
