"""Who asks: the gate before every view, and the front page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rancang.web.accounts import queries
from rancang.web.accounts.rules import Denied, Right


type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def asks[**P](*rights: Right) -> Callable[[View[P]], View[P]]:
    """Let a view be reached only by those who hold one of these rights somewhere.

    How far the right reaches is asked by the queries and actions that the view calls. The
    rights stay on the view, so that the test of the site map can compare them.
    """

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not any(queries.scope(request.user, right) for right in rights):
                raise Denied("Akun Anda tidak berhak membuka halaman ini.")
            return view(request, *args, **kwargs)

        guarded.rights = rights  # type: ignore[attr-defined]
        return guarded

    return gate


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Greet a stranger with what Rancang is, a person with their posts."""
    return render(request, "front.html", {"posts": queries.posts(request.user)})


def demo_accounts(request: HttpRequest) -> dict[str, Any]:
    """Give the sign-in page the demo accounts, in demo mode only."""
    if not settings.DEMO:
        return {}
    return {"demo_people": queries.demo_people()}
