"""Runs made again, and what a run tells of one region."""

import csv
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from rancang.cli import main
from rancang.documents.facts import every_fact
from rancang.methods.composite import Choices
from rancang.methods.selection import Quota
from rancang.web.assessment import actions, queries
from rancang.web.assessment.models import Choice, Input, Score
from rancang.web.assessment.rules import Refused
from rancang.web.collection.models import Value
from rancang.web.regions.models import Region
from tests.factories import NOW, approve


@pytest.fixture
def selection(filled, run):
    return actions.propose(
        by=filled.manager, run=run, at=NOW, size=3, quotas=(Quota("Papua", 1),)
    )


@pytest.fixture
def standing(run, selection):
    return queries.standing(run, selection, "35.76")


def positions(standing):
    return {p.code: p for p in standing.positions}


class TestRemake:
    def test_a_run_is_made_again_to_the_byte(self, run):
        run.refresh_from_db()
        assert queries.remake(run).record == run.record
        assert queries.remake(run).fingerprint == run.fingerprint

    def test_even_when_values_and_registry_have_changed_since(self, run):
        Value.objects.filter(number__isnull=False).update(number=1.0)
        Region.objects.filter(code="91.02").update(island_group="Jawa")
        assert queries.remake(run).record == run.record

    def test_a_changed_input_does_not_go_unseen(self, run):
        Input.objects.filter(run=run, region_id="35.76").update(number=50.0)
        assert queries.remake(run).record != run.record

    def test_choices_come_back_as_they_were(self, filled):
        choices = Choices(
            impute="mean", normalise="zscore", moments=(20.0, 3.0), needed=0.25
        )
        run = actions.run(
            by=filled.manager,
            version=filled.version,
            period="2021",
            at=NOW,
            choices=choices,
            draws=10,
        )
        assert queries.recipe(run).choices == choices
        assert queries.remake(run).record == run.record

    def test_the_command_line_makes_the_same_record_and_scores(self, run, tmp_path):
        table = queries.table(run)
        for name, content in table.files(queries.recipe(run).choices).items():
            (tmp_path / name).write_bytes(content)
        out = tmp_path / "out"
        options = [
            *("--groups", tmp_path / "groups", "--impute", "group_median"),
            *("--seed", run.seed, "--draws", run.draws, "--period", run.period),
            *("--out", out),
        ]
        paths = [tmp_path / "values", tmp_path / "framework"]
        done = CliRunner().invoke(main, ["assess", *map(str, [*paths, *options])])
        assert done.exit_code == 0, done.output
        assert (out / "run.json").read_text(encoding="utf-8") == run.record
        with (out / "scores.csv").open(encoding="utf-8") as file:
            told = {
                (r["unit"], r["node"]): float(r["score"])
                for r in csv.DictReader(file)
                if r["score"]
            }
        stored = Score.objects.filter(run=run)
        assert told == {(s.region_id, s.node): s.score for s in stored}


class TestStanding:
    def test_it_says_on_how_much_the_index_stands(self, standing):
        assert (standing.assessed, standing.dimensions) == (2, 3)
        index = positions(standing)["index"]
        assert index.figure.label == "Indeks kota cerdas (2 dari 3 dimensi)"
        assert index.figure.value == pytest.approx(96.875)

    def test_every_node_and_indicator_has_its_place_in_the_tree(self, standing):
        assert [(p.code, p.parent, p.kind) for p in standing.positions] == [
            ("index", "", "index"),
            ("eco", "index", "dimension"),
            ("eco.poverty", "eco", "indicator"),
            ("eco.size", "eco", "indicator"),
            ("liv", "index", "dimension"),
            ("liv.water", "liv", "indicator"),
            ("env", "index", "dimension"),
        ]

    def test_a_dimension_without_indicators_has_no_figure_and_no_rank(self, standing):
        env = positions(standing)["env"]
        assert env.figure is None
        assert env.rank_all is None
        assert env.of_all == 0

    def test_ranks_know_the_direction_and_share_the_best(self, standing):
        poverty = positions(standing)["eco.poverty"]
        # 4.0 in 35.76 and in 31.71: both are first of eight.
        assert (poverty.rank_all.value, poverty.of_all) == (1, 8)
        assert (poverty.rank_kind.value, poverty.of_kind) == (1, 4)
        assert (poverty.rank_province.value, poverty.of_province) == (1, 4)
        water = positions(standing)["liv.water"]
        assert (water.rank_all.value, water.of_all) == (2, 7)

    def test_medians_leave_out_what_was_imputed(self, standing):
        water = positions(standing)["liv.water"]
        assert water.median_all.value == 80.0
        assert water.median_kind.value == 92.5
        assert water.median_kind.code == "kota/asesmen.median.liv.water/2021"

    def test_the_interval_holds_the_rank_of_the_index(self, standing, run):
        index = positions(standing)["index"]
        stored = queries.ranking(run).get(region_id="35.76")
        assert (index.low.value, index.high.value) == (stored.p05, stored.p95)
        assert index.low.value <= index.rank_all.value <= index.high.value

    def test_figures_name_the_stored_value_and_scores_the_run(self, standing, run):
        found = positions(standing)
        value = Value.objects.get(region_id="35.76", indicator_id="eco.poverty")
        assert found["eco.poverty"].figure.code == "35.76/eco.poverty/2021"
        assert f"nilai {value.pk} revisi 1" in found["eco.poverty"].figure.source.row
        score = found["eco"].figure
        assert score.source.row.startswith(f"asesmen {run.pk} (sidik ")
        assert score.source.row.endswith("simpul eco")
        assert score.rests_on == ("35.76/eco.poverty/2021",)
        assert found["index"].figure.rests_on == (
            "35.76/asesmen.skor.eco/2021",
            "35.76/asesmen.skor.liv/2021",
        )

    def test_codes_are_unique_and_rest_on_what_is_there(self, standing):
        facts = list(every_fact((standing.positions, standing.probability)))
        codes = [fact.code for fact in facts]
        assert len(codes) == len(set(codes))
        assert {code for f in facts for code in f.rests_on} <= set(codes)

    def test_what_was_imputed_is_marked_and_not_ranked(self, run, selection):
        standing = queries.standing(run, selection, "91.02")
        water = positions(standing)["liv.water"]
        assert water.figure.imputed
        assert water.figure.value == 20.0
        assert "median daerah sejenis" in water.figure.derived
        assert water.rank_all is None
        assert water.median_all.value == 80.0
        assert standing.imputed == (water.figure,)

    def test_selection_and_share_of_the_draws_are_told(self, standing, selection):
        mine = Choice.objects.get(selection=selection, region_id="35.76")
        assert (standing.selected, standing.eligible) == (True, True)
        assert standing.selection_size == 3
        assert standing.probability.value == pytest.approx(100 * mine.probability)
        assert standing.probability.unit == "%"

    def test_neighbours_lie_on_both_sides_of_the_cut(self, standing, selection):
        shares = {
            c.region_id: c.probability
            for c in Choice.objects.filter(selection=selection)
        }
        near = dict(standing.cut_neighbours)
        assert near == {code: shares[code] for code in near}
        assert {"91.71", "35.01"} <= set(near)
        assert "31.71" not in near

    def test_choices_read_as_words(self, standing):
        told = dict(standing.choices)
        assert "median daerah sejenis" in told["Nilai kosong"]
        assert "200 simulasi dengan benih 2021" in told["Rentang peringkat"]
        assert "Papua: paling sedikit 1" in told["Kuota kelompok pulau"]
        assert told["Daerah tanpa APBD sendiri"] == "Tidak ikut diusulkan."

    def test_the_map_has_every_region(self, standing, run):
        assert len(standing.map_scores) == len(standing.map_shapes) == 8
        assert dict(standing.map_scores)["35.76"] == pytest.approx(96.875)

    def test_of_others_the_values_come_without_their_names(self, standing):
        water = positions(standing)["liv.water"]
        assert water.values_all == (20.0, 60.0, 70.0, 80.0, 90.0, 95.0, 100.0)

    def test_context_is_shown_and_never_a_strength(self, filled):
        numbers = zip(range(8), Region.objects.filter(level="regency"), strict=True)
        approve(filled, [(r.code, "eco.size", float(n)) for n, r in numbers])
        run = actions.run(
            by=filled.manager, version=filled.version, period="2021", at=NOW, draws=50
        )
        terms = {"size": 2, "quotas": ()}
        selection = actions.propose(by=filled.manager, run=run, at=NOW, **terms)
        size = positions(queries.standing(run, selection, "91.71"))["eco.size"]
        assert (size.weight, size.rank_all.value, size.strength) == (0, 1, "")

    def test_a_figure_changed_since_the_run_is_refused(self, run, selection):
        Value.objects.filter(region_id="35.76", indicator_id="eco.poverty").update(
            number=5.0
        )
        with pytest.raises(Refused, match="Penduduk miskin periode 2021 sudah berubah"):
            queries.standing(run, selection, "35.76")

    def test_a_value_that_came_after_the_run_is_refused_too(
        self, filled, run, selection
    ):
        approve(filled, [("35.76", "eco.size", 3.0)])
        with pytest.raises(Refused, match="jalankan asesmen baru"):
            queries.standing(run, selection, "35.76")

    def test_a_selection_on_another_run_is_refused(self, filled, selection):
        other = actions.run(
            by=filled.manager, version=filled.version, period="2021", at=NOW, seed=9
        )
        with pytest.raises(Refused, match="bukan usulan atas"):
            queries.standing(other, selection, "35.76")

    def test_a_region_outside_the_run_is_refused(self, run, selection):
        with pytest.raises(Refused, match=r"99\.99 tidak ada"):
            queries.standing(run, selection, "99.99")


def test_numbers_are_written_without_an_exponent(run):
    table = queries.table(run)
    tiny = replace(
        table, numbers={("35.76", "eco.size"): 1e-7, ("35.76", "eco.poverty"): 2e20}
    )
    text = tiny.files(Choices())["values"].decode()
    assert "0.0000001" in text
    assert "200000000000000000000" in text
    assert "groups" not in tiny.files(Choices())


def test_the_record_says_what_was_filled(run):
    assert json.loads(run.record)["imputed"] == [
        {"indicator": "liv.water", "unit": "91.02", "value": 20.0}
    ]


def test_a_proposal_is_found_by_its_number_or_as_the_latest(filled, run, selection):
    second = actions.propose(by=filled.manager, run=run, at=NOW, size=4, quotas=())
    assert queries.selection() == second
    assert queries.selection(selection.pk) == selection
    with pytest.raises(Refused, match="nomor 999"):
        queries.selection(999)


def test_without_any_proposal_it_says_what_to_do(run):
    with pytest.raises(Refused, match="jalankan asesmen"):
        queries.selection()
