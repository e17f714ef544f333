from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "parindex.apps.assessments"
    verbose_name = "Tự đánh giá"

    def ready(self) -> None:
        from parindex.apps.assessments.keeping import contents
        from parindex.apps.assessments.pastchanges import past_changed
        from parindex.apps.assessments.places import PREFIX, ItemPlaces
        from parindex.apps.evidence.places import register
        from parindex.apps.files.checking import count_on
        from parindex.apps.pastyears.watching import watch

        register(PREFIX, ItemPlaces())
        watch(past_changed)
        count_on(contents)
