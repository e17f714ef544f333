from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "parindex.apps.facts"
    verbose_name = "Số liệu đo từ hồ sơ"
