"""Quarantined rows as a workbook that a clerk mends: what goes into it, and how it comes back."""
