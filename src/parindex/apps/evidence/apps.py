from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "parindex.apps.evidence"
    verbose_name = "Minh chứng"
