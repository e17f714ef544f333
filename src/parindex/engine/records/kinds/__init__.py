"""One module per kind of record: its fields, its natural key, what makes a row unusable."""
