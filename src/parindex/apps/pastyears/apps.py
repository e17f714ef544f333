from django.apps import AppConfig


class PastYearsConfig(AppConfig):
    name = "parindex.apps.pastyears"
    verbose_name = "Kết quả các năm trước"
