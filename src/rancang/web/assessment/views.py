"""The pages of an assessment: ranking and map, proposal, and other weights."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rancang.documents.charts.style import CLASSES
from rancang.documents.ranking import CERTAIN, DOUBTFUL, matching
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.accounts.views import SignedIn, asks
from rancang.web.assessment import pages, queries
from rancang.web.assessment.forms import Filter, Weights


UNPROCESSABLE = 422
YEAR = "private, max-age=31536000, immutable"


def _number(request: SignedIn, name: str) -> int | None:
    """Return a number asked for in the address; 404 for anything else."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 9:  # noqa: PLR2004 -- a key of a row
        raise Http404
    return int(asked)


def _ranking(request: SignedIn) -> dict[str, Any]:
    """Gather the run asked for, and the rows that match the filter."""
    run = queries.newest(_number(request, "asesmen"))
    if run is None:
        return {}
    everyone = pages.ranked(request.user, run)
    form = Filter(request.GET, pages.known(everyone))
    valid = form.is_valid()
    return {
        "run": run,
        "statement": pages.statement(run),
        "form": form,
        "valid": valid,
        "total": len(everyone),
        "mark": pages.mark(run, queries.proposed(run)),
        "rows": list(matching(everyone, form.cleaned_data)) if valid else everyone,
    }


def _words() -> tuple[str, ...]:
    """Return the title of the map, then its legend, what has no value last."""
    return (
        _("Indeks kota cerdas menurut daerah"),
        *(_("seperlima terendah"), _("kedua"), _("ketiga"), _("keempat")),
        *(_("seperlima tertinggi"), _("belum ada nilai")),
    )


@require_safe
@asks(Right.READ_ASSESSMENT)
def ranking(request: SignedIn) -> HttpResponse:
    """Show the ranking: the nation's for the programme, the own region's for its team."""
    context = _ranking(request)
    held = accounts.scope(request.user, Right.READ_ASSESSMENT)
    context["everything"] = held.everything
    context["legend"] = list(zip((*CLASSES, ""), _words()[1:], strict=True))
    status = 200 if context.get("valid", True) else UNPROCESSABLE
    return render(request, "assessment/ranking.html", context, status=status)


@require_safe
@asks(Right.READ_ASSESSMENT)
def ranking_file(request: SignedIn) -> HttpResponse:
    """Send the rows that are shown as CSV."""
    context = _ranking(request)
    if not context.get("valid"):
        raise Http404
    titles = [
        *(_("Peringkat"), _("Persentil 5"), _("Persentil 95"), _("Kode"), _("Daerah")),
        *(_("Provinsi"), _("Kelompok pulau"), _("Indeks"), _("Nilai imputasi")),
        *(_("Peluang diusulkan"), _("Diusulkan")),
    ]
    answer = HttpResponse(
        pages.file(titles, context["rows"]), content_type="text/csv; charset=utf-8"
    )
    name = f"peringkat-{context['run'].period}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@asks(Right.READ_ASSESSMENT)
def atlas(request: SignedIn, number: int, mark: str, language: str) -> HttpResponse:
    """Send the map of a run; its address tells the inputs, so it may be kept for long."""
    run = queries.newest(number)
    if run is None or not run.fingerprint.startswith(mark):
        raise Http404
    label = _("{}: indeks {}, peringkat {}")
    drawn = pages.atlas(request.user, run, _words(), label)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = YEAR
    return answer


@require_safe
@asks(Right.READ_ASSESSMENT)
def proposal(request: SignedIn) -> HttpResponse:
    """Show who is proposed, how sure each is, who was near, and by which rule."""
    pages.nation(request.user)
    run = queries.newest(_number(request, "asesmen"))
    selection = queries.proposed(run) if run else None
    if run is None or selection is None:
        return render(request, "assessment/proposal.html", {})
    shown = pages.proposed(request.user, run)
    context = {
        "run": run,
        "statement": pages.statement(run),
        "selection": selection,
        "shown": shown,
        "quotas": pages.filled(selection, shown.chosen),
        "certain": CERTAIN,
        "doubtful": DOUBTFUL,
    }
    return render(request, "assessment/proposal.html", context)


@require_safe
@asks(Right.READ_ASSESSMENT)
def scenarios(request: SignedIn) -> HttpResponse:
    """Show the ranks under two sets of weights; the address keeps them."""
    pages.nation(request.user)
    run = queries.newest(_number(request, "asesmen"))
    if run is None:
        return render(request, "assessment/scenarios.html", {})
    form = Weights(request.GET, pages.scored(run))
    context: dict[str, Any] = {"run": run, "form": form}
    if form.is_bound and not form.is_valid():
        return render(
            request, "assessment/scenarios.html", context, status=UNPROCESSABLE
        )
    found = pages.scenarios(request.user, run, form.weights("a"), form.weights("b"))
    whole = request.GET.get("semua") == "1"
    context |= {
        "statement": pages.statement(run),
        "whole": whole,
        "enters": [shift for shift in found if shift.enters],
        "leaves": [shift for shift in found if shift.leaves],
        "moved": sum(shift.change != 0 for shift in found),
        "shifts": [s for s in found if whole or s.inside_before or s.inside_after],
    }
    return render(request, "assessment/scenarios.html", context)
