from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "parindex.apps.organizations"
    verbose_name = "Đơn vị"
