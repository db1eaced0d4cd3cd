"""The pages of a region and of its books: read, download, draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rancang.web.accounts.rules import Right
from rancang.web.accounts.views import SignedIn, asks
from rancang.web.assessment import pages as assessment_pages
from rancang.web.assessment import queries as assessment
from rancang.web.masterplan import actions, pages


SVG = "image/svg+xml"
SHORT = "private, max-age=600"
YEAR = "private, max-age=31536000, immutable"
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@require_safe
@asks(Right.READ_ASSESSMENT)
def region(request: SignedIn, code: str) -> HttpResponse:
    """Show where a region stands, by what figures, and which regions are like it."""
    shown = pages.region(request.user, code)
    index = shown.lines[0].position if shown.lines else None
    statement = assessment_pages.statement(shown.run) if shown.run else None
    context = {"shown": shown, "index": index, "statement": statement}
    return render(request, "masterplan/region.html", context)


@require_safe
@asks(Right.READ_ASSESSMENT)
def trend(request: SignedIn, code: str, indicator: str) -> HttpResponse:
    """Send the drawing of an indicator over the years."""
    drawn = pages.trend(request.user, code, indicator)
    answer = HttpResponse(drawn, content_type=SVG)
    answer["Cache-Control"] = SHORT
    return answer


@require_safe
@asks(Right.READ_EDITION)
def books(request: SignedIn) -> HttpResponse:
    """List the editions that the person may read, and offer to draft."""
    context = {
        "editions": pages.editions(request.user),
        "drafts": pages.drafts(request.user),
    }
    return render(request, "masterplan/books.html", context)


@require_safe
@asks(Right.READ_EDITION)
def book(
    request: SignedIn, region: str, book: str, number: int, chapter: str = ""
) -> HttpResponse:
    """Show one chapter of an edition; without a name, the first."""
    edition = pages.edition(request.user, region, book, number)
    chapters = pages.chapters(request.user, edition)
    slugs = [page.slug for page in chapters]
    if not chapter:
        return redirect("chapter", region, book, number, slugs[0])
    if chapter not in slugs:
        raise Http404
    at = slugs.index(chapter)
    context = {
        "edition": edition,
        "title": pages.title(edition),
        "chapters": chapters,
        "page": chapters[at],
        "before": chapters[at - 1] if at else None,
        "after": chapters[at + 1] if at + 1 < len(chapters) else None,
    }
    return render(request, "masterplan/chapter.html", context)


@require_safe
@asks(Right.READ_EDITION)
def picture(
    request: SignedIn, region: str, book: str, number: int, anchor: str
) -> HttpResponse:
    """Send a drawing of an edition, which never changes."""
    edition = pages.edition(request.user, region, book, number)
    drawn = pages.picture(request.user, edition, anchor)
    answer = HttpResponse(drawn, content_type=SVG)
    answer["Cache-Control"] = YEAR
    return answer


@require_safe
@asks(Right.READ_EDITION)
def book_file(
    request: SignedIn, region: str, book: str, number: int, kind: str
) -> HttpResponse:
    """Send an edition as a file, never to be shown under this site's address."""
    edition = pages.edition(request.user, region, book, number)
    if kind not in KINDS:
        raise Http404
    name, content = pages.file(edition, kind)
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return answer


@require_POST
@asks(Right.DRAFT_EDITION)
def draft(request: SignedIn, region: str) -> HttpResponse:
    """Draft Buku 1 of a region on the latest proposal."""
    pages.may_draft(request.user, region)
    selection = assessment.selection()
    edition = actions.draft_edition(
        by=request.user,
        region=region,
        run=selection.run,
        selection=selection,
        at=timezone.now(),
    )
    messages.success(request, _("Edisi %d siap dibaca.") % edition.number)
    return redirect("book", region, edition.book, edition.number)
