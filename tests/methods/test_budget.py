import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from rancang.methods.budget import CHART, BudgetError, Line, account_tree
from rancang.methods.budget_checks import checks, part_year


FILE = Path(__file__).parents[2] / "data/budgets/apbd_jatim_38_2021_2024.csv"


@pytest.fixture(scope="module")
def years():
    """Account trees by year and region, from the whole published file."""
    lines = defaultdict(lambda: defaultdict(list))
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sums = (row["anggaran_miliar_rp"], row["realisasi_miliar_rp"])
            budgeted, realised = (float(s) if s else None for s in sums)
            line = Line(int(row["urutan"]), row["akun"], budgeted, realised)
            lines[row["tahun"]][row["kode_kemendagri"]].append(line)
    return {
        year: {region: account_tree(found) for region, found in regions.items()}
        for year, regions in lines.items()
    }


def budget(*rows):
    return [Line(n, *row) for n, row in enumerate(rows, start=1)]


PLAIN = budget(
    ("Pendapatan Daerah", 90.0, 95.0),
    ("PAD", 90.0, 95.0),
    ("Pajak Daerah", 90.0, 95.0),
    ("Belanja Daerah", 100.0, 90.0),
    ("Belanja Pegawai", 60.0, 55.0),
    ("Belanja Pegawai", 60.0, 55.0),
    ("Belanja Barang Jasa", 40.0, 35.0),
    ("Belanja Barang dan Jasa", 40.0, 35.0),
    ("Pembiayaan Daerah", 10.0, 20.0),
    ("Penerimaan Pembiayaan Daerah", 12.0, 22.0),
    ("Pengeluaran Pembiayaan Daerah", 2.0, 2.0),
    ("Penyertaanodal Daerah", 2.0, 2.0),
    ("Penyertaan Modal", 0.0, 2.0),
)


def kinds(lines):
    return [(o.kind, o.account) for o in checks({"35.76": account_tree(lines)})]


def test_the_chart_hangs_together():
    codes = [h.code for h in CHART]
    assert len(set(codes)) == len(codes)
    for place, heading in enumerate(CHART):
        assert heading.parent == "" or heading.parent in codes[:place]


def test_a_tree_by_hand():
    accounts = {a.code: a for a in account_tree(PLAIN)}
    assert len(accounts) == len(PLAIN) - 2  # the two parents with an only child
    goods = accounts["belanja.barang_jasa"]
    assert (goods.name, goods.parent, goods.depth) == (
        "Belanja Barang dan Jasa",
        "belanja",
        1,
    )
    assert accounts["pembiayaan.pengeluaran"].sign == -1
    assert accounts["pembiayaan.pengeluaran.ringkasan_modal"].sign == 0
    assert kinds(PLAIN) == []


def test_the_order_of_lines_does_not_matter():
    turned = [line._replace(order=-line.order) for line in PLAIN]
    assert [a.code for a in account_tree(turned)] == [
        a.code for a in account_tree(PLAIN)
    ]


def test_refuses_an_unknown_name_and_names_it():
    with pytest.raises(BudgetError, match="line 2: account 'Belanja Cita' is not"):
        account_tree(budget(("Belanja Daerah", 1, 1), ("Belanja Cita", 1, 1)))


def test_refuses_two_figures_for_one_account():
    lines = budget(
        ("Belanja Daerah", 9, 9), ("Belanja Modal", 1, 1), ("Belanjaodal", 2, 1)
    )
    with pytest.raises(BudgetError, match="lines 2 and 3"):
        account_tree(lines)


def test_refuses_a_child_without_its_parent():
    with pytest.raises(BudgetError) as caught:
        account_tree(budget(("Pajak Daerah", 1, 1)))
    assert "tanpa akun induk 'pendapatan.pad'" in caught.value.message.id


def changed(code_name, budgeted, realised):
    return [
        line._replace(budgeted=budgeted, realised=realised)
        if line.name == code_name
        else line
        for line in PLAIN
    ]


@pytest.mark.parametrize(
    ("name", "sums", "expected"),
    [
        ("Pajak Daerah", (90.02, 95.0), []),  # within the rounding of one child
        ("Pajak Daerah", (90.03, 95.0), [("sum", "pendapatan.pad")]),
        ("Pajak Daerah", (None, None), [("sum", "pendapatan.pad")] * 2),
        ("Belanja Pegawai", (60.0, 11.0), ["belanja", "belanja.pegawai"]),
        ("Penyertaan Modal", (0.0, 99.0), []),  # repeats others: never added
        ("Pembiayaan Daerah", (-10.0, 20.0), [("sum", "pembiayaan")]),
    ],
)
def test_what_is_odd(name, sums, expected):
    found = kinds(changed(name, *sums))
    if expected and isinstance(expected[0], str):
        assert [account for _, account in found] == expected
        assert [kind for kind, _ in found] == ["sum", "realisation"]
    else:
        assert found == expected


def test_a_negative_sum_is_told():
    lines = [*PLAIN, Line(99, "Penerimaan Pinjaman Daerah", 12.0, -22.0)]
    assert ("negative", "pembiayaan.penerimaan.pinjaman") in kinds(lines)


def test_levies_of_mojokerto_2024_are_told(years):
    found = {o.account: o for o in checks(years["2024"]) if o.region == "35.76"}
    levies = found["pendapatan.pad.retribusi"]
    assert levies.kind == "realisation"
    assert levies.message.id == (
        "Retribusi Daerah: dianggarkan Rp12,24 miliar, terealisasi Rp119,09 miliar"
    )


def test_identical_regions_of_2022_are_told(years):
    for year in years:
        pairs = {o.region for o in checks(years[year]) if o.kind == "copy"}
        assert pairs == ({"35.05", "35.10"} if year == "2022" else set())


def test_2023_is_a_part_year_and_no_other(years):
    assert [year for year in years if part_year(years[year])] == ["2023"]
    short = [o for o in checks(years["2023"]) if o.kind == "part-year"]
    assert len(short) == 38


def test_the_whole_file_has_its_places(years):
    assert [len(regions) for regions in years.values()] == [38] * 4
    sums = Counter(
        (year, o.account)
        for year in ("2021", "2022", "2024")
        for o in checks(years[year])
        if o.kind == "sum"
    )
    # revenue and spending add up everywhere; only financing does not, in some regions
    assert {account for _, account in sums} == {"pembiayaan"}
