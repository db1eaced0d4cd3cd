"""Draft an edition of a book: gather its facts, keep them, write its files."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rancang.documents import writers
from rancang.documents.chapters.buku1 import compose
from rancang.documents.facts import Buku1
from rancang.documents.plain import RecordError
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.assessment.rules import Refused as AssessmentRefused
from rancang.web.journal import actions as journal
from rancang.web.masterplan import queries
from rancang.web.masterplan.models import Edition, File
from rancang.web.masterplan.rules import FORMATS, Refused


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person
    from rancang.web.assessment.models import Run, Selection


BOOK = "buku-1"


def draft_edition(
    *, by: Person, region: str, run: Run, selection: Selection, at: datetime
) -> Edition:
    """Draft Buku 1 of a region.

    An edition is told from the last one by its facts. Its number and the day on which it
    was drafted are not facts of the region, so the same facts give the edition there is,
    and only files that are gone or were altered are written again.

    The books are set before the transaction begins, so that nobody waits for typesetting.
    """
    accounts.require(by, Right.DRAFT_EDITION, region=region)
    if selection.run_id != run.pk:
        raise Refused(_("{} bukan usulan atas {}.").format(selection, run))
    facts = _gathered(region, selection)
    last = queries.latest(region, BOOK)
    if last is not None and _same(last, facts):
        _mend(by, last, at)
        return last
    number = last.number + 1 if last else 1
    facts = replace(facts, edition=str(number), date=timezone.localdate(at).isoformat())
    contents = _written(facts)
    try:
        with transaction.atomic():
            return _stored(by, at, run, facts, contents)
    except IntegrityError as error:
        raise Refused(
            _("Edisi {} baru saja disusun orang lain; periksa lalu ulangi.").format(
                number
            )
        ) from error


def _gathered(region: str, selection: Selection) -> Buku1:
    try:
        return queries.buku1(region, selection)
    except AssessmentRefused as error:
        raise Refused(_("Buku 1 belum dapat disusun: {}").format(error)) from error


def _same(last: Edition, facts: Buku1) -> bool:
    kept = Buku1.from_json(last.facts)
    dressed = replace(facts, edition=kept.edition, date=kept.date)
    return dressed.fingerprint() == last.fingerprint


def _written(facts: Buku1) -> dict[str, bytes]:
    try:
        return writers.write(compose(facts), FORMATS)
    except (writers.WriteError, RecordError) as error:
        raise Refused(_("Buku 1 belum dapat ditulis: {}").format(error)) from error


def _stored(
    by: Person, at: datetime, run: Run, facts: Buku1, contents: dict[str, bytes]
) -> Edition:
    region = facts.profile.region
    edition = Edition.objects.create(
        region_id=region,
        book=BOOK,
        number=int(facts.edition),
        run=run,
        facts=facts.as_json(),
        fingerprint=facts.fingerprint(),
        by=by,
        at=at,
    )
    File.objects.bulk_create(
        File(
            edition=edition,
            format=format_,
            path=f"{region}/edisi-{edition.number}/{BOOK}.{format_}",
            size=len(content),
            fingerprint=_fingerprint(content),
        )
        for format_, content in contents.items()
    )
    told = {"fingerprint": edition.fingerprint, "run": run.pk}
    key = f"{region}/{BOOK}/{edition.number}"
    change = journal.Change("masterplan.edition", key, None, told)
    journal.record(by=by, verb="draft_edition", at=at, changes=[change])
    for file in edition.files.all():
        _publish(file, contents[file.format])
    return edition


def _publish(file: File, content: bytes) -> None:
    """Put a file in its edition's folder, and beside it as the latest."""
    place = Path(settings.BOOKS_DIR) / file.path
    _write(place, content)
    _write(place.parent.parent / place.name, content)


def _write(place: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=place.parent, prefix=".", delete=False
    ) as draft:
        draft.write(content)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(place)


def _mend(by: Person, edition: Edition, at: datetime) -> None:
    """Write again the files of an edition that are gone or were altered."""
    altered = [file for file in edition.files.all() if not _sound(file)]
    if not altered:
        return
    contents = _written(Buku1.from_json(edition.facts))
    with transaction.atomic():
        changes = [_rewritten(file, contents[file.format]) for file in altered]
        journal.record(by=by, verb="write_again", changes=changes, at=at)


def _sound(file: File) -> bool:
    """Say whether a file stands as it was made, in both places."""
    place = Path(settings.BOOKS_DIR) / file.path
    return all(
        copy.is_file() and _fingerprint(copy.read_bytes()) == file.fingerprint
        for copy in (place, place.parent.parent / place.name)
    )


def _rewritten(file: File, content: bytes) -> journal.Change:
    before = {"fingerprint": file.fingerprint}
    file.size, file.fingerprint = len(content), _fingerprint(content)
    file.save(update_fields=["size", "fingerprint"])
    _publish(file, content)
    after = {"fingerprint": file.fingerprint}
    return journal.Change("masterplan.file", file.path, before, after)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
