from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "parindex.apps.pages"
    verbose_name = "Trang"
