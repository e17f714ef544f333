from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "parindex.apps.assessments"
    verbose_name = "Tự đánh giá"

    def ready(self) -> None:
        from parindex.apps.assessments.places import PREFIX, ItemPlaces  # noqa: PLC0415
        from parindex.apps.evidence.places import register  # noqa: PLC0415

        register(PREFIX, ItemPlaces())
