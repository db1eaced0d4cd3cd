"""The small country with an assessment, a series of years and a budget."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rancang.methods.selection import Quota
from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import Role
from rancang.web.assessment import actions as assessment
from rancang.web.collection import actions as collection
from rancang.web.frameworks import actions as frameworks
from rancang.web.masterplan import actions
from tests.factories import NOW, REGIONS, approve, person


DATA = Path(__file__).parents[3] / "data"
WATER = [100.0, 80.0, 70.0, 90.0, 95.0, 20.0, 30.0, 60.0]


def ask(world, version, **told):
    """Open one more call and return the world as it is with that call."""
    asked = collection.Asked(due=date(2026, 12, 31), **told)
    call = collection.open_call(by=world.manager, version=version, asked=asked, at=NOW)
    return replace(world, call=call)


@pytest.fixture
def filled(world, monkeypatch):
    """Approved values: all of 2021, and poverty of two years before."""
    monkeypatch.setattr(actions, "FORMATS", ("html",))
    codes = [code for code, *_ in REGIONS]
    poverty = [(c, "eco.poverty", 4.0 + 2 * step) for step, c in enumerate(codes)]
    water = [(c, "liv.water", n) for c, n in zip(codes, WATER, strict=True)]
    approve(world, [*poverty, *(cell for cell in water if cell[0] != "35.76")])
    years = ask(
        world,
        world.version,
        code="uji-deret",
        title="Deret uji",
        indicators=["eco.poverty"],
        periods=["2018", "2019"],
    )
    for period in ("2018", "2019"):
        cells = [(c, "eco.poverty", 30.0 + step) for step, c in enumerate(codes)]
        approve(years, cells, period=period)
    return world


@pytest.fixture
def assessed(filled):
    """Return a run and a selection on it."""
    run = assessment.run(
        by=filled.manager, version=filled.version, period="2021", at=NOW, draws=100
    )
    quotas = (Quota("Papua", 1),)
    selection = assessment.propose(
        by=filled.manager, run=run, at=NOW, size=3, quotas=quotas
    )
    return run, selection


@pytest.fixture
def treasury(world):
    """The same people answering for budgets, with a call for two years."""
    text = (DATA / "frameworks/apbd.yaml").read_text(encoding="utf-8")
    version = frameworks.take_in(by=world.manager, text=text, at=NOW)
    frameworks.publish(by=world.manager, version=version, at=NOW)
    djpk = Agency.objects.create(duty="DJPK", name="DJPK")
    people = {
        "officer": person("petugas.djpk", agency=djpk, role=Role.DATA_OFFICER),
        "head": person("kepala.djpk", agency=djpk, role=Role.AGENCY_HEAD),
    }
    sides = [
        f"apbd.{account}.{side}"
        for account in ("pendapatan", "belanja", "belanja.pegawai", "belanja.modal")
        for side in ("anggaran", "realisasi")
    ]
    return ask(
        replace(world, bps=djpk, **people),
        version,
        code="uji-apbd",
        title="APBD uji",
        indicators=sides,
        periods=["2022", "2023"],
    )
