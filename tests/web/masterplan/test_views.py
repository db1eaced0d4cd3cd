"""The pages of a region and of its books."""

import re

import pytest

from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import Role
from rancang.web.assessment.models import Input
from rancang.web.collection.models import Value
from rancang.web.masterplan import actions
from rancang.web.masterplan.models import Edition
from tests.factories import NOW, person


MOST_QUERIES = 15
BOOK = "/buku/35.76/buku-1/1"
FIRST_VIEW = 200_000


@pytest.fixture(autouse=True)
def memory(settings):
    """Let no test read what another kept."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }


@pytest.fixture
def manager(client, filled, assessed):
    client.force_login(filled.manager)
    return client


@pytest.fixture
def lead(client, filled, assessed):
    client.force_login(filled.lead)
    return client


@pytest.fixture
def edition(filled, assessed):
    run, selection = assessed
    return actions.draft_edition(
        by=filled.lead, region="35.76", run=run, selection=selection, at=NOW
    )


@pytest.fixture
def neighbour(filled):
    """The lead of another region."""
    agency = Agency.objects.create(duty="bappeda", name="Bappeda", region_id="35.71")
    return person("ketua.lain", agency=agency, role=Role.DRAFTING_LEAD)


def body(answer):
    return answer.content.decode()


class TestRegion:
    def test_it_tells_index_interval_and_ranks(self, lead):
        page = body(lead.get("/daerah/35.76/"))

        assert "Kota Mojokerto" in page
        assert "dari 2 dari 3 dimensi" in page
        assert re.search(r"antara \d+ dan \d+ \(persentil ke-5", page)
        assert "belum dinilai" in page
        assert "konteks" in page
        assert "style=" not in page

    def test_figures_lead_to_their_history_and_imputed_ones_are_marked(self, lead):
        page = body(lead.get("/daerah/35.76/"))

        assert 'href="/nilai/35.76/eco.poverty/2021/"' in page
        # water of the region was not approved: it is imputed, and has no history
        assert "imputasi</span>" in page
        assert "/nilai/35.76/liv.water/2021/" not in page

    def test_a_figure_changed_since_the_run_is_marked(self, lead):
        Value.objects.filter(region_id="35.76", indicator_id="eco.poverty").update(
            number=9.0
        )
        page = body(lead.get("/daerah/35.76/"))

        assert "sudah berubah sejak asesmen ini" in page
        number = Input.objects.get(region_id="35.76", indicator_id="eco.poverty").number
        assert f"{number:.2f}".replace(".", ",") in page

    def test_peers_are_of_the_same_kind_and_linked_for_the_programme_only(
        self, manager, filled
    ):
        page = body(manager.get("/daerah/35.76/"))
        peers = page.split('id="mirip"')[1].split("</table>")[0]
        assert "Kota Tiga" in peers
        assert "Kabupaten" not in peers
        assert "/daerah/35.71/" in peers

        manager.force_login(filled.lead)
        own = body(manager.get("/daerah/35.76/"))
        assert "/daerah/35.71/" not in own

    def test_years_are_drawn_and_written(self, lead):
        page = body(lead.get("/daerah/35.76/"))
        answer = lead.get("/daerah/35.76/tren/eco.poverty.svg")

        assert "/daerah/35.76/tren/eco.poverty.svg" in page
        assert 'href="/nilai/35.76/eco.poverty/2018/"' in page
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert b"<path" in answer.content

    @pytest.mark.parametrize("code", ["liv.water", "tidak.ada"])
    def test_without_years_there_is_no_drawing(self, lead, code):
        assert lead.get(f"/daerah/35.76/tren/{code}.svg").status_code == 404

    @pytest.mark.parametrize("code", ["35.71", "99.99", "35"])
    def test_another_region_is_hidden(self, lead, code):
        assert lead.get(f"/daerah/{code}/").status_code == 404
        assert lead.get(f"/daerah/{code}/tren/eco.poverty.svg").status_code == 404

    @pytest.mark.parametrize("code", ["99.99", "35"])
    def test_what_is_no_region_answers_404(self, manager, code):
        assert manager.get(f"/daerah/{code}/").status_code == 404

    def test_who_reads_no_assessment_is_refused(self, client, filled, assessed):
        client.force_login(filled.officer)
        assert client.get("/daerah/35.76/").status_code == 403

    def test_before_any_run_there_is_the_place(self, client, world):
        client.force_login(world.lead)
        assert "belum dinilai" in body(client.get("/daerah/35.76/"))

    def test_few_questions_are_asked(self, lead, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            lead.get("/daerah/35.76/")


class TestBooks:
    def test_a_lead_drafts_and_reads(self, lead):
        assert "Susun edisi" in body(lead.get("/buku/"))

        answer = lead.post("/buku/35.76/susun/", follow=True)

        assert answer.redirect_chain[-1][0] == f"{BOOK}/ringkasan/"
        assert "Edisi 1 siap dibaca" in body(answer)
        assert Edition.objects.count() == 1

    def test_a_double_click_drafts_one_edition(self, lead):
        lead.post("/buku/35.76/susun/")
        lead.post("/buku/35.76/susun/")
        assert Edition.objects.count() == 1

    def test_drafting_is_for_the_own_team(self, client, filled, assessed, neighbour):
        client.force_login(filled.manager)
        assert client.post("/buku/35.76/susun/").status_code == 403
        client.force_login(neighbour)
        assert client.post("/buku/35.76/susun/").status_code == 404
        assert not Edition.objects.exists()

    def test_looking_never_drafts(self, lead):
        assert lead.get("/buku/35.76/susun/").status_code == 405

    def test_without_a_proposal_the_refusal_is_told(self, client, world):
        client.force_login(world.lead)
        answer = client.post("/buku/35.76/susun/")
        assert answer.status_code == 409
        assert "usulan" in body(answer)


class TestBook:
    def test_every_chapter_stands_and_every_link_inside_holds(self, lead, edition):
        first = lead.get(f"{BOOK}/", follow=True)
        slugs = [page.slug for page in first.context["chapters"]]
        contents = {slug: body(lead.get(f"{BOOK}/{slug}/")) for slug in slugs}

        for slug, page in contents.items():
            assert "style=" not in page
            assert "<script" not in page
            assert len(page) < FIRST_VIEW
            for target, anchor in re.findall(
                r'href="(?:\.\./([\w-]+)/)?#(\S+?)"', page
            ):
                assert f'id="{anchor}"' in contents[target or slug], (slug, anchor)

    def test_a_stored_figure_leads_to_its_history_others_to_the_annex(
        self, lead, edition
    ):
        page = body(lead.get(f"{BOOK}/kedudukan/"))

        assert 'href="/nilai/35.76/eco.poverty/2021/"' in page
        assert 'href="../lampiran-sumber/#angka-' in page
        assert "/nilai/35.76/asesmen" not in page

    def test_who_may_not_read_values_is_led_to_the_annex(self, client, edition):
        dinkes = Agency.objects.get(duty="dinkes", region_id="35.76")
        officer = person("petugas.dinkes", agency=dinkes, role=Role.DATA_OFFICER)
        client.force_login(officer)

        page = body(client.get(f"{BOOK}/kedudukan/"))

        assert "/nilai/" not in page
        assert 'href="../lampiran-sumber/#angka-' in page

    def test_drawings_are_pictures_at_addresses_of_their_own(self, lead, edition):
        page = body(lead.get(f"{BOOK}/kedudukan/"))
        address = re.search(r'src="\.\./gambar/([\w-]+)\.svg" alt="[^"]+', page)[1]

        answer = lead.get(f"{BOOK}/gambar/{address}.svg")

        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert lead.get(f"{BOOK}/gambar/tidak-ada.svg").status_code == 404

    def test_a_download_is_an_attachment_as_made(self, lead, edition):
        answer = lead.get(f"{BOOK}/unduh/html/")

        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert "buku-1-35.76-edisi-1.html" in disposition
        assert answer.content.startswith(b"<!DOCTYPE html>")

    def test_an_altered_file_is_not_handed_out(self, lead, edition, settings):
        file = settings.BOOKS_DIR / edition.files.get().path
        file.write_bytes(file.read_bytes() + b" ")

        answer = lead.get(f"{BOOK}/unduh/html/")

        assert answer.status_code == 409
        assert "susun" in body(answer)

    @pytest.mark.parametrize(
        "address",
        [
            f"{BOOK}/tidak-ada/",
            f"{BOOK}/unduh/exe/",
            "/buku/35.76/buku-1/2/",
            "/buku/35.76/buku-9/1/",
        ],
    )
    def test_what_is_not_there_answers_404(self, lead, edition, address):
        assert lead.get(address).status_code == 404

    def test_another_region_sees_nothing_of_it(self, client, edition, neighbour):
        client.force_login(neighbour)

        assert "Kota Mojokerto" not in body(client.get("/buku/"))
        for address in (f"{BOOK}/", f"{BOOK}/ringkasan/", f"{BOOK}/unduh/html/"):
            assert client.get(address).status_code == 404

    def test_few_questions_are_asked(
        self, lead, edition, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            lead.get(f"{BOOK}/kedudukan/")
        with django_assert_max_num_queries(MOST_QUERIES):
            lead.get("/buku/")
