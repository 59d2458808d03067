"""Pages into which a name or a telephone is typed that is kept sealed."""

from django.views.decorators.debug import sensitive_post_parameters

hidden_from_reports = sensitive_post_parameters("raised_by", "raiser_phone", "member_name")


class SealedInput:
    """What was typed stays out of error reports, the page out of caches."""

    def dispatch(self, request, *args, **kwargs):
        """Every answer may hold what the user has just typed."""
        response = hidden_from_reports(super().dispatch)(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
