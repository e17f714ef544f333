"""The measures, one module per kind of record they read."""
