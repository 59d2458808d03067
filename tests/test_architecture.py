"""The rules of the house that a program can check. docs/architecture.md says why they are there."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.utils import get_app_template_dirs

ROOT = settings.BASE_DIR
APPS = ("league", "organizations", "cadres", "activities", "reports")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS_AND_STYLES = [path for path in sorted((ROOT / "static").rglob("*.*")) if path.suffix in {".js", ".css"}]


def python_files(*folders):
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    )


CODE = python_files(*APPS)
TESTS = python_files("tests")
WRITTEN_BY_US = [*CODE, *TESTS, *TEMPLATES, *SCRIPTS_AND_STYLES]


def lines_matching(pattern, files):
    """Places as `file:line: text`, so that a failure says where to look."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]


def nodes(path, *kinds):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]


def test_no_file_is_too_long():
    limits = {path: 500 if path in TESTS else 300 for path in WRITTEN_BY_US}
    lengths = {path: len(path.read_text().splitlines()) for path in WRITTEN_BY_US}

    too_long = {str(path.relative_to(ROOT)): lengths[path] for path in limits if lengths[path] > limits[path]}

    assert too_long == {}


def test_no_function_is_too_long():
    too_long = [
        f"{path.relative_to(ROOT)}: {function.name} has {function.end_lineno - function.lineno + 1} lines"
        for path in [*CODE, *TESTS]
        for function in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if function.end_lineno - function.lineno >= 40
    ]

    assert too_long == []


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)

    assert lines_matching(rf"\b({'|'.join(marks)})\b", WRITTEN_BY_US) == []


def test_every_file_is_named_after_its_noun():
    drawers = {"utils", "helpers", "common", "misc"}

    assert [str(path) for path in [*CODE, *TESTS] if path.stem in drawers or path.parent.name in drawers] == []


def test_the_tree_is_asked_by_range_and_in_one_place():
    elsewhere = [path for path in CODE if path != ROOT / "league/core/scoping.py"]

    assert lines_matching(r"path__(i?startswith|i?contains|i?regex)", CODE) == []
    assert lines_matching(r"path__(gte?|lte?|range)\b", elsewhere) == []


def test_templates_run_no_inline_script():
    pattern = r"<script(?![^>]*\ssrc=)[^>]*>|\s(on[a-z]+|hx-on[\w:-]*)=|javascript:"

    assert lines_matching(pattern, TEMPLATES) == []


def test_every_template_is_used():
    names = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
    sources = "\n".join(path.read_text() for path in [*CODE, *TEMPLATES])
    named = set(re.findall(r"""["']([\w./-]+\.html)(?:#[\w-]+)?["']""", sources))
    # A name with a hole, as in f"reports/home/{kind}.html", stands for every template of that folder.
    holes = re.findall(r"""f["']([\w./-]*/{[\w.]+}\.html)["']""", sources)
    chosen = {name for name in names for hole in holes if re.fullmatch(re.sub(r"{.*}", "[^/]+", hole), name)}
    components = {f"components/{name}.html" for name in re.findall(r"""component ["']([\w-]+)["']""", sources)}
    # Django and the packages find these by name: error pages, and what replaces a page of theirs.
    replaced = {name for name in names for folder in get_app_template_dirs("templates") if (folder / name).exists()}
    error_pages = {f"{code}.html" for code in ("400", "403", "403_csrf", "404", "429", "500")}

    assert names - named - chosen - components - replaced - error_pages == set()


def asks_the_clock(call):
    """`timezone.now()` does, `localdate(moment)` only converts."""
    module, name = ["", *ast.unparse(call.func).split(".")][-2:]
    if name in {"localdate", "localtime"}:
        return not call.args
    return name in {"now", "utcnow", "today"} and module in {"", "date", "datetime", "timezone"}


def test_the_day_is_an_argument_below_the_views():
    # Jobs and audit record the moment itself; a user's grants are those of the day of the request.
    keepers_of_time = {ROOT / f"league/{name}.py" for name in ("core/jobs", "core/audit", "accounts/models/user")}
    layers = {"models", "services", "indicators", "rules", "validators"}
    below = [
        path
        for path in CODE
        if layers & {path.stem, *path.relative_to(ROOT).parent.parts} and path not in keepers_of_time
    ]

    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path in below
        for call in nodes(path, ast.Call)
        if asks_the_clock(call)
    ]

    assert found == []


def test_nothing_happens_by_signal():
    assert lines_matching(r"db\.models\.signals|import signals|django\.dispatch|@receiver", CODE) == []


FOREIGN_WORDS = {"Excel", "Word", "CSV", "PDF", "API", "JSON", "Token", "TOTP", "OpenAPI", "Swagger"}


def words_shown(template):
    """What a reader sees of a template: its text and the attributes that browsers show."""
    source = re.sub(r"{% comment .*?endcomment %}|{#.*?#}|<!--.*?-->", "", template.read_text(), flags=re.DOTALL)
    source = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL)
    props = re.findall(r"""{% component [^%]*%}""", source)
    labels = [value for prop in props for value in re.findall(r"""\b(?:title|label|text|caption)=["']([^"']*)""", prop)]
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    shown = re.findall(r"""\b(?:title|alt|placeholder|aria-label)=["']([^"']*)""", source)
    return " ".join([re.sub(r"<[^>]*>", " ", source, flags=re.DOTALL), *shown, *labels])


def test_the_interface_speaks_chinese():
    english = {str(path.relative_to(ROOT)): set(re.findall(r"[A-Za-z]{4,}", words_shown(path))) for path in TEMPLATES}

    assert {name: words - FOREIGN_WORDS for name, words in english.items() if words - FOREIGN_WORDS} == {}


# A row made by a factory would break the chain of digests: only league.core.audit writes these.
CHAINED = {"core.AuditEvent", "core.AuditHead"}


def test_every_model_has_a_factory():
    models = {
        model._meta.label for model in apps.get_models() if model.__module__.startswith(APPS) and not model._meta.proxy
    }
    made = {
        ast.unparse(assignment.value).strip("'\"").split(".")[-1]
        for path in python_files("tests/factories")
        for meta in nodes(path, ast.ClassDef)
        if meta.name == "Meta"
        for assignment in meta.body
        if isinstance(assignment, ast.Assign) and assignment.targets[0].id == "model"
    }

    assert {label for label in models if label.split(".")[-1] not in made} - CHAINED == set()


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_knows_the_machine_it_was_written_on():
    folders = [Path(ROOT / name) for name in ("docs", "deploy", ".ci")]
    texts = [
        path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".png"
    ]
    homes = r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/"

    assert lines_matching(homes, [*texts, *WRITTEN_BY_US, ROOT / "Makefile", ROOT / "pyproject.toml"]) == []


def test_every_setting_stands_in_the_operators_guide():
    settings_files = python_files("league/settings")
    read = {name for path in settings_files for name in re.findall(r"""env\.\w+\(\s*["'](\w+)""", path.read_text())}
    guide = (ROOT / "docs/operators.md").read_text()

    assert {name for name in read if f"| `{name}` |" not in guide} == set()
