"""What the pages of a region and of the books show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from rancang import __version__
from rancang.documents import drawing
from rancang.documents.boards import Line, lines, peers
from rancang.documents.chapters.buku1 import compose
from rancang.documents.charts import series
from rancang.documents.facts import Buku1, Fact, every_fact
from rancang.documents.positions import Board, positions
from rancang.documents.writers import screen
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.queries import Work
from rancang.web.accounts.rules import Right
from rancang.web.assessment import pages as assessment_pages
from rancang.web.assessment import queries as assessment
from rancang.web.frameworks import queries as frameworks
from rancang.web.masterplan import queries
from rancang.web.masterplan.models import Edition
from rancang.web.masterplan.rules import BOOKS, Refused
from rancang.web.regions import queries as regions


if TYPE_CHECKING:
    from rancang.methods.framework import Indicator
    from rancang.web.accounts.models import Person
    from rancang.web.assessment.models import Choice, Rank, Run
    from rancang.web.regions.models import Region


VALUES, ANNEX = "nilai", "lampiran"
# Written by collection at the end of the row of a value that is stored.
STORED = re.compile(r"nilai \d+ revisi \d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A region like the one shown: how far off in standard deviations, and its rank."""

    rank: Rank
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region's page. Without a run there is only the place itself."""

    place: Region
    run: Run | None = None
    lines: Sequence[Line] = ()
    peers: Sequence[Peer] = ()
    everything: bool = False
    choice: Choice | None = None
    trends: Sequence[tuple[Indicator, list[Fact]]] = ()


def region(person: Person, code: str, number: int | None = None) -> Place:
    """Return a region's page, for those who may read its assessment."""
    held = accounts.scope(person, Right.READ_ASSESSMENT)
    if not held.covers(region=code):
        accounts.require(person, Right.READ_ASSESSMENT, region=code)
    place = regions.regencies().get(code=code)
    run = assessment.newest(number)
    if run is None or code not in run.units:
        return Place(place=place)
    framework = frameworks.framework(run.version)
    facts = assessment.told(framework, code)
    board = assessment_pages.board(run, framework, place, facts)
    told = {i.code: i for i in framework.indicators()}
    years = queries.years(facts)
    return Place(
        place=place,
        run=run,
        everything=held.everything,
        lines=list(lines(framework, positions(board))),
        peers=_peers(run, board),
        choice=assessment.choice(run, code),
        trends=[(told[c], found) for c, found in years.items() if len(found) > 1],
    )


def _peers(run: Run, board: Board) -> list[Peer]:
    """Return the nearest regions of the same kind that have a rank."""
    among = board.groups["kind"].members
    codes = sorted(run.units)
    near = {
        codes[row]: distance
        for row, distance in peers(board.framework, board.observed, board.row, among)
    }
    ranks = assessment.ranking(run).filter(region_id__in=list(near))
    placed = {rank.region_id: rank for rank in ranks}
    return [
        Peer(rank=placed[code], distance=distance)
        for code, distance in near.items()
        if code in placed
    ]


def trend(person: Person, code: str, indicator: str) -> str:
    """Draw an indicator of a region over the years beside the medians."""
    accounts.require(person, Right.READ_ASSESSMENT, region=code)
    place = regions.regencies().get(code=code)
    run = assessment.newest()
    if run is None:
        raise Edition.DoesNotExist
    framework = frameworks.framework(run.version)
    told = {i.code: i for i in framework.indicators()}
    facts = queries.series(framework, code, indicator).get(indicator)
    if not facts:
        raise Edition.DoesNotExist
    shown = queries.trend(told[indicator], code, facts)
    province = place.parent.name if place.parent else ""
    key = (
        f"trend-{__version__}-{sha256(repr((shown, place.name)).encode()).hexdigest()}"
    )
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = drawing.svg(series.trend(shown, place.name, place.kind, province))
        cache.set(key, drawn, None)
    return drawn


def editions(person: Person) -> QuerySet[Edition]:
    """Return the editions that the person may read, without their facts."""
    found = queries.editions(person).select_related("region", "by", "run")
    return found.defer("facts").prefetch_related("files")


def drafts(person: Person) -> list[Region]:
    """Return the regions for which the person may draft a book."""
    held = accounts.scope(person, Right.DRAFT_EDITION)
    return list(regions.regencies().filter(code__in=[c for c in held.regions if c]))


def may_draft(person: Person, region: str) -> None:
    """Refuse whoever may not draft the books of a region."""
    accounts.require(person, Right.DRAFT_EDITION, region=region)


def edition(person: Person, region: str, book: str, number: int) -> Edition:
    """Return one edition that the person may read, as yet without its facts."""
    return editions(person).get(region_id=region, book=book, number=number)


def title(edition: Edition) -> dict[str, str]:
    """Return the title of an edition's book in both languages."""
    return BOOKS[edition.book]


def chapters(person: Person, edition: Edition) -> list[screen.Page]:
    """Return the book for the screen; figures lead to values that the person may read."""
    return _kept(edition, _ways(person, edition))[0]


def picture(person: Person, edition: Edition, anchor: str) -> str:
    """Return a drawing of the book."""
    found = _kept(edition, _ways(person, edition))[1].get(anchor)
    if found is None:
        raise Edition.DoesNotExist
    return found


def _ways(person: Person, edition: Edition) -> str:
    """Say where figures lead: to the stored value, where the person may read it."""
    held = accounts.scope(person, Right.READ_VALUES)
    return VALUES if held.covers(region=edition.region_id) else ANNEX


Kept = tuple[list[screen.Page], dict[str, str]]


def _kept(edition: Edition, ways: str) -> Kept:
    """Return pages and drawings, composed once for each edition."""
    key = f"book-{__version__}-{edition.fingerprint}-{ways}"
    kept: Kept | None = cache.get(key)
    if kept is None:
        kept = _composed(Buku1.from_json(edition.facts), ways)
        cache.set(key, kept, None)
    return kept


def _composed(facts: Buku1, ways: str) -> Kept:
    book = compose(facts)
    stored = frozenset(_stored(every_fact(facts)) if ways == VALUES else ())
    pages = screen.pages(book, lambda code: _way(code, stored))
    return pages, screen.pictures(book)


def _stored(facts: Iterable[Fact]) -> Iterable[str]:
    """Yield the codes of the figures that are values as stored, not made from others."""
    return (
        fact.code
        for fact in facts
        if not fact.derived and not fact.imputed and STORED.search(fact.source.row)
    )


def _way(code: str, stored: frozenset[str]) -> str | None:
    return reverse("value", args=code.split("/")) if code in stored else None


def file(edition: Edition, kind: str) -> tuple[str, bytes]:
    """Return name and content of an edition's file, only if it is still the one made."""
    found = edition.files.get(format=kind)
    place = Path(settings.BOOKS_DIR) / found.path
    content = place.read_bytes() if place.is_file() else b""
    if sha256(content).hexdigest() != found.fingerprint:
        raise Refused(
            _(
                "Berkas {} hilang atau bukan lagi yang disusun; mintalah ketua tim "
                "penyusun menyusun buku sekali lagi."
            ).format(found.path)
        )
    name = f"{edition.book}-{edition.region_id}-edisi-{edition.number}.{kind}"
    return name, content


def work(person: Person, _today: date) -> Iterator[Work]:
    """Yield the newest edition of each region the person drafts for, and what it lacks."""
    for place in drafts(person):
        found = Edition.objects.filter(region_id=place.code).order_by("-at", "-pk")
        newest = found.values("book", "number", "at", "facts__gaps").first()
        gaps = newest["facts__gaps"] if newest else []
        about = {"region": place, "edition": newest, "gaps": gaps}
        yield Work(kind="book", about=about, waiting=len(gaps))
