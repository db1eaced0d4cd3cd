"""`--method FILE`: an assessment by every choice of a whole method, kept in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import click
from click.core import ParameterSource

from rancang.cli.refusal import Refused
from rancang.methods.assessed import assessment_of, to_be_drawn
from rancang.methods.build import Build, build
from rancang.methods.composite import Assessment
from rancang.methods.framework import Framework
from rancang.methods.method import Method
from rancang.methods.stages import Beside
from rancang.methods.structure import of_framework
from rancang.methods.table import Table
from rancang.workbooks.values import Figures, moment, read_periods, read_values


INSTEAD = ("impute", "normalise", "aggregate")
"""What the file says, and so cannot be said beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The figures to be assessed; with those of other periods where they are needed."""

    figures: Figures
    period: str | None
    others: Mapping[str, Figures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """An assessment, what draws begin from, and the build behind it if there is one."""

    assessment: Assessment
    drawn: Assessment
    found: Build | None = None


def refuse_both(context: click.Context) -> None:
    """Refuse options that the method file answers already."""
    for name in INSTEAD:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise Refused(
                (
                    f"--{name} tidak dapat bersama --method; tulis di dalam berkasnya",
                    f"--{name} cannot go with --method; write it in the file",
                )
            )


def read_figures(
    content: bytes, framework: Framework, period: str | None, method: Method | None
) -> Read:
    """Read one period, or all that imputation along them needs. Raises ValuesError."""
    figures = read_values(content, framework, period)
    if method is None or method.impute.kind != "panel":
        return Read(figures=figures, period=None)
    others = read_periods(content, framework)
    now = period or list(others)[-1]
    return Read(figures=others[now], period=now, others=others)


def assess_by(
    method: Method, framework: Framework, read: Read, groups: tuple[str, ...] | None
) -> Made:
    """Assess by a method. Raises MethodError."""
    codes = tuple(indicator.code for indicator in framework.indicators())

    def table(figures: Figures) -> Table:
        return Table(figures.units, codes, figures.values)

    beside = Beside(groups=groups)
    if read.period is not None:
        beside = Beside(
            groups=groups,
            periods={moment(p): table(found) for p, found in read.others.items()},
            now=moment(read.period),
        )
    found = build(table(read.figures), of_framework(framework), method, beside)
    assessment = assessment_of(found, framework, read.figures.units)
    return Made(assessment, to_be_drawn(assessment, found), found)
