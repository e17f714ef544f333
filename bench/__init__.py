"""Measuring: the product's work beside the same work done by other means, in the same run."""
