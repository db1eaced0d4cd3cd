import csv
from pathlib import Path

import numpy as np
import pytest

from rancang.methods.framework import Framework, Indicator, Node, Text


GOLDEN = Path(__file__).parent / "golden"


def text(name):
    return Text(name, name)


class Asem:
    """COINr's example, and what COINr made of it."""

    def __init__(self):
        self.rows = self.read("00_iMeta")
        self.framework = self._framework()
        self.codes = [i.code for i in self.framework.indicators()]
        with (GOLDEN / "00_groups.csv").open(encoding="utf-8") as file:
            self._groups = {
                r["uCode"]: r["EurAsia_group"] for r in csv.DictReader(file)
            }

    def _framework(self):
        rows = [row for row in self.rows if row["Parent"]]

        def indicators(code):
            return tuple(
                Indicator(
                    code=row["iCode"],
                    name=text(row["iName"]),
                    unit=text(row["Unit"]),
                    direction="lower" if row["Direction"] == "-1" else "higher",
                    weight=float(row["Weight"]),
                )
                for row in rows
                if row["Parent"] == code and row["Type"] == "Indicator"
            )

        def nodes(parent):
            return tuple(
                Node(
                    code=row["iCode"],
                    name=text(row["iName"]),
                    weight=float(row["Weight"]),
                    children=nodes(row["iCode"]),
                    indicators=indicators(row["iCode"]),
                )
                for row in rows
                if row["Parent"] == parent and row["Type"] == "Aggregate"
            )

        return Framework(
            code="asem", version="1", title=text("ASEM"), dimensions=nodes("Index")
        )

    def read(self, name):
        """Read the rows of a file as they are."""
        with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def table(self, name, columns=None):
        """Read units and a table with the given columns (the indicators)."""
        rows = self.read(name)
        wanted = columns or self.codes
        values = [[float(row[c] or "nan") for c in wanted] for row in rows]
        return [row["uCode"] for row in rows], np.array(values)

    def groups(self, units):
        return [self._groups[unit] for unit in units]


@pytest.fixture(scope="session")
def asem():
    return Asem()


def make_leaf(code, direction="higher", weight=1.0):
    return Indicator(
        code=code,
        name=text(code),
        unit=text("x"),
        direction=direction,
        weight=weight,
    )


def make_tree(*dimensions, purpose="assessment"):
    return Framework(
        code="demo",
        version="1",
        title=text("Demo"),
        dimensions=dimensions,
        purpose=purpose,
    )


@pytest.fixture(scope="session")
def leaf():
    return make_leaf


@pytest.fixture(scope="session")
def tree_of():
    return make_tree


@pytest.fixture
def small():
    """Two dimensions with figures, one without; a context indicator."""
    economy = Node(
        code="eco",
        name=text("Ekonomi"),
        weight=2.0,
        children=(
            Node(
                code="eco.welfare",
                name=text("Kesejahteraan"),
                indicators=(make_leaf("poor", "lower"), make_leaf("hdi", weight=0.0)),
            ),
            Node(
                code="eco.work",
                name=text("Kerja"),
                weight=3.0,
                indicators=(make_leaf("work"),),
            ),
        ),
    )
    living = Node(
        code="liv",
        name=text("Hidup"),
        indicators=(make_leaf("water"), make_leaf("life")),
    )
    return make_tree(economy, living, Node(code="gov", name=text("Tata kelola")))
