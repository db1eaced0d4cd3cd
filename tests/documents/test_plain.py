import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents.facts import Buku1, Fact, Source
from rancang.documents.plain import RecordError, fingerprint, from_plain, to_plain


finite = st.floats(allow_nan=False, allow_infinity=False)
sources = st.builds(
    Source, publisher=st.text(), title=st.text(), date=st.text(), row=st.text()
)
made = st.builds(
    Fact,
    code=st.text(),
    label=st.text(),
    value=st.none() | finite,
    unit=st.text(),
    period=st.text(),
    source=sources,
    decimals=st.integers(0, 6),
    derived=st.text(),
    rests_on=st.lists(st.text()).map(tuple),
    imputed=st.booleans(),
    flags=st.lists(st.text()).map(tuple),
)


@given(made)
def test_a_record_comes_back_through_json(fact):
    assert from_plain(Fact, json.loads(json.dumps(to_plain(fact)))) == fact


def test_the_facts_of_a_book_come_back_whole(small):
    stored = json.loads(json.dumps(small.as_json()))
    again = Buku1.from_json(stored)
    assert again == small
    assert again.fingerprint() == small.fingerprint()


def test_a_whole_number_and_its_decimal_have_one_fingerprint(small):
    plain = small.as_json()
    plain["profile"]["area"]["value"] = 20
    one = Buku1.from_json(plain).fingerprint()
    plain["profile"]["area"]["value"] = 20.0
    assert Buku1.from_json(plain).fingerprint() == one
    assert one != small.fingerprint()


def test_the_fingerprint_does_not_see_the_order_of_keys():
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def drop(plain, *path):
    for step in path[:-1]:
        plain = plain[step]
    del plain[path[-1]]


def put(value):
    def change(plain, *path):
        for step in path[:-1]:
            plain = plain[step]
        plain[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        (
            drop,
            ("profile", "area", "source", "row"),
            "profile.area.source.row: tidak ada",
        ),
        (put(1), ("profile", "colour"), "profile.colour: tidak dikenal"),
        (
            put("x"),
            ("profile", "area", "value"),
            "profile.area.value: harus berupa bilangan",
        ),
        (put(True), ("standing", "seed"), "standing.seed: harus berupa bilangan bulat"),
        (put(1), ("demo",), "demo: harus true atau false"),
        (put(None), ("edition",), "edition: harus berupa teks, bukan null"),
        (put({}), ("gaps",), "gaps: harus berupa daftar"),
        (put([]), ("profile",), "profile: harus berupa objek"),
        (
            put([["a"]]),
            ("standing", "choices"),
            "standing.choices[0]: harus berisi 2 butir",
        ),
        (
            put(float("nan")),
            ("trends", 0, "region", 3, "value"),
            "trends[0].region[3].value: harus berupa bilangan yang berhingga",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(small, change, path, told):
    plain = small.as_json()
    change(plain, *path)
    with pytest.raises(RecordError) as refused:
        Buku1.from_json(plain)
    assert str(refused.value).startswith(told)
