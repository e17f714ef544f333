from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "parindex.apps.organizations"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from parindex.apps.organizations.handover import register_open_work
        from parindex.apps.organizations.memberships import DEPUTISING

        register_open_work(DEPUTISING)
