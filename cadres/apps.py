"""Who stands in the organisations: people, posts, establishment, recruitment, consultation, recommendation, training."""

from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = "队伍"
