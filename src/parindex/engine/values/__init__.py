"""Ground floor: exact numbers, intervals, periods, facts, inputs, and problems found in them."""
