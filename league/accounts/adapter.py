"""How log-in behaves."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator; nobody signs up."""

    def is_open_for_signup(self, request):
        """Never."""
        return False
