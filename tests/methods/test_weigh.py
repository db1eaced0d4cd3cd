import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.framework import MethodError
from rancang.methods.weigh import critic, entropy, equal, loadings, variance_shares


NAN = np.nan
TABLE = np.array([[1.0, 4.0, 2.0], [2.0, 4.0, 9.0], [3.0, 4.0, 1.0], [4.0, 8.0, 6.0]])


def test_entropy_by_hand():
    # shares .25 .25 .25 .25 tell nothing; .5 .5 0 0 have half of the entropy of four
    parts = np.array([[1.0, 5.0], [1.0, 5.0], [1.0, 0.0], [1.0, 0.0]])
    np.testing.assert_allclose(entropy(parts), [0, 1])
    both = np.column_stack([parts[:, 1], [9.0, 0.0, 0.0, 0.0]])
    np.testing.assert_allclose(entropy(both), [0.5 / 1.5, 1 / 1.5])


def test_critic_by_hand():
    parts = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0]])
    # the same deviation, and one correlation for both
    np.testing.assert_allclose(critic(parts), [0.5, 0.5])
    np.testing.assert_allclose(critic(parts * [1.0, 3.0]), [0.25, 0.75])
    assert critic(np.ones((3, 1))).tolist() == [1.0]


def test_equal():
    assert equal(5).sum() == pytest.approx(1)


def test_loadings_as_coinr(asem):
    _, normalised = asem.table("20_norm_minmax_0_100")
    golden = {r["iCode"]: float(r["Weight"]) for r in asem.read("33_pca_weights")}
    for pillar in (n for n in asem.framework.walk() if n.indicators):
        codes = [i.code for i in pillar.indicators]
        found = loadings(normalised[:, [asem.codes.index(code) for code in codes]])
        expected = np.array([golden[code] for code in codes])
        sign = np.sign(found @ expected)
        np.testing.assert_allclose(found * sign, expected, atol=1e-9)


@pytest.mark.parametrize(
    ("weigh", "column", "message"),
    [
        (entropy, [1.0, -1.0, 1.0, 1.0], "part 1 has negative values; use minmax"),
        (entropy, [0.0, 0.0, 0.0, 0.0], "part 1 is empty or all zero"),
        (entropy, [NAN, NAN, NAN, 2.0], "part 1 is empty"),
        (critic, [2.0, 2.0, 2.0, NAN], "part 1 has no spread"),
        (variance_shares, [2.0, 2.0, 2.0, 2.0], "part 1 is the same"),
    ],
)
def test_refuses(weigh, column, message):
    parts = np.column_stack([column, [1.0, 2.0, 4.0, 3.0]])
    with pytest.raises(MethodError, match=message):
        weigh(parts)


def test_refuses_when_all_say_the_same():
    with pytest.raises(MethodError, match="all parts say the same"):
        entropy(np.ones((4, 2)))
    with pytest.raises(MethodError, match="all parts say the same"):
        critic(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]))


@given(
    arrays(np.float64, (6, 3), elements=st.integers(1, 50).map(float)),
    st.permutations(range(6)),
    st.permutations(range(3)),
)
def test_sum_to_one_in_any_order(parts, units, order):
    assume((np.ptp(parts, axis=0) > 0).all())
    for weigh in (entropy, critic, variance_shares):
        try:
            weights = weigh(parts)
        except MethodError:
            continue
        assert weights.sum() == pytest.approx(1, abs=1e-12)
        assert (weights >= 0).all()
        other = weigh(parts[units][:, order])
        np.testing.assert_allclose(other, weights[order], atol=1e-6)
