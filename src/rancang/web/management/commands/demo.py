"""The whole road on real figures: `python manage.py demo`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils import timezone

from rancang.web.accounts import actions as accounts
from rancang.web.accounts import queries as people
from rancang.web.accounts.rules import Role
from rancang.web.assessment import actions as assessment
from rancang.web.collection import actions as collection
from rancang.web.collection import queries as collected
from rancang.web.collection.rules import State
from rancang.web.frameworks import actions as frameworks
from rancang.web.frameworks import queries as measured
from rancang.web.journal.actions import Installer
from rancang.web.management import open_data
from rancang.web.masterplan import actions as masterplan
from rancang.web.regions import actions as regions
from rancang.web.regions import queries as known
from rancang.workbooks import template
from rancang.workbooks.records import Row


if TYPE_CHECKING:
    from rancang.web.accounts.models import Agency, Person
    from rancang.web.collection.models import DataCall


PASSWORD = "contoh-rancang-2026"  # noqa: S105 - shown on the sign-in page of a demo
CITY = "35.76"
YEARS = range(2010, 2025)
SIZE = 50
NEXT_CALL = "bps-2022"

AGENCIES = [
    ("BPS", "Badan Pusat Statistik", None),
    ("DJPK", "Direktorat Jenderal Perimbangan Keuangan", None),
    ("satu-data", "Sekretariat Satu Data Indonesia", None),
    ("bappeda", "Badan Perencanaan Pembangunan Daerah Kota Mojokerto", CITY),
    ("diskominfo", "Dinas Komunikasi dan Informatika Kota Mojokerto", CITY),
    ("dinkes", "Dinas Kesehatan Kota Mojokerto", CITY),
]
# Accounts of a demonstration: roles instead of names, and marked as examples.
PEOPLE = [
    ("petugas.bps", "Petugas Data BPS", "BPS", Role.DATA_OFFICER),
    ("kepala.bps", "Kepala BPS", "BPS", Role.AGENCY_HEAD),
    ("petugas.djpk", "Petugas Data DJPK", "DJPK", Role.DATA_OFFICER),
    ("kepala.djpk", "Kepala DJPK", "DJPK", Role.AGENCY_HEAD),
    ("walidata", "Walidata Nasional", "satu-data", Role.WALIDATA),
    ("ketua.mojokerto", "Ketua Tim Penyusun", "35.76.bappeda", Role.DRAFTING_LEAD),
    ("walidata.mojokerto", "Walidata Kota", "35.76.diskominfo", Role.WALIDATA),
    ("petugas.dinkes", "Petugas Data Dinkes", "35.76.dinkes", Role.DATA_OFFICER),
    ("kepala.dinkes", "Kepala Dinkes", "35.76.dinkes", Role.AGENCY_HEAD),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One workbook of one agency: what is asked, and the figures it is filled with."""

    framework: str
    agency: str
    officer: str
    head: str
    asked: collection.Asked
    rows: Callable[[], Iterable[Row]]


@dataclass
class Clock:
    """How long each step took."""

    started: float = field(default_factory=time.monotonic)
    steps: list[tuple[str, float]] = field(default_factory=list)

    def lap(self, name: str) -> float:
        """Note a step and return its seconds."""
        spent = time.monotonic() - self.started - sum(s for _, s in self.steps)
        self.steps.append((name, spent))
        return spent


def deliveries(due: date) -> list[Delivery]:
    """Return the three indicator sets of the demo."""
    accounts_of = [i.code for i in _indicators("apbd")]
    return [
        Delivery(
            "smart-city",
            "BPS",
            "petugas.bps",
            "kepala.bps",
            collection.Asked(
                code="bps-2021",
                title="Indikator BPS 2021, 514 kabupaten dan kota",
                indicators=list(open_data.COLUMNS),
                periods=["2021"],
                due=due,
            ),
            open_data.bps_2021,
        ),
        Delivery(
            "smart-city",
            "BPS",
            "petugas.bps",
            "kepala.bps",
            collection.Asked(
                code="pdrb-2010-2024",
                title="PDRB per kapita 2010-2024, 514 kabupaten dan kota",
                indicators=["eco.grdp_per_capita"],
                periods=[str(year) for year in YEARS],
                due=due,
            ),
            lambda: open_data.grdp(YEARS),
        ),
        Delivery(
            "apbd",
            "DJPK",
            "petugas.djpk",
            "kepala.djpk",
            collection.Asked(
                code="apbd-2021-2024",
                title="APBD 2021-2024, 38 kabupaten dan kota di Jawa Timur",
                indicators=accounts_of,
                periods=["2021", "2022", "2023", "2024"],
                due=due,
                province=known.region("35"),
            ),
            open_data.apbd,
        ),
    ]


def _indicators(code: str) -> tuple[Any, ...]:
    return measured.framework(measured.published(code)).indicators()


class Command(BaseCommand):
    """Take real figures all the way from workbooks to Buku 1 of Kota Mojokerto."""

    help = "Jalankan seluruh alur dengan data nyata: dari lembar kerja hingga Buku 1."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do each step, saying what is there already."""
        if not settings.DEMO:
            raise CommandError("Demo hanya berjalan dengan RANCANG_MODE=demo.")
        self.clock = Clock()
        self.at: datetime = timezone.now()
        call_command("migrate", verbosity=0)
        self.done("Basis data", str(settings.DATABASES["default"]["NAME"]))
        self.founder()
        self.registry()
        self.people()
        self.frameworks()
        for delivery in deliveries(self.at.date() + timedelta(days=30)):
            self.deliver(delivery)
        self.ask_next()
        run, selection = self.assess()
        edition = self.book(run, selection)
        self.farewell(edition)

    def done(self, step: str, what: str) -> None:
        """Tell of a step."""
        self.stdout.write(f"  {self.clock.lap(step):6.1f} d  {step:<22} {what}")
        self.stdout.flush()

    def founder(self) -> None:
        """Make the programme manager who does and grants the rest."""
        self.manager = people.find("manajer") or accounts.begin(
            by=Installer(),
            agency="Program Kota Cerdas",
            username="manajer",
            password=PASSWORD,
            at=self.at,
        )

    def registry(self) -> None:
        """Enter the provinces, the 514 and their outlines."""
        new = regions.register(by=self.manager, places=open_data.places(), at=self.at)
        drawn = regions.draw_boundaries(
            by=self.manager,
            rings=open_data.outlines(),
            source=open_data.BOUNDARIES,
            at=self.at,
        )
        told = f"{len(new)} daerah, {drawn} batas" if new or drawn else "sudah ada"
        self.done("Registri dan batas", told)

    @transaction.atomic
    def people(self) -> None:
        """Found agencies and open the demo accounts."""
        if people.demo_people().exists():
            self.done("Instansi dan akun", "sudah ada")
            return
        opened = [self.manager, *self.staff(self.agencies())]
        accounts.mark_demo(by=self.manager, people=opened, at=self.at)
        self.done("Instansi dan akun", f"{len(AGENCIES)} instansi, {len(opened)} akun")

    def agencies(self) -> dict[str, Agency]:
        """Found the agencies of the nation and of the city."""
        found = [
            accounts.found_agency(
                by=self.manager, duty=duty, name=name, region=region, at=self.at
            )
            for duty, name, region in AGENCIES
        ]
        return {agency.code: agency for agency in found}

    def staff(self, agencies: dict[str, Agency]) -> list[Person]:
        """Open an account for each role and grant it."""
        opened = []
        for username, name, agency, role in PEOPLE:
            person = accounts.open_account(
                by=self.manager,
                username=username,
                full_name=f"{name} (contoh)",
                password=PASSWORD,
                at=self.at,
            )
            accounts.grant(
                by=self.manager,
                person=person,
                agency=agencies[agency],
                role=role,
                at=self.at,
            )
            opened.append(person)
        return opened

    def frameworks(self) -> None:
        """Take in and publish the two frameworks."""
        told = []
        for name in ("smart-city", "apbd"):
            version = frameworks.take_in(
                by=self.manager, text=open_data.framework(name), at=self.at
            )
            if version.state == "draft":
                frameworks.publish(by=self.manager, version=version, at=self.at)
            told.append(f"{version.code} {version.number}")
        self.done("Kerangka", ", ".join(told))

    def deliver(self, delivery: Delivery) -> None:
        """Let an agency fill its workbook, and others check and approve it."""
        asked = delivery.asked
        data_call = collected.calls().filter(code=asked.code).first()
        if data_call is not None and data_call.closed_at:
            self.done(asked.code, f"sudah ada, {self.states(data_call)}")
            return
        data_call = data_call or collection.open_call(
            by=self.manager,
            version=measured.published(delivery.framework),
            asked=asked,
            at=self.at,
        )
        agency = people.agency(delivery.agency)
        self.send(delivery, data_call, agency)
        self.decide(delivery, data_call, agency)
        collection.close_call(by=self.manager, data_call=data_call, at=self.at)
        self.done(asked.code, self.states(data_call))

    def ask_next(self) -> None:
        """Leave a call open, so that there is something to do after signing in."""
        if collected.calls().filter(code=NEXT_CALL).exists():
            self.done(NEXT_CALL, "sudah ada")
            return
        asked = collection.Asked(
            code=NEXT_CALL,
            title="Indikator BPS 2022, 514 kabupaten dan kota",
            indicators=list(open_data.COLUMNS),
            periods=["2022"],
            due=self.at.date() + timedelta(days=5),
        )
        data_call = collection.open_call(
            by=self.manager,
            version=measured.published("smart-city"),
            asked=asked,
            at=self.at,
        )
        self.done(NEXT_CALL, f"terbuka sampai {data_call.due:%d-%m-%Y}")

    def states(self, data_call: DataCall) -> str:
        """Say how many values stand where."""
        counts = collected.states(data_call)
        return ", ".join(f"{count} {state.value}" for state, count in counts.items())

    def send(self, delivery: Delivery, data_call: DataCall, agency: Agency) -> None:
        """Fill the template, send it as a dry run, confirm it."""
        officer = people.person(delivery.officer)
        form = collected.form(data_call, agency)
        name = f"{delivery.asked.code}.xlsx"
        content = template.write(form, delivery.rows())
        folder = settings.VAR_DIR / "workbooks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        upload = collection.send(
            by=officer,
            data_call=data_call,
            agency=agency,
            sent=collection.Sent(name, content),
            at=self.at,
        )
        if upload.state == "refused":
            raise CommandError("\n".join(p["id"] for p in upload.problems[:20]))
        collection.confirm(by=officer, upload=upload, at=self.at)

    def decide(self, delivery: Delivery, data_call: DataCall, agency: Agency) -> None:
        """Submit, check and approve by three different people."""
        steps = (
            (collection.submit, delivery.officer, State.DRAFT),
            (collection.check, "walidata", State.SUBMITTED),
            (collection.approve, delivery.head, State.CHECKED),
        )
        for act, username, state in steps:
            values = collected.due(data_call, agency, state)
            act(by=people.person(username), values=values, at=self.at)

    def assess(self) -> tuple[Any, Any]:
        """Assess the 514 and propose fifty."""
        run = assessment.run(
            by=self.manager,
            version=measured.published("smart-city"),
            period="2021",
            at=self.at,
        )
        self.done("Asesmen", f"{run}, sidik jari {run.fingerprint[:12]}")
        selection = assessment.propose(by=self.manager, run=run, size=SIZE, at=self.at)
        self.done("Usulan", str(selection))
        return run, selection

    def book(self, run: Any, selection: Any) -> Any:
        """Draft Buku 1 of Kota Mojokerto."""
        edition = masterplan.draft_edition(
            by=people.person("ketua.mojokerto"),
            region=CITY,
            run=run,
            selection=selection,
            at=self.at,
        )
        self.done("Buku 1", str(edition))
        return edition

    def farewell(self, edition: Any) -> None:
        """Say where everything is and what comes next."""
        total = sum(seconds for _, seconds in self.clock.steps)
        self.stdout.write(f"\nSelesai dalam {total:.1f} detik.\n\nBuku:")
        shelf = Path(settings.BOOKS_DIR) / CITY
        for file in edition.files.order_by("format"):
            self.stdout.write(f"  {shelf / Path(file.path).name}")
        self.stdout.write(f"Lembar kerja:\n  {settings.VAR_DIR / 'workbooks'}")
        self.stdout.write(
            f"\nBerikutnya: make serve, lalu masuk sebagai ketua.mojokerto "
            f"dengan sandi {PASSWORD}"
        )
