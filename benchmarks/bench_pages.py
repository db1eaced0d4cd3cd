"""How long the pages take on the server, how much they ask, and how much they send.

Run: ``python benchmarks/bench_pages.py`` after ``make demo`` (the database is that of
``DATABASE_URL``, or the one in ``RANCANG_VAR``). The median of 30 requests by Django's
test client, after one with an empty cache, which is told apart. A first view is the page
with its style sheets and pictures, compressed by gzip.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
from statistics import median
from time import perf_counter
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client


REQUESTS = 30
LIMITS = {"ms": 100, "queries": 15, "bytes": 200_000}
PAGES = (
    ("tasks", "petugas.bps", "/tugas/"),
    ("ranking", "manajer", "/peringkat/"),
    ("region", "manajer", "/daerah/35.76/"),
)


def timed(client: Client, address: str) -> tuple[float, Any]:
    """Return the milliseconds of one request, and its answer."""
    start = perf_counter()
    answer = client.get(address)
    return 1000 * (perf_counter() - start), answer


def questions(client: Client, address: str) -> int:
    """Return how many queries one request makes."""
    asked = []

    def count(execute: Any, *arguments: Any) -> Any:
        asked.append(1)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        client.get(address)
    return len(asked)


def weight(client: Client, content: bytes) -> int:
    """Return what a first view sends: the page, its style sheets and its pictures."""
    page = content.decode()
    needed = re.findall(
        r'<link rel="stylesheet" href="(.*?)"|<img [^>]*src="(.*?)"', page
    )
    parts = [content, *(_content(client, a or b) for a, b in needed)]
    return sum(len(gzip.compress(part, 6)) for part in parts)


def _content(client: Client, address: str) -> bytes:
    if not address.startswith(settings.STATIC_URL):
        return client.get(address).content
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    if not isinstance(found, str):
        raise SystemExit(f"{address}: no such file")
    with open(found, "rb") as file:  # noqa: PTH123 -- a finder gives a plain path
        return file.read()


def measure(username: str, address: str) -> dict[str, float]:
    """Measure one page as one person sees it."""
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=username))
    cache.clear()
    client.get("/")
    cold, answer = timed(client, address)
    if answer.status_code != 200:  # noqa: PLR2004 -- what every page answers
        raise SystemExit(f"{address} answers {answer.status_code}")
    times = [timed(client, address)[0] for _ in range(REQUESTS)]
    return {
        "cold": cold,
        "ms": median(times),
        "queries": questions(client, address),
        "bytes": weight(client, answer.content),
    }


def main() -> None:
    """Print each page beside the limits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rancang.web.settings")
    os.environ.setdefault("RANCANG_MODE", "demo")
    django.setup()
    try:
        ready = apps.get_model("assessment", "Run").objects.exists()
    except DatabaseError:
        ready = False
    if not ready:
        sys.stdout.write("No demo database; run `make demo` first.\n")
        return
    limits = "  ".join(f"{name} {limit:,}" for name, limit in LIMITS.items())
    sys.stdout.write(f"{connection.vendor}, {REQUESTS} requests; limits: {limits}\n")
    for name, username, address in PAGES:
        found = measure(username, address)
        over = [key for key, limit in LIMITS.items() if found[key] > limit]
        sys.stdout.write(
            f"{name:>8}: {found['ms']:.0f} ms (first {found['cold']:.0f}), "
            f"{found['queries']:.0f} queries, {found['bytes']:,.0f} bytes"
            f"{'  OVER: ' + ', '.join(over) if over else ''}\n"
        )


if __name__ == "__main__":
    main()
