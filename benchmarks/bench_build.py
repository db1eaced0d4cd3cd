"""How long a full build of an index takes, beside what COINr needs for one.

Run: ``python benchmarks/bench_build.py``. A build imputes, treats, normalises, weighs,
aggregates and ranks 514 units on 100 indicators. COINr 1.1.14 needed 313 ms for it on a
machine of two cores; times of two machines do not compare to the millisecond.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter

import numpy as np

from rancang.methods.build import build
from rancang.methods.method import Filling, Method, Normalising, Rules
from rancang.methods.stages import Beside
from rancang.methods.structure import Part, Structure, structure
from rancang.methods.table import Table
from rancang.methods.treat import Treatment


UNITS, INDICATORS, MISSING, REPEATS = 514, 100, 0.05, 11
COINR, LIMIT = 313.0, 50.0  # milliseconds


def tree() -> Structure:
    """Return four levels: 100 indicators, 12 pillars, 4 dimensions, the index."""
    parts = [Part(code="index", parent="")]
    parts += [Part(code=f"d{d}", parent="index") for d in range(4)]
    parts += [Part(code=f"p{p}", parent=f"d{p % 4}") for p in range(12)]
    parts += [Part(code=f"i{i}", parent=f"p{i % 12}") for i in range(INDICATORS)]
    return structure(parts)


def figures(codes: tuple[str, ...]) -> Table:
    """Return values of which a third have a long tail, and some are missing."""
    rng = np.random.default_rng(1)
    values = rng.normal(size=(UNITS, INDICATORS))
    values[:, ::3] = np.exp(1.5 * values[:, ::3])
    values[rng.random(values.shape) < MISSING] = np.nan
    return Table(tuple(f"{unit:03}" for unit in range(UNITS)), codes, values)


def main() -> None:
    """Print the median time of a build and the ratio to COINr's."""
    made = tree()
    table = figures(made.indicators)
    beside = Beside(groups=[str(unit % 8) for unit in range(UNITS)])
    method = Method(
        impute=Filling(kind="group_mean"),
        treat=Rules(Treatment()),
        normalise=Rules(Normalising(low=1.0)),
    )
    build(table, made, method, beside)
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        found = build(table, made, method, beside)
        times.append(1000 * (perf_counter() - start))
    took = median(times)
    treated = int((found.treatment.moved > 0).sum())
    sys.stdout.write(
        f"{UNITS} units x {INDICATORS} indicators, {int(found.filled.sum())} values "
        f"imputed, {treated} indicators treated\n"
        f"a full build {took:.1f} ms (limit {LIMIT:.0f}); COINr {COINR:.0f} ms; "
        f"ratio {COINR / took:.1f}\n"
    )
    if took > LIMIT:
        sys.exit(f"a build took {took:.1f} ms, more than {LIMIT:.0f}")


if __name__ == "__main__":
    main()
