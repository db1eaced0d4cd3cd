"""`rancang evaluate`: assessors' scores and an instrument in; the yearly index out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click
import numpy as np

from rancang.cli.files import read_bytes, reading, text_of, write
from rancang.cli.options import FILE, language_option
from rancang.cli.progress import told, waiting
from rancang.cli.refusal import said
from rancang.methods.agreement import Agreement
from rancang.methods.evaluation import (
    Evaluation,
    Mark,
    agreement,
    improvement,
    overall_agreement,
)
from rancang.methods.instrument import Instrument, parse_instrument
from rancang.workbooks.evaluations import (
    EVERYONE,
    agreement_csv,
    ranks_csv,
    run_json,
    scores_csv,
    unscored_csv,
)
from rancang.workbooks.scores import Scores, read_index, read_scores


@click.command(name="evaluate", no_args_is_help=True)
@click.argument("scores", type=FILE)
@click.argument("instrument", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for the files.")
@click.option(
    "--previous", type=FILE, help="CSV region,index of last year (an old ranks.csv)."
)
@language_option
def evaluate_command(
    *, scores: Path, instrument: Path, out: Path, previous: Path | None
) -> None:
    """Make the programme's yearly index, and say how far the assessors agree.

    SCORES is a CSV with the columns region,question,assessor,score; or
    region,question,score or region,dimension,score where only means are known.
    INSTRUMENT is a YAML file with the questions and weights of the year and cohort. The
    folder gets scores.csv, ranks.csv, agreement.csv, unscored.csv and run.json; the same
    inputs give the same bytes. Regions whose scores are all zero did not take part: they
    get no index and no rank. Nothing is written if anything in the input is wrong.
    """
    paths = {"instrument": instrument, "scores": scores}
    paths |= {"previous": previous} if previous else {}
    contents = {name: read_bytes(path) for name, path in paths.items()}
    asked = reading(
        instrument, lambda: parse_instrument(text_of(contents["instrument"]))
    )
    with waiting(("Membaca nilai", "Reading scores")):
        found = reading(scores, lambda: read_scores(contents["scores"], asked))
    before: dict[str, float] = {}
    if previous:
        before = reading(previous, lambda: read_index(contents["previous"]))
    evaluation = found.evaluation(asked)
    record = {
        "inputs": {name: sha256(c).hexdigest() for name, c in contents.items()},
        "read": found.kind,
    }
    write(
        out,
        {
            "scores.csv": scores_csv(evaluation),
            "ranks.csv": ranks_csv(evaluation, before, improvement(evaluation, before)),
            "agreement.csv": agreement_csv(_agreements(found)),
            "unscored.csv": unscored_csv(evaluation),
            "run.json": run_json(evaluation, record),
        },
    )
    click.echo(said(_summary(evaluation, asked, out)))


def _agreements(found: Scores) -> list[tuple[str, Agreement]]:
    """Return the agreement over all regions, then of each; nothing where only means are."""
    if not found.marks:
        return []
    own: dict[str, list[Mark]] = {}
    for mark in sorted(found.marks):
        own.setdefault(mark.region, []).append(mark)
    whole = [(EVERYONE, overall_agreement(found.marks))]
    regions = told(sorted(own), ("Kesepakatan penilai", "Agreement"))
    return whole + [(region, agreement(own[region])) for region in regions]


def _summary(
    evaluation: Evaluation, instrument: Instrument, out: Path
) -> tuple[str, str]:
    ranked = int((~np.isnan(evaluation.ranks)).sum())
    absent = int((~evaluation.took_part).sum())
    rest = len(evaluation.regions) - ranked - absent
    cohort = instrument.cohort
    return (
        f"{ranked} daerah mendapat indeks ({cohort.id}); {absent} tidak ikut, "
        f"{rest} belum lengkap; hasil di {out}",
        f"{ranked} regions got an index ({cohort.en}); {absent} did not take part, "
        f"{rest} are incomplete; results in {out}",
    )
