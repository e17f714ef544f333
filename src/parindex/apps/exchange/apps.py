from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "parindex.apps.exchange"
    verbose_name = "Bản khai ngoài trang"

    def ready(self) -> None:
        from parindex.apps.exchange.offers import beside_item
        from parindex.apps.pages.beside import stand_beside

        stand_beside(
            "assessments.assessment.actions",
            "exchange/actions.html",
            lambda request, assessment: {"assessment": assessment},
        )
        stand_beside("assessments.item", "exchange/beside_item.html", beside_item)
