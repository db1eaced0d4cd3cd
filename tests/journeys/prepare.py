"""Fill the database of RANCANG_VAR or DATABASE_URL: `python -m tests.journeys.prepare STAGE`.

The first stage, `begun`, is the small country with an open call and no value. The second,
`full`, goes on from there until every address of the site map leads somewhere.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

import django
from django.utils import timezone


PASSWORD = "sandi-uji-panjang-42"
CITY = "35.76"


def begun() -> None:
    """Make the small country, everyone with a password."""
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from rancang.web.accounts import actions as accounts
    from rancang.web.accounts.models import Agency, Person
    from rancang.web.accounts.rules import Role
    from tests import factories

    call_command("migrate", verbosity=0)
    # The pages look at the clock, so what they show must have happened by now.
    factories.NOW = timezone.now()
    factories.TODAY = factories.NOW.date()
    world = factories.world()
    elsewhere = Agency.objects.create(duty="bappeda", name="Bappeda", region_id="91.71")
    factories.person("ketua.lain", agency=elsewhere, role=Role.DRAFTING_LEAD)
    everyone = Person.objects.all()
    everyone.update(password=make_password(PASSWORD))
    accounts.mark_demo(by=world.manager, people=list(everyone), at=factories.NOW)


def full() -> None:
    """Let values stand in every state, and assess, propose and write on the approved."""
    from rancang.web.assessment import actions as assessment
    from rancang.web.masterplan import actions as masterplan
    from tests import factories

    now = timezone.now()
    world = _known()
    codes = [code for code, *_ in factories.REGIONS]
    poverty = [(c, "eco.poverty", 4.0 + 2 * i) for i, c in enumerate(codes)]
    water = [(c, "liv.water", 60.0 + 4 * i) for i, c in enumerate(codes)]
    factories.approve(world, [*poverty, *water])
    _on_the_way(world, codes, now)
    _files(world, codes, now)
    by = world.manager
    run = assessment.run(by=by, version=world.version, period="2021", at=now, draws=20)
    selection = assessment.propose(by=by, run=run, at=now, size=3, quotas=())
    masterplan.FORMATS = ("html",)
    masterplan.draft_edition(
        by=world.lead, region=CITY, run=run, selection=selection, at=now
    )


def _known():
    """Find again the world of the first stage."""
    from rancang.web.accounts import queries as people
    from rancang.web.collection import queries as collected
    from rancang.web.frameworks import queries as measured
    from tests.factories import World

    return World(
        bps=people.agency("BPS"),
        dinkes=people.agency("35.76.dinkes"),
        manager=people.person("manajer"),
        officer=people.person("petugas"),
        walidata=people.person("walidata"),
        head=people.person("kepala"),
        lead=people.person("ketua"),
        stranger=people.person("orang-luar"),
        version=measured.published("uji"),
        call=collected.call("uji-2021"),
    )


def _on_the_way(world, codes: list[str], now: datetime) -> None:
    """Leave values as draft, submitted, returned and checked."""
    from rancang.web.collection import actions as collection
    from tests.factories import row

    values = [
        collection.enter(
            by=world.officer,
            data_call=world.call,
            agency=world.bps,
            row=row(code, "eco.size", 5.0 + number),
            at=now,
        )
        for number, code in enumerate(codes[:6])
    ]
    collection.submit(by=world.officer, values=values[1:], at=now)
    note = "Angka ini sama dengan tahun lalu."
    collection.send_back(by=world.walidata, values=values[1:2], note=note, at=now)
    collection.check(by=world.walidata, values=values[2:4], at=now)


def _files(world, codes: list[str], now: datetime) -> None:
    """Send one file that can be confirmed, then one that is refused."""
    from rancang.web.collection import actions as collection
    from rancang.web.collection import queries
    from rancang.workbooks import template
    from tests.factories import row

    form = queries.form(world.call, world.bps)
    for name, number in (("benar.xlsx", 7.0), ("salah.xlsx", None)):
        sent = template.write(form, [row(codes[-1], "eco.size", number)])
        collection.send(
            by=world.officer,
            data_call=world.call,
            agency=world.bps,
            sent=collection.Sent(name, sent),
            at=now,
        )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "rancang.web.settings"
    django.setup()
    {"begun": begun, "full": full}[sys.argv[1]]()
