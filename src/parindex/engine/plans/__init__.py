"""A kế hoạch read into tasks, targets, units in charge, periods and checked citations."""
