"""What the harness starts as processes of their own: making data, warm runs, comparisons."""
