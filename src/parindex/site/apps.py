from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "parindex.site"
    verbose_name = "Trang"
