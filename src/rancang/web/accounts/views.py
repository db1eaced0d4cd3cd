"""The front page: who you are here, and what your roles let you do."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rancang.web.accounts import queries


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Greet a stranger with what Rancang is, a person with their posts."""
    return render(request, "front.html", {"posts": queries.posts(request.user)})


def demo_accounts(request: HttpRequest) -> dict[str, object]:
    """Give the sign-in page the demo accounts, in demo mode only."""
    if not settings.DEMO:
        return {}
    return {"demo_people": queries.demo_people()}
