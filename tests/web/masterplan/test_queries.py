"""The facts of Buku 1, on the small country."""

from dataclasses import replace

import pytest

from rancang.documents.facts import Buku1, every_fact
from rancang.methods.budget import CHART
from rancang.methods.framework import parse
from rancang.web.accounts.rules import Role
from rancang.web.collection.models import Value
from rancang.web.masterplan import actions, queries
from rancang.web.masterplan.rules import WANTED
from tests.factories import NOW, approve, person
from tests.web.masterplan.conftest import DATA


@pytest.fixture
def facts(assessed):
    return queries.buku1("35.76", assessed[1])


def spend(treasury, year, region, amounts):
    """Approve budgeted and realised sums by account."""
    cells = [
        (region, f"apbd.{account}.{side}", amount)
        for account, sides in amounts.items()
        for side, amount in zip(("anggaran", "realisasi"), sides, strict=True)
    ]
    approve(treasury, cells, period=year)


PLAIN = {
    "pendapatan": (100.0, 110.0),
    "belanja": (100.0, 90.0),
    "belanja.pegawai": (60.0, 58.0),
    "belanja.modal": (40.0, 32.0),
}
SHORT = {account: (planned, planned / 2) for account, (planned, _) in PLAIN.items()}


class TestBuku1:
    def test_codes_name_one_fact_each_and_rest_on_what_is_there(self, facts):
        found = {}
        for fact in every_fact(facts):
            assert found.setdefault(fact.code, fact) == fact
        assert {c for f in found.values() for c in f.rests_on} <= set(found)

    def test_every_figure_names_its_row(self, facts):
        assert all(fact.source.row for fact in every_fact(facts))

    def test_it_survives_being_stored(self, facts):
        assert Buku1.from_json(facts.as_json()) == facts

    def test_sources_are_told_once_each(self, facts):
        told = [(s.publisher, s.title) for s in facts.sources]
        assert len(told) == len(set(told))
        assert set(told) == {
            (f.source.publisher, f.source.title) for f in every_fact(facts)
        }

    def test_real_figures_are_not_called_examples(self, facts):
        assert facts.demo is False

    def test_invented_figures_are(self, assessed):
        Value.objects.filter(region_id="35.76", period="2018").update(note="contoh")
        assert queries.buku1("35.76", assessed[1]).demo is True


class TestTrends:
    def test_a_series_stands_beside_the_medians_of_kind_and_province(self, facts):
        (trend,) = facts.trends
        assert trend.indicator == "eco.poverty"
        periods = ["2018", "2019", "2021"]
        for series in (trend.region, trend.median_kind, trend.median_province):
            assert [fact.period for fact in series] == periods
        # Kota: 32, 33, 36, 37; Jawa Timur: 30, 31, 32, 33.
        assert trend.region[0].value == 33.0
        assert trend.median_kind[0].value == 34.5
        assert trend.median_province[0].value == 31.5
        assert trend.median_kind[0].derived == "median 4 daerah yang memiliki nilai"

    def test_the_figure_of_the_run_is_the_same_fact(self, facts):
        (trend,) = facts.trends
        by_code = {p.code: p for p in facts.standing.positions}
        assert trend.region[-1] == by_code["eco.poverty"].figure

    def test_a_note_on_a_value_is_remarked_with_its_years(self, assessed):
        odd = Value.objects.filter(region_id="35.76", period__in=["2018", "2019"])
        odd.update(note="diragukan")
        (trend,) = queries.buku1("35.76", assessed[1]).trends
        assert trend.remarks == ("2018 sampai 2019: diragukan.",)

    def test_the_faults_of_a_published_series_are_told(self, assessed):
        Value.objects.filter(period="2018").update(source="x indonesia514 y")
        (trend,) = queries.buku1("35.76", assessed[1]).trends
        assert any("masih sementara" in remark for remark in trend.remarks)


class TestBudget:
    def test_without_one_the_gap_is_told(self, facts):
        assert facts.budget is None
        assert facts.gaps[-1].custodian == "Badan Pengelolaan Keuangan dan Aset Daerah"

    def test_accounts_stand_in_the_order_of_the_chart(self, treasury, assessed):
        spend(treasury, "2022", "35.76", PLAIN)
        budget = queries.buku1("35.76", assessed[1]).budget
        assert [(a.code, a.depth, a.name) for a in budget.accounts] == [
            ("1", 0, "Pendapatan Daerah"),
            ("2", 0, "Belanja Daerah"),
            ("2.1", 1, "Belanja Pegawai"),
            ("2.3", 1, "Belanja Modal"),
        ]
        capital = budget.accounts[-1]
        assert (capital.budgeted.value, capital.realised.value) == (40.0, 32.0)
        assert capital.share.value == pytest.approx(80.0)
        assert capital.share.rests_on == (capital.budgeted.code, capital.realised.code)
        assert (budget.years, budget.part_years) == (("2022",), ())
        assert budget.remarks == ()

    def test_a_part_of_a_year_is_told_as_such(self, treasury, assessed):
        spend(treasury, "2022", "35.76", PLAIN)
        spend(treasury, "2023", "35.76", SHORT)
        budget = queries.buku1("35.76", assessed[1]).budget
        assert budget.part_years == ("2023",)
        assert any(r.startswith("2023: belanja baru") for r in budget.remarks)

    def test_an_odd_account_is_flagged_and_remarked(self, treasury, assessed):
        odd = PLAIN | {"belanja.modal": (40.0, 99.0), "belanja": (100.0, 157.0)}
        spend(treasury, "2022", "35.76", odd)
        budget = queries.buku1("35.76", assessed[1]).budget
        capital = budget.accounts[-1]
        assert "Belanja Modal: dianggarkan" in capital.realised.flags[0]
        assert budget.remarks == (f"2022: {capital.realised.flags[0]}.",)
        assert budget.accounts[0].realised.flags == ()

    def test_the_oddities_of_others_are_not_told(self, treasury, assessed):
        spend(treasury, "2022", "35.76", PLAIN)
        spend(treasury, "2022", "35.01", PLAIN | {"belanja.modal": (40.0, 99.0)})
        assert queries.buku1("35.76", assessed[1]).budget.remarks == ()

    def test_a_year_said_to_be_missing_gives_its_reason(self, treasury, assessed):
        spend(treasury, "2022", "35.76", PLAIN)
        spend(treasury, "2023", "35.76", dict.fromkeys(PLAIN, (None, None)))
        budget = queries.buku1("35.76", assessed[1]).budget
        assert budget.years == ("2022",)
        assert budget.remarks == ("2023: tidak tersedia.",)

    def test_the_chart_is_numbered_as_it_stands(self):
        numbers = [number for number, _ in queries.outline()]
        natural = [[int(part) for part in number.split(".")] for number in numbers]
        assert natural == sorted(natural)
        assert len(set(numbers)) == len(CHART)


class TestGaps:
    def test_a_dimension_without_indicators_is_a_gap(self, facts):
        (gap,) = [g for g in facts.gaps if g.dimension == "Smart Environment"]
        assert gap.reason == "Dimensi belum dinilai: belum ada indikatornya."

    def test_what_was_imputed_or_never_given_is_a_gap(self, facts):
        told = {g.indicator: (g.custodian, g.reason) for g in facts.gaps}
        assert told["Air minum layak"] == (
            "BPS",
            "Nilai kosong dan diisi dengan imputasi.",
        )
        assert told["Ukuran"][1] == "Belum ada nilai yang disetujui."
        assert "Penduduk miskin" not in told

    def test_what_the_evaluation_asks_is_known_for_every_subdimension(self):
        framework = parse((DATA / "frameworks/smart-city.yaml").read_text("utf-8"))
        leaves = {n.code for d in framework.dimensions for n in d.children}
        assert set(WANTED) == leaves
        assert all(w.custodian for wanted in WANTED.values() for w in wanted)


class TestEditions:
    def test_everyone_sees_the_editions_within_reach(self, filled, assessed):
        run, selection = assessed
        edition = actions.draft_edition(
            by=filled.lead, region="35.76", run=run, selection=selection, at=NOW
        )
        own = person("petugas.dinkes", agency=filled.dinkes, role=Role.DATA_OFFICER)
        for reader in (filled.lead, filled.manager, own):
            assert list(queries.editions(reader)) == [edition]
        for reader in (filled.stranger, filled.officer):
            assert not queries.editions(reader).exists()

    def test_the_latest_is_the_last(self, filled, assessed):
        assert queries.latest("35.76", "buku-1") is None
        run, selection = assessed
        made = actions.draft_edition(
            by=filled.lead, region="35.76", run=run, selection=selection, at=NOW
        )
        assert queries.latest("35.76", "buku-1") == made
        assert replace(Buku1.from_json(made.facts), edition="1") == (
            Buku1.from_json(made.facts)
        )
