from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "parindex.apps.events"
    verbose_name = "Sự kiện"

    def ready(self) -> None:
        from parindex.apps.events.registry import every_kind_has_a_handler

        autodiscover_modules("happenings", "handlers")
        register(every_kind_has_a_handler)
