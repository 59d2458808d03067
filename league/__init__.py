"""The project package: settings, accounts, and the ground every app stands on."""

from league.celery import app as celery_app

__all__ = ["celery_app"]
