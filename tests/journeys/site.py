"""The addresses of the site map, filled with what stands in the full house."""

from __future__ import annotations

from django.urls import get_resolver, reverse

from rancang.web.accounts.rules import MAY, Right, Role
from tests.journeys.prepare import CITY


# What is no page: files, drawings, and addresses that only take something in.
FILES = {"workbook", "problems", "uploaded_file", "ranking_file", "book_file"}
DRAWINGS = {"atlas", "trend", "picture"}
TAKERS = {"confirm", "submit", "draft", "set_language"}
PUBLIC = {"front", "account_login", "account_signup", "account_inactive"}
PEOPLE = {
    Role.PROGRAMME_MANAGER: "manajer",
    Role.DRAFTING_LEAD: "ketua",
    Role.DATA_OFFICER: "petugas",
    Role.WALIDATA: "walidata",
    Role.AGENCY_HEAD: "kepala",
}
# Of several who may, the one who has something to do there.
FIRST = {"work": "petugas", "agency_call": "petugas", "cells": "petugas"}
NAMED = {
    "code": "uji-2021",
    "agency": "BPS",
    "region": CITY,
    "indicator": "eco.poverty",
    "period": "2021",
    "language": "id",
    "chapter": "ringkasan",
    "kind": "html",
    "pk": 1,
    "number": 1,
    "book": "buku-1",
    "mark": "0",
    "anchor": "peta",
}
# Pages that an address shows only when asked in a certain way, and pages of refusal.
ALSO = {
    "upload refused": ("petugas", "/berkas/2/"),
    "ranking narrowed": ("manajer", "/peringkat/?kind=kota"),
    "ranking of nobody": ("manajer", "/peringkat/?province=xx"),
    "scenarios refused": ("manajer", "/skenario/?a-eco=x"),
    "entry returned": ("petugas", "/data/uji-2021/BPS/isi/35.02/eco.size/2021/"),
    "desk narrowed": ("walidata", "/periksa/?indicator=eco.size"),
    "nothing waits": ("orang-luar", "/"),
    "refused": ("petugas", "/peringkat/"),
    "hidden": ("ketua", "/daerah/91.71/"),
    "lost on the way": ("petugas", "/data/uji-2021/BPS/kirim/?terputus=1"),
}


def addresses() -> dict[str, str]:
    """Return every address of the site map by name."""
    found = {}
    for part in get_resolver().url_patterns:
        told = NAMED | ({"code": CITY} if part.name in {"region", "trend"} else {})
        wanted = part.pattern.converters
        found[part.name] = reverse(part.name, kwargs={k: told[k] for k in wanted})
    return found


def reader(name: str) -> str:
    """Return who may open an address."""
    if name in FIRST:
        return FIRST[name]
    view = next(p.callback for p in get_resolver().url_patterns if p.name == name)
    rights: tuple[Right, ...] = getattr(view, "rights", ())
    may = [role for right in rights for role in MAY[right]]
    return PEOPLE[may[0]] if may else "petugas"


def pages() -> list[tuple[str, str, str]]:
    """Return every page as its name, a person who may read it, and its address."""
    left_out = FILES | DRAWINGS | TAKERS | PUBLIC
    named = [
        (name, reader(name), path)
        for name, path in addresses().items()
        if name not in left_out
    ]
    return [*named, *((name, *where) for name, where in ALSO.items())]
