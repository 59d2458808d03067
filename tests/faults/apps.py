"""Makes the slow jobs of tests.faults.tasks known to the worker."""

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    name = "tests.faults"
    label = "faults"
