"""The ground every app stands on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "league.core"
    label = "core"
    verbose_name = "系统底座"

    def ready(self):
        """Load what apps register by importing: hooks first, for indicators are made of what they register."""
        autodiscover_modules(
            "hooks", "rules", "sentences", "tasks", "imports", "exports", "indicators", "lookups", "menu", "successions"
        )
