"""What every page knows."""

from django.conf import settings


def shell(request):
    """Name of the installation, and whether it is the public demo."""
    return {"demo": settings.DEMO}
