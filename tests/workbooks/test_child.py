import io
import os
import signal
import subprocess
import zipfile

import pytest

from rancang.workbooks import child
from rancang.workbooks.complaints import Refused
from rancang.workbooks.limits import Limits


def refused(content, limits):
    with pytest.raises(Refused) as caught:
        child.parse(content, limits)
    return caught.value.problem


def test_the_child_reads_what_this_process_reads(filled):
    assert child.parse(filled, Limits()) == child.parse_here(filled, Limits())
    text = "wilayah;nilai\n35.76;é\n".encode()
    assert child.parse(text, Limits()) == child.parse_here(text, Limits())


def test_the_child_tells_its_problem_with_place_and_words():
    found = refused(b"a;b\n" * 11, Limits(rows=10))
    assert found.text() == "sel A11: Lebih dari 10 baris. Kirim dalam beberapa berkas."
    assert found.text("en").startswith("cell A11: More than 10 rows")


def test_a_child_without_memory_is_too_heavy(filled):
    text = b"x" * (30 * 1024 * 1024)
    assert refused(text, Limits(memory=60 * 1024 * 1024)).code == "too_heavy"


def test_a_bomb_is_stopped_in_the_child():
    rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 70_000))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<R><Relationship Id="a" Target="worksheets/a.xml"/></R>',
        )
        archive.writestr("xl/worksheets/a.xml", f"<w><s>{rows}</s></w>")
    found = refused(file.getvalue(), Limits())
    assert (found.code, found.place.sheet) == ("too_many_rows", "A")
    assert found.place.cell == "A60001"
    code = refused(file.getvalue(), Limits(unpacked=100_000)).code
    assert code == "unpacks_too_large"


def dying(error):
    def run(*_, **__):
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (subprocess.TimeoutExpired("python", 1), "too_heavy"),
        (subprocess.CalledProcessError(-signal.SIGXCPU, "python"), "too_heavy"),
        (subprocess.CalledProcessError(1, "python"), "broken"),
    ],
)
def test_a_child_that_dies_leaves_a_message(monkeypatch, error, code):
    monkeypatch.setattr(subprocess, "run", dying(error))
    assert refused(b"a;b", Limits()).code == code


def test_the_child_knows_nothing_of_our_surroundings(monkeypatch):
    seen = {}
    real = subprocess.run

    def run(*arguments, **options):
        seen.update(options["env"])
        return real(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setitem(os.environ, "SECRET", "x")
    child.parse(b"a;b", Limits())
    assert set(seen) == {"PYTHONPATH"}
