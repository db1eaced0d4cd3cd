"""The files an assessment leaves behind, and how a folder gets all of them or none."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from platform import python_version
from typing import Any

import numpy as np

from rancang import __version__
from rancang.methods.arrays import Floats
from rancang.methods.composite import Assessment


SCORES = ("unit", "node", "score")
RANKS = ("unit", "rank", "rank_p05", "rank_p50", "rank_p95", "p_selected")


def scores_csv(assessment: Assessment) -> str:
    """Return the score of every unit on every node; empty where there is none."""
    rows = (
        (unit, node, written(score))
        for unit, scores in zip(assessment.units, assessment.scores, strict=True)
        for node, score in zip(assessment.nodes, scores, strict=True)
    )
    return csv_text(SCORES, rows)


def ranks_csv(
    assessment: Assessment, intervals: Floats, probability: Floats | None
) -> str:
    """Return rank, rank interval and chance of being selected of every unit.

    ``intervals`` is units x 3. Without a selection the last column is empty.
    """
    chances = np.full(len(assessment.units), np.nan)
    if probability is not None:
        chances = probability
    rows = (
        (
            unit,
            written(assessment.ranks[row]).removesuffix(".0"),
            *map(written, intervals[row]),
            written(chances[row]),
        )
        for row, unit in enumerate(assessment.units)
    )
    return csv_text(RANKS, rows)


def run_json(assessment: Assessment, told: Mapping[str, Any]) -> str:
    """Return how the run can be made again, without a clock: same inputs, same bytes.

    ``told`` is what the assessment does not know: inputs, periods, draws, selection.
    """
    statement = assessment.statement
    record = {
        "assessed": list(assessment.assessed),
        "choices": assessment.choices.spec(),
        "dimensions": list(assessment.dimensions),
        "imputed": [
            {
                "unit": assessment.units[row],
                "indicator": assessment.indicators[column],
                "value": float(assessment.values[row, column]),
            }
            for row, column in np.argwhere(assessment.imputed)
        ],
        "scored": list(assessment.scored),
        "statement": {"en": statement.en, "id": statement.id},
        "units": len(assessment.units),
        "unranked": list(assessment.unranked),
        "versions": {
            "numpy": np.__version__,
            "python": python_version(),
            "rancang": __version__,
        },
        **told,
    }
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def written(number: float) -> str:
    """Return a number with all its digits; empty for NaN."""
    return "" if np.isnan(number) else repr(float(number))


def csv_text(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows under their titles as CSV."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(titles)
    writer.writerows(rows)
    return file.getvalue()


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all the files, or none: first beside the folder, then moved into it.

    A file of the same name is replaced, other files stay. Raises ``OSError``.
    """
    parent = folder.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=parent))
    try:
        for name, content in files.items():
            written = content.encode() if isinstance(content, str) else content
            (aside / name).write_bytes(written)
        folder.mkdir(exist_ok=True)
        for name in files:
            (aside / name).replace(folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
