from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "parindex.apps.planning"
    verbose_name = "Kế hoạch"
