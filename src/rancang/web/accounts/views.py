"""Who asks: the gate before every view, the front page and what waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from rancang.web.accounts import queries
from rancang.web.accounts.rules import Denied, Right


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class SignedIn(HttpRequest):
    """A request that has passed the gate: someone asks."""

    user: Person


type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]
type Gated[**P] = Callable[Concatenate[SignedIn, P], HttpResponse]
# What a part of the river knows to wait for a person on a day.
type Waiting = Callable[[Person, date], Sequence[queries.Work]]


def asks[**P](*rights: Right) -> Callable[[Gated[P]], View[P]]:
    """Let a view be reached only by those who hold one of these rights somewhere.

    How far the right reaches is asked by the queries and actions that the view calls. The
    rights stay on the view, so that the test of the site map can compare them.
    """

    def gate(view: Gated[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            held = queries.scopes(request.user)
            if not any(held[right] for right in rights):
                raise Denied("Akun Anda tidak berhak membuka halaman ini.")
            return view(cast(SignedIn, request), *args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded

    return gate


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Greet a stranger with what Rancang is; lead a person to what waits for them."""
    if queries.posts(request.user).exists():
        return redirect("work")
    return render(request, "front.html")


@asks(*Right)
def work(request: SignedIn, parts: Sequence[Waiting]) -> HttpResponse:
    """Show what waits for the person, whatever part of the river it comes from."""
    person, today = request.user, timezone.localdate()
    items = queries.by_due_date(item for part in parts for item in part(person, today))
    context = {
        "posts": queries.posts(person),
        "items": items,
        "late": sum(item.todo for item in items if item.late),
        "soon": sum(item.todo for item in items if item.soon),
        "todo": sum(item.todo for item in items),
        "waiting": sum(item.waiting for item in items),
    }
    return render(request, "work.html", context)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do with a form that was opened before the last sign-in."""
    return render(request, "stale_form.html", {"reason": reason}, status=403)


def demo_accounts(request: HttpRequest) -> dict[str, Any]:
    """Give the sign-in page the demo accounts, in demo mode only."""
    if not settings.DEMO:
        return {}
    return {"demo_people": queries.demo_people()}


def sections(request: HttpRequest) -> dict[str, Any]:
    """Give every page the rights of its reader, for the links at the top."""

    def held() -> frozenset[str]:
        scopes = queries.scopes(request.user)
        return frozenset(right.value for right in Right if scopes[right])

    return {"rights": SimpleLazyObject(held)}
