from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "parindex.apps.feedback"
    verbose_name = "Góp ý của cơ quan khác"

    def ready(self) -> None:
        from parindex.apps.assessments.additions import consult, end_with_approval
        from parindex.apps.feedback.additions import beside_assessment, beside_item
        from parindex.apps.feedback.asking import end_all
        from parindex.apps.feedback.tallies import for_report
        from parindex.apps.pages.beside import stand_beside

        stand_beside("assessments.item.below", "feedback/beside_item.html", beside_item)
        stand_beside("assessments.assessment", "feedback/beside_assessment.html", beside_assessment)
        consult(for_report)
        end_with_approval(end_all)
