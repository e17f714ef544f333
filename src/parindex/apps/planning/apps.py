from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "parindex.apps.planning"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from parindex.apps.files.checking import count_on
        from parindex.apps.planning.originals import contents

        count_on(contents)
