import csv
import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from rancang.cli import main


GOLDEN = Path(__file__).parents[1] / "methods" / "golden"
DIVISORS = ("Area", "Energy", "GDP", "Population")


def rows(path):
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(number):
    return np.format_float_positional(float(number), trim="-")


def indicator(row):
    return {
        "code": row["iCode"],
        "name": row["iName"],
        "unit": row["Unit"],
        "direction": "lower" if row["Direction"] == "-1" else "higher",
        "weight": float(row["Weight"] or 0),
        "custodian": "x",
        "source": "x",
    }


def asem_framework(meta):
    def node(row):
        below = [r for r in meta if r["Parent"] == row["iCode"]]
        children = [node(r) for r in below if r["Type"] == "Aggregate"]
        leaves = [indicator(r) for r in below if r["Type"] == "Indicator"]
        told = {"code": row["iCode"], "name": row["iName"]}
        if children:
            told["children"] = children
        return told | ({"indicators": leaves} if leaves else {})

    dimensions = [node(row) for row in meta if row["Parent"] == "Index"]
    context = [indicator(row) for row in meta if row["iCode"] in DIVISORS]
    # what others are divided by is context: it weighs nothing
    dimensions[0]["indicators"] = context
    return {"code": "asem", "version": "1", "title": "ASEM", "dimensions": dimensions}


@pytest.fixture(scope="module")
def asem(tmp_path_factory):
    """Write COINr's example as files of the command line."""
    folder = tmp_path_factory.mktemp("asem")
    meta = rows(GOLDEN / "00_iMeta.csv")
    data = rows(GOLDEN / "00_iData.csv")
    framework = yaml.safe_dump(asem_framework(meta), allow_unicode=True)
    (folder / "framework.yaml").write_text(framework, encoding="utf-8")
    codes = [r["iCode"] for r in meta if r["Type"] in ("Indicator", "Denominator")]
    lines = [
        f"{row['uCode']},{code},2018,{written(row[code])}"
        for row in data
        for code in codes
        if row[code]
    ]
    text = "\n".join(["unit,indicator,period,value", *lines])
    (folder / "values.csv").write_text(text, encoding="utf-8")
    groups = "\n".join(f"{r['uCode']},{r['EurAsia_group']}" for r in data)
    (folder / "groups.csv").write_text(f"unit,group\n{groups}\n", encoding="utf-8")
    by = {r["iCode"]: r["Denominator"] for r in meta if r["Denominator"]}
    return folder, by


def base(by, **changes):
    return {
        "screen": {"at": "imputed", "units": {"available": 0.9}},
        "denominate": by,
        "impute": "group_mean",
        "treat": "standard",
        "needed": 0,
        **changes,
    }


def run(folder, method, *more):
    (folder / "method.yaml").write_text(yaml.safe_dump(method), encoding="utf-8")
    names = ("values.csv", "framework.yaml")
    arguments = ["assess", *(str(folder / name) for name in names), "--draws", "5"]
    arguments += ["--out", str(folder / "out"), "--method", str(folder / "method.yaml")]
    return CliRunner().invoke(
        main, [*arguments, "--groups", str(folder / "groups.csv"), *more]
    )


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "21_norm_minmax_0_100__amean"),
        ({"normalise": "rank"}, "21_norm_rank__amean"),
        ({"normalise": "percentile"}, "21_norm_prank__amean"),
        (
            {"normalise": {"low": 1}, "aggregate": "geometric"},
            "22_minmax_1_100__gmean",
        ),
    ],
)
def test_as_coinr(asem, changes, name):
    folder, by = asem
    result = run(folder, base(by, **changes))
    assert result.exit_code == 0, result.stderr
    made = {
        (r["unit"], r["node"]): float(r["score"])
        for r in rows(folder / "out/scores.csv")
    }
    for row in rows(GOLDEN / f"{name}_scores.csv"):
        for code in ("Index", "Conn", "Sust", "Physical", "SusEcFin"):
            node = "index" if code == "Index" else code
            assert made[row["uCode"], node] == pytest.approx(
                float(row[code]), rel=1e-11
            )
    ranks = {r["unit"]: r["rank"] for r in rows(folder / "out/ranks.csv")}
    golden = {r["uCode"]: r["Index"] for r in rows(GOLDEN / f"{name}_ranks.csv")}
    assert ranks == golden


def test_the_record_tells_every_choice_and_what_it_came_to(asem):
    folder, by = asem
    result = run(folder, base(by, weights={"nodes": {"Conn": "entropy"}}))
    assert result.exit_code == 0, result.stderr
    record = json.loads((folder / "out/run.json").read_text(encoding="utf-8"))
    choices = record["choices"]
    assert choices["method"]["weigh"]["nodes"]["Conn"]["kind"] == "entropy"
    assert choices["method"]["denominate"]["Goods"] == {"by": "GDP", "factor": 1.0}
    inside = [choices["weights"][code] for code in ("Physical", "Political", "P2P")]
    assert len(set(inside)) == 3
    moved = [p for p in choices["treated"] if p["indicator"] == "Flights"]
    assert [p["how"] for p in moved] == ["winhi"]
    assert moved[0]["from"] > moved[0]["to"]
    assert "method" in record["inputs"]
    assert len(record["imputed"]) > 50


def test_the_report_tells_of_treatment(asem):
    folder, by = asem
    result = run(folder, base(by), "--html", str(folder / "report.html"))
    assert result.exit_code == 0, result.stderr
    told = (folder / "report.html").read_text(encoding="utf-8")
    assert "Tidak ada: penanganan pencilan tidak diminta." not in told


@pytest.mark.parametrize(
    ("changes", "more", "message"),
    [
        ({}, ["--impute", "median"], "--impute tidak dapat bersama --method"),
        ({"impute": "guess"}, [], "method.yaml: baris "),
        (
            {"aggregate": "geometric"},
            [],
            "rata-rata geometric tidak menerima nilai 0 pada",
        ),
        ({"denominate": {"Goods": "Money"}}, [], "'Money' tidak ada di antara kolom"),
        ({"impute": "panel"}, [], "memerlukan nilai periode lain"),
    ],
)
def test_refuses(asem, changes, more, message):
    folder, by = asem
    result = run(folder, base(by, **changes), *more, "--out", str(folder / "none"))
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (folder / "none").exists()


def test_periods_are_read_where_they_are_needed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("framework.yaml").write_text(
        yaml.safe_dump(
            {
                "code": "f",
                "version": "1",
                "title": "f",
                "dimensions": [
                    {
                        "code": "eco",
                        "name": "eco",
                        "indicators": [
                            indicator(
                                {
                                    "iCode": code,
                                    "iName": code,
                                    "Unit": "x",
                                    "Direction": "1",
                                    "Weight": "1",
                                }
                            )
                            for code in ("a", "b")
                        ],
                    }
                ],
            }
        ),
        encoding="utf-8",
    )
    cells = ["A,a,2019,1", "A,a,2021,3", "A,b,2020,9", "B,a,2020,8", "B,b,2020,1"]
    Path("values.csv").write_text("\n".join(["unit,indicator,period,value", *cells]))
    Path("method.yaml").write_text("impute: panel\nneeded: 0\nallow: [single_child]")
    told = {
        "--out": "out",
        "--period": "2020",
        "--method": "method.yaml",
        "--draws": "5",
    }
    files = ("values.csv", "framework.yaml")
    options = [word for option in told.items() for word in option]
    result = CliRunner().invoke(main, ["assess", *files, *options])
    assert result.exit_code == 0, result.stderr
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert record["imputed"] == [{"indicator": "a", "unit": "A", "value": 2.0}]
