import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rancang.cli import main


ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "tests" / "methods" / "evaluation"
INSTRUMENT = ROOT / "data" / "instruments" / "evaluation-2022.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def published(name):
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def dimensions():
    lines = ["region,dimension,score"]
    for row in published("results-2022"):
        for code in ("baseline", "output", "outcome", "impact", "quick_win"):
            lines.append(f"{row['region']},{code},{row[code]}")
    return "\n".join(lines)


def assessors():
    """Whole numbers of four assessors whose means are the scores of Kabupaten Malang."""
    lines = ["region,question,assessor,score"]
    for row in published("malang-2022"):
        for number in range(4):
            score = int(float(row["score"]) + number / 4)
            lines.append(f"Kab. Malang,{row['question']},penilai {number},{score}")
    return "\n".join(lines)


def run(text, *more, instrument=INSTRUMENT):
    Path("scores.csv").write_text(text, encoding="utf-8")
    arguments = ["evaluate", "scores.csv", str(instrument), "--out", "out", *more]
    return CliRunner().invoke(main, arguments)


def table(name):
    with (Path("out") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bytes_of(folder):
    return {p.name: p.read_bytes() for p in Path(folder).iterdir()}


def test_the_printed_results():
    result = run(dimensions())
    assert result.exit_code == 0, result.stderr
    assert "19 daerah mendapat indeks" in result.stdout
    assert "4 tidak ikut, 0 belum lengkap" in result.stdout
    ranks = {row["region"]: row for row in table("ranks.csv")}
    for row in published("results-2022"):
        ours = ranks[row["region"]]
        if float(row["index"]):
            assert float(ours["index"]) == pytest.approx(float(row["index"]), abs=0.02)
            assert ours["took_part"] == "yes"
        else:
            assert [ours[c] for c in ("took_part", "index", "rank")] == ["no", "", ""]
    assert ranks["Kota Pasuruan"]["rank"] == "1"
    assert table("agreement.csv") == []
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert len(record["not_taking_part"]) == 4
    assert record["instrument"]["weights"]["quick_win"] == 30
    assert record["instrument"]["official"] is True
    assert record["read"] == "dimensions"


def test_assessors_scores():
    assert run(assessors()).exit_code == 0
    scores = {row["node"]: row for row in table("scores.csv")}
    for code, mean in [("baseline", 1.4), ("output", 1.54), ("quick_win", 3.08)]:
        assert float(scores[code]["score"]) == pytest.approx(mean, abs=0.02)
    assert float(scores["index"]["score"]) == pytest.approx(2.51, abs=0.02)
    assert (scores["B2.3"]["score"], scores["B2.3"]["assessors"]) == ("2.75", "4")
    agreed = {(r["region"], r["form"]): r for r in table("agreement.csv")}
    assert agreed["*", "ICC(2,k)"]["targets"] == "59"
    assert float(agreed["Kab. Malang", "ICC(3,1)"]["low"]) > 0.7
    assert table("unscored.csv") == []


def test_what_is_not_scored_is_told():
    text = assessors().replace("Kab. Malang,E1,", "Kab. Karo,E1,")
    result = run(text)
    assert "1 daerah mendapat indeks" in result.stdout
    assert "1 belum lengkap" in result.stdout
    missing = {(row["region"], row["code"]) for row in table("unscored.csv")}
    assert ("Kab. Malang", "E1") in missing
    assert {("Kab. Karo", "baseline"), ("Kab. Karo", "E2")} <= missing
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert record["unranked"] == ["Kab. Karo"]


def test_improvement_on_the_ranks_of_the_year_before():
    run(dimensions())
    Path("out/ranks.csv").rename("before.csv")
    lifted = dimensions().replace("Kab. Karo,baseline,2.85", "Kab. Karo,baseline,3.85")
    assert run(lifted, "--previous", "before.csv").exit_code == 0
    ranks = {row["region"]: row for row in table("ranks.csv")}
    assert float(ranks["Kab. Karo"]["improvement"]) == pytest.approx(0.1)
    assert float(ranks["Kab. Malang"]["improvement"]) == 0
    assert ranks["Kab. Ngada"]["improvement"] == ""


def test_same_inputs_same_bytes_whatever_the_order_of_lines():
    run(assessors())
    first = bytes_of("out")
    run(assessors())
    assert bytes_of("out") == first
    head, *lines = assessors().splitlines()
    run("\n".join([head, *reversed(lines)]))
    again = bytes_of("out")
    assert {k for k in first if first[k] != again[k]} == {"run.json"}  # its fingerprint


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A1.1.1,penilai 0,2", "A1.1.1,penilai 0,7", "baris 2, kolom score: 7 di luar"),
        (
            "A1.1.1,penilai 0",
            "A9,penilai 0",
            "kolom question: pertanyaan 'A9' tidak ada",
        ),
        ("assessor", "penilai", "baris 1: kolomnya harus salah satu dari"),
    ],
)
def test_refuses_and_writes_nothing(old, new, message):
    result = run(assessors().replace(old, new, 1))
    assert result.exit_code == 2
    assert result.stderr.startswith("Galat: scores.csv: ")
    assert message in result.stderr
    assert not Path("out").exists()


def test_refuses_an_instrument_whose_weights_do_not_sum_to_100():
    text = INSTRUMENT.read_text(encoding="utf-8").replace("weight: 30", "weight: 40", 1)
    Path("bandung.yaml").write_text(text, encoding="utf-8")
    result = run(dimensions(), "--language", "en", instrument="bandung.yaml")
    assert result.exit_code == 2
    assert "bandung.yaml: line " in result.stderr
    assert "sum to 110, not to 100" in result.stderr
