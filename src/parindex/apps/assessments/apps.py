from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "parindex.apps.assessments"
    verbose_name = "Tự đánh giá"

    def ready(self) -> None:
        from parindex.apps.assessments.places import PREFIX, ItemPlaces
        from parindex.apps.evidence.places import register

        register(PREFIX, ItemPlaces())
