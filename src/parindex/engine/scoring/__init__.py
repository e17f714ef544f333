"""A criteria set applied to inputs: points, traces, totals, ranks, runs."""
