"""Runs and selections on the small country.

Worked by hand: water of 91.02 is filled with the median of the kabupaten of Papua, which
is the 20 of 91.01. Poverty runs from 4 to 24, water from 20 to 100, so kota 35.76 gets
100 for poverty and 100 x 75 / 80 = 93.75 for water, and the mean of both, 96.875.
"""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from rancang.methods.composite import Choices
from rancang.methods.selection import Quota
from rancang.web.accounts.rules import Denied
from rancang.web.assessment import actions, queries
from rancang.web.assessment.models import Choice, Input, Rank, Run, Score, Selection
from rancang.web.assessment.rules import Refused
from rancang.web.collection.models import Value
from rancang.web.frameworks import actions as frameworks
from rancang.web.journal import queries as journal
from tests.factories import FRAMEWORK, NOW, approve


LATER = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
PAPUA_AND_JAWA = (Quota("Jawa", 1), Quota("Papua", 1))


def again(world, **told):
    told = {"version": world.version, "period": "2021", "draws": 200} | told
    return actions.run(by=world.manager, at=LATER, **told)


def propose(world, run, **told):
    told = {"size": 3, "quotas": PAPUA_AND_JAWA} | told
    return actions.propose(by=world.manager, run=run, at=NOW, **told)


def chosen(selection):
    found = Choice.objects.filter(selection=selection, chosen=True)
    return set(found.values_list("region_id", flat=True))


def reason(selection, region):
    return Choice.objects.get(selection=selection, region_id=region).reason


def scores(run, node):
    found = Score.objects.filter(run=run, node=node)
    return dict(found.values_list("region_id", "score"))


class TestRun:
    def test_scores_are_those_worked_by_hand(self, run):
        assert scores(run, "eco")["35.76"] == pytest.approx(100)
        assert scores(run, "liv")["35.76"] == pytest.approx(93.75)
        assert scores(run, "index")["35.76"] == pytest.approx(96.875)
        assert scores(run, "index")["91.01"] == pytest.approx(0)
        assert scores(run, "env") == {}

    def test_ranks_start_with_the_best_and_lie_within_the_draws(self, run):
        ranks = {r.region_id: r for r in queries.ranking(run)}
        assert [*ranks][:2] == ["31.71", "35.76"]
        assert [r.rank for r in ranks.values()] == [1, 2, 3, 4, 5, 6, 7, 8]
        assert all(r.p05 <= r.p50 <= r.p95 for r in ranks.values())

    def test_what_is_missing_is_filled_by_its_group_and_marked(self, run):
        filled = Input.objects.get(run=run, imputed=True)
        assert (filled.region_id, filled.indicator_id) == ("91.02", "liv.water")
        assert filled.number == 20.0
        assert filled.value is None

    def test_every_observed_number_names_its_value(self, run):
        observed = Input.objects.filter(run=run, imputed=False)
        assert observed.count() == 15
        assert all(i.value.number == i.number for i in observed)

    def test_a_context_indicator_moves_no_score(self, filled, run):
        approve(filled, [("35.76", "eco.size", 1.0), ("35.01", "eco.size", 9_999.0)])
        other = again(filled)
        assert other != run
        assert scores(other, "index") == scores(run, "index")
        assert list(queries.ranking(other).values_list("region_id", "p05", "p95")) == (
            list(queries.ranking(run).values_list("region_id", "p05", "p95"))
        )

    def test_the_same_inputs_give_the_same_run(self, filled, run):
        assert again(filled) == run
        assert Run.objects.count() == 1
        assert len(journal.entries("assessment.run", str(run.pk))) == 1

    def test_another_seed_choice_or_draw_gives_another(self, filled, run):
        seed = again(filled, seed=7)
        choice = again(filled, choices=Choices(impute="median"))
        draws = again(filled, draws=201)
        assert len({run.record, seed.record, choice.record, draws.record}) == 4
        assert scores(seed, "index") == scores(run, "index")

    def test_the_journal_tells_who_and_what(self, filled, run):
        (entry,) = journal.entries("assessment.run", str(run.pk))
        assert (entry.by, entry.verb) == ("manajer", "run")
        assert entry.after["fingerprint"] == run.fingerprint

    def test_values_not_approved_do_not_enter(self, world):
        with pytest.raises(Refused, match="yang disetujui"):
            again(world)

    def test_a_returned_or_unapproved_value_is_missing(self, filled):
        Value.objects.filter(region_id="35.01").update(state="submitted")
        run = again(filled)
        entered = Input.objects.filter(run=run, region_id="35.01")
        assert {i.imputed for i in entered} == {True}
        assert not Rank.objects.filter(run=run, region_id="35.01").exists()

    def test_a_draft_framework_is_refused(self, filled):
        text = FRAMEWORK.replace('version: "1"', 'version: "2"')
        draft = frameworks.take_in(by=filled.manager, text=text, at=NOW)
        with pytest.raises(Refused, match="belum terbit"):
            again(filled, version=draft)

    def test_a_profile_is_refused(self, filled):
        text = FRAMEWORK.replace("code: uji", "code: profil\npurpose: profile", 1)
        profile = frameworks.take_in(by=filled.manager, text=text, at=NOW)
        frameworks.publish(by=filled.manager, version=profile, at=NOW)
        with pytest.raises(Refused, match="profil"):
            again(filled, version=profile)

    def test_choices_that_cannot_be_computed_are_refused_in_words(self, filled):
        Value.objects.exclude(indicator_id="eco.size").update(state="submitted")
        approve(filled, [("35.76", "eco.size", 1.0)])
        with pytest.raises(Refused, match="tidak dapat dihitung"):
            again(filled)

    def test_only_the_programme_manager_runs(self, filled):
        for person in (filled.lead, filled.officer, filled.stranger):
            with pytest.raises(Denied):
                actions.run(by=person, version=filled.version, period="2021", at=NOW)
        assert not Run.objects.exists()


class TestConfirm:
    def test_it_is_journalled_and_done_once(self, filled, run):
        confirmed = actions.confirm(by=filled.manager, run=run, at=LATER)
        assert confirmed.state == "confirmed"
        verbs = [e.verb for e in journal.entries("assessment.run", str(run.pk))]
        assert verbs == ["run", "confirm"]
        with pytest.raises(Refused, match="Dikukuhkan"):
            actions.confirm(by=filled.manager, run=run, at=LATER)

    def test_only_the_programme_manager_confirms(self, filled, run):
        with pytest.raises(Denied):
            actions.confirm(by=filled.lead, run=run, at=LATER)

    def test_the_database_freezes_what_is_confirmed(self, filled, run):
        actions.confirm(by=filled.manager, run=run, at=LATER)
        attempts = [
            lambda: Run.objects.filter(pk=run.pk).update(seed=1),
            lambda: Run.objects.filter(pk=run.pk).update(state="draft"),
            lambda: Score.objects.filter(run=run).update(score=1.0),
            lambda: Rank.objects.filter(run=run).update(rank=1),
            lambda: Input.objects.filter(run=run).delete(),
            lambda: Rank.objects.filter(run=run).delete(),
            lambda: Score.objects.create(
                run=run, region_id="35.76", node="env", score=1.0
            ),
        ]
        for attempt in attempts:
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                attempt()

    def test_a_draft_is_not_frozen(self, run):
        assert Score.objects.filter(run=run).update(score=1.0) > 0


class TestPropose:
    def test_the_best_are_chosen_and_each_group_gets_its_least(self, filled, run):
        selection = propose(filled, run)
        assert chosen(selection) == {"35.76", "35.71", "91.71"}
        assert reason(selection, "35.76") == "menurut skor"
        assert reason(selection, "91.71") == "kuota Papua: paling sedikit 1"
        assert reason(selection, "35.01") == "tergeser kuota kelompok pulau"
        assert reason(selection, "91.01") == "di bawah batas"

    def test_regions_without_a_budget_are_left_out_unless_let_in(self, filled, run):
        without = propose(filled, run)
        within = propose(filled, run, only_autonomous=False)
        assert reason(without, "31.71") == "di luar: DKI tanpa APBD sendiri"
        assert not Choice.objects.get(selection=without, region_id="31.71").eligible
        assert chosen(within) == {"31.71", "35.76", "91.71"}

    def test_a_group_is_held_to_its_most(self, filled, run):
        selection = propose(filled, run, quotas=(Quota("Jawa", 0, 1),))
        jawa = [code for code in chosen(selection) if code.startswith("35")]
        assert jawa == ["35.76"]

    def test_without_quotas_given_each_island_group_gets_two(self, filled, run):
        selection = propose(filled, run, size=4, quotas=None)
        assert selection.quotas == [
            {"group": "Jawa", "at_least": 2, "at_most": None},
            {"group": "Papua", "at_least": 2, "at_most": None},
        ]
        assert chosen(selection) == {"35.71", "35.76", "91.02", "91.71"}

    def test_probabilities_sum_to_the_size(self, filled, run):
        choices = Choice.objects.filter(selection=propose(filled, run))
        assert choices.count() == 8
        assert sum(c.probability for c in choices) == pytest.approx(3)
        assert choices.get(region_id="31.71").probability == 0

    def test_the_same_terms_give_the_same_proposal(self, filled, run):
        assert propose(filled, run) == propose(filled, run)
        assert propose(filled, run, size=4) != propose(filled, run)
        assert Selection.objects.count() == 2

    def test_the_journal_tells_who_was_chosen(self, filled, run):
        selection = propose(filled, run)
        (entry,) = journal.entries("assessment.selection", str(selection.pk))
        assert set(entry.after["chosen"]) == {"35.76", "35.71", "91.71"}
        assert entry.by == "manajer"

    def test_who_has_no_score_is_left_out(self, filled):
        Value.objects.filter(region_id="35.76").update(state="submitted")
        selection = propose(filled, again(filled))
        assert reason(selection, "35.76") == "di luar: data kurang, tanpa skor"
        assert "35.76" not in chosen(selection)

    def test_a_quota_that_cannot_be_met_is_refused_by_name(self, filled, run):
        with pytest.raises(Refused, match="Papua: diminta paling sedikit 9"):
            propose(filled, run, quotas=(Quota("Papua", 9),))
        assert not Selection.objects.exists()

    def test_only_the_programme_manager_proposes(self, filled, run):
        with pytest.raises(Denied):
            actions.propose(by=filled.lead, run=run, at=NOW)
