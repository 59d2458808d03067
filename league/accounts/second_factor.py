"""Who must have a second factor, and who has."""

from allauth.mfa.models import Authenticator
from django.conf import settings


def totp_is_compulsory(user) -> bool:
    """For the three administrators of a deployment; the demo only offers it, so that everybody can look."""
    return user.is_administrator and not settings.DEMO


def has_totp(user) -> bool:
    """Whether the account has set up a time-based code."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def totp_is_missing(user) -> bool:
    """Whether the account must set one up before it may do anything else."""
    return totp_is_compulsory(user) and not has_totp(user)
