"""Houses to walk through: a database with its files, and the real server before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg


ROOT = Path(__file__).resolve().parents[2]
GIVEN = os.environ.get("DATABASE_URL", "")
SERVED = bool(GIVEN) and not GIVEN.startswith("sqlite")
PATIENCE = 60.0


@dataclass(frozen=True)
class House:
    """A var folder; its SQLite file lies in it, its PostgreSQL is named after it."""

    var: Path

    @property
    def database(self) -> str:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        return f"rancang_journey_{worker}_{self.var.name}_{os.getpid()}"

    @property
    def environment(self) -> dict[str, str]:
        told = {"RANCANG_VAR": str(self.var), "RANCANG_MODE": "demo"}
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        if SERVED:
            told["DATABASE_URL"] = _url(self.database)
        return kept | told | {"PYTHONPATH": paths}

    def run(self, *words: str) -> None:
        """Run Python in the house."""
        done = subprocess.run(  # noqa: S603 - this very Python, no outside words
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def command(self, *words: str) -> None:
        """Run a command of the web part in the house."""
        self.run("manage.py", *words)

    def found(self) -> House:
        """Make the folder, and on PostgreSQL the empty database."""
        self.var.mkdir()
        if SERVED:
            _ask(f"CREATE DATABASE {self.database}")
        return self

    def copy(self, var: Path) -> House:
        """Return the same house at another place."""
        other = House(shutil.copytree(self.var, var))
        if SERVED:
            _ask(f"CREATE DATABASE {other.database} TEMPLATE {self.database}")
        return other

    def leave(self) -> None:
        """Remove what would stay behind."""
        if SERVED:
            _ask(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
        shutil.rmtree(self.var)


def _url(database: str) -> str:
    return urlsplit(GIVEN)._replace(path=f"/{database}").geturl()


def _ask(order: str) -> None:
    with psycopg.connect(GIVEN, autocommit=True) as connection:
        connection.execute(order.encode())


@contextmanager
def open_house(house: House) -> Iterator[str]:
    """Serve a house; yield its address."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = house.var / "server.log"
    with log.open("w") as told:
        server = subprocess.Popen(  # noqa: S603 - this very Python, no outside words
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi"),
                *("--host", "127.0.0.1", "--port", str(port)),
                *("--log-level", "warning", "rancang.web.wsgi:application"),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, address, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last and server.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"The server did not start:\n{log.read_text()}")
