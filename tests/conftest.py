"""The strict world every test runs in: what is only sloppy elsewhere is a failure here.

Warnings are errors (pyproject.toml). Besides: no network but loopback, no undefined variable in a template of ours, no
inline script in an answer, no lock without `of=`, no order that nobody asked for. The cast lives in tests/cast.py.
"""

import ipaddress
import os
import random
import re
import shutil
import socket
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.template import Node, engines
from django.template.base import FilterExpression
from django.test import Client

pytest_plugins = ["tests.cast"]

# A busy machine is slow: only a wrong answer fails a property, never a late one.
hypothesis.settings.register_profile("league", deadline=None, database=None)
hypothesis.settings.load_profile("league")

PROGRAMS = {"browser": "chromium", "office": "soffice"}


def pytest_runtest_setup(item):
    """Skip what a developer's machine cannot show; the CI has to show it."""
    for marker, program in PROGRAMS.items():
        if item.get_closest_marker(marker) and not shutil.which(program):
            if os.environ.get("CI") == "true":
                pytest.fail(f"{program} is missing, and the CI skips nothing")
            pytest.skip(f"{program} is not installed")


@pytest.fixture(autouse=True, scope="session")
def strict_world():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines["django"].engine, "string_if_invalid", UndefinedVariable())
        patch.setattr(socket.socket, "connect", loopback_only(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", loopback_only(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", known_names_only(socket.getaddrinfo))
        patch.setattr(Client, "request", clean_html_only(Client.request))
        patch.setattr(QuerySet, "select_for_update", named_locks_only(QuerySet.select_for_update))
        patch.setattr(QuerySet, "_fetch_all", shuffled_if_unordered(QuerySet._fetch_all))
        yield


chance = random.Random()


@pytest.fixture(autouse=True)
def same_chance_each_time(request):
    """A test that fails by an order fails again when it is run alone."""
    chance.seed(request.node.nodeid)


class UndefinedVariable(str):
    """Raises where a template of ours prints a variable that does not exist; stays empty in everybody else's."""

    __slots__ = ()

    def __bool__(self):
        frame = sys._getframe(1)
        if frame.f_code is not FilterExpression.resolve.__code__:
            return False
        variable = frame.f_locals["self"]
        while frame and not isinstance(frame.f_locals.get("self"), Node):
            frame = frame.f_back
        origin = getattr(frame.f_locals["self"], "origin", None) if frame else None
        if origin and Path(origin.name).is_relative_to(settings.BASE_DIR / "templates"):
            raise AssertionError(f"{origin.name} prints {variable.token}, which the context does not hold")
        return False


def allowed(host):
    host = host.decode() if isinstance(host, bytes) else host
    named = {urlsplit(os.environ.get(name, "")).hostname for name in ("DATABASE_URL", "REDIS_URL")}
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", "", *named}


def loopback_only(original):
    def connect(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not allowed(address[0]):
            raise AssertionError(f"A test wants to reach {address[0]}")
        return original(self, address)

    return connect


def known_names_only(original):
    def getaddrinfo(host, *args, **kwargs):
        if host is not None and not allowed(host):
            raise AssertionError(f"A test asks for the address of {host}")
        return original(host, *args, **kwargs)

    return getaddrinfo


class InlineScripts(HTMLParser):
    """Collects what the content security policy forbids a browser to run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        data = attributes.get("type") in {"application/json", "application/ld+json"}
        if tag == "script" and "src" not in attributes and not data:
            self.found.append("<script> without src")
        for name, value in attributes.items():
            if name.startswith(("on", "hx-on")) or re.match(r"\s*javascript:", value or "", re.IGNORECASE):
                self.found.append(f'<{tag} {name}="{value}">')


# Parsing every page costs a third of a test's time: only a page with a trace of the forbidden is read tag by tag.
SUSPICIOUS = re.compile(r"<script(?![^>]*\ssrc)|[\s\"'/](?:hx-)?on[\w:-]*\s*=|javascript\s*:", re.IGNORECASE)


def inline_scripts(html):
    scripts = InlineScripts()
    if SUSPICIOUS.search(html):
        scripts.feed(html)
    return scripts.found


def clean_html_only(original):
    def request(self, **environ):
        response = original(self, **environ)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            html = response.content.decode()
            scripts = inline_scripts(html)
            leftovers = re.findall(r"\{[{%].{0,60}", html)
            assert not scripts, f"{environ['PATH_INFO']} answers with inline script: {scripts}"
            assert not leftovers, f"{environ['PATH_INFO']} answers with template syntax: {leftovers}"
        return response

    return request


OURS = tuple(
    str(settings.BASE_DIR / name) for name in ("league", "organizations", "cadres", "activities", "reports", "tests")
)


def named_locks_only(original):
    """Without `of=` PostgreSQL locks every joined row, and refuses a join to a row that may be missing."""

    def select_for_update(self, *args, of=(), **kwargs):
        caller = sys._getframe(1)
        if caller.f_code.co_name == "manager_method":
            caller = caller.f_back
        if not of and caller.f_code.co_filename.startswith(OURS):
            raise AssertionError("select_for_update() needs of=")
        return original(self, *args, of=of, **kwargs)

    return select_for_update


def shuffled_if_unordered(original):
    """SQLite returns unordered rows by primary key, PostgreSQL does not promise to."""

    def _fetch_all(self):
        fresh = self._result_cache is None
        original(self)
        if fresh and not self.ordered:
            chance.shuffle(self._result_cache)

    return _fetch_all
