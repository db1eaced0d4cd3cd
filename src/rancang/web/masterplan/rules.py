"""Which books there are, what an evaluation asks for, and why a book cannot be drafted."""

from __future__ import annotations

from typing import NamedTuple


BOOKS: dict[str, dict[str, str]] = {
    "buku-1": {"id": "Buku 1: Analisis Strategis", "en": "Book 1: Strategic analysis"},
}
FORMATS = ("pdf", "docx", "html")


class Wanted(NamedTuple):
    """What the yearly evaluation asks about a sub-dimension, and which office holds it."""

    indicator: str
    custodian: str


# By the codes of the framework "smart-city". Offices are named by what they do, since
# their names differ from region to region.
WANTED: dict[str, tuple[Wanted, ...]] = {
    "gov.service": (
        Wanted(
            "Inovasi pelayanan publik yang diakui nasional",
            "Bagian Organisasi Sekretariat Daerah",
        ),
    ),
    "gov.bureaucracy": (
        Wanted("Indeks SPBE", "Dinas Komunikasi dan Informatika"),
        Wanted("Nilai akuntabilitas kinerja (SAKIP)", "Inspektorat Daerah"),
        Wanted(
            "Opini BPK atas laporan keuangan daerah",
            "Badan Pengelolaan Keuangan dan Aset Daerah",
        ),
        Wanted(
            "Status kinerja penyelenggaraan pemerintahan daerah",
            "Bagian Pemerintahan Sekretariat Daerah",
        ),
    ),
    "gov.policy": (
        Wanted("Dasar hukum rencana induk", "Bagian Hukum Sekretariat Daerah"),
        Wanted(
            "Masukan warga yang dijawab tepat waktu",
            "Badan Perencanaan Pembangunan Daerah",
        ),
    ),
    "bra.tourism": (
        Wanted("Kunjungan wisatawan dan informasi destinasi", "Dinas Pariwisata"),
    ),
    "bra.business": (
        Wanted(
            "Tingkat kemudahan berusaha",
            "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        ),
        Wanted(
            "Pertumbuhan realisasi investasi dalam dua tahun",
            "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        ),
    ),
    "bra.city": (
        Wanted(
            "Identitas daerah yang ditetapkan dan dipakai",
            "Bagian Protokol dan Komunikasi Pimpinan Sekretariat Daerah",
        ),
    ),
    "eco.industry": (
        Wanted(
            "Produk unggulan yang dipasarkan ke luar daerah",
            "Dinas Perindustrian dan Perdagangan",
        ),
    ),
    "eco.welfare": (
        Wanted("Penempatan kerja lewat bursa daring", "Dinas Tenaga Kerja"),
    ),
    "eco.transaction": (
        Wanted(
            "Pembayaran pajak dan retribusi daerah secara daring",
            "Badan Pendapatan Daerah",
        ),
    ),
    "liv.harmony": (
        Wanted("Informasi tata ruang yang terbuka secara daring", "Dinas Tata Ruang"),
    ),
    "liv.health": (
        Wanted("Balita tengkes (stunting) yang ditangani", "Dinas Kesehatan"),
        Wanted("Cakupan imunisasi dasar lengkap", "Dinas Kesehatan"),
        Wanted("Persalinan yang ditolong tenaga kesehatan", "Dinas Kesehatan"),
    ),
    "liv.mobility": (
        Wanted("Panjang jalan dalam kondisi baik", "Dinas Pekerjaan Umum"),
        Wanted("Jangkauan layanan angkutan umum", "Dinas Perhubungan"),
        Wanted("Jangkauan jaringan internet", "Dinas Komunikasi dan Informatika"),
    ),
    "soc.community": (
        Wanted(
            "Kegiatan literasi digital bersama komunitas",
            "Dinas Komunikasi dan Informatika",
        ),
    ),
    "soc.learning": (
        Wanted("Angka partisipasi murni sembilan tahun", "Dinas Pendidikan"),
        Wanted("Daya tampung sekolah wajib belajar", "Dinas Pendidikan"),
    ),
    "soc.security": (
        Wanted(
            "Program mitigasi, penanganan, dan pemulihan bencana",
            "Badan Penanggulangan Bencana Daerah",
        ),
        Wanted(
            "Waktu tanggap laporan kedaruratan",
            "Satuan Polisi Pamong Praja",
        ),
    ),
    "env.protection": (Wanted("Mutu air, udara, dan lahan", "Dinas Lingkungan Hidup"),),
    "env.waste": (
        Wanted("Pengurangan sampah dari sumbernya", "Dinas Lingkungan Hidup"),
        Wanted("Sampah yang didaur ulang", "Dinas Lingkungan Hidup"),
    ),
    "env.energy": (
        Wanted(
            "Keandalan listrik dan pemakaian energi terbarukan",
            "Dinas Energi dan Sumber Daya Mineral Provinsi",
        ),
    ),
}

BUDGET = Wanted(
    "Anggaran dan realisasi APBD menurut akun",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
)

# What is known of a published series as a whole, by a part of its source's title.
SERIES_REMARKS: dict[str, tuple[str, ...]] = {
    "indonesia514": (
        "Angka sampai 2015 dan sejak 2016 berasal dari dua himpunan. Banyak deret "
        "bergeser di antara kedua tahun itu, atau antara 2019 dan 2020 ketika jumlah "
        "penduduk dihitung ulang; pergeseran demikian bukan pertumbuhan.",
        "Angka 2024 masih sementara.",
        "Deret 35 kabupaten dan kota di Papua tertukar pada berkas asal dan "
        "dikembalikan ke daerahnya; deret 17 daerah lain diragukan. Keduanya ikut "
        "menentukan median.",
    ),
}


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """The edition cannot be made as asked; the message says what is missing."""
