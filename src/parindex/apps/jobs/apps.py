from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "parindex.apps.jobs"
    verbose_name = "Việc chạy nền"

    def ready(self) -> None:
        autodiscover_modules("acts")
