"""How long an assessment with 1,000 draws takes, beside the floor of its arithmetic.

Run: ``python benchmarks/bench_assess.py``. Times of two machines do not compare; the ratio
to the bare product and sort, taken in the same run, does. A child measures each size, so
that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.methods.robustness import Plan, rank_draws
from rancang.methods.selection import Rule, probability


UNITS, DRAWS, CHOSEN, REPEATS = 514, 1000, 50, 5
SIZES = (10, 100)


def framework_of(indicators: int) -> Framework:
    """Return a tree of three levels with six dimensions."""
    name = Text("x", "x")
    leaves = [
        Indicator(code=f"i{number}", name=name, unit=name)
        for number in range(indicators)
    ]
    dimensions = []
    for dimension in range(6):
        mine = leaves[dimension::6]
        children = tuple(
            Node(code=f"d{dimension}.{s}", name=name, indicators=tuple(mine[s::3]))
            for s in range(3)
        )
        dimensions.append(Node(code=f"d{dimension}", name=name, children=children))
    return Framework(
        code="bench", version="1", title=name, dimensions=tuple(dimensions)
    )


def best(work: Callable[[], object]) -> float:
    """Return the least of some runs, in milliseconds, after one to warm up."""
    work()
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * min(times)


def peak() -> float:
    """Return this process's peak memory in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(indicators: int) -> dict[str, float]:
    """Time one size."""
    rng = np.random.default_rng(1)
    framework = framework_of(indicators)
    order = [int(i.code[1:]) for i in framework.indicators()]
    values = rng.random((UNITS, indicators))[:, order]
    units = [f"{unit:03}" for unit in range(UNITS)]
    assessment = assess(values, units, framework, Choices())
    rank_draws(assessment, Plan(draws=2), rng)
    before = peak()

    def draws() -> Any:
        return rank_draws(assessment, Plan(draws=DRAWS), np.random.default_rng(1))

    drawn = draws()
    drawn.intervals()
    grown = peak() - before
    weights, table = rng.random((DRAWS, indicators)), rng.random((indicators, UNITS))
    scores = drawn.all_scores()

    def floor() -> None:
        np.argsort(weights @ table, axis=1)

    with threadpool_limits(limits=1, user_api="blas"):
        bare = best(floor)
    times = {
        "assess": best(lambda: assess(values, units, framework, Choices())),
        "draws": best(draws),
        "intervals": best(drawn.intervals),
        "selection": best(lambda: probability(scores, units, Rule(size=CHOSEN))),
        "floor": bare,
    }
    return times | {"ratio": times["draws"] / bare, "peak_mib": grown}


def main() -> None:
    """Print the table, or measure one size for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int)
    size = parser.parse_args().size
    if size is not None:
        sys.stdout.write(json.dumps(measure(size)))
        return
    sys.stdout.write(f"{UNITS} units, {DRAWS} draws, times in ms, memory in MiB\n")
    for indicators in SIZES:
        command = [sys.executable, __file__, "--size", str(indicators)]
        found = json.loads(subprocess.check_output(command))  # noqa: S603 -- ourselves
        told = "  ".join(f"{name} {value:.1f}" for name, value in found.items())
        sys.stdout.write(f"{indicators:>4} indicators: {told}\n")


if __name__ == "__main__":
    main()
