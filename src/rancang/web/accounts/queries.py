"""Who is who, and who may do what how far."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from rancang.web.accounts.models import Agency, Person, Post
from rancang.web.accounts.rules import GRANTS, MAY, Denied, Reach, Right, Role


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


SOON = 7


@dataclass(frozen=True, slots=True)
class Scope:
    """What a right covers: everything, or these agencies and these regions."""

    everything: bool
    agencies: frozenset[int]
    regions: frozenset[str | None]

    def covers(
        self, *, agency: Agency | None = None, region: str | None = None
    ) -> bool:
        """Say whether a thing of this agency, or of this region, lies inside."""
        if self.everything:
            return True
        if agency is not None:
            return agency.pk in self.agencies or agency.region_id in self.regions
        return region in self.regions

    def within(self, path: str = "agency__") -> Q:
        """Return the condition on rows whose agency is found by this path."""
        if self.everything:
            return Q()
        regions = [code for code in self.regions if code is not None]
        inside = Q(**{f"{path}pk__in": self.agencies})
        inside |= Q(**{f"{path}region__in": regions})
        if None in self.regions:
            inside |= Q(**{f"{path}region": None})
        return inside

    def __bool__(self) -> bool:
        return self.everything or bool(self.agencies or self.regions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something that waits for a person; ``work/<kind>.html`` tells it and leads there.

    ``todo`` counts what the person can do now, ``waiting`` what others have to do first.
    """

    kind: str
    about: Any
    due: date | None = None
    days: int | None = None
    todo: int = 0
    waiting: int = 0

    @property
    def template(self) -> str:
        """Return the template that tells it."""
        return f"work/{self.kind}.html"

    @property
    def late(self) -> bool:
        """Say whether something is to be done whose day has passed."""
        return self.todo > 0 and self.days is not None and self.days < 0

    @property
    def soon(self) -> bool:
        """Say whether something is to be done within seven days."""
        return self.todo > 0 and self.days is not None and 0 <= self.days <= SOON


def by_due_date(found: Iterable[Work]) -> list[Work]:
    """Return what can be done first by its day, then what waits for others."""
    return sorted(found, key=lambda work: (not work.todo, work.due or date.max))


def posts(person: Person | AnonymousUser) -> QuerySet[Post]:
    """Return the posts a person holds now; none for a stranger or a closed account."""
    held = Post.objects.filter(until=None).select_related("agency")
    if person.pk is None or not person.is_active:
        return held.none()
    return held.filter(person_id=person.pk)


def scopes(person: Person | AnonymousUser) -> dict[Right, Scope]:
    """Return how far the person holds each right."""
    held = [(post.agency, Role(post.role)) for post in posts(person)]
    return {right: _scope(held, right) for right in Right}


def scope(person: Person | AnonymousUser, right: Right) -> Scope:
    """Return how far the person holds the right. Everyone asks here."""
    held = [(post.agency, Role(post.role)) for post in posts(person)]
    return _scope(held, right)


def _scope(posts_held: list[tuple[Agency, Role]], right: Right) -> Scope:
    reaches = MAY[right]
    held = [(agency, reaches[role]) for agency, role in posts_held if role in reaches]
    return Scope(
        everything=any(reach is Reach.NATION for _, reach in held),
        agencies=frozenset(a.pk for a, reach in held if reach is Reach.AGENCY),
        regions=frozenset(a.region_id for a, reach in held if reach is Reach.REGION),
    )


def may(
    person: Person | AnonymousUser,
    right: Right,
    *,
    agency: Agency | None = None,
    region: str | None = None,
) -> bool:
    """Say whether the person may do this to a thing of that agency or region."""
    return scope(person, right).covers(agency=agency, region=region)


def require(
    person: Person | AnonymousUser,
    right: Right,
    *,
    agency: Agency | None = None,
    region: str | None = None,
) -> None:
    """Raise Denied unless the person may; hidden where the thing is out of reach."""
    held = scope(person, right)
    if held.covers(agency=agency, region=region):
        return
    near = agency.region_id if agency is not None else region
    own = {post.agency.region_id for post in posts(person)}
    raise Denied(
        f"Akun {person.get_username() or 'tamu'} tidak berhak: {right.value}.",
        hidden=near not in own,
    )


def grants(person: Person) -> list[tuple[Role, Reach, Agency]]:
    """Return what the person may grant: role, how far, and from which agency."""
    return [
        (role, reach, post.agency)
        for post in posts(person)
        for role, reach in GRANTS.get(Role(post.role), {}).items()
    ]


def _reaches(reach: Reach, home: Agency, agency: Agency) -> bool:
    if reach is Reach.AGENCY:
        return home.pk == agency.pk
    return reach is Reach.NATION or home.region_id == agency.region_id


def grantable(person: Person, role: Role, agency: Agency) -> bool:
    """Say whether the person may grant this role in this agency."""
    return any(
        granted is role and _reaches(reach, home, agency)
        for granted, reach, home in grants(person)
    )


def agencies(duties: list[str], region: str | None = None) -> QuerySet[Agency]:
    """Return the agencies of the nation or of a region that have these duties."""
    return Agency.objects.filter(duty__in=duties, region_id=region)


def custodians(duties: Collection[str], held: Scope) -> QuerySet[Agency]:
    """Return the agencies that have one of these duties, as far as a right reaches."""
    return Agency.objects.filter(held.within(""), duty__in=duties)


def agencies_by_key(keys: Collection[int]) -> QuerySet[Agency]:
    """Return agencies by their keys."""
    return Agency.objects.filter(pk__in=keys)


def agency(code: str) -> Agency:
    """Return the agency of a code such as "BPS" or "35.76.dinkes"."""
    head, _, duty = code.rpartition(".")
    return Agency.objects.get(duty=duty, region_id=head or None)


def person(username: str) -> Person:
    """Return an account by its name."""
    return Person.objects.get(username=username)


def find(username: str) -> Person | None:
    """Return an account by its name, or None."""
    return Person.objects.filter(username=username).first()


def demo_people() -> QuerySet[Person]:
    """Return the demo accounts, for the sign-in page of a demo."""
    return Person.objects.filter(demo=True, is_active=True).order_by("pk")


def holders(role: Role, agency: Agency) -> QuerySet[Person]:
    """Return the people who hold a role in an agency now."""
    held = Q(posts__role=role, posts__agency=agency, posts__until=None)
    return Person.objects.filter(held, is_active=True)
