"""A book as DOCX, written by pandoc from the book's tree, with vector drawings added."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypandoc

from rancang.documents import drawing
from rancang.documents.book import Book, Figure
from rancang.documents.writers import ast, reference
from rancang.documents.writers.errors import WriteError


PATIENCE = 120
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NAMES = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(frozen=True, slots=True)
class Job:
    """Where pandoc runs, what it is given, and the date it shall believe."""

    folder: Path
    given: bytes = b""
    date: datetime | None = None


def write(book: Book) -> bytes:
    """Return the book as a Word document."""
    with tempfile.TemporaryDirectory(prefix="rancang-") as name:
        folder = Path(name)
        drawings = dict(_paint(book, folder))
        foot = f"Edisi {book.meta.edition}, {book.meta.date_text}"
        default = _pandoc(("--print-default-data-file", "reference.docx"), Job(folder))
        styles = folder / "reference.docx"
        styles.write_bytes(reference.build(default, book.meta.running, foot))
        tree = ast.tree(book, lambda figure: f"{figure.anchor}.png")
        arguments = (
            "-f",
            "json",
            "-t",
            "docx",
            "--reference-doc=reference.docx",
            "-o",
            "-",
        )
        date = datetime.fromisoformat(book.meta.date).replace(tzinfo=UTC)
        job = Job(folder, json.dumps(tree).encode(), date)
        written = _pandoc(arguments, job)
        return _finished(written, drawings)


def _paint(book: Book, folder: Path) -> list[tuple[bytes, str]]:
    """Write each figure as PNG; return (PNG, SVG) pairs."""
    pairs = []
    for block in book.blocks():
        if isinstance(block, Figure):
            painted = drawing.png(block.svg)
            (folder / f"{block.anchor}.png").write_bytes(painted)
            pairs.append((painted, block.svg))
    return pairs


def _pandoc(arguments: tuple[str, ...], job: Job) -> bytes:
    moment = {"SOURCE_DATE_EPOCH": str(int(job.date.timestamp()))} if job.date else {}
    command = [pypandoc.get_pandoc_path(), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command,
            input=job.given,
            cwd=job.folder,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
            env={**os.environ, **moment},
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise WriteError(f"DOCX tidak dapat disusun: {said}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WriteError(f"DOCX tidak dapat disusun: {error}") from error
    return done.stdout


def _finished(written: bytes, drawings: dict[bytes, str]) -> bytes:
    """Add the vector drawings beside their PNG, and keep table rows whole."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = parts["word/_rels/document.xml.rels"].decode()
    document = parts["word/document.xml"].decode()
    for name, content in list(parts.items()):
        if content not in drawings:
            continue
        target = name.removeprefix("word/")
        vector = re.sub(r"\.png$", ".svg", target)
        parts[f"word/{vector}"] = drawings[content].encode()
        identity = _relation(links, target)
        added = f'<Relationship Id="{identity}v" Type="{reference.LINKS}/image" Target="{vector}"/>'
        links = links.replace("</Relationships>", f"{added}</Relationships>")
        document = document.replace(
            f'<a:blip r:embed="{identity}"', f'<a:blip-v="{identity}"'
        )
        document = _with_vector(document, identity)
    parts["word/_rels/document.xml.rels"] = links.encode()
    parts["word/document.xml"] = _whole_rows(document).encode()
    parts["[Content_Types].xml"] = _svg_typed(parts["[Content_Types].xml"])
    return reference.packed(parts)


def _relation(links: str, target: str) -> str:
    """Return the id of the relationship that points at a part."""
    for found in re.findall(r"<Relationship [^>]*>", links):
        if f'Target="{target}"' in found:
            identity = re.search(r'Id="([^"]+)"', found)
            if identity:
                return identity.group(1)
    raise WriteError(f"DOCX tidak dapat disusun: gambar {target} tanpa rujukan")


def _with_vector(document: str, identity: str) -> str:
    blip = (
        f'<a:blip r:embed="{identity}"><a:extLst><a:ext uri="{SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_NAMES}" r:embed="{identity}v"/>'
        "</a:ext></a:extLst></a:blip>"
    )
    return re.sub(rf'<a:blip-v="{identity}"\s*/>', blip, document)


def _whole_rows(document: str) -> str:
    document = document.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    return document.replace(
        "<w:trPr><w:cantSplit/></w:trPr><w:trPr>", "<w:trPr><w:cantSplit/>"
    )


def _svg_typed(types: bytes) -> bytes:
    kind = b'<Default Extension="svg" ContentType="image/svg+xml"/>'
    return (
        types if kind in types else types.replace(b"<Override", kind + b"<Override", 1)
    )
