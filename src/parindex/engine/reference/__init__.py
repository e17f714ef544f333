"""Reference data: units with their validity, holiday notices, known documents."""
