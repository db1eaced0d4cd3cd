"""The pages of the door in: calls, files, values, and the desks of those who decide."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rancang.web.accounts.rules import Right
from rancang.web.accounts.templatetags.spoken import language, spoken
from rancang.web.accounts.views import SignedIn, asks
from rancang.web.collection import actions, pages, queries
from rancang.web.collection.forms import Decision, EntryForm, FileForm
from rancang.web.collection.rules import Refused, State, Verb
from rancang.workbooks import report, template


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rancang.web.collection.models import Upload, Value


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
UNPROCESSABLE = 422
DECISIONS = {Verb.CHECK: actions.check, Verb.APPROVE: actions.approve}
PER_PAGE = 100


@require_safe
@asks(Right.READ_VALUES)
def calls(request: SignedIn) -> HttpResponse:
    """List the data calls that concern the person."""
    return render(
        request, "collection/calls.html", {"calls": pages.calls(request.user)}
    )


@require_safe
@asks(Right.READ_VALUES)
def call(request: SignedIn, code: str) -> HttpResponse:
    """Show how far each agency is with a call."""
    data_call, tallies = pages.call(request.user, code)
    page = Paginator(tallies, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "collection/call.html", {"call": data_call, "page": page})


@require_safe
@asks(Right.READ_VALUES)
def agency(request: SignedIn, code: str, agency: str) -> HttpResponse:
    """Show what an agency owes for a call, what came back, and what it sent."""
    found, office = pages.desk(request.user, Right.READ_VALUES, code, agency)
    lines = pages.lines(found, office)
    returned = list(pages.returned(found, office)[:PER_PAGE])
    context = {
        "call": found,
        "agency": office,
        "lines": lines,
        "owed": sum(line.owed for line in lines),
        "drafts": sum(line.counts.get(State.DRAFT, 0) for line in lines),
        "returned": pages.with_indicators(returned),
        "uploads": pages.uploads(found, office),
        "fills": pages.fills(request.user, office) and found.closed_at is None,
    }
    return render(request, "collection/agency.html", context)


@require_safe
@asks(Right.READ_VALUES)
def cells(
    request: SignedIn, code: str, agency: str, indicator: str, period: str
) -> HttpResponse:
    """Show the values of one indicator, region by region."""
    found, office = pages.desk(request.user, Right.READ_VALUES, code, agency)
    shown = pages.cells(found, office, indicator, period)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "call": found,
        "agency": office,
        "indicator": shown[0].indicator if shown else None,
        "period": period,
        "page": page,
        "fills": pages.fills(request.user, office) and found.closed_at is None,
    }
    return render(request, "collection/cells.html", context)


@require_safe
@asks(Right.READ_VALUES)
def workbook(request: SignedIn, code: str, agency: str) -> HttpResponse:
    """Hand over the workbook that an agency fills."""
    found, office = pages.desk(request.user, Right.READ_VALUES, code, agency)
    content = template.write(queries.form(found, office))
    name = f"{found.code}-{office.code}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers=_attachment(name))


def _attachment(name: str) -> dict[str, str]:
    told = content_disposition_header(as_attachment=True, filename=name)
    return {"Content-Disposition": told or "attachment"}


@asks(Right.SEND_VALUES)
def send(request: SignedIn, code: str, agency: str) -> HttpResponse:
    """Take a file in as a dry run, and show what is wrong with it beside the form."""
    found, office = pages.desk(request.user, Right.SEND_VALUES, code, agency)
    if request.method != "POST":
        context = {"call": found, "agency": office, "form": FileForm()}
        return render(request, "collection/send.html", context)
    form = FileForm(request.POST, request.FILES)
    context = {"call": found, "agency": office, "form": form}
    if not form.is_valid():
        return render(request, "collection/send.html", context, status=UNPROCESSABLE)
    file = form.sent()
    upload = actions.send(
        by=request.user,
        data_call=found,
        agency=office,
        sent=actions.Sent(file.name or "", file.read()),
        at=timezone.now(),
    )
    if upload.state == "checked":
        return redirect("upload", upload.pk)
    context |= {"form": FileForm(), **_report(upload)}
    return render(request, "collection/send.html", context, status=UNPROCESSABLE)


def _report(found: Upload) -> dict[str, Any]:
    """Return what a file was found to hold, so that it can be read beside the file."""
    counts = Counter(told["severity"] for told in found.problems)
    return {
        "upload": found,
        "parts": report.by_sheet(found.problems),
        "errors": counts["error"],
        "warnings": counts["warning"],
    }


@require_safe
@asks(Right.READ_VALUES)
def upload(request: SignedIn, pk: int) -> HttpResponse:
    """Show what a file was found to hold, so that it can be read beside the file."""
    found = queries.upload(request.user, pk)
    context = _report(found) | {"fills": pages.fills(request.user, found.agency)}
    return render(request, "collection/upload.html", context)


@asks(Right.SEND_VALUES)
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Store the values of a checked file; a second click stores nothing twice."""
    found = queries.upload(request.user, pk)
    if request.method != "POST":
        return redirect("upload", pk)
    again = found.state == "confirmed"
    stored = actions.confirm(by=request.user, upload=found, at=timezone.now())
    if again:
        messages.info(request, _("Berkas ini sudah dikonfirmasi sebelumnya."))
    else:
        text = ngettext(
            "%(count)d nilai disimpan sebagai draf.",
            "%(count)d nilai disimpan sebagai draf.",
            stored,
        )
        messages.success(request, text % {"count": stored})
    return redirect("agency_call", found.call.code, found.agency.code)


@require_safe
@asks(Right.READ_VALUES)
def problems(request: SignedIn, pk: int) -> HttpResponse:
    """Hand over the problems of a file as a table."""
    found = queries.upload(request.user, pk)
    content = report.write_csv(report.by_sheet(found.problems), language())
    name = f"masalah-{found.pk}.csv"
    return HttpResponse(content, content_type=CSV, headers=_attachment(name))


@require_safe
@asks(Right.READ_VALUES)
def file(request: SignedIn, pk: int) -> HttpResponse:
    """Hand over a file as it was sent."""
    found = queries.upload(request.user, pk)
    kind = CSV if found.file.path.endswith(".csv") else XLSX
    with found.file.open("rb") as stored:
        content = stored.read()
    return HttpResponse(content, content_type=kind, headers=_attachment(found.name))


@asks(Right.SEND_VALUES)
def submit(request: SignedIn, code: str, agency: str) -> HttpResponse:
    """Hand an agency's drafts to walidata."""
    found, office = pages.desk(request.user, Right.SEND_VALUES, code, agency)
    if request.method == "POST":
        drafts = queries.due(found, office, State.DRAFT)
        count = actions.submit(by=request.user, values=drafts, at=timezone.now())
        _tell(request, Verb.SUBMIT, count)
    return redirect("agency_call", found.code, office.code)


@asks(Right.SEND_VALUES)
def entry(request: SignedIn, /, code: str, agency: str, **key: str) -> HttpResponse:
    """Enter or correct one value."""
    found, office = pages.desk(request.user, Right.SEND_VALUES, code, agency)
    asked, value = pages.entry(found, office, tuple(key.values()))
    if request.method != "POST":
        form = EntryForm(initial=EntryForm.known(asked, value))
    else:
        form = EntryForm(request.POST)
        if form.is_valid() and _entered(
            request, form, pages.Spot(found, office, asked)
        ):
            return redirect("value", *key.values())
    context = {
        "call": found,
        "agency": office,
        "entry": asked,
        "value": value,
        "digits": f"{asked.indicator.decimals}g",
    }
    status = UNPROCESSABLE if form.is_bound else 200
    page = context | {"form": form}
    return render(request, "collection/entry.html", page, status=status)


def _entered(request: SignedIn, form: EntryForm, spot: pages.Spot) -> bool:
    """Store what was typed, or put what is wrong with it beside the fields."""
    row, now = form.row(spot.entry), timezone.now()
    faults = pages.faults(spot, row, timezone.localdate())
    if form.refuse(faults):
        return False
    try:
        actions.enter(
            by=request.user, data_call=spot.call, agency=spot.agency, row=row, at=now
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    for _field, fault in faults:
        messages.warning(request, spoken(fault.message))
    messages.success(request, _("Nilai disimpan sebagai draf."))
    return True


@require_safe
@asks(Right.READ_VALUES)
def value(request: SignedIn, region: str, indicator: str, period: str) -> HttpResponse:
    """Show the whole story of one value."""
    history = pages.history(request.user, region, indicator, period)
    context = {
        "history": history,
        "files": pages.reads(request.user, history.current.agency),
        "fills": pages.fills(request.user, history.current.agency)
        and history.current.call.closed_at is None
        and history.open,
    }
    return render(request, "collection/value.html", context)


@asks(Right.CHECK_VALUES)
def check(request: SignedIn) -> HttpResponse:
    """Show walidata what waits to be checked; check it or return it with notes."""
    return _desk(request, Verb.CHECK)


@asks(Right.APPROVE_VALUES)
def approve(request: SignedIn) -> HttpResponse:
    """Show an agency head what waits to be approved; approve it."""
    return _desk(request, Verb.APPROVE)


def _desk(request: SignedIn, verb: Verb) -> HttpResponse:
    """Show the values that wait for one decision, narrowed by the address; decide."""
    everything = pages.waiting(request.user, verb)
    shown = pages.narrowed(everything, request.GET)
    form = Decision(request.POST if request.method == "POST" else None)
    if form.is_valid() and _decided(request, form, shown):
        return redirect(request.get_full_path())
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "verb": verb.value,
        "page": page,
        "rows": pages.decidable(page.object_list, form.chosen, request.POST),
        "filters": pages.filters(everything),
        "form": form,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collection/desk.html", context, status=status)


def _decided(request: SignedIn, form: Decision, shown: QuerySet[Value]) -> bool:
    """Do what was decided to the values that were meant, or say why not."""
    meant = (
        shown if form.cleaned_data["everything"] else shown.filter(pk__in=form.chosen)
    )
    values, verb = list(meant), Verb(form.cleaned_data["act"])
    if len(values) != form.expected():
        form.add_error(
            None, _("Daftar ini berubah sejak dibuka. Periksa lagi lalu ulangi.")
        )
        return False
    by, at = request.user, timezone.now()
    try:
        if verb is Verb.SEND_BACK:
            actions.send_back_each(by=by, notes=form.notes(values), at=at)
        else:
            DECISIONS[verb](by=by, values=values, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    _tell(request, verb, len(values))
    return True


def _tell(request: SignedIn, verb: Verb, count: int) -> None:
    told = {
        Verb.SUBMIT: ngettext("%d nilai diajukan.", "%d nilai diajukan.", count),
        Verb.CHECK: ngettext("%d nilai diperiksa.", "%d nilai diperiksa.", count),
        Verb.APPROVE: ngettext("%d nilai disetujui.", "%d nilai disetujui.", count),
        Verb.SEND_BACK: ngettext(
            "%d nilai dikembalikan.", "%d nilai dikembalikan.", count
        ),
    }
    messages.success(request, told[verb] % count)
