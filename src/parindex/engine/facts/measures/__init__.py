"""The measures: one module for each, or for a family that shares its predicates."""
