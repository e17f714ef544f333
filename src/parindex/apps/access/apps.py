from django.apps import AppConfig
from django.core.checks import Tags, register


class AccessConfig(AppConfig):
    name = "parindex.apps.access"
    verbose_name = "Quyền"

    def ready(self) -> None:
        from parindex.apps.access.checks import every_route_declares_access

        register(every_route_declares_access, Tags.urls)
