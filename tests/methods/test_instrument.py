from pathlib import Path

import pytest

from rancang.methods.instrument import InstrumentError, parse_instrument


FOLDER = Path(__file__).parents[2] / "data" / "instruments"
TEXT = """\
code: demo
title: Contoh
year: 2022
cohort: {id: Angkatan, en: Cohort}
official: true
source: surat
scale: {lowest: 0, highest: 4}
dimensions:
  - code: output
    name: {id: Keluaran, en: Output}
    weight: 40
    questions:
      - {code: B1, text: "Adakah?"}
      - {code: B2, text: "Berapa?", indicator: Anggaran}
  - {code: quick_win, name: Quick Win, weight: 60, aliases: [QW]}
"""


def flaws(old, new):
    assert old in TEXT
    with pytest.raises(InstrumentError) as caught:
        parse_instrument(TEXT.replace(old, new, 1))
    return [(flaw.line, flaw.message.en) for flaw in caught.value.problems]


def test_reads_weights_questions_and_names():
    found = parse_instrument(TEXT)
    assert [d.weight for d in found.dimensions] == [40, 60]
    assert [q.code for q in found.questions] == ["B1", "B2"]
    assert found.questions[1].indicator.id == "Anggaran"
    assert (found.place("keluaran"), found.place("OUTPUT")) == (0, 0)
    assert (found.place("qw"), found.place("quick win")) == (1, 1)
    assert found.place("impact") is None
    assert found.names() == ("output", "quick_win")


def test_the_layout_does_not_move_the_fingerprint():
    first = parse_instrument(TEXT).fingerprint
    assert parse_instrument(TEXT + "\n# remark\n").fingerprint == first
    assert parse_instrument(TEXT.replace("Berapa", "Apakah")).fingerprint != first


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("weight: 60", "weight: 80", 8, "dimensions sum to 120, not to 100"),
        ("weight: 60", "weight: .nan", 8, "dimensions sum to nan"),
        ("weight: 60", "weight: -1", 15, "must not be below 0"),
        ("highest: 4", "highest: 0", 7, "must not be below 1"),
        ("lowest: 0", "lowest: 4", 7, "lowest score must be below the highest"),
        ("code: B2", "code: B1", 14, "'b1' is already used on line 13"),
        ("[QW]", "[Output]", 15, "'output' is already used on line 9"),
        ("official: true\n", "", 1, "'official' is missing"),
        ("title", "titel", 2, "'titel' is not known here"),
        ("code: demo", "code: demo\ncode: x", 2, "'code' is written twice"),
    ],
)
def test_refuses_naming_the_line(old, new, line, message):
    found = flaws(old, new)
    assert any(line == at and message in text for at, text in found), found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda p: p.stem)
def test_what_ships_can_be_read_and_says_what_it_rests_on(path):
    found = parse_instrument(path.read_text(encoding="utf-8"))
    assert found.code == path.stem
    assert (found.lowest, found.highest) == (0, 4)
    assert found.source.id
    said = found.note.id.startswith("Tidak resmi")
    assert said is not found.official


def test_the_instruments_have_as_many_questions_as_the_programme():
    counts = {
        path.stem: [
            len(d.questions)
            for d in parse_instrument(path.read_text(encoding="utf-8")).dimensions
        ]
        for path in FOLDER.glob("evaluation-202?.yaml")
    }
    assert counts == {
        "evaluation-2022": [5, 7, 31, 4, 12],
        "evaluation-2023": [5, 7, 33, 54, 12, 6],
    }
