"""The pages of an assessment: who sees what, filters, map, proposal, other weights."""

import csv
import io
import re

import pytest

from rancang.methods.selection import Quota
from rancang.web.assessment import actions
from rancang.web.assessment.models import Run
from rancang.web.regions.models import Region
from tests.factories import NOW


MOST_QUERIES = 15
PAGES = ["/peringkat/", "/peringkat/unduh/", "/usulan/", "/skenario/"]


@pytest.fixture(autouse=True)
def memory(settings):
    """Let no test read what another kept."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }


@pytest.fixture
def selection(filled, run):
    return actions.propose(
        by=filled.manager, run=run, at=NOW, size=3, quotas=(Quota("Papua", 1),)
    )


@pytest.fixture
def manager(client, filled, selection):
    client.force_login(filled.manager)
    return client


@pytest.fixture
def lead(client, filled, selection):
    client.force_login(filled.lead)
    return client


def body(answer):
    return answer.content.decode()


class TestWho:
    @pytest.mark.parametrize("address", PAGES)
    def test_a_stranger_is_sent_to_sign_in(self, client, run, address):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/akun/login/")

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("who", ["officer", "walidata", "head", "stranger"])
    def test_who_reads_no_assessment_is_refused(
        self, client, filled, run, address, who
    ):
        client.force_login(getattr(filled, who))
        assert client.get(address).status_code == 403

    @pytest.mark.parametrize("address", PAGES)
    def test_the_programme_sees_it(self, manager, address):
        assert manager.get(address).status_code == 200

    @pytest.mark.parametrize("address", ["/usulan/", "/skenario/"])
    def test_what_concerns_all_regions_is_hidden_from_one(self, lead, address):
        assert lead.get(address).status_code == 404

    def test_a_drafting_lead_sees_the_own_region_only(self, lead):
        page = body(lead.get("/peringkat/"))

        assert "Kota Mojokerto" in page
        assert 'href="/daerah/35.76/"' in page
        assert "Kota Tiga" not in page
        assert "/peringkat/peta/" not in page
        assert "1 dari 1 daerah" in page

    def test_a_drafting_lead_does_not_get_the_map(self, lead, run):
        address = f"/peringkat/peta/{run.pk}-{run.fingerprint[:12]}-id.svg"
        assert lead.get(address).status_code == 404


class TestRanking:
    def test_every_region_stands_with_rank_interval_and_index(self, manager):
        page = body(manager.get("/peringkat/"))

        assert "8 dari 8 daerah" in page
        assert page.index("Kota Administrasi") < page.index("Kabupaten Enam")
        assert "2 dari 3 dimensi" in page
        assert "1 nilai imputasi" in page
        assert "diusulkan</span>" in page
        assert "style=" not in page

    def test_without_a_run_the_page_says_so(self, client, world):
        client.force_login(world.manager)
        assert "Belum ada asesmen" in body(client.get("/peringkat/"))

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ("province=91", {"91.01", "91.02", "91.71"}),
            ("island_group=Papua&kind=kota", {"91.71"}),
            ("name=mojo", {"35.76"}),
            ("name=tidak-ada", set()),
        ],
    )
    def test_filters_narrow_page_and_file_alike(self, manager, asked, shown):
        page = body(manager.get(f"/peringkat/?{asked}"))
        file = manager.get(f"/peringkat/unduh/?{asked}").content.decode("utf-8-sig")

        rows = list(csv.DictReader(io.StringIO(file)))
        assert {row["Kode"] for row in rows} == shown
        assert f"{len(shown)} dari 8 daerah" in page

    @pytest.mark.parametrize("asked", ["kind=desa", "province=xx", "name=" + "a" * 61])
    def test_a_filter_that_cannot_be_answers_422_beside_the_field(self, manager, asked):
        answer = manager.get(f"/peringkat/?{asked}")

        assert answer.status_code == 422
        assert "errorlist" in body(answer)
        assert manager.get(f"/peringkat/unduh/?{asked}").status_code == 404

    @pytest.mark.parametrize("number", ["abc", "-1", "999999", "9" * 30])
    def test_a_run_that_is_not_there_answers_404(self, manager, number):
        assert manager.get(f"/peringkat/?asesmen={number}").status_code == 404

    def test_an_older_run_can_be_asked_for(self, manager, run):
        assert manager.get(f"/peringkat/?asesmen={run.pk}").status_code == 200

    def test_a_name_never_becomes_a_formula(self, manager):
        Region.objects.filter(code="35.71").update(name="=HYPERLINK(1)")

        file = manager.get("/peringkat/unduh/").content.decode("utf-8-sig")

        assert "'=HYPERLINK(1)" in file
        assert ",=HYPERLINK" not in file

    def test_few_questions_are_asked(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            manager.get("/peringkat/")


class TestMap:
    def test_every_region_is_named_and_leads_to_its_page(self, manager, run):
        address = f"/peringkat/peta/{run.pk}-{run.fingerprint[:12]}-id.svg"
        answer = manager.get(address)

        titles = re.findall(r"<title>(.*?)</title>", answer.content.decode())
        links = re.findall(r'<a href="(.*?)">', answer.content.decode())
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(titles) == 9
        assert any(t.startswith("Kota Mojokerto: indeks ") for t in titles)
        assert "/daerah/35.76/" in links
        assert "style" not in answer.content.decode()

    def test_another_fingerprint_is_no_address(self, manager, run):
        address = f"/peringkat/peta/{run.pk}-{'0' * 12}-id.svg"
        assert manager.get(address).status_code == 404


class TestProposal:
    def test_it_tells_who_how_sure_and_by_which_rule(self, manager):
        page = body(manager.get("/usulan/"))

        assert "3 daerah diusulkan" in page
        assert "95%" in page
        assert "Papua: paling sedikit 1" in page
        assert "tanpa APBD sendiri" in page
        assert page.index("Dikecualikan") < page.index("Kota Administrasi")

    def test_a_run_without_a_proposal_says_so(self, client, filled, run):
        client.force_login(filled.manager)
        assert "Belum ada usulan" in body(client.get("/usulan/"))

    def test_few_questions_are_asked(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            manager.get("/usulan/")


class TestScenarios:
    def test_the_published_weights_change_nothing(self, manager):
        page = body(manager.get("/skenario/"))

        assert "0 daerah berpindah peringkat" in page
        assert 'name="a.eco"' in page
        # a dimension that is not assessed has no weight to move
        assert 'name="a.env"' not in page

    def test_only_water_moves_ranks_as_worked_by_hand(self, manager):
        asked = {"a.eco": "1", "a.liv": "1", "b.eco": "0", "b.liv": "1", "semua": "1"}
        answer = manager.get("/skenario/", asked)

        shifts = {shift.code: shift for shift in answer.context["shifts"]}
        # by water alone: 100, 95, 90, 80, 70, 60 and 20; 91.02 is imputed
        assert [shifts[c].after for c in ("31.71", "35.76", "35.71", "35.01")] == [
            *(1, 2, 3, 4)
        ]
        assert shifts["35.76"].before == 2
        assert not Run.objects.exclude(pk=answer.context["run"].pk).exists()

    def test_a_decimal_comma_is_understood(self, manager):
        asked = {"a.eco": "1,5", "a.liv": "1", "b.eco": "1.5", "b.liv": "1"}
        answer = manager.get("/skenario/", asked)

        assert answer.status_code == 200
        assert answer.context["moved"] == 0

    @pytest.mark.parametrize(
        ("wrong", "name"),
        [
            ({"b.eco": "-1"}, "b.eco"),
            ({"a.eco": "banyak"}, "a.eco"),
            ({"a.eco": "nan"}, "a.eco"),
            ({"a.eco": ""}, "a.eco"),
            ({"b.eco": "1e9"}, "b.eco"),
            ({"a.eco": "0", "a.liv": "0"}, "a.eco"),
        ],
    )
    def test_bad_weights_answer_422_beside_the_field_and_stay(
        self, manager, wrong, name
    ):
        asked = {"a.eco": "1", "a.liv": "1", "b.eco": "1", "b.liv": "7"} | wrong
        answer = manager.get("/skenario/", asked)

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [name]
        assert 'value="7"' in body(answer)
        assert f'value="{wrong[name]}"' in body(answer) or not wrong[name]

    def test_few_questions_are_asked(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(MOST_QUERIES):
            manager.get("/skenario/")
