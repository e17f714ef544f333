"""Measures as row predicates over a kind of record, and the facts they yield."""
