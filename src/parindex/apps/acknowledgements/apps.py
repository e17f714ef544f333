from django.apps import AppConfig


class AcknowledgementsConfig(AppConfig):
    name = "parindex.apps.acknowledgements"
    verbose_name = "Quán triệt"
