"""What people see on the terminal; loaded only when something is to be shown."""
