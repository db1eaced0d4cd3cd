"""What kind of file it is, and a zip that cannot unpack to more than it may."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from rancang.workbooks.complaints import Refused, problem
from rancang.workbooks.limits import MEGABYTE, Limits
from rancang.workbooks.records import Problem


_CHUNK = 256 * 1024
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRANGERS = (
    (b"%PDF", "dokumen PDF", "a PDF document"),
    (b"\x89PNG", "gambar PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "gambar JPEG", "a JPEG picture"),
    (b"GIF8", "gambar GIF", "a GIF picture"),
    (b"{\\rtf", "dokumen RTF", "an RTF document"),
    (b"Rar!", "arsip RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "arsip 7-Zip", "a 7-Zip archive"),
    (b"\x1f\x8b", "arsip GZIP", "a GZIP archive"),
)
_MARKUP = (
    (b"<?xml", "XML", "XML"),
    (b"<html", "halaman web (HTML)", "a web page (HTML)"),
    (b"<!doctype", "halaman web (HTML)", "a web page (HTML)"),
    (b"<table", "halaman web (HTML)", "a web page (HTML)"),
)
# A zip holding one of these is something else than an XLSX, and can be saved as one.
_COUSINS = (
    ("xl/workbook.bin", "Excel biner (.xlsb)", "binary Excel (.xlsb)"),
    ("content.xml", "OpenDocument (.ods)", "OpenDocument (.ods)"),
)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


def refuse_stranger(content: bytes, limits: Limits) -> Problem | None:
    """Say what is wrong with a file that a glance at its first bytes can tell."""
    if len(content) > limits.size:
        size, limit = len(content) / MEGABYTE, limits.size / MEGABYTE
        return problem("file_too_large", size=round(size, 1), limit=round(limit, 1))
    head = content[:64].removeprefix(b"\xef\xbb\xbf").strip(b"\0\t\r\n ").lower()
    if not head and not content.strip(b"\0\t\r\n "):
        return problem("empty_file")
    return _ole(content) if content.startswith(_OLE) else _foreign(content, head)


def _foreign(content: bytes, head: bytes) -> Problem | None:
    for start, kind, kind_en in _STRANGERS:
        if content.startswith(start):
            return stranger(kind, kind_en)
    for start, kind, kind_en in _MARKUP:
        if head.startswith(start):
            return problem("old_format", kind=kind, kind_en=kind_en)
    return None


def is_zip(content: bytes) -> bool:
    """Say whether the file claims to be a zip, as every XLSX is."""
    return content.startswith(_ZIP)


class Archive:
    """The parts of an XLSX, read under limits.

    The directory is checked before anything is unpacked; what a part declares is not
    believed but counted while it unpacks.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (*_UNREADABLE, UnicodeDecodeError, ValueError) as error:
            raise Refused(problem("broken")) from error
        self.names = frozenset(self._zip.namelist())
        self._check_directory()
        self._check_kind()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces; one that is not there is a broken file."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_CHUNK):
                    self._count(len(piece), name)
                    yield piece
        except (*_UNREADABLE, KeyError, OSError, RuntimeError) as error:
            raise Refused(problem("broken")) from error

    def _count(self, size: int, name: str) -> None:
        self._left -= size
        if self._left < 0:
            raise Refused(self._too_large(name))

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > self._limits.members:
            limit = self._limits.members
            raise Refused(problem("too_many_parts", count=len(parts), limit=limit))
        if len(parts) != len(self.names):
            raise Refused(problem("broken"))
        if any(part.flag_bits & 1 for part in parts):
            raise Refused(problem("password"))
        if sum(part.file_size for part in parts) > self._limits.unpacked:
            largest = max(parts, key=lambda part: part.file_size)
            raise Refused(self._too_large(largest.filename))
        for part in parts:
            self._check_ratio(part)

    def _check_ratio(self, part: zipfile.ZipInfo) -> None:
        ratio = part.file_size // max(part.compress_size, 1)
        if part.file_size > MEGABYTE and ratio > self._limits.ratio:
            name, limit = part.filename, self._limits.ratio
            raise Refused(
                problem("packed_too_tightly", part=name, ratio=ratio, limit=limit)
            )

    def _check_kind(self) -> None:
        for name, kind, kind_en in _COUSINS:
            if name in self.names:
                raise Refused(problem("old_format", kind=kind, kind_en=kind_en))
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= self.names:
            raise Refused(stranger("arsip ZIP", "a ZIP archive"))
        types = b"".join(self.chunks("[Content_Types].xml")).lower()
        macros = [name for name in self.names if _is_macro(name)]
        if macros or b"macroenabled" in types:
            part = min(macros, default="[Content_Types].xml")
            raise Refused(problem("macro", part=part))

    def _too_large(self, name: str) -> Problem:
        limit = round(self._limits.unpacked / MEGABYTE, 1)
        return problem("unpacks_too_large", part=name, limit=limit)


def _is_macro(name: str) -> bool:
    name = name.lower()
    return name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/")


def _ole(content: bytes) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return problem("password")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return problem(
            "old_format", kind="Excel lama (.xls)", kind_en="old Excel (.xls)"
        )
    return stranger("dokumen Office lama", "an old Office document")


def stranger(kind: str, kind_en: str) -> Problem:
    """Say that a file is of quite another kind."""
    return problem("not_a_workbook", kind=kind, kind_en=kind_en)
