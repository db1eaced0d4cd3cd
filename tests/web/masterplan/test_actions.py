"""Editions: drafted once for the same facts, written whole, told apart by what changed."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rancang.documents.facts import Buku1
from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import Denied, Role
from rancang.web.assessment import actions as assessment
from rancang.web.collection.models import Value
from rancang.web.journal import queries as journal
from rancang.web.masterplan import actions
from rancang.web.masterplan.models import Edition
from rancang.web.masterplan.rules import FORMATS, Refused
from tests.factories import NOW, person


LATER = datetime(2026, 12, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def draft(filled, assessed):
    """Draft the book of the city, by its own lead unless told otherwise."""

    def make(by=filled.lead, region="35.76", at=NOW, run=assessed[0]):
        return actions.draft_edition(
            by=by, region=region, run=run, selection=assessed[1], at=at
        )

    return make


def place(settings, name="buku-1.html"):
    return Path(settings.BOOKS_DIR) / "35.76" / name


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class TestDraft:
    def test_facts_and_their_fingerprint_are_stored(self, draft):
        edition = draft()
        edition.refresh_from_db()
        facts = Buku1.from_json(edition.facts)
        assert facts.fingerprint() == edition.fingerprint
        assert (facts.edition, facts.date) == ("1", "2026-11-25")
        assert edition.number == 1

    def test_the_book_lies_in_its_edition_and_as_the_latest(self, draft, settings):
        file = draft().files.get()
        assert file.path == "35.76/edisi-1/buku-1.html"
        for name in ("buku-1.html", "edisi-1/buku-1.html"):
            assert digest(place(settings, name)) == file.fingerprint
        assert place(settings).stat().st_size == file.size
        assert "Kota Mojokerto" in place(settings).read_text(encoding="utf-8")
        names = {p.name for p in place(settings).parent.iterdir()}
        assert names == {"buku-1.html", "edisi-1"}

    def test_the_same_facts_on_another_day_give_the_same_edition(self, draft):
        assert draft(at=LATER) == draft(at=NOW)
        assert Edition.objects.count() == 1
        assert len(journal.entries("masterplan.edition", "35.76/buku-1/1")) == 1

    def test_a_changed_value_gives_the_next_edition_and_keeps_the_first(
        self, draft, settings
    ):
        first = draft()
        before = place(settings).read_bytes()
        Value.objects.filter(region_id="35.76", period="2019").update(number=12.5)
        second = draft(at=LATER)
        assert (first.number, second.number) == (1, 2)
        assert first.fingerprint != second.fingerprint
        assert place(settings, "edisi-1/buku-1.html").read_bytes() == before
        assert digest(place(settings)) == second.files.get().fingerprint
        first.refresh_from_db()
        assert Buku1.from_json(first.facts).edition == "1"

    def test_the_journal_tells_who_drafted_what(self, draft):
        edition = draft()
        (entry,) = journal.entries("masterplan.edition", "35.76/buku-1/1")
        assert (entry.by, entry.verb) == ("ketua", "draft_edition")
        assert entry.after["fingerprint"] == edition.fingerprint

    @pytest.mark.parametrize("harm", ["lost", "altered"])
    def test_a_lost_or_altered_file_is_written_again(self, draft, settings, harm):
        file = draft().files.get()
        if harm == "lost":
            place(settings).unlink()
        else:
            place(settings, "edisi-1/buku-1.html").write_text("lain")
        draft(at=LATER)
        for name in ("buku-1.html", "edisi-1/buku-1.html"):
            assert digest(place(settings, name)) == file.fingerprint
        assert [e.verb for e in journal.entries("masterplan.file", file.path)] == [
            "write_again"
        ]

    @pytest.mark.slow
    def test_all_formats_are_written(self, draft, settings, monkeypatch):
        monkeypatch.setattr(actions, "FORMATS", FORMATS)
        files = {f.format: f for f in draft().files.all()}
        assert set(files) == {"pdf", "docx", "html"}
        starts = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!"}
        for format_, start in starts.items():
            content = place(settings, f"buku-1.{format_}").read_bytes()
            assert content.startswith(start)
            assert len(content) == files[format_].size


class TestRefusals:
    def test_the_lead_of_another_region_does_not_even_hear_of_it(self, draft):
        far = Agency.objects.create(duty="bappeda", name="Bappeda", region_id="91.71")
        other = person("ketua.tujuh", agency=far, role=Role.DRAFTING_LEAD)
        with pytest.raises(Denied) as denied:
            draft(by=other)
        assert denied.value.hidden
        assert not Edition.objects.exists()

    def test_neither_the_manager_nor_an_officer_drafts(self, draft, filled):
        for by in (filled.manager, filled.officer, filled.stranger):
            with pytest.raises(Denied):
                draft(by=by)

    def test_a_selection_on_another_run_is_refused(self, draft, filled):
        other = assessment.run(
            by=filled.manager, version=filled.version, period="2021", at=NOW, seed=5
        )
        with pytest.raises(Refused, match="bukan usulan atas"):
            draft(run=other)

    def test_figures_that_changed_since_the_run_are_refused(self, draft, settings):
        Value.objects.filter(region_id="35.76", period="2021").update(number=9.0)
        with pytest.raises(Refused, match="jalankan asesmen baru"):
            draft()
        assert not place(settings).exists()

    def test_nothing_is_stored_when_a_book_cannot_be_set(
        self, draft, settings, monkeypatch
    ):
        def fail(*_args):
            raise ValueError("tidak dapat disusun")

        monkeypatch.setattr(actions.writers, "write", fail)
        with pytest.raises(ValueError, match="tidak dapat disusun"):
            draft()
        assert not Edition.objects.exists()
        assert not place(settings).exists()

    def test_two_at_once_do_not_make_the_same_edition(self, draft, monkeypatch):
        first = draft()
        Value.objects.filter(region_id="35.76", period="2019").update(number=12.5)
        monkeypatch.setattr(actions.queries, "latest", lambda *_: None)
        with pytest.raises(Refused, match="Edisi 1 baru saja disusun"):
            draft()
        assert list(Edition.objects.all()) == [first]
