import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rancang.methods.sums import exact_sum


def test_what_rounding_loses_is_carried():
    assert exact_sum(np.array([[1e16, 1.0, -1e16], [0.1, 0.2, 0.3]])).tolist() == [
        1.0,
        math.fsum([0.1, 0.2, 0.3]),
    ]


def test_nothing_sums_to_nothing_and_nan_stays():
    assert exact_sum(np.zeros((2, 0))).tolist() == [0.0, 0.0]
    assert np.isnan(exact_sum(np.array([1.0, np.nan])))


@given(arrays(np.float64, 12, elements=st.floats(-1e6, 1e6)), st.randoms())
def test_the_order_of_the_terms_does_not_matter(terms, random):
    other = terms.copy()
    random.shuffle(other)
    np.testing.assert_allclose(
        exact_sum(terms), exact_sum(other), rtol=1e-15, atol=1e-22
    )
    np.testing.assert_allclose(
        exact_sum(terms), math.fsum(terms), rtol=1e-15, atol=1e-22
    )
