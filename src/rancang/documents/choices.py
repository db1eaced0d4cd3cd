"""The choices of a run in words, as the method chapter tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rancang.documents.sentences import number
from rancang.methods.composite import Choices
from rancang.methods.robustness import Plan
from rancang.methods.selection import Quota


Pair = tuple[str, str]

IMPUTE_WORDS = {
    "none": "Dibiarkan kosong.",
    "mean": "Diisi dengan rata-rata seluruh daerah, dan ditandai.",
    "median": "Diisi dengan median seluruh daerah, dan ditandai.",
    "group_mean": (
        "Diisi dengan rata-rata daerah sejenis di kelompok pulau yang sama, dan ditandai."
    ),
    "group_median": (
        "Diisi dengan median daerah sejenis di kelompok pulau yang sama, dan ditandai."
    ),
}
MEANS = {"arithmetic": "aritmetik", "geometric": "geometrik"}
SCALES = {"minmax": "min-maks", "zscore": "skor-z"}


def score_choices(choices: Choices) -> Iterator[Pair]:
    """Say how the score is made."""
    yield "Nilai kosong", IMPUTE_WORDS[choices.impute]
    yield "Normalisasi", _scale(choices)
    yield (
        "Bobot",
        (
            "Menurut kerangka, diskalakan kembali di antara saudara yang dapat dinilai; "
            "dimensi dan subdimensi tanpa indikator tidak ikut dan tidak diperkirakan."
        ),
    )
    mean = MEANS[choices.aggregate]
    yield "Agregasi", f"Rata-rata {mean} tertimbang di setiap tingkat kerangka."
    needed = number(100 * choices.needed, 0)
    yield (
        "Kelengkapan",
        (f"Daerah yang datanya kurang dari {needed}% bobot tidak diberi skor."),
    )


def _scale(choices: Choices) -> str:
    if choices.normalise == "minmax":
        worst, best = (number(bound, 0) for bound in choices.bounds)
        how = f"Min-maks: nilai terburuk menjadi {worst} dan nilai terbaik {best}"
    else:
        mean, deviation = (number(moment, 0) for moment in choices.moments)
        how = f"Skor-z dengan rata-rata {mean} dan simpangan baku {deviation}"
    return f"{how}; arah dibalik bila nilai rendah lebih baik."


def draw_choices(plan: Plan, seed: int) -> Iterator[Pair]:
    """Say what the draws vary."""
    scales = " atau ".join(SCALES[scale.kind] for scale in plan.scales)
    means = " atau ".join(MEANS[kind] for kind in plan.aggregates)
    yield "Peringkat", "Peringkat 1 terbaik; skor yang sama berbagi peringkat terbaik."
    yield (
        "Rentang peringkat",
        (
            f"{number(plan.draws, 0)} simulasi dengan benih {seed}: setiap bobot digeser "
            f"acak merata sampai ±{number(100 * plan.spread, 0)}% lalu diskalakan kembali, "
            f"disilangkan dengan {scales} dan rata-rata {means}. Rentang diambil dari "
            "persentil ke-5 sampai ke-95."
        ),
    )


def selection_choices(
    size: int, quotas: Iterable[Quota], *, only_autonomous: bool
) -> Iterator[Pair]:
    """Say by which rule regions are proposed."""
    yield "Usulan", f"{number(size, 0)} daerah dengan skor tertinggi."
    bounds = "; ".join(quota_words(quota) for quota in quotas)
    yield (
        "Kuota kelompok pulau",
        (
            f"{bounds}. Kuota ini pilihan Rancang; tidak ada kuota resmi yang diterbitkan."
            if bounds
            else "Tidak dipakai."
        ),
    )
    yield (
        "Daerah tanpa APBD sendiri",
        ("Tidak ikut diusulkan." if only_autonomous else "Ikut dipertimbangkan."),
    )


def quota_words(quota: Quota) -> str:
    """Write "Papua: paling sedikit 2, paling banyak 10"."""
    bounds = [f"paling sedikit {quota.at_least}"] if quota.at_least else []
    if quota.at_most is not None:
        bounds.append(f"paling banyak {quota.at_most}")
    return f"{quota.group}: {', '.join(bounds) or 'tanpa batas'}"
