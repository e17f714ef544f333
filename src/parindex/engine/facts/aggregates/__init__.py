"""Daily aggregates: what the rows of each day say, added up by unit and kept beside the lake."""
