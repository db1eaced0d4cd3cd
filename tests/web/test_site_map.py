"""Every address, asked by every role and a stranger, answers as the tables say."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rancang.documents.book import Figure
from rancang.documents.chapters.buku1 import compose
from rancang.documents.facts import Buku1
from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import MAY, Role
from rancang.web.assessment import actions as assessment
from rancang.web.collection import actions as collection
from rancang.web.collection import queries
from rancang.web.masterplan import actions as masterplan
from rancang.workbooks import template
from tests.factories import NOW, REGIONS, approve, person, row


# What a stranger may open.
PUBLIC = {
    "front",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "set_language",
}
# What anyone with an account may open, with whatever role.
OWN_ACCOUNT = {"account_change_password", "account_set_password"}
CITY = "35.76"
PASSWORD = "sandi-yang-panjang-42"
WRONG = "salah"


def addresses(resolver=None):
    """Return every address of the site map by name."""
    found = {}
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            found |= addresses(part)
        elif isinstance(part, URLPattern):
            found[part.name or str(part.pattern)] = part
    return found


ADDRESSES = addresses()
DECLARED = {n: getattr(p.callback, "rights", None) for n, p in ADDRESSES.items()}
GATED = sorted(set(ADDRESSES) - PUBLIC - OWN_ACCOUNT)


@pytest.fixture
def site(world, monkeypatch):
    """The small country with everything that an address may name, and neighbours."""
    monkeypatch.setattr(masterplan, "FORMATS", ("html",))
    cells = [(c, "eco.poverty", 4.0 + 2 * i) for i, (c, *_) in enumerate(REGIONS)]
    water = [(c, "liv.water", 60.0 + 4 * i) for i, (c, *_) in enumerate(REGIONS)]
    approve(world, [*cells, *water])
    form = queries.form(world.call, world.bps)
    sent = collection.Sent("a.xlsx", template.write(form, [row(CITY, "eco.size", 5.0)]))
    upload = collection.send(
        by=world.officer, data_call=world.call, agency=world.bps, sent=sent, at=NOW
    )
    by = world.manager
    run = assessment.run(by=by, version=world.version, period="2021", at=NOW, draws=20)
    selection = assessment.propose(by=by, run=run, at=NOW, size=3, quotas=())
    edition = masterplan.draft_edition(
        by=world.lead, region=CITY, run=run, selection=selection, at=NOW
    )
    blocks = compose(Buku1.from_json(edition.facts)).blocks()
    return {
        "anchor": next(b.anchor for b in blocks if isinstance(b, Figure)),
        "pk": upload.pk,
        "number": edition.number,
        "book": edition.book,
        "mark": run.fingerprint[:12],
        "run": run.pk,
    }


@pytest.fixture
def people(world):
    """Everyone of the world by role."""
    return {
        Role.PROGRAMME_MANAGER: world.manager,
        Role.DRAFTING_LEAD: world.lead,
        Role.DATA_OFFICER: world.officer,
        Role.WALIDATA: world.walidata,
        Role.AGENCY_HEAD: world.head,
        None: world.stranger,
    }


NAMED = {
    "code": "uji-2021",
    "agency": "BPS",
    "region": CITY,
    "indicator": "eco.poverty",
    "period": "2021",
    "language": "id",
    "chapter": "ringkasan",
    "kind": "html",
}


def address(name, site):
    """Fill an address with things that exist."""
    pattern = ADDRESSES[name]
    wanted = pattern.pattern.converters
    told = NAMED | site
    if name in {"region", "trend"}:
        told = told | {"code": CITY}
    if name == "atlas":
        told = told | {"number": site["run"]}
    return reverse(name, kwargs={key: told[key] for key in wanted})


def signed_in(someone, **more):
    """Return a client of someone, or of a stranger without an account."""
    client = Client(**more)
    if someone is not None:
        client.force_login(someone)
    return client


def test_every_address_is_declared():
    undeclared = [name for name in GATED if not DECLARED[name]]

    assert undeclared == []
    assert [name for name in PUBLIC | OWN_ACCOUNT if name not in ADDRESSES] == []


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_only_the_public_addresses_ask_for_no_sign_in(name):
    assert getattr(ADDRESSES[name].callback, "login_required", True) is False


def test_no_other_address_goes_without_a_sign_in():
    named = [n for n in ADDRESSES if n not in PUBLIC]

    assert [
        n for n in named if not getattr(ADDRESSES[n].callback, "login_required", True)
    ] == []


def test_every_role_is_answered_as_its_rights_say(site, people):
    wrong = []
    opened = set()
    for role, someone in people.items():
        client = signed_in(someone)
        for name in GATED:
            status = client.get(address(name, site)).status_code
            held = any(role in MAY[right] for right in DECLARED[name])
            if held and status in {200, 302, 405}:
                opened.add(name)
            elif status not in ({404} if held else {403, 405}):
                wrong.append((role, name, status))

    assert wrong == []
    # each of the addresses leads somewhere for someone, so that the walk means something
    assert sorted(set(GATED) - opened) == []


def test_a_stranger_is_led_to_the_sign_in_from_everywhere(site):
    client = signed_in(None)
    answers = {name: client.get(address(name, site)) for name in GATED}

    astray = {
        name: answer.status_code
        for name, answer in answers.items()
        if not answer.headers.get("Location", "").startswith("/akun/login/?next=")
    }

    assert astray == {}


def test_nothing_is_posted_without_the_right(site, people):
    wrong = []
    for role, someone in people.items():
        client = signed_in(someone)
        for name in GATED:
            if any(role in MAY[right] for right in DECLARED[name]):
                continue
            status = client.post(address(name, site)).status_code
            if status not in {403, 405}:
                wrong.append((role, name, status))

    assert wrong == []


def test_every_post_needs_its_token(site, people):
    for someone in people.values():
        client = signed_in(someone, enforce_csrf_checks=True)
        for name in ADDRESSES:
            answer = client.post(address(name, site))
            assert answer.status_code == 403, name


# Addresses of a thing that belongs to a region or to an agency.
BOUND = [n for n in GATED if set(ADDRESSES[n].pattern.converters) - {"language"}]


def test_another_region_finds_nothing(site):
    """What is Kota Mojokerto's or BPS's does not exist for Kota Tujuh's people."""
    agency = Agency.objects.create(duty="dinkes", name="Dinkes", region_id="91.71")
    wrong = []
    for role in (Role.DRAFTING_LEAD, Role.DATA_OFFICER, Role.WALIDATA):
        client = signed_in(person(f"tujuh.{role}", agency=agency, role=role))
        for name in BOUND:
            held = any(role in MAY[right] for right in DECLARED[name])
            for answer in (client.get, client.post):
                status = answer(address(name, site)).status_code
                if status not in ({404, 405} if held else {403, 405}):
                    wrong.append((role, name, answer.__name__, status))

    assert wrong == []


def test_every_answer_carries_its_headers(site, people):
    client = signed_in(people[Role.PROGRAMME_MANAGER])
    for name in ADDRESSES:
        headers = client.get(address(name, site)).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'"), name
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name


def test_what_is_stored_is_served_by_no_address(site, people, settings):
    client = signed_in(people[Role.PROGRAMME_MANAGER])
    stored = [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    assert stored

    for path in stored:
        inside = path.relative_to(settings.MEDIA_ROOT)
        for guess in (f"/{inside}", f"/static/{inside}", f"/media/{inside}"):
            assert client.get(guess).status_code == 404


# The door itself


def try_sign_in(client, name, secret=WRONG):
    return client.post("/akun/login/", {"login": name, "password": secret})


def refusal(answer):
    """Return what the sign-in says in refusing."""
    return " ".join(answer.context["form"].non_field_errors())


@pytest.fixture
def officer(world):
    world.officer.set_password(PASSWORD)
    world.officer.save()
    return world.officer


def test_guessing_is_stopped_and_says_so_alike(officer):
    told = {}
    for name in ("petugas", "tidak-ada"):
        for _ in range(5):
            assert try_sign_in(Client(), name).status_code == 200
        told[name] = refusal(try_sign_in(Client(), name))

    assert told["petugas"] == told["tidak-ada"]
    assert "Terlalu banyak" in told["petugas"]
    # even the right password waits
    answer = try_sign_in(Client(), "petugas", PASSWORD)
    assert not answer.wsgi_request.user.is_authenticated


def test_many_names_from_one_address_are_stopped_too(officer):
    for number in range(10):
        try_sign_in(Client(), f"nama-{number}")

    answer = try_sign_in(Client(), "petugas", PASSWORD)

    assert not answer.wsgi_request.user.is_authenticated


def test_a_wrong_name_and_a_wrong_password_are_told_alike(officer):
    first, second = (
        refusal(try_sign_in(Client(), name)) for name in ("petugas", "tidak-ada")
    )

    assert first == second
    assert "tidak benar" in first


def test_the_session_is_another_after_sign_in_and_gone_after_sign_out(officer):
    client = Client()
    client.post("/bahasa/", {"language": "en"})
    client.session["x"] = 1
    before = client.session.session_key
    try_sign_in(client, "petugas", PASSWORD)
    after = client.session.session_key
    client.post("/akun/logout/")

    assert before != after
    assert client.session.session_key != after
    assert client.get("/tugas/").status_code == 302


@pytest.mark.parametrize("place", ["https://contoh.invalid/", "//contoh.invalid"])
def test_the_sign_in_leads_to_no_other_site(officer, place):
    answer = Client().post(
        "/akun/login/", {"login": "petugas", "password": PASSWORD, "next": place}
    )

    assert "invalid" not in answer.headers["Location"]


def test_an_upload_never_reaches_an_agency_of_others(site, people):
    client = signed_in(people[Role.DATA_OFFICER])

    answer = client.post(
        "/data/uji-2021/35.76.dinkes/kirim/",
        {"file": SimpleUploadedFile("a.xlsx", b"x")},
    )

    assert answer.status_code == 404


# Settings of a machine that serves others


def settings_of(tmp_path, told="", **environment):
    """Load the settings in a process of their own and return what it says."""
    environment |= {"RANCANG_VAR": str(tmp_path), "PATH": os.environ["PATH"]}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.run(  # noqa: S603 - this very Python, no outside words
        [sys.executable, "-c", f"from rancang.web import settings as s; {told}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


SECRETS = {
    "RANCANG_MODE": "production",
    "RANCANG_SECRET_KEY": "x" * 60,
    "RANCANG_HOSTS": "rancang.contoh.id",
}


@pytest.mark.parametrize("missing", ["RANCANG_SECRET_KEY", "RANCANG_HOSTS"])
def test_production_does_not_start_without_its_secrets(tmp_path, missing):
    told = {key: text for key, text in SECRETS.items() if key != missing}

    found = settings_of(tmp_path, **told)

    assert found.returncode != 0
    assert f"{missing} must be set in production" in found.stderr


def test_production_is_closed_where_others_are_open(tmp_path):
    asked = (
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, "
        "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.DEBUG, s.DEMO)"
    )

    found = settings_of(tmp_path, asked, RANCANG_DEBUG="1", **SECRETS)

    assert found.stdout.split() == [
        *("31536000", "True", "True", "True", "True"),
        *("False", "False"),
    ]


def test_an_unknown_mode_does_not_start(tmp_path):
    found = settings_of(tmp_path, RANCANG_MODE="prod")

    assert "choose demo, development or production" in found.stderr


@pytest.mark.django_db
def test_strict_transport_is_told_over_a_safe_line(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    answer = Client().get("/", secure=True)

    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
