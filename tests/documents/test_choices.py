"""The choices of a run read as an Indonesian would write them."""

from rancang.documents.choices import (
    IMPUTE_WORDS,
    draw_choices,
    quota_words,
    score_choices,
    selection_choices,
)
from rancang.methods.composite import Choices
from rancang.methods.impute import IMPUTES
from rancang.methods.robustness import Plan
from rancang.methods.selection import Quota


def test_every_imputation_has_words():
    assert set(IMPUTE_WORDS) == set(IMPUTES)


def test_the_usual_choices():
    told = dict(score_choices(Choices()))
    assert told["Nilai kosong"] == IMPUTE_WORDS["median"]
    assert "nilai terburuk menjadi 0 dan nilai terbaik 100" in told["Normalisasi"]
    assert "aritmetik" in told["Agregasi"]
    assert "kurang dari 50% bobot" in told["Kelengkapan"]


def test_other_choices_read_otherwise():
    choices = Choices(normalise="zscore", moments=(20.0, 3.0), aggregate="geometric")
    told = dict(score_choices(choices))
    assert "rata-rata 20 dan simpangan baku 3" in told["Normalisasi"]
    assert "geometrik" in told["Agregasi"]


def test_draws_tell_number_seed_and_what_moves():
    words = dict(draw_choices(Plan(draws=1000), 2021))["Rentang peringkat"]
    for part in ("1.000 simulasi", "benih 2021", "±25%", "min-maks atau skor-z"):
        assert part in words


def test_selection_tells_quotas_and_who_is_out():
    told = dict(
        selection_choices(
            50, [Quota("Papua", 2), Quota("Jawa", 0, 20)], only_autonomous=True
        )
    )
    assert told["Usulan"].startswith("50 daerah")
    assert (
        "Papua: paling sedikit 2; Jawa: paling banyak 20."
        in told["Kuota kelompok pulau"]
    )
    assert told["Daerah tanpa APBD sendiri"] == "Tidak ikut diusulkan."
    free = dict(selection_choices(5, [], only_autonomous=False))
    assert free["Kuota kelompok pulau"] == "Tidak dipakai."
    assert free["Daerah tanpa APBD sendiri"] == "Ikut dipertimbangkan."


def test_a_quota_with_both_bounds_and_with_none():
    assert quota_words(Quota("Jawa", 1, 3)) == "Jawa: paling sedikit 1, paling banyak 3"
    assert quota_words(Quota("Jawa")) == "Jawa: tanpa batas"
