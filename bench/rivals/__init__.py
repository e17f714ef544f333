"""The same work by other means, as somebody who knows the means well would write it."""
