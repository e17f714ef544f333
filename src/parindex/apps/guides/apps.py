from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "parindex.apps.guides"
    verbose_name = "Hướng dẫn"
