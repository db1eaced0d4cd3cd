import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.workbooks.formulas import neutralise, restore


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62 812", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "\uff1d1"],
)
def test_what_would_be_a_formula_is_marked_as_text(text):
    assert neutralise(text) == "'" + text
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("text", ["", "Susenas", "2025", "a=b", "'kata'", "5-4"])
def test_what_is_no_formula_stays(text):
    assert neutralise(text) == text
    assert restore(text) == text


@given(st.text(alphabet="=+-@' ab\t\n"))
def test_what_was_marked_comes_back_and_never_starts_a_formula(text):
    safe = neutralise(text)
    assert restore(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
