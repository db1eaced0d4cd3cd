"""A person at a screen: Debian's Chromium, driven, and watched for what goes wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.journeys.prepare import PASSWORD


# Nothing that would ask another machine, and no sandbox where the user is root.
FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZES = {1280: 800, 360: 740}
# How far the page could be moved sideways.
SIDEWAYS = """() => {
  const root = document.scrollingElement;
  return root.scrollWidth - root.clientWidth;
}"""


def executable() -> str | None:
    """Return where Chromium stands, if it does."""
    named = os.environ.get("RANCANG_CHROMIUM", "")
    if named:
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=FLAGS, chromium_sandbox=os.getuid() != 0
        )
        yield browser
        browser.close()


class Screen:
    """One person before one screen, who reads one language."""

    def __init__(
        self, browser: Browser, address: str, language: str = "id", width: int = 1280
    ) -> None:
        self.address = address
        self.language = language
        self.faults: list[str] = []
        self.context = browser.new_context(
            base_url=address, viewport={"width": width, "height": SIZES[width]}
        )
        self.context.set_default_timeout(15_000)
        self.speak(language)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda found: self.faults.append(str(found.error)))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.page: Page = self.context.new_page()

    def speak(self, language: str) -> None:
        """Choose the language as its button does, which keeps it in a cookie."""
        self.language = language
        cookie = {"name": "django_language", "value": language, "url": self.address}
        self.context.add_cookies([cookie])

    def _heard(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is told here too; what loads badly is noted below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"{self.page.url} asks {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.url} answers {response.status}")

    def sign_in(self, name: str, password: str = PASSWORD) -> Screen:
        """Sign in on the page for it."""
        self.page.goto("/akun/login/")
        self.page.locator("[name=login]").fill(name)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/akun/" not in url)
        return self

    def say(self, text: str, **told: Any) -> str:
        """Return a text of the pages in the person's language."""
        with translation.override(self.language):
            found = translation.gettext(text)
        return found % told if told else found

    def press(self, text: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=self.say(text), exact=True).click()

    def follow(self, text: str) -> None:
        """Follow the first link of that name."""
        link = self.page.get_by_role("link", name=self.say(text), exact=True)
        link.first.click()

    def reads(self, text: str, **told: Any) -> bool:
        """Say whether a text stands in the page's main part."""
        return self.say(text, **told) in self.page.locator("main").inner_text()

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return int(self.page.evaluate(SIDEWAYS))

    def barriers(self) -> list[str]:
        """Return what axe finds wrong with the page as it stands."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]
        ]

    def check(self) -> None:
        """Hold the page as it stands to what every page keeps."""
        assert self.barriers() == []
        assert self.sideways() <= 0
        assert self.faults == []

    def close(self) -> None:
        """Leave, having seen nothing go wrong."""
        self.context.close()
        assert self.faults == []
