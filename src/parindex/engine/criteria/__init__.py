"""Criteria sets as data: field > criterion > component, loaded strictly from YAML."""
