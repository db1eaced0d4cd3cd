import json

import numpy as np
import pytest

from rancang.methods.composite import Choices, assess
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.workbooks.results import ranks_csv, run_json, scores_csv, write_folder


@pytest.fixture
def assessed():
    name = Text("x", "x")
    a, b = (Indicator(code=code, name=name, unit=name) for code in "ab")
    framework = Framework(
        code="f",
        version="1",
        title=name,
        dimensions=(
            Node(code="eco", name=name, indicators=(a, b)),
            Node(code="gov", name=name),
        ),
    )
    values = np.array([[1.0, 4.0], [4.0, 1.0], [np.nan, np.nan], [1.0, np.nan]])
    return assess(values, ["A", "B", "C", "D"], framework, Choices())


def test_scores(assessed):
    assert scores_csv(assessed).splitlines()[:5] == [
        "unit,node,score",
        "A,index,50.0",
        "A,eco,50.0",
        "A,gov,",
        "B,index,50.0",
    ]


def test_ranks(assessed):
    intervals = np.array([[1, 1.5, 2], [1, 1, 1], [np.nan] * 3, [3, 3, 3]])
    chances = np.array([0.5, 1 / 3, 0, 0])
    assert ranks_csv(assessed, intervals, chances).splitlines() == [
        "unit,rank,rank_p05,rank_p50,rank_p95,p_selected",
        "A,1,1.0,1.5,2.0,0.5",
        "B,1,1.0,1.0,1.0,0.3333333333333333",
        "C,,,,,0.0",
        "D,3,3.0,3.0,3.0,0.0",
    ]
    assert ranks_csv(assessed, intervals, None).splitlines()[1] == "A,1,1.0,1.5,2.0,"


def test_run(assessed):
    record = json.loads(run_json(assessed, {"seed": 7}))
    assert record["statement"]["id"] == "1 dari 2 dimensi"
    assert record["unranked"] == ["C"]
    assert record["imputed"][-1] == {"indicator": "b", "unit": "D", "value": 2.5}
    assert record["seed"] == 7
    assert set(record["versions"]) == {"numpy", "python", "rancang"}


def test_a_folder_gets_all_files_or_none(tmp_path):
    folder = tmp_path / "deep" / "out"
    write_folder(folder, {"a.csv": "1\n", "b.csv": "2\n"})
    (folder / "other").write_text("stays")
    write_folder(folder, {"a.csv": "3\n"})
    assert {p.name: p.read_text() for p in folder.iterdir()} == {
        "a.csv": "3\n",
        "b.csv": "2\n",
        "other": "stays",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    folder = tmp_path / "out"
    with pytest.raises(OSError, match="lone"):
        write_folder(folder, {"a.csv": "1", "lone/b.csv": "2"})
    assert list(tmp_path.iterdir()) == []
