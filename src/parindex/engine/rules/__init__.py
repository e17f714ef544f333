"""One file per kind of scoring rule: its data, check, evaluate, explain, describe and invert."""
