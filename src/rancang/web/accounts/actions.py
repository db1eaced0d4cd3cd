"""Found agencies, open accounts, grant and withdraw roles."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from rancang.web.accounts import queries
from rancang.web.accounts.models import Agency, Person, Post
from rancang.web.accounts.rules import (
    NATIONAL_ONLY,
    REGIONAL_ONLY,
    ROLE_NAMES,
    Denied,
    Right,
    Role,
)
from rancang.web.journal import actions as journal


def _agency(duty: str, name: str, region: str | None) -> Agency:
    return Agency.objects.create(duty=duty, name=name, region_id=region)


def _note(by: journal.Actor, verb: str, at: datetime, change: journal.Change) -> None:
    journal.record(by=by, verb=verb, at=at, changes=[change])


@transaction.atomic
def begin(
    *, by: journal.Installer, agency: str, username: str, password: str, at: datetime
) -> Person:
    """Make the first programme manager, who grants all that follows; only once."""
    if Post.objects.filter(role=Role.PROGRAMME_MANAGER).exists():
        raise Denied("Manajer program pertama sudah ada; mintalah peran kepadanya.")
    home = _agency("program", agency, None)
    person = _person(username, "Manajer Program", password)
    post = Post.objects.create(
        person=person, agency=home, role=Role.PROGRAMME_MANAGER, since=at.date()
    )
    _note(by, "begin", at, _granted(post))
    return person


def _person(username: str, full_name: str, password: str) -> Person:
    person = Person(username=username, full_name=full_name)
    validate_password(password, person)
    person.set_password(password)
    person.save()
    return person


def _granted(post: Post) -> journal.Change:
    return journal.Change(
        "accounts.post",
        str(post.pk),
        None,
        {
            "person": post.person.username,
            "agency": post.agency.code,
            "role": post.role,
        },
    )


@transaction.atomic
def found_agency(
    *, by: Person, duty: str, name: str, region: str | None, at: datetime
) -> Agency:
    """Enter an agency of a region, or of the nation where region is None."""
    queries.require(by, Right.FOUND_AGENCY, region=region)
    agency = _agency(duty, name, region)
    _note(
        by,
        "found_agency",
        at,
        journal.Change("accounts.agency", agency.code, None, {"name": name}),
    )
    return agency


@transaction.atomic
def open_account(
    *, by: Person, username: str, full_name: str, password: str, at: datetime
) -> Person:
    """Open an account without any role; only those who may grant a role may."""
    if not any(queries.grants(by)):
        raise Denied(f"Akun {by.username} tidak berhak membuka akun.")
    person = _person(username, full_name, password)
    _note(
        by,
        "open_account",
        at,
        journal.Change("accounts.person", username, None, {"full_name": full_name}),
    )
    return person


@transaction.atomic
def grant(
    *, by: Person, person: Person, agency: Agency, role: Role, at: datetime
) -> Post:
    """Give a person a role in an agency."""
    if not queries.grantable(by, role, agency):
        raise Denied(
            f"Akun {by.username} tidak berhak memberi peran "
            f"{ROLE_NAMES[role]['id']} di {agency.name}.",
        )
    _check_place(role, agency)
    post = Post.objects.create(
        person=person, agency=agency, role=role, since=at.date(), granted_by=by
    )
    _note(by, "grant", at, _granted(post))
    return post


def _check_place(role: Role, agency: Agency) -> None:
    national = agency.region_id is None
    if (role in NATIONAL_ONLY and not national) or (role in REGIONAL_ONLY and national):
        raise Denied(
            f"Peran {ROLE_NAMES[role]['id']} tidak dapat dipegang di {agency.name}."
        )


@transaction.atomic
def withdraw(*, by: Person, post: Post, on: date, at: datetime) -> Post:
    """End a post; it stays on record."""
    if not queries.grantable(by, Role(post.role), post.agency):
        raise Denied(f"Akun {by.username} tidak berhak mencabut peran ini.")
    post.until = on
    post.save(update_fields=["until"])
    change = journal.Change(
        "accounts.post", str(post.pk), {"until": None}, {"until": on.isoformat()}
    )
    _note(by, "withdraw", at, change)
    return post


@transaction.atomic
def mark_demo(*, by: Person, people: list[Person], at: datetime) -> None:
    """Mark accounts as shown on the sign-in page of a demo."""
    Person.objects.filter(pk__in=[p.pk for p in people]).update(demo=True)
    journal.record(
        by=by,
        verb="mark_demo",
        at=at,
        changes=[
            journal.Change(
                "accounts.person", p.username, {"demo": False}, {"demo": True}
            )
            for p in people
        ],
    )
