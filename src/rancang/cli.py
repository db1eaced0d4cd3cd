"""The command line: files in, files out, no database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import numpy as np

from rancang import __version__
from rancang.methods.aggregate import AGGREGATES, Aggregate
from rancang.methods.arrays import Floats
from rancang.methods.composite import Assessment, Choices, assess
from rancang.methods.framework import Framework, FrameworkError, MethodError, parse
from rancang.methods.impute import IMPUTES, Impute
from rancang.methods.normalise import NORMALISES, Normalise
from rancang.methods.robustness import Plan, rank_draws
from rancang.methods.selection import Rule, choose, probability
from rancang.workbooks.results import ranks_csv, run_json, scores_csv, write_folder
from rancang.workbooks.values import (
    MOST_BYTES,
    Figures,
    ValuesError,
    read_groups,
    read_units,
    read_values,
)


MOST_CELLS = 20_000_000
"""Draws times units that one run may hold in memory."""


class Refused(click.ClickException):
    """Input that cannot be used: said in the language chosen, exit status 2."""

    exit_code = 2

    def __init__(self, *messages: tuple[str, str]) -> None:
        # said here: when it is shown, the language chosen is already forgotten
        self.lines = [f"{_said(('Galat', 'Error'))}: {_said(m)}" for m in messages]
        super().__init__("\n".join(self.lines))

    def show(self, file: Any = None) -> None:
        """Write each message on a line of its own, to standard error."""
        for line in self.lines:
            click.echo(line, file, err=True)


def _said(both: tuple[str, str]) -> str:
    context = click.get_current_context(silent=True)
    english = context is not None and context.meta.get("rancang.language") == "en"
    return both[1] if english else both[0]


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Callback = Callable[[click.Context, click.Parameter, str | None], Any]


def whole(minimum: int) -> Callback:
    """Return what reads an option as a whole number that is not below a minimum."""

    def read(_: click.Context, option: click.Parameter, text: str | None) -> int | None:
        if text is None:
            return None
        digits = text.isascii() and text.isdigit() and len(text) <= len("123456789")
        if not digits or int(text) < minimum:
            name = option.opts[0]
            raise Refused(
                (
                    f"{name}: '{text}' bukan bilangan bulat dari {minimum} ke atas",
                    f"{name}: '{text}' is not a whole number from {minimum} up",
                )
            )
        return int(text)

    return read


def one_of(words: tuple[str, ...]) -> Callback:
    """Return what reads an option as one of some words."""

    def read(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
        if text not in words:
            known, name = ", ".join(words), option.opts[0]
            raise Refused(
                (
                    f"{name}: '{text}' tidak dikenal; pilih {known}",
                    f"{name}: '{text}' is not known; choose {known}",
                )
            )
        return text

    return read


def _speak(context: click.Context, option: click.Parameter, text: str | None) -> None:
    context.meta["rancang.language"] = one_of(("id", "en"))(context, option, text)


language_option = click.option(
    "--language",
    metavar="id|en",
    default="id",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Language of the messages.",
)

_FILE = click.Path(path_type=Path)


def _numbered(name: str, default: str | None, minimum: int, told: str) -> Decorator:
    return click.option(
        name,
        default=default,
        metavar="N",
        callback=whole(minimum),
        show_default=default is not None,
        help=told,
    )


def _worded(name: str, words: tuple[str, ...], default: str, told: str) -> Decorator:
    return click.option(
        name,
        default=default,
        metavar="|".join(words),
        callback=one_of(words),
        show_default=True,
        help=told,
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rancang")
def main() -> None:
    """Rancang: from scattered data to a masterplan that can name its sources."""


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
    figures: Figures
    groups: tuple[str, ...] | None
    excluded: frozenset[str]
    fingerprints: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was computed; intervals are units x (5 %, 50 %, 95 %) of the rank."""

    assessment: Assessment
    intervals: Floats
    selected: tuple[str, ...] | None
    probability: Floats | None


@main.command(name="assess", no_args_is_help=True)
@click.argument("values", type=_FILE)
@click.argument("framework", type=_FILE)
@click.option("--out", type=_FILE, required=True, help="Folder for the three files.")
@_numbered("--draws", "1000", 1, "Draws of weights, scale and aggregation.")
@_numbered("--seed", "1", 0, "Where the draws begin; the same seed, the same draws.")
@_numbered("--select", None, 1, "Choose the K best, and say how sure that is.")
@click.option("--period", help="Take this period instead of each indicator's latest.")
@_worded("--impute", IMPUTES, "median", "How missing values are filled.")
@_worded("--normalise", NORMALISES, "minmax", "How indicators come onto one scale.")
@_worded("--aggregate", AGGREGATES, "arithmetic", "How parts make up a score.")
@click.option("--groups", type=_FILE, help="CSV unit,group, for --impute group_*.")
@click.option("--exclude", type=_FILE, help="CSV unit: never selected, still ranked.")
@language_option
def assess_command(
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
) -> None:
    """Score and rank units, and say how sure each rank is.

    VALUES is a CSV with the columns unit,indicator,period,value; FRAMEWORK is a YAML
    file. Without --period every indicator is read in the latest period in which any unit
    has a value for it, for all units alike. The folder gets scores.csv, ranks.csv and
    run.json; the same inputs give the same bytes. Nothing is written if anything in the
    input is wrong.
    """
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
    inputs = _read({"values": values, "framework": framework}, groups, exclude, run)
    outcome = _compute(inputs, run)
    assessment = outcome.assessment
    files = {
        "scores.csv": scores_csv(assessment),
        "ranks.csv": ranks_csv(assessment, outcome.intervals, outcome.probability),
        "run.json": run_json(assessment, _told(inputs, outcome, run)),
    }
    _write(out, files)
    count, statement = len(assessment.units), assessment.statement
    click.echo(
        _said(
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
    framework = _of(paths["framework"], lambda: parse(_text(contents["framework"])))
    figures = _of(
        paths["values"], lambda: read_values(contents["values"], framework, run.period)
    )
    units = figures.units
    labels, excluded = None, frozenset[str]()
    if groups:
        labels = _of(groups, lambda: read_groups(contents["groups"], units))
    if exclude:
        excluded = _of(exclude, lambda: read_units(contents["exclude"], units))
    return Inputs(
        framework=framework,
        figures=figures,
        groups=labels,
        excluded=excluded,
        fingerprints={n: sha256(c).hexdigest() for n, c in contents.items()},
    )


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, or refuse it by name."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "?"
        raise Refused(
            (f"{path}: tidak dapat dibaca ({why})", f"{path}: cannot be read ({why})")
        ) from error


def _text(content: bytes) -> str:
    # what is no text is refused with its line, as any other bad YAML
    return content.decode("utf-8-sig", errors="replace").replace("\ufffd", "\0")


def _of[T](path: Path, reading: Callable[[], T]) -> T:
    """Read, and name the file in front of every problem."""
    try:
        return reading()
    except (FrameworkError, ValuesError) as error:
        told = [
            (f"{path}: {p.text()}", f"{path}: {p.text('en')}") for p in error.problems
        ]
        raise Refused(*told) from error


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
        assessment = assess(
            figures.values, units, inputs.framework, run.choices, inputs.groups
        )
        draws = rank_draws(assessment, run.plan, np.random.default_rng(run.seed))
        if run.size is None:
            return Outcome(assessment, draws.intervals(), None, None)
        rule = Rule(size=run.size, excluded=inputs.excluded)
        selected = choose(assessment.index, units, rule)
        chances = probability(draws.all_scores(), units, rule)
    except MethodError as error:
        raise Refused((error.message.id, error.message.en)) from error
    return Outcome(assessment, draws.intervals(), selected, chances)


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


@main.command(name="book", no_args_is_help=True)
@click.argument("facts", type=_FILE)
@click.option("--out", type=_FILE, required=True, help="Folder for the books.")
@click.option(
    "--format",
    "formats",
    default="pdf,docx,html",
    show_default=True,
    help="Formats, with commas between.",
)
@language_option
def book_command(*, facts: Path, out: Path, formats: str) -> None:
    """Make Buku 1 again from the facts that an edition stored.

    FACTS is the JSON file of an edition. The folder gets buku-1.pdf, .docx and .html;
    nothing is written if anything in the facts is wrong.
    """
    # the typesetters take a moment to load; other commands do not wait for them
    from rancang.documents import writers
    from rancang.documents.chapters.buku1 import compose
    from rancang.documents.facts import Buku1
    from rancang.documents.plain import RecordError

    content = _text(read_bytes(facts))
    try:
        made = compose(Buku1.from_json(json.loads(content)))
        written = writers.write(made, [f.strip() for f in formats.split(",")])
    except json.JSONDecodeError as error:
        place = f"{facts}, {error.lineno}:{error.colno}"
        told = f"{place}: bukan JSON yang sah", f"{place}: not valid JSON"
        raise Refused(told) from error
    except (RecordError, writers.WriteError) as error:
        raise Refused((f"{facts}: {error}", f"{facts}: {error}")) from error
    _write(out, {f"buku-1.{name}": content for name, content in written.items()})
    click.echo(_said((f"Buku 1 ada di {out}", f"Buku 1 is in {out}")))


def _write(out: Path, files: Mapping[str, str | bytes]) -> None:
    try:
        write_folder(out, files)
    except OSError as error:
        why = error.strerror or "?"
        raise Refused(
            (f"{out}: tidak dapat ditulis ({why})", f"{out}: cannot be written ({why})")
        ) from error


if __name__ == "__main__":
    main()
