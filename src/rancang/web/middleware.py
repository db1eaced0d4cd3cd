"""Every no becomes a page in words: 404, 403 or 409, never a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render

from rancang.web.accounts.rules import Denied
from rancang.web.assessment.rules import Refused as AssessmentRefused
from rancang.web.collection.rules import Refused as CollectionRefused
from rancang.web.frameworks.rules import Refused as FrameworkRefused
from rancang.web.masterplan.rules import Refused as EditionRefused
from rancang.workbooks.limits import MEGABYTE, Limits


# What an address carries where a session ended before something arrived.
LOST = "terputus=1"
REFUSED = (AssessmentRefused, CollectionRefused, EditionRefused, FrameworkRefused)
Answer = Callable[[HttpRequest], HttpResponse]
# A form's other fields and the marks between them.
AROUND_A_FILE = MEGABYTE
# Of a body that is too large, this much is still taken from the line and dropped, so
# that a browser gets to read the answer.
DROPPED = 4 * Limits().size


class SizeLimit:
    """Stops a body that no form of ours sends, before it is read or stored."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 in words, or pass the request on."""
        size, limit = _length(request), Limits().size
        if size <= limit + AROUND_A_FILE:
            return self.get_response(request)
        for _ in range(0, min(size, DROPPED), MEGABYTE):
            request.read(MEGABYTE)
        request.META["CONTENT_LENGTH"] = "0"
        told = {"megabytes": limit // MEGABYTE, "back": request.path}
        return render(request, "413.html", told, status=413)


def _length(request: HttpRequest) -> int:
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isdecimal() else 0


class IndonesianFirst(LocaleMiddleware):
    """Speaks Indonesian until a person chooses English; a browser's wish is no choice."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language from the choice kept in the cookie."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)


class SignInFirst(LoginRequiredMiddleware):
    """Asks for a sign-in; says after it where something sent was lost on the way."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Lead to the sign-in, and from there back."""
        if request.method == "POST":
            # the way back is made from the address as it stands
            request.META["QUERY_STRING"] = LOST
        return super().handle_no_permission(request, view_func)


class InWords:
    """Answers what the actions and queries refuse.

    What lies outside a person's reach answers 404, so that even its existence is not told.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Turn a refusal into its page; leave everything else to Django."""
        if isinstance(exception, Denied):
            status = 404 if exception.hidden else 403
            return render(request, f"{status}.html", status=status)
        if isinstance(exception, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(exception, REFUSED):
            return render(request, "409.html", {"why": str(exception)}, status=409)
        return None
