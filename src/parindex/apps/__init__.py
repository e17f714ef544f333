"""The product on Django: each app has models, services (verbs), queries (reads), views, urls, templates."""
