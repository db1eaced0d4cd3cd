import numpy as np
import pytest

from rancang.methods.denominate import By
from rancang.methods.framework import MethodError
from rancang.methods.method import Filling, Method, Rules
from rancang.methods.screen import Screening
from rancang.methods.stages import Beside, denominated, filled, screened, treated
from rancang.methods.structure import Part, structure
from rancang.methods.table import Table
from rancang.methods.treat import Treatment


NAN = np.nan
MADE = structure(
    [
        Part(code="top", parent=""),
        Part(code="x", parent="top"),
        Part(code="y", parent="top"),
    ]
)


def test_indicators_are_screened_among_the_units_that_stay():
    table = Table(
        ("A", "B", "C"), ("x", "y"), np.array([[NAN, NAN], [1.0, NAN], [2.0, 3.0]])
    )
    kept = screened(
        table,
        Method(units=Screening(available=0.5), indicators=Screening(available=0.6)),
    )
    assert kept.units.tolist() == [False, True, True]
    assert kept.indicators.tolist() == [True, False]


def test_a_bad_divisor_names_the_unit():
    table = Table(("A", "B"), ("x", "people"), np.array([[1.0, 2.0], [1.0, 0.0]]))
    with pytest.raises(MethodError, match="unit 'B': the divisor 'people' is 0; give"):
        denominated(table, ["x"], Method(denominate={"x": By("people")}))


def test_periods_need_no_common_units_and_are_denominated_too():
    now = Table(("A", "B"), ("x", "y"), np.array([[NAN, 1.0], [NAN, NAN]]))
    past = Table(
        ("C", "B"), ("x", "y", "people"), np.array([[9.0, 9.0, 1.0], [8.0, NAN, 2.0]])
    )
    method = Method(impute=Filling(kind="panel"), denominate={"x": By("people")})
    found = filled(now, MADE, method, Beside(periods={2020.0: past}, now=2021.0))
    np.testing.assert_array_equal(found.values, [[NAN, 1], [4, NAN]])


def test_each_indicator_has_its_own_treatment():
    column = np.array([1.0, 2, 2, 3, 3, 4, 90])
    table = Table(tuple("ABCDEFG"), ("x", "y"), np.column_stack([column, column]))
    found = treated(table, MADE, Rules(Treatment(), nodes={"y": None}))
    assert found.moved.tolist() == [1, 0]
    assert found.values[-1].tolist() == [4, 90]


def test_what_cannot_be_bent_is_named():
    column = np.array([0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.9])
    table = Table(
        tuple("ABCDEFG"), ("x", "y"), np.column_stack([np.arange(7.0), column])
    )
    rule = Treatment(winsorise=0, bend="log_gii", skew=0.1, kurtosis=-9)
    with pytest.raises(MethodError, match="'y': log_gii needs a maximum above 1"):
        treated(table, MADE, Rules(rule))
