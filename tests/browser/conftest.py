"""A browser on both screens, logged in as one of the cast."""

import os
import shutil

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories.accounts import PASSWORD

# Playwright keeps an event loop in this thread; Django would take every query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip
SCREENS = {"desk": (1366, 768), "phone": (360, 780)}


class Site(LiveServer):
    """Serves the front-end files from where they are written; pytest-django knows the staticfiles app only by its own
    name and would look in the folder of a deployment."""

    def start(self):
        self.thread.static_handler = StaticFilesHandler
        super().start()


@pytest.fixture(scope="session")
def live_server():
    """The site on a port of its own."""
    site = Site("localhost")
    yield site
    site.stop()


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of the folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium, live_server, transactional_db, tmp_path):
    """`open_as("secretary", "phone")`: a page of that account on that screen; what the console says must be nothing."""
    contexts, complaints = [], []

    def log_in(username, screen="desk"):
        width, height = SCREENS[screen]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/account/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit], form button[type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield log_in
    for context in contexts:
        context.close()
    # A refused edit answers 409, and Chromium notes every such answer.
    assert [text for text in complaints if "409 (Conflict)" not in text] == []
