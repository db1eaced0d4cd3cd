"""``rancang book``: an edition's stored facts to its files, without a database."""

import json

import pytest
from click.testing import CliRunner

from rancang.cli import main


@pytest.fixture(scope="module")
def stored(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("facts") / "facts.json"
    path.write_text(json.dumps(small.as_json()), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["book", *map(str, arguments)])


def refused(out, *arguments):
    result = run(*arguments, "--out", out)
    assert result.exit_code == 2
    assert not out.exists()
    assert "Traceback" not in result.stderr
    return result.stderr


def test_makes_the_asked_formats_and_no_others(stored, tmp_path):
    out = tmp_path / "buku"
    result = run(stored, "--out", out, "--format", "html, pdf")
    assert result.exit_code == 0, result.stderr
    assert sorted(p.name for p in out.iterdir()) == ["buku-1.html", "buku-1.pdf"]
    assert (out / "buku-1.pdf").read_bytes().startswith(b"%PDF-")
    assert "Buku 1 ada di" in result.stdout


def test_the_same_facts_give_the_same_bytes(stored, tmp_path):
    for name in ("a", "b"):
        run(stored, "--out", tmp_path / name, "--format", "html")
    first, second = (tmp_path / name / "buku-1.html" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "1:1: bukan JSON yang sah"),
        ('{"profile": ', "bukan JSON yang sah"),
        ("[]", "berkas: harus berupa objek"),
        ('{"profil": {}}', "profil: tidak dikenal"),
        ("[" * 100_000, "bukan JSON yang sah"),
    ],
)
def test_bad_facts_are_refused_in_words(tmp_path, content, told):
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    said = refused(tmp_path / "out", path)
    assert said.startswith(f"Galat: {path}")
    assert told in said


def test_facts_with_a_wrong_part_name_it(stored, tmp_path):
    plain = json.loads(stored.read_text(encoding="utf-8"))
    plain["profile"]["area"]["value"] = "luas"
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert 'profile.area.value: harus berupa bilangan, bukan "luas"' in refused(
        tmp_path / "out", path
    )


def test_unknown_formats_and_files_are_refused(stored, tmp_path):
    out = tmp_path / "out"
    assert "“epub” tidak dikenal" in refused(out, stored, "--format", "pdf,epub")
    assert "tidak dapat dibaca" in refused(out, tmp_path / "nowhere.json")
