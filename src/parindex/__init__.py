"""parindex: records say what happened, criteria say what it is worth, a report says it officially."""

__version__ = "0.1.0"
