"""The web site: settings, addresses, base templates, what every page shares."""
