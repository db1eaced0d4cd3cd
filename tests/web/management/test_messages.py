from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext

from rancang.web.management.commands import messages


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one's own with the catalogues as they are."""
    for name in ("django.po", "django.mo"):
        (tmp_path / name).write_bytes((messages.FOLDER / name).read_bytes())
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    return tmp_path


def test_every_text_of_the_pages_has_its_english():
    call_command("messages", check=True)


def test_pages_and_code_are_both_gathered():
    found = {(file, message) for file, message, _ in messages.marked()}

    assert ("templates/work.html", "Tugas saya") in found
    assert ("collection/forms.py", "Tanggal bukti") in found


def test_writing_again_changes_nothing(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    call_command("messages", verbosity=0)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_text_without_english_is_named(folder, monkeypatch, capsys):
    new = ("templates/baru.html", "Teks baru", None)
    found = list(messages.marked())
    monkeypatch.setattr(messages, "marked", lambda: iter([*found, new]))

    with pytest.raises(CommandError, match="kurang: Teks baru"):
        call_command("messages", check=True)
    call_command("messages")
    assert "Belum diterjemahkan: Teks baru" in capsys.readouterr().out


def test_a_lost_place_holder_is_named(folder):
    text = (folder / "django.po").read_text(encoding="utf-8")
    (folder / "django.po").write_text(
        text.replace('"Page %(number)s of %(total)s"', '"Page %(nomor)s"'),
        encoding="utf-8",
    )

    with pytest.raises(CommandError, match=r"kurang: Halaman %\(number\)s dari"):
        call_command("messages", check=True)


def test_a_text_no_page_shows_any_more_makes_the_files_stale(folder, monkeypatch):
    found = list(messages.marked())
    kept = [told for told in found if told[1] != "Tugas saya"]
    monkeypatch.setattr(messages, "marked", lambda: iter(kept))

    with pytest.raises(CommandError, match=r"basi: django\.po; basi: django\.mo"):
        call_command("messages", check=True)


def test_the_machine_reads_what_was_compiled():
    with translation.override("en"):
        assert gettext("Tugas saya") == "My tasks"
        one, two = (ngettext(*["%d nilai diajukan."] * 2, n) for n in (1, 2))
    with translation.override("id"):
        assert gettext("Tugas saya") == "Tugas saya"

    assert (one, two) == ("%d value submitted.", "%d values submitted.")


def test_the_sign_in_speaks_both_languages(client, world):
    told = {}
    for language in ("id", "en"):
        client.post("/bahasa/", {"language": language})
        answer = client.post("/akun/login/", {"login": "petugas", "password": "x"})
        told[language] = (
            str(answer.context["form"].non_field_errors()),
            answer.content.decode(),
        )

    assert "tidak benar" in told["id"][0]
    assert "not correct" in told["en"][0]
    assert '<html lang="en">' in told["en"][1]
    assert "Account name" in told["en"][1]
