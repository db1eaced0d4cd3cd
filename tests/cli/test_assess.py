import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rancang.cli import assess, main


FRAMEWORK = """\
code: demo
version: "1"
title: Contoh
dimensions:
  - code: eco
    name: Ekonomi
    indicators:
      - {code: poor, name: Miskin, unit: persen, direction: lower,
         plausible: {minimum: 0, maximum: 100}, custodian: BPS, source: Susenas}
      - {code: grdp, name: PDRB, unit: Rp, custodian: BPS, source: BPS}
  - code: gov
    name: Tata kelola
"""
HEAD = "unit,indicator,period,value\n"
VALUES = HEAD + "".join(
    f"{unit},poor,2021,{poor}\n{unit},grdp,2021,{grdp}\n"
    for unit, poor, grdp in [
        ("A", 5, 90),
        ("B", 10, 60),
        ("C", 16, 80),
        ("D", 20, 10),
        ("E", 30, ""),
    ]
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("values.csv").write_text(VALUES, encoding="utf-8")
    Path("framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    return tmp_path


def run(*more, values="values.csv", framework="framework.yaml"):
    arguments = ["assess", values, framework, "--out", "out", *more]
    return CliRunner().invoke(main, arguments)


def refused(*more, **files):
    result = run(*more, **files)
    assert result.exit_code == 2
    assert not Path("out").exists()
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    return result.stderr


def table(name):
    with (Path("out") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("folder")
def test_the_three_files():
    result = run("--select", "2", "--draws", "200")
    assert result.exit_code == 0, result.stderr
    assert "5 unit dinilai dari 1 dari 2 dimensi" in result.stdout
    scores = {(r["unit"], r["node"]): r["score"] for r in table("scores.csv")}
    # A: poor 100, grdp 100; E: poor 0, grdp imputed by the median 70 -> 75
    assert float(scores["A", "index"]) == 100
    assert float(scores["E", "index"]) == pytest.approx(37.5)
    assert scores["A", "gov"] == ""
    ranks = {r["unit"]: r for r in table("ranks.csv")}
    assert [ranks[u]["rank"] for u in "ABCDE"] == ["1", "3", "2", "5", "4"]
    assert sum(float(r["p_selected"]) for r in ranks.values()) == pytest.approx(2)
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert record["selection"]["selected"] == ["A", "C"]
    assert record["draws"]["draws"] == 200
    assert record["imputed"] == [{"indicator": "grdp", "unit": "E", "value": 70.0}]
    assert record["periods"] == {"grdp": "2021", "poor": "2021"}


def bytes_of(folder):
    return {p.name: p.read_bytes() for p in Path(folder).iterdir()}


@pytest.mark.usefixtures("folder")
def test_same_inputs_same_bytes_and_another_seed_others():
    run("--draws", "50", "--select", "2")
    first = bytes_of("out")
    run("--draws", "50", "--select", "2")
    assert bytes_of("out") == first
    run("--draws", "50", "--select", "2", "--seed", "2")
    assert bytes_of("out")["ranks.csv"] != first["ranks.csv"]
    assert bytes_of("out")["scores.csv"] == first["scores.csv"]


@pytest.mark.usefixtures("folder")
def test_the_order_of_lines_changes_only_the_fingerprint():
    run("--draws", "50")
    first = bytes_of("out")
    lines = VALUES.splitlines(keepends=True)
    Path("values.csv").write_text(HEAD + "".join(reversed(lines[1:])), encoding="utf-8")
    run("--draws", "50")
    again = bytes_of("out")
    assert again["ranks.csv"] == first["ranks.csv"]
    assert again["scores.csv"] == first["scores.csv"]


@pytest.mark.usefixtures("folder")
def test_without_a_selection_nobody_has_a_chance():
    assert run("--draws", "10").exit_code == 0
    assert {r["p_selected"] for r in table("ranks.csv")} == {""}
    assert json.loads(Path("out/run.json").read_text())["selection"] is None


@pytest.mark.usefixtures("folder")
def test_other_choices():
    Path("groups.csv").write_text("unit,group\nA,x\nB,x\nC,x\nD,y\nE,y\n")
    Path("exclude.csv").write_text("unit\nA\n")
    result = run(
        *("--impute", "group_mean", "--groups", "groups.csv"),
        *("--aggregate", "geometric", "--normalise", "minmax"),
        *("--select", "1", "--exclude", "exclude.csv", "--draws", "20"),
    )
    assert result.exit_code == 0, result.stderr
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert record["imputed"][0]["value"] == 10  # the mean of group y
    assert record["selection"]["excluded"] == ["A"]
    # a geometric mean prefers the even B (80 and 63) to C (56 and 88)
    assert record["selection"]["selected"] == ["B"]
    assert record["choices"]["normalise"]["low"] == 1
    ranks = {r["unit"]: r for r in table("ranks.csv")}
    assert ranks["A"]["rank"] == "1"
    assert ranks["A"]["p_selected"] == "0.0"
    assert set(record["inputs"]) == {"exclude", "framework", "groups", "values"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--draws", "0"], "--draws: '0' bukan bilangan bulat dari 1 ke atas"),
        (["--draws", "x"], "--draws: 'x' bukan bilangan bulat"),
        (["--draws", "99999999"], "--draws: paling banyak 4000000 untuk 5 unit"),
        (["--seed", "-1"], "--seed: '-1' bukan bilangan bulat dari 0"),
        (["--select", "6"], "diminta memilih 6, sedangkan yang dapat dipilih 5"),
        (["--impute", "guess"], "--impute: 'guess' tidak dikenal; pilih none, mean"),
        (["--impute", "group_mean"], "memerlukan --groups"),
        (["--exclude", "values.csv"], "--exclude memerlukan --select"),
        (["--period", "1999"], "values.csv: tidak ada nilai untuk periode '1999'"),
        (["--groups", "no.csv"], "no.csv: tidak dapat dibaca"),
        (["--language", "xx"], "--language: 'xx' tidak dikenal; pilih id, en"),
    ],
)
def test_refuses_options(options, message):
    assert message in refused(*options)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A,poor,2021,5", "A,poor,2021,lima", "baris 2, kolom value: 'lima' bukan"),
        ("A,poor,2021,5", "A,poor,2021,112", "baris 2, kolom value: 112 di luar"),
        ("A,poor,2021,5", "A,poor,2021,NaN", "baris 2, kolom value: 'NaN' bukan"),
        ("A,grdp", "A,gdrp", "baris 3, kolom indicator: indikator 'gdrp' tidak ada"),
        ("A,grdp", "A,poor", "baris 3, kolom unit, indicator, period: sudah ada"),
        ("unit,", "wilayah,", "baris 1: kolomnya harus unit, indicator, period"),
        (VALUES, "", "berkas kosong"),
        (VALUES, "PK\x03\x04", "XLSX atau ZIP, bukan CSV"),
    ],
)
def test_refuses_values_naming_file_line_and_column(old, new, message):
    Path("values.csv").write_text(VALUES.replace(old, new, 1), encoding="utf-8")
    told = refused()
    assert told.startswith("Galat: values.csv: ")
    assert message in told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: gov", "code: eco", "baris 11, dimensions[2].code: kode 'eco' sudah"),
        ("title", "titel", "baris 3, titel: 'titel' tidak dikenal"),
        ("maximum: 100", "maximum: 0", "minimum 0 harus di bawah maksimum 0"),
        ('version: "1"', 'version: "1"\npurpose: profile', "adalah profil"),
        (FRAMEWORK, "", "baris 1: berkas kosong"),
    ],
)
def test_refuses_a_framework_naming_file_and_line(old, new, message):
    Path("framework.yaml").write_text(FRAMEWORK.replace(old, new, 1), encoding="utf-8")
    assert message in refused()


@pytest.mark.usefixtures("folder")
def test_refuses_binary_and_missing_files():
    Path("noise").write_bytes(bytes(range(256)))
    assert "noise: " in refused(values="noise")
    assert "noise: baris 1" in refused(framework="noise")
    assert "none.csv: tidak dapat dibaca" in refused(values="none.csv")
    assert "framework.yaml: " in refused(values="framework.yaml")
    assert ".: tidak dapat dibaca" in refused(values=".")


@pytest.mark.usefixtures("folder")
def test_refuses_when_nobody_has_enough():
    content = HEAD + "A,poor,2021,5\nB,grdp,2021,5\n"
    Path("values.csv").write_text(content)
    text = FRAMEWORK.replace("unit: Rp,", "unit: Rp, weight: 1000,")
    text = text.replace("lower,", "lower, weight: 0,").replace(
        "weight: 1000", "weight: 0"
    )
    Path("framework.yaml").write_text(text)
    assert "tidak ada indikator berbobot yang bernilai" in refused()


@pytest.mark.usefixtures("folder")
def test_a_folder_that_cannot_be_written_is_named():
    Path("file").write_text("x")
    result = CliRunner().invoke(
        main, ["assess", "values.csv", "framework.yaml", "--out", "file/out"]
    )
    assert result.exit_code == 2
    assert "Galat: file/out: tidak dapat ditulis" in result.stderr


@pytest.mark.usefixtures("folder")
def test_a_refusal_leaves_an_older_result_as_it_was():
    run("--draws", "10")
    before = bytes_of("out")
    result = run("--draws", "10", "--select", "9")
    assert result.exit_code == 2
    assert bytes_of("out") == before


@pytest.mark.usefixtures("folder")
def test_english_on_request():
    told = refused("--language", "en", "--select", "6")
    assert told == "Error: asked to choose 6, while 5 can be chosen\n"


@pytest.mark.usefixtures("folder")
def test_a_report_to_read():
    assert run("--html", "sub/laporan.html", "--select", "2").exit_code == 0
    first = Path("sub/laporan.html").read_bytes()
    assert "E" in first.decode()
    assert "Nilai yang diimputasi" in first.decode()
    assert b"http" not in first
    assert [p.name for p in Path("sub").iterdir()] == ["laporan.html"]
    run("--html", "sub/laporan.html", "--select", "2")
    assert Path("sub/laporan.html").read_bytes() == first


@pytest.mark.usefixtures("folder")
def test_a_report_that_cannot_be_written_leaves_nothing():
    Path("file").write_text("x")
    for name in ("file/laporan.html", "."):
        assert f"{name}: tidak dapat ditulis" in refused("--html", name)


@pytest.mark.usefixtures("folder")
def test_many_draws_are_made_in_parts_to_the_same_ranks(monkeypatch):
    run("--draws", "130", "--select", "2")
    first = bytes_of("out")
    monkeypatch.setattr(assess, "PART", 50)
    run("--draws", "130", "--select", "2")
    assert bytes_of("out") == first


def test_help_tells_of_the_files():
    result = CliRunner().invoke(main, ["assess", "--help"])
    assert result.exit_code == 0
    for word in (
        "unit,indicator,period,value",
        "run.json",
        "--select",
        "latest period",
    ):
        assert word in result.output.replace("\n  ", " ")
    assert "assess" in CliRunner().invoke(main, ["--help"]).output
