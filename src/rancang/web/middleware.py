"""Every no becomes a page in words: 404, 403 or 409, never a trace."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rancang.web.accounts.rules import Denied
from rancang.web.assessment.rules import Refused as AssessmentRefused
from rancang.web.collection.rules import Refused as CollectionRefused
from rancang.web.frameworks.rules import Refused as FrameworkRefused
from rancang.web.masterplan.rules import Refused as EditionRefused


REFUSED = (AssessmentRefused, CollectionRefused, EditionRefused, FrameworkRefused)
Answer = Callable[[HttpRequest], HttpResponse]


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
