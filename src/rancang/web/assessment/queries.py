"""What a run found: how it is made again, rankings, selections, one region's standing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import QuerySet
from django.utils import timezone

from rancang.documents.choices import (
    IMPUTE_WORDS,
    draw_choices,
    score_choices,
    selection_choices,
)
from rancang.documents.facts import Fact, Source, Standing
from rancang.documents.plain import fingerprint
from rancang.documents.positions import (
    STRENGTH_RULE,
    Board,
    Group,
    Scope,
    positions,
)
from rancang.methods.arrays import Floats
from rancang.methods.composite import Assessment, Choices, assess
from rancang.methods.framework import Framework, Indicator
from rancang.methods.robustness import Draws, Plan, rank_draws
from rancang.methods.selection import Quota
from rancang.methods.weight import INDEX
from rancang.web.assessment.models import Choice, Input, Rank, Run, Score, Selection
from rancang.web.assessment.rules import NEIGHBOURS, Refused
from rancang.web.collection import queries as collection
from rancang.web.frameworks import queries as frameworks
from rancang.web.regions import queries as regions
from rancang.workbooks.results import run_json


if TYPE_CHECKING:
    from rancang.web.regions.models import Region


# Like is compared with like: kota of Papua with kota of Papua.
CHOICES = Choices(impute="group_median")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a run is made, apart from its numbers."""

    choices: Choices = CHOICES
    seed: int = 2021
    draws: int = 1000

    @property
    def plan(self) -> Plan:
        """Return what is drawn."""
        return Plan(draws=self.draws)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What enters a run: numbers by region and indicator; ``units`` gives the groups.

    ``text`` is the framework's file.
    """

    framework: Framework
    text: str
    period: str
    units: Mapping[str, str]
    numbers: Mapping[tuple[str, str], float]

    @property
    def indicators(self) -> list[str]:
        """Return the codes of the columns."""
        return [indicator.code for indicator in self.framework.indicators()]

    def matrix(self) -> Floats:
        """Return a row for each region and a column for each indicator."""
        codes = self.indicators
        rows = [
            [self.numbers.get((unit, code), np.nan) for code in codes]
            for unit in self.units
        ]
        return np.array(rows, dtype=np.float64).reshape(len(self.units), len(codes))

    def files(self, choices: Choices) -> dict[str, bytes]:
        """Return the files from which the command line makes the same run."""
        cells = [
            (unit, code, self.period, _written(self.numbers[unit, code]))
            for unit in self.units
            for code in self.indicators
            if (unit, code) in self.numbers
        ]
        values = _csv([("unit", "indicator", "period", "value"), *cells])
        found = {"values": values, "framework": self.text.encode()}
        if choices.impute.startswith("group_"):
            found["groups"] = _csv([("unit", "group"), *self.units.items()])
        return found


def _written(number: float) -> str:
    """Write a number so that it reads back the same, never with an exponent."""
    return format(Decimal(repr(number)), "f")


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What comes out of a table by a recipe."""

    assessment: Assessment
    draws: Draws
    fingerprint: str
    record: str


def compute(table: Table, recipe: Recipe) -> Outcome:
    """Assess a table; the same table and recipe give the same bytes."""
    values = table.matrix()
    units, groups = list(table.units), list(table.units.values())
    found = assess(values, units, table.framework, recipe.choices, groups)
    draws = rank_draws(found, recipe.plan, np.random.default_rng(recipe.seed))
    files = table.files(recipe.choices)
    inputs = {name: sha256(content).hexdigest() for name, content in files.items()}
    told = run_json(found, _told(table, recipe, inputs))
    return Outcome(found, draws, fingerprint(inputs), told)


def _told(table: Table, recipe: Recipe, inputs: dict[str, str]) -> dict[str, Any]:
    """Return what the record of a run tells besides its assessment."""
    framework = table.framework
    periods = {code: table.period for _, code in table.numbers}
    return {
        "draws": recipe.plan.spec() | {"generator": "numpy PCG64", "seed": recipe.seed},
        "framework": {
            "code": framework.code,
            "fingerprint": framework.fingerprint,
            "version": framework.version,
        },
        "inputs": inputs,
        "period": table.period,
        "periods": {code: periods.get(code) for code in table.indicators},
        "selection": None,
    }


def recipe(run: Run) -> Recipe:
    """Return how a run was made."""
    choices: dict[str, Any] = {
        name: tuple(told) if isinstance(told, list) else told
        for name, told in run.choices.items()
    }
    return Recipe(choices=Choices(**choices), seed=run.seed, draws=run.draws)


def table(run: Run) -> Table:
    """Return what entered a run, as stored."""
    observed = Input.objects.filter(run=run, imputed=False)
    cells = observed.values_list("region_id", "indicator_id", "number")
    return Table(
        framework=frameworks.framework(run.version),
        text=run.version.text,
        period=run.period,
        # the database may keep the regions in another order
        units=dict(sorted(run.units.items())),
        numbers={(region, indicator): number for region, indicator, number in cells},
    )


def remake(run: Run) -> Outcome:
    """Make a run again from its stored inputs."""
    return compute(table(run), recipe(run))


def ranking(run: Run) -> QuerySet[Rank]:
    """Return the ranked regions, the best first."""
    found = Rank.objects.filter(run=run).select_related("region__parent")
    return found.order_by("rank", "region_id")


def selection(number: int | None = None) -> Selection:
    """Return the proposal of a number, or the latest."""
    found = Selection.objects.select_related("run__version").order_by("at", "pk")
    if number is not None:
        found = found.filter(pk=number)
    latest = found.last()
    if latest is None:
        which = "satu pun" if number is None else f"nomor {number}"
        raise Refused(f"Belum ada usulan {which}; jalankan asesmen dan usulkan dahulu.")
    return latest


def candidates(selection: Selection) -> QuerySet[Choice]:
    """Return every region of a selection with the reason, by code."""
    found = Choice.objects.filter(selection=selection).select_related("region")
    return found.order_by("region_id")


def quotas(selection: Selection) -> tuple[Quota, ...]:
    """Return the quotas of a selection."""
    return tuple(Quota(**stored) for stored in selection.quotas)


def standing(run: Run, selection: Selection, region: str) -> Standing:
    """Return the assessment as it concerns one region.

    Raises Refused where a figure of the region is no longer what the run used.
    """
    if selection.run_id != run.pk:
        raise Refused(f"{selection} bukan usulan atas {run}.")
    board = _board(run, region)
    mine = Choice.objects.get(selection=selection, region_id=region)
    note = board.framework.note
    return Standing(
        framework_title=board.framework.title.id,
        framework_version=board.framework.version,
        framework_note=note.id if note else "",
        run=str(run.pk),
        period=run.period,
        fingerprint=run.fingerprint,
        seed=run.seed,
        draws=run.draws,
        choices=_choices(run, selection),
        assessed=board.assessed,
        dimensions=len(board.framework.dimensions),
        positions=positions(board),
        map_scores=_map_scores(run),
        map_shapes=regions.shapes(),
        selected=mine.chosen,
        eligible=mine.eligible,
        selection_size=selection.size,
        probability=_probability(board, selection, mine),
        cut_neighbours=_neighbours(selection),
        imputed=tuple(f for f in board.figures.values() if f.imputed),
        strength_rule=STRENGTH_RULE,
    )


def _choices(run: Run, selection: Selection) -> tuple[tuple[str, str], ...]:
    made = recipe(run)
    return (
        *score_choices(made.choices),
        *draw_choices(made.plan, made.seed),
        *selection_choices(
            selection.size,
            quotas(selection),
            only_autonomous=selection.only_autonomous,
        ),
    )


def _map_scores(run: Run) -> tuple[tuple[str, float | None], ...]:
    found = Score.objects.filter(run=run, node=INDEX)
    scores = dict(found.values_list("region_id", "score"))
    return tuple((code, scores.get(code)) for code in sorted(run.units))


def _probability(board: Board, selection: Selection, mine: Choice) -> Fact:
    draws = selection.run.draws
    return board.fact(
        "peluang_usulan",
        100.0 * mine.probability,
        f"usulan {selection.pk}",
        label=f"Bagian simulasi di dalam usulan {selection.size} daerah",
        unit="%",
        decimals=1,
        derived=(
            "banyaknya simulasi yang memasukkan daerah ini ke dalam usulan, dibagi "
            f"{draws} simulasi"
        ),
    )


def _neighbours(selection: Selection) -> tuple[tuple[str, float], ...]:
    """Return the last that were chosen and the first that were not, by rank."""
    ranks = dict(ranking(selection.run).values_list("region_id", "rank"))
    able = sorted(
        candidates(selection).filter(eligible=True),
        key=lambda choice: (ranks[choice.region_id], choice.region_id),
    )
    inside = [c for c in able if c.chosen][-NEIGHBOURS:]
    outside = [c for c in able if not c.chosen][:NEIGHBOURS]
    near = {c.region_id for c in (*inside, *outside)}
    return tuple((c.region_id, c.probability) for c in able if c.region_id in near)


def _board(run: Run, region: str) -> Board:
    """Lay a run out to tell of one region."""
    places = list(regions.regencies().filter(code__in=run.units))
    codes = [place.code for place in places]
    if region not in codes:
        raise Refused(f"Daerah {region} tidak ada dalam {run}.")
    row = codes.index(region)
    framework = frameworks.framework(run.version)
    inputs = list(Input.objects.filter(run=run))
    observed = [i for i in inputs if not i.imputed]
    own = {i.indicator_id: i for i in inputs if i.region_id == region}
    scores = Score.objects.filter(run=run).values_list("node", "region_id", "score")
    values = columns(codes, ((i.indicator_id, i.region_id, i.number) for i in observed))
    rank = Rank.objects.filter(run=run, region_id=region).first()
    return Board(
        framework=framework,
        region=region,
        row=row,
        period=run.period,
        source=_source(run, framework),
        aggregate=run.choices["aggregate"],
        groups=groups(places, places[row]),
        scores=columns(codes, scores),
        observed=values,
        figures=_figures(run, framework, places[row], own),
        interval=(rank.p05, rank.p95) if rank else None,
    )


def columns(
    codes: list[str], cells: Iterable[tuple[str, str, float]]
) -> dict[str, Floats]:
    """Return an array of all regions for each name, NaN where there is no cell."""
    rows = {code: row for row, code in enumerate(codes)}
    found: dict[str, Floats] = {}
    for name, region, number in cells:
        column = found.setdefault(name, np.full(len(rows), np.nan))
        column[rows[region]] = number
    return found


def _source(run: Run, framework: Framework) -> Source:
    return Source(
        publisher="Rancang",
        title=f"Asesmen menurut {framework.title.id}, versi {framework.version}",
        date=timezone.localdate(run.at).isoformat(),
        row=f"asesmen {run.pk} (sidik {run.fingerprint[:12]})",
    )


def groups(places: list[Region], own: Region) -> dict[Scope, Group]:
    """Return with whom a region is compared: all, its kind, its province."""
    province = own.parent.name if own.parent else ""
    alike = np.array([place.kind == own.kind for place in places])
    near = np.array([place.parent_id == own.parent_id for place in places])
    return {
        "all": Group("semua", "seluruh daerah", np.ones(len(places), dtype=bool)),
        "kind": Group(own.kind, f"seluruh {own.kind}", alike),
        "province": Group(own.parent_id or "", province, near),
    }


def _figures(
    run: Run, framework: Framework, place: Region, own: Mapping[str, Input]
) -> dict[str, Fact]:
    """Return the region's own figures: as approved, or imputed and marked so."""
    indicators = framework.indicators()
    found = collection.facts(
        framework,
        indicators=[indicator.code for indicator in indicators],
        regions=[place.code],
        periods=[run.period],
    )
    figures = {}
    for indicator in indicators:
        known = found.get((place.code, indicator.code, run.period))
        entered = own.get(indicator.code)
        _refuse_stale(run, indicator, known, entered)
        if entered and entered.imputed:
            figures[indicator.code] = _imputed(run, framework, indicator, entered)
        elif known:
            figures[indicator.code] = known
    return figures


def _refuse_stale(
    run: Run, indicator: Indicator, known: Fact | None, entered: Input | None
) -> None:
    now = known.value if known else None
    then = entered.number if entered and not entered.imputed else None
    if now != then:
        raise Refused(
            f"{indicator.name.id} periode {run.period} sudah berubah sejak {run}; "
            "jalankan asesmen baru."
        )


def _imputed(
    run: Run, framework: Framework, indicator: Indicator, entered: Input
) -> Fact:
    source = _source(run, framework)
    return Fact(
        code=f"{entered.region_id}/{indicator.code}/{run.period}",
        label=indicator.name.id,
        value=entered.number,
        unit=indicator.unit.id,
        period=run.period,
        decimals=indicator.decimals,
        source=Source(
            publisher=source.publisher,
            title=source.title,
            date=source.date,
            row=f"{source.row}, masukan {indicator.code}",
        ),
        derived=IMPUTE_WORDS[run.choices["impute"]],
        imputed=True,
    )
