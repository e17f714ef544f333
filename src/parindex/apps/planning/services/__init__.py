"""Verbs on plans: the only place that changes them."""
