"""What a run found: how it is made again, rankings, selections, one region's standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rancang.documents.boards import CHANGED, columns, entered_fact, run_source
from rancang.documents.choices import draw_choices, score_choices, selection_choices
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
from rancang.workbooks.inputs import Table
from rancang.workbooks.results import run_json


if TYPE_CHECKING:
    from rancang.web.regions.models import Region


Kinds = Sequence[tuple[str, str | None]]


class Known(NamedTuple):
    """What is known of all regions of a run, in the order of their codes.

    Scores by node; by indicator, the values observed and those filled in by the method;
    kind and province of each region.
    """

    scores: dict[str, Floats]
    observed: dict[str, Floats]
    filled: dict[str, Floats]
    kinds: Kinds

    def entered(self, indicator: str, row: int) -> tuple[float | None, bool]:
        """Return the number that entered for a region, and whether it was filled in."""
        for columns_of, imputed in ((self.observed, False), (self.filled, True)):
            column = columns_of.get(indicator)
            if column is not None and not np.isnan(column[row]):
                return float(column[row]), imputed
        return None, False


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
        raise Refused(
            _("Belum ada usulan {}; jalankan asesmen dan usulkan dahulu.").format(which)
        )
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
        raise Refused(_("{} bukan usulan atas {}.").format(selection, run))
    if region not in run.units:
        raise Refused(_("Daerah {} tidak ada dalam {}.").format(region, run))
    framework = frameworks.framework(run.version)
    facts = told(framework, region, run.period)
    board = laid_out(run, framework, regions.region(region), known(run), facts)
    _refuse_stale(run, board.figures.values())
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
        map_scores=map_scores(run),
        map_shapes=regions.shapes(),
        selected=mine.chosen,
        eligible=mine.eligible,
        selection_size=selection.size,
        probability=_probability(board, selection, mine),
        cut_neighbours=_neighbours(selection, region),
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


def map_scores(run: Run) -> tuple[tuple[str, float | None], ...]:
    """Return the index of every region of a run, None where it has no score."""
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


def _neighbours(selection: Selection, region: str) -> tuple[tuple[str, float], ...]:
    """Return the last chosen and the first not, by rank, and a contested region itself."""
    ranks = dict(ranking(selection.run).values_list("region_id", "rank"))
    able = sorted(
        candidates(selection).filter(eligible=True),
        key=lambda choice: (ranks[choice.region_id], choice.region_id),
    )
    inside = [c for c in able if c.chosen][-NEIGHBOURS:]
    outside = [c for c in able if not c.chosen][:NEIGHBOURS]
    own = [c for c in able if c.region_id == region and 0 < c.probability < 1]
    near = {c.region_id for c in (*inside, *outside, *own)}
    return tuple((c.region_id, c.probability) for c in able if c.region_id in near)


def known(run: Run) -> Known:
    """Return what is known of all regions of a run."""
    codes = sorted(run.units)
    scores = Score.objects.filter(run=run).values_list("node", "region_id", "score")
    inputs = Input.objects.filter(run=run).values_list(
        "imputed", "indicator_id", "region_id", "number"
    )
    cells = list(inputs)
    return Known(
        columns(codes, scores),
        columns(codes, (cell for imputed, *cell in cells if not imputed)),
        columns(codes, (cell for imputed, *cell in cells if imputed)),
        kinds(codes),
    )


def told(
    framework: Framework, region: str, period: str | None = None
) -> dict[collection.Key, Fact]:
    """Return what is approved of a region now, in one period or in all."""
    return collection.facts(
        framework,
        indicators=[indicator.code for indicator in framework.indicators()],
        regions=[region],
        periods=None if period is None else [period],
    )


def laid_out(
    run: Run,
    framework: Framework,
    own: Region,
    every: Known,
    facts: Mapping[collection.Key, Fact],
) -> Board:
    """Lay a run out to tell of one region; figures changed since are marked so."""
    rank = Rank.objects.filter(run=run, region=own).first()
    source = _source(run, framework)
    row = sorted(run.units).index(own.code)
    figures = {}
    for indicator in framework.indicators():
        key = (own.code, indicator, run.period)
        now = facts.get((own.code, indicator.code, run.period))
        entered = every.entered(indicator.code, row)
        figure = _figure(key, entered, now, (source, run.choices["impute"]))
        if figure:
            figures[indicator.code] = figure
    return Board(
        framework=framework,
        region=own.code,
        row=row,
        period=run.period,
        source=source,
        aggregate=run.choices["aggregate"],
        groups=groups(every.kinds, own),
        scores=every.scores,
        observed=every.observed,
        figures=figures,
        interval=(rank.p05, rank.p95) if rank else None,
    )


def members(run: Run) -> list[Region]:
    """Return the regions of a run by code."""
    return list(regions.regencies().filter(code__in=run.units).order_by("code"))


def _source(run: Run, framework: Framework) -> Source:
    date = timezone.localdate(run.at).isoformat()
    return run_source(framework, str(run.pk), run.fingerprint, date)


def kinds(codes: Iterable[str]) -> Kinds:
    """Return kind and province of regions, by code."""
    found = regions.regencies().filter(code__in=list(codes)).order_by("code")
    return list(found.values_list("kind", "parent_id"))


def groups(places: Kinds, own: Region) -> dict[Scope, Group]:
    """Return with whom a region is compared: all, its kind, its province."""
    province = own.parent.name if own.parent else ""
    alike = np.array([kind == own.kind for kind, _ in places])
    near = np.array([parent == own.parent_id for _, parent in places])
    return {
        "all": Group("semua", "seluruh daerah", np.ones(len(places), dtype=bool)),
        "kind": Group(own.kind, f"seluruh {own.kind}", alike),
        "province": Group(own.parent_id or "", province, near),
    }


def _figure(
    key: tuple[str, Indicator, str],
    entered: tuple[float | None, bool],
    known: Fact | None,
    run: tuple[Source, str],
) -> Fact | None:
    """Return one figure as it entered the run, marked where another is approved now."""
    number, imputed = entered
    now = known.value if known else None
    flags = (CHANGED,) if now != (None if imputed else number) else ()
    if number is None:
        return replace(known, value=None, flags=flags) if known and flags else known
    if known and not flags and not imputed:
        return known
    source, impute = run
    made = entered_fact(key, number, source, impute if imputed else "")
    return replace(made, flags=flags)


def _refuse_stale(run: Run, figures: Iterable[Fact]) -> None:
    """Refuse to tell of a run where a figure has been approved anew since."""
    for figure in figures:
        if CHANGED in figure.flags:
            raise Refused(
                _(
                    "{} periode {} sudah berubah sejak {}; jalankan asesmen baru."
                ).format(figure.label, run.period, run)
            )


def newest(number: int | None = None) -> Run | None:
    """Return the run of a number, or the newest; None where there is none yet."""
    found = Run.objects.select_related("version")
    if number is not None:
        return found.get(pk=number)
    return found.order_by("at", "pk").last()


def proposed(run: Run) -> Selection | None:
    """Return the latest proposal on a run."""
    return Selection.objects.filter(run=run).order_by("at", "pk").last()


def choice(run: Run, region: str) -> Choice | None:
    """Return what the latest proposal on a run says of a region."""
    found = Choice.objects.filter(selection__run=run, region_id=region)
    return found.select_related("selection").order_by("selection__at", "pk").last()
