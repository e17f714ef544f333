"""The rows of the benchmark, one module for each piece of work."""
