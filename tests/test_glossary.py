"""The glossary names every model and every choice of the project."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

GLOSSARY = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text(encoding="utf-8")
APPS = ("core", "accounts", "organizations", "cadres", "activities", "reports")
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()]


def english_words():
    return set(re.findall(r"[A-Za-z_0-9]+", GLOSSARY))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_stands_in_the_glossary_under_both_names(model):
    lines = [line for line in GLOSSARY.splitlines() if re.search(rf"\b{model.__name__}\b", line)]

    assert any(model._meta.verbose_name in line for line in lines)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_choices_stand_in_the_glossary_under_both_names(model):
    choices = [pair for field in model._meta.local_fields for pair in field.flatchoices]

    assert [label for _, label in choices if str(label) not in GLOSSARY] == []
    assert {value for value, _ in choices} - english_words() == set()
