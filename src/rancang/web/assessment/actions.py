"""Run an assessment, confirm it, and propose which regions to assist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import numpy as np
from django.db import transaction

from rancang.documents.choices import quota_words
from rancang.methods.composite import Choices
from rancang.methods.framework import MethodError
from rancang.methods.selection import Quota, Rule, choose, probability
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.assessment import queries
from rancang.web.assessment.models import Choice, Input, Rank, Run, Score, Selection
from rancang.web.assessment.queries import Outcome, Recipe
from rancang.web.assessment.rules import (
    LEAST_PER_ISLAND_GROUP,
    SELECTION_SIZE,
    STATE_NAMES,
    TRANSITIONS,
    Refused,
    State,
)
from rancang.web.collection import queries as collection
from rancang.web.frameworks import queries as frameworks
from rancang.web.journal import actions as journal
from rancang.web.regions import queries as regions
from rancang.workbooks.inputs import Table


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person
    from rancang.web.collection.queries import Observation
    from rancang.web.frameworks.models import Version
    from rancang.web.regions.models import Region


BATCH = 2_000


class Told(TypedDict, total=False):
    """What may be told of a run's recipe; the rest is as in ``Recipe``."""

    choices: Choices
    seed: int
    draws: int


@transaction.atomic
def run(
    *, by: Person, version: Version, period: str, at: datetime, **told: Unpack[Told]
) -> Run:
    """Assess all kabupaten and kota from the approved values of a period.

    The same inputs, choices, seed and draws give the run there is already.
    """
    accounts.require(by, Right.RUN_ASSESSMENT)
    recipe = Recipe(**told)
    if recipe.seed < 0:
        raise Refused(f"Benih acak {recipe.seed} harus 0 atau lebih.")
    _refuse_version(version)
    framework = frameworks.framework(version)
    codes = [indicator.code for indicator in framework.indicators()]
    found = collection.observations(codes, [period])
    table = Table(
        framework=framework,
        text=version.text,
        period=period,
        units=_units(),
        numbers=_numbers(found),
    )
    if not table.numbers:
        raise Refused(
            f"Belum ada nilai {version} periode {period} yang disetujui; selesaikan "
            "dahulu pemeriksaan dan persetujuannya."
        )
    outcome = _computed(table, recipe)
    known = Run.objects.filter(version=version, fingerprint=outcome.fingerprint)
    for earlier in known.filter(period=period):
        if earlier.record == outcome.record:
            return earlier
    return _stored(by, at, (version, table, recipe), outcome, found)


def _refuse_version(version: Version) -> None:
    if version.state != "published":
        raise Refused(f"{version} belum terbit; terbitkan dahulu.")
    if version.purpose != "assessment":
        raise Refused(
            f"{version} adalah profil: nilainya diceritakan, tidak diberi skor."
        )


def _units() -> dict[str, str]:
    """Return every kabupaten and kota with its group for imputation."""
    return {
        place.code: f"{place.kind} {place.island_group}"
        for place in regions.regencies()
    }


def _numbers(found: list[Observation]) -> dict[tuple[str, str], float]:
    return {(o.region, o.indicator): o.number for o in found if o.number is not None}


def _computed(table: Table, recipe: Recipe) -> Outcome:
    try:
        return queries.compute(table, recipe)
    except MethodError as error:
        raise Refused(f"Asesmen tidak dapat dihitung: {error.message.id}.") from error


def _stored(
    by: Person,
    at: datetime,
    made: tuple[Version, Table, Recipe],
    outcome: Outcome,
    found: list[Observation],
) -> Run:
    version, table, recipe = made
    stored = Run.objects.create(
        version=version,
        period=table.period,
        choices=asdict(recipe.choices),
        units=dict(table.units),
        seed=recipe.seed,
        draws=recipe.draws,
        fingerprint=outcome.fingerprint,
        record=outcome.record,
        by=by,
        at=at,
    )
    Input.objects.bulk_create(_inputs(stored, outcome, found), batch_size=BATCH)
    Score.objects.bulk_create(_scores(stored, outcome), batch_size=BATCH)
    Rank.objects.bulk_create(_ranks(stored, outcome), batch_size=BATCH)
    told = {"fingerprint": stored.fingerprint, "state": stored.state}
    _note(by, "run", at, ("assessment.run", str(stored.pk), None, told))
    # As the database gives it back: tuples have become lists.
    stored.refresh_from_db()
    return stored


def _inputs(stored: Run, outcome: Outcome, found: list[Observation]) -> Iterator[Input]:
    """Yield what was observed, context too, and what the method filled in."""
    for o in found:
        if o.number is not None:
            yield Input(
                run=stored,
                region_id=o.region,
                indicator_id=o.indicator,
                value_id=o.value,
                number=o.number,
                imputed=False,
            )
    made = outcome.assessment
    for row, column in np.argwhere(made.imputed):
        yield Input(
            run=stored,
            region_id=made.units[row],
            indicator_id=made.indicators[column],
            number=float(made.values[row, column]),
            imputed=True,
        )


def _scores(stored: Run, outcome: Outcome) -> Iterator[Score]:
    made = outcome.assessment
    for row, column in np.argwhere(~np.isnan(made.scores)):
        yield Score(
            run=stored,
            region_id=made.units[row],
            node=made.nodes[column],
            score=float(made.scores[row, column]),
        )


def _ranks(stored: Run, outcome: Outcome) -> Iterator[Rank]:
    made = outcome.assessment
    intervals = outcome.draws.intervals()
    for row in np.flatnonzero(~np.isnan(made.ranks)):
        p05, p50, p95 = (float(bound) for bound in intervals[row])
        yield Rank(
            run=stored,
            region_id=made.units[row],
            rank=int(made.ranks[row]),
            p05=p05,
            p50=p50,
            p95=p95,
        )


def _note(by: Person, verb: str, at: datetime, change: tuple[Any, ...]) -> None:
    journal.record(by=by, verb=verb, at=at, changes=[journal.Change(*change)])


@transaction.atomic
def confirm(*, by: Person, run: Run, at: datetime) -> Run:
    """Confirm a run; from then on it is frozen, by the database too."""
    accounts.require(by, Right.RUN_ASSESSMENT)
    run = Run.objects.select_for_update().get(pk=run.pk)
    before = State(run.state)
    after = TRANSITIONS.get((before, "confirm"))
    if after is None:
        raise Refused(f"{run} sudah berstatus {STATE_NAMES[before]['id']}.")
    run.state = after
    run.save(update_fields=["state"])
    states = ({"state": before.value}, {"state": after.value})
    _note(by, "confirm", at, ("assessment.run", str(run.pk), *states))
    return run


class Balance(TypedDict, total=False):
    """What restrains a selection.

    Without ``quotas`` each island group gets a minimum; regions without a budget of
    their own are left out unless ``only_autonomous`` is False.
    """

    quotas: Sequence[Quota] | None
    only_autonomous: bool


@transaction.atomic
def propose(
    *,
    by: Person,
    run: Run,
    at: datetime,
    size: int = SELECTION_SIZE,
    **balance: Unpack[Balance],
) -> Selection:
    """Propose which regions to assist; the same terms give the proposal there is."""
    accounts.require(by, Right.PROPOSE_SELECTION)
    draft = Selection(
        run=run,
        size=size,
        only_autonomous=balance.get("only_autonomous", True),
        by=by,
        at=at,
    )
    places = list(regions.regencies().filter(code__in=run.units))
    ranked = set(Rank.objects.filter(run=run).values_list("region_id", flat=True))
    outside = {place.code: _outside(draft, place, ranked) for place in places}
    quotas = balance.get("quotas")
    if quotas is None:
        quotas = _least([p.island_group for p in places if not outside[p.code]])
    draft.quotas = [asdict(quota) for quota in quotas]
    return _same(draft) or _proposed(by, draft, _choices(draft, places, outside))


def _same(draft: Selection) -> Selection | None:
    known = Selection.objects.filter(
        run=draft.run, size=draft.size, only_autonomous=draft.only_autonomous
    )
    return next((old for old in known if old.quotas == draft.quotas), None)


def _proposed(by: Person, draft: Selection, choices: list[Choice]) -> Selection:
    draft.save()
    Choice.objects.bulk_create(choices, batch_size=BATCH)
    told = {
        "run": draft.run_id,
        "size": draft.size,
        "quotas": draft.quotas,
        "only_autonomous": draft.only_autonomous,
        "chosen": [choice.region_id for choice in choices if choice.chosen],
    }
    change = ("assessment.selection", str(draft.pk), None, told)
    _note(by, "propose", draft.at, change)
    return draft


def _outside(draft: Selection, place: Region, ranked: set[str]) -> str:
    """Say why a region cannot be proposed at all; nothing where it can."""
    if draft.only_autonomous and not place.autonomous:
        province = place.parent.name if place.parent else place.name
        return f"di luar: {province} tanpa APBD sendiri"
    return "" if place.code in ranked else "di luar: data kurang, tanpa skor"


def _least(groups: list[str]) -> list[Quota]:
    return [
        Quota(group, min(LEAST_PER_ISLAND_GROUP, groups.count(group)))
        for group in sorted(set(groups))
    ]


def _choices(
    draft: Selection, places: list[Region], outside: dict[str, str]
) -> list[Choice]:
    outcome = queries.remake(draft.run)
    groups = {place.code: place.island_group for place in places}
    units = outcome.assessment.units
    quotas = queries.quotas(draft)
    rule = Rule(
        size=draft.size,
        groups=tuple(groups[unit] for unit in units),
        quotas=quotas,
        excluded=frozenset(code for code, why in outside.items() if why),
    )
    free = Rule(size=rule.size, excluded=rule.excluded)
    scores = outcome.assessment.index
    try:
        chosen = set(choose(scores, units, rule))
        shares = probability(outcome.draws.all_scores(), units, rule)
    except MethodError as error:
        raise Refused(f"Usulan tidak dapat disusun: {error.message.id}.") from error
    by_score = set(choose(scores, units, free))
    bounds = {quota.group: quota_words(quota) for quota in quotas}
    return [
        Choice(
            selection=draft,
            region_id=unit,
            eligible=not outside[unit],
            chosen=unit in chosen,
            probability=float(share),
            reason=outside[unit]
            or _reason(unit, chosen, by_score, bounds.get(groups[unit], "")),
        )
        for unit, share in zip(units, shares, strict=True)
    ]


def _reason(unit: str, chosen: set[str], by_score: set[str], quota: str) -> str:
    if unit in chosen:
        return "menurut skor" if unit in by_score else f"kuota {quota}"
    if unit in by_score:
        return "tergeser kuota kelompok pulau"
    return "di bawah batas"
