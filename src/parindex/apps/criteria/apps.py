from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    name = "parindex.apps.criteria"
    verbose_name = "Bộ chỉ số"
