"""`rancang assess`: values and a framework in; scores, ranks and a record out."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import numpy as np

from rancang.cli.files import read_bytes, reading, text_of, write, write_file
from rancang.cli.method import Made, Read, assess_by, read_figures, refuse_both
from rancang.cli.options import FILE, language_option, numbered, worded
from rancang.cli.progress import told, waiting
from rancang.cli.refusal import Refused, said
from rancang.methods.aggregate import AGGREGATES, Aggregate
from rancang.methods.arrays import Floats
from rancang.methods.build import Build
from rancang.methods.composite import Assessment, Choices, assess
from rancang.methods.framework import Framework, MethodError, parse
from rancang.methods.impute import IMPUTES, Impute
from rancang.methods.method import Method
from rancang.methods.method_text import parse_method
from rancang.methods.normalise import NORMALISES, Normalise
from rancang.methods.robustness import Draws, Plan, rank_draws
from rancang.methods.selection import Rule, choose, probability
from rancang.workbooks.results import ranks_csv, run_json, scores_csv
from rancang.workbooks.values import Figures, read_groups, read_units


PART = 1000
"""Draws made at a time."""

MOST_CELLS = 20_000_000
"""Draws times units that one run may hold in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything a run was asked for; paths apart, it is written into run.json."""

    choices: Choices
    plan: Plan
    seed: int
    size: int | None
    period: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What was read, and the fingerprints of the files it was read from."""

    framework: Framework
    read: Read
    groups: tuple[str, ...] | None
    excluded: frozenset[str]
    fingerprints: dict[str, str]
    method: Method | None = None

    @property
    def figures(self) -> Figures:
        """Return what is assessed."""
        return self.read.figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was computed; intervals are units x (5 %, 50 %, 95 %) of the rank."""

    assessment: Assessment
    intervals: Floats
    selected: tuple[str, ...] | None
    probability: Floats | None
    found: Build | None = None


@click.command(name="assess", no_args_is_help=True)
@click.argument("values", type=FILE)
@click.argument("framework", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for the three files.")
@numbered("--draws", "1000", 1, "Draws of weights, scale and aggregation.")
@numbered("--seed", "1", 0, "Where the draws begin; the same seed, the same draws.")
@numbered("--select", None, 1, "Choose the K best, and say how sure that is.")
@click.option("--period", help="Take this period instead of each indicator's latest.")
@worded("--impute", IMPUTES, "median", "How missing values are filled.")
@worded("--normalise", NORMALISES, "minmax", "How indicators come onto one scale.")
@worded("--aggregate", AGGREGATES, "arithmetic", "How parts make up a score.")
@click.option("--groups", type=FILE, help="CSV unit,group, for --impute group_*.")
@click.option("--exclude", type=FILE, help="CSV unit: never selected, still ranked.")
@click.option("--method", type=FILE, help="YAML of every choice, step by step.")
@click.option("--html", type=FILE, help="Write a report to read: one HTML file.")
@language_option
@click.pass_context
def assess_command(
    context: click.Context,
    *,
    values: Path,
    framework: Path,
    out: Path,
    draws: int,
    seed: int,
    select: int | None,
    period: str | None,
    impute: Impute,
    normalise: Normalise,
    aggregate: Aggregate,
    groups: Path | None,
    exclude: Path | None,
    method: Path | None,
    html: Path | None,
) -> None:
    """Score and rank units, and say how sure each rank is.

    VALUES is a CSV with the columns unit,indicator,period,value; FRAMEWORK is a YAML
    file. Without --period every indicator is read in the latest period in which any unit
    has a value for it, for all units alike. The folder gets scores.csv, ranks.csv and
    run.json; the same inputs give the same bytes. Nothing is written if anything in the
    input is wrong. --method takes every choice from a file instead of --impute,
    --normalise and --aggregate. --html adds a report in one file that needs no other.
    """
    if method is not None:
        refuse_both(context)
    if groups is None and impute.startswith("group_"):
        raise Refused(
            ("--impute group_* memerlukan --groups", "--impute group_* needs --groups")
        )
    if exclude is not None and select is None:
        raise Refused(("--exclude memerlukan --select", "--exclude needs --select"))
    # a geometric mean cannot take the zero of the usual 0 to 100
    bounds = (1.0, 100.0) if aggregate == "geometric" else (0.0, 100.0)
    run = Run(
        choices=Choices(
            impute=impute, normalise=normalise, bounds=bounds, aggregate=aggregate
        ),
        plan=Plan(draws=draws),
        seed=seed,
        size=select,
        period=period,
    )
    with waiting(("Membaca berkas", "Reading files")):
        paths = {"values": values, "framework": framework}
        paths |= {"method": method} if method else {}
        inputs = _read(paths, groups, exclude, run)
    outcome = _compute(inputs, run)
    assessment = outcome.assessment
    files = {
        "scores.csv": scores_csv(assessment),
        "ranks.csv": ranks_csv(assessment, outcome.intervals, outcome.probability),
        "run.json": run_json(assessment, _told(inputs, outcome, run)),
    }
    if html:
        write_file(html, _report(inputs, outcome, run))
    write(out, files)
    count, statement = len(assessment.units), assessment.statement
    click.echo(
        said(
            (
                f"{count} unit dinilai dari {statement.id}; hasil di {out}",
                f"{count} units assessed on {statement.en}; results in {out}",
            )
        )
    )


def _read(
    paths: dict[str, Path], groups: Path | None, exclude: Path | None, run: Run
) -> Inputs:
    paths |= {"groups": groups} if groups else {}
    paths |= {"exclude": exclude} if exclude else {}
    contents = {name: read_bytes(path) for name, path in paths.items()}
    framework = reading(
        paths["framework"], lambda: parse(text_of(contents["framework"]))
    )
    method = None
    if "method" in paths:
        method = reading(
            paths["method"], lambda: parse_method(text_of(contents["method"]))
        )
    figures = reading(
        paths["values"],
        lambda: read_figures(contents["values"], framework, run.period, method),
    )
    units = figures.figures.units
    labels, excluded = None, frozenset[str]()
    if groups:
        labels = reading(groups, lambda: read_groups(contents["groups"], units))
    if exclude:
        excluded = reading(exclude, lambda: read_units(contents["exclude"], units))
    return Inputs(
        framework=framework,
        read=figures,
        groups=labels,
        excluded=excluded,
        fingerprints={n: sha256(c).hexdigest() for n, c in contents.items()},
        method=method,
    )


def _compute(inputs: Inputs, run: Run) -> Outcome:
    figures = inputs.figures
    units = figures.units
    if run.plan.draws * len(units) > MOST_CELLS:
        most = MOST_CELLS // len(units)
        raise Refused(
            (
                f"--draws: paling banyak {most} untuk {len(units)} unit",
                f"--draws: at most {most} for {len(units)} units",
            )
        )
    try:
        made = _assess(inputs, run)
        assessment = made.assessment
        draws = _draw(made.drawn, run)
        if run.size is None:
            return Outcome(assessment, draws.intervals(), None, None, made.found)
        rule = Rule(size=run.size, excluded=inputs.excluded)
        selected = choose(assessment.index, units, rule)
        chances = probability(draws.all_scores(), units, rule)
    except MethodError as error:
        raise Refused((error.message.id, error.message.en)) from error
    return Outcome(assessment, draws.intervals(), selected, chances, made.found)


def _assess(inputs: Inputs, run: Run) -> Made:
    if inputs.method is not None:
        return assess_by(inputs.method, inputs.framework, inputs.read, inputs.groups)
    figures = inputs.figures
    assessment = assess(
        figures.values, figures.units, inputs.framework, run.choices, inputs.groups
    )
    return Made(assessment, assessment)


def _draw(assessment: Assessment, run: Run) -> Draws:
    """Draw in parts, so that it can be told how far it is."""
    rng = np.random.default_rng(run.seed)
    of = run.plan.draws
    parts = [min(PART, of - begun) for begun in range(0, of, PART)]
    members = np.flatnonzero(~np.isnan(assessment.ranks))
    scores = np.empty((of, members.size))
    ranks = np.empty(scores.shape, dtype=np.int32)
    done = 0
    for part in told(parts, ("Simulasi", "Draws")):
        drawn = rank_draws(assessment, replace(run.plan, draws=part), rng)
        scores[done : done + part], ranks[done : done + part] = (
            drawn.scores,
            drawn.ranks,
        )
        done += part
    return Draws(members, len(assessment.units), scores, ranks)


def _report(inputs: Inputs, outcome: Outcome, run: Run) -> bytes:
    # the charts and typefaces take a moment to load; without a report nobody waits
    from rancang.documents import report
    from rancang.documents.writers import html

    made = run.choices if outcome.found is None else outcome.found.method
    chosen = made.spec() | {"draws": run.plan.draws, "seed": run.seed}
    figures = inputs.figures
    units = outcome.assessment.units
    found = outcome.found
    stayed = np.isin(units, units if found is None else found.units)
    chances = outcome.probability
    told_of = report.Run(
        intervals=outcome.intervals[stayed],
        periods=dict(zip(outcome.assessment.indicators, figures.periods, strict=True)),
        settings={name: json.dumps(value) for name, value in chosen.items()},
        inputs=inputs.fingerprints,
        selected=outcome.selected,
        probability=None if chances is None else chances[stayed],
    )
    findings = _findings(inputs, outcome, told_of)
    with waiting(("Menulis laporan", "Writing the report")):
        return html.write(report.compose(findings))


def _findings(inputs: Inputs, outcome: Outcome, told_of: Any) -> Any:
    from rancang.documents import report

    if outcome.found is not None:
        return report.of_build(outcome.found, inputs.framework, told_of)
    values = inputs.figures.values
    return report.of_assessment(outcome.assessment, inputs.framework, values, told_of)


def _told(inputs: Inputs, outcome: Outcome, run: Run) -> dict[str, Any]:
    framework = inputs.framework
    periods = zip(outcome.assessment.indicators, inputs.figures.periods, strict=True)
    return {
        "draws": run.plan.spec() | {"generator": "numpy PCG64", "seed": run.seed},
        "framework": {
            "code": framework.code,
            "fingerprint": framework.fingerprint,
            "version": framework.version,
        },
        "inputs": inputs.fingerprints,
        "period": run.period,
        "periods": {code: period or None for code, period in periods},
        "selection": outcome.selected
        and {
            "excluded": sorted(inputs.excluded),
            "rule": "highest index first; equal scores by unit code",
            "selected": list(outcome.selected),
            "size": run.size,
        },
    }
