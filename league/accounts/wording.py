"""Names of audit actions and object types for people."""

import re

from django.apps import apps

from league.core.audit import SENTENCES

GAP = re.compile(r"\{[^}]*\}")


def object_type(label_lower: str):
    """The model of that name, None when there is none any more."""
    try:
        return apps.get_model(label_lower)
    except (LookupError, ValueError):
        return None


def object_type_label(label_lower: str) -> str:
    """``organizations.unit`` → 单位."""
    model = object_type(label_lower)
    return str(model._meta.verbose_name) if model else ("其他" if label_lower else "")


def action_choices() -> list[tuple[str, str]]:
    """(action, its sentence with … for the gaps), for a filter."""
    return sorted(((action, GAP.sub("…", words)) for action, words in SENTENCES.items()), key=lambda pair: pair[1])


def object_type_choices() -> list[tuple[str, str]]:
    """(type, name) of every model of ours."""
    ours = ("accounts", "core", "organizations", "cadres", "activities", "reports")
    labels = {model._meta.label_lower: str(model._meta.verbose_name) for model in apps.get_models()}
    return sorted((label, name) for label, name in labels.items() if label.split(".")[0] in ours)
