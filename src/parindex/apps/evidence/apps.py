from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "parindex.apps.evidence"
    verbose_name = "Minh chứng"

    def ready(self) -> None:
        from parindex.apps.evidence.shelf import contents
        from parindex.apps.files.checking import count_on

        count_on(contents)
