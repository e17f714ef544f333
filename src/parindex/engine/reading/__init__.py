"""Reading what offices have: files, text in any of their encodings, Word documents, YAML."""
