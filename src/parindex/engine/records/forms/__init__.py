"""Statutory report forms: read from workbooks that offices send, filled from records."""
