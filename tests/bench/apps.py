"""The benchmark's own tables: what the peers write to."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tests.bench"
    label = "bench"
    default_auto_field = "django.db.models.BigAutoField"
