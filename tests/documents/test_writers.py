"""The three writers: each opens, says the same, and can be read by everybody."""

import io
import re
import tempfile
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import docx as word
import pytest
from pypdf import PdfReader

from rancang.documents import writers
from rancang.documents.book import Figure, Heading, Table, plain
from rancang.documents.chapters.buku1 import compose
from rancang.documents.writers import docx, html, pdf
from rancang.documents.writers.errors import WriteError


def flat(text):
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.ids, self.links = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []

    def handle_data(self, data):
        self.words.append(data)

    def all(self, name):
        return [given for tag, given in self.tags if tag == name]


@pytest.fixture(scope="module")
def page(html_file):
    return Page(html_file)


@pytest.fixture(scope="module")
def reader(pdf_file):
    return PdfReader(io.BytesIO(pdf_file))


@pytest.fixture(scope="module")
def pdf_text(reader):
    return flat(" ".join(p.extract_text() for p in reader.pages))


@pytest.fixture(scope="module")
def document(docx_file):
    return word.Document(io.BytesIO(docx_file))


@pytest.fixture(scope="module")
def docx_text(docx_file):
    with zipfile.ZipFile(io.BytesIO(docx_file)) as archive:
        xml = archive.read("word/document.xml").decode()
    return flat(re.sub(r"<[^>]+>", "", xml.replace("</w:p>", " ")))


def captions(book):
    floats = [b for b in book.blocks() if isinstance(b, Table | Figure)]
    return [flat(f"{b.number}. {plain(b.caption)}") for b in floats]


def headings(book):
    return [b for b in book.blocks() if isinstance(b, Heading)]


def test_numbers_of_tables_and_figures_are_the_same_in_all(
    book, page, pdf_text, docx_text
):
    html_text = flat("".join(page.words)).replace(".", ". ")
    for caption in captions(book):
        assert caption in pdf_text
        assert caption in docx_text
        assert flat(caption.replace(".", ". ")) in flat(html_text)


def test_numbers_of_chapters_are_the_same_in_all(book, page, pdf_text, docx_text):
    html_text = flat("".join(page.words))
    for heading in headings(book):
        told = flat(f"{heading.number} {heading.text}".strip())
        assert told in pdf_text
        assert told in docx_text
        assert f"{heading.number}{heading.text}" in html_text


class TestPdf:
    def test_claims_both_standards_and_is_tagged(self, reader, pdf_file):
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or bool(
            root["/MarkInfo"]["/Marked"]
        )
        assert root["/Lang"] == "id-ID"
        metadata = root["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1<" in metadata
        assert "<pdfaid:part>2<" in metadata
        assert "<pdfaid:conformance>A<" in metadata

    def test_knows_its_title_and_keywords(self, reader):
        assert reader.metadata.title == "Buku 1: Analisis Strategis, Kota Mojokerto"
        assert "kota cerdas" in reader.metadata["/Keywords"]

    def test_has_outline_and_inner_links(self, reader, book):
        chapters = [c.heading.text for c in book.chapters]
        titles = [flat(o.title) for o in reader.outline if not isinstance(o, list)]
        assert all(any(text in title for title in titles) for text in chapters)
        links = [
            a.get_object()
            for p in reader.pages
            for a in p.get("/Annots", [])
            if a.get_object()["/Subtype"] == "/Link"
        ]
        assert len(links) > 300
        assert not any("/URI" in link.get("/A", {}) for link in links)

    def test_every_drawing_has_its_words(self, reader, book):
        found = set()

        def walk(node):
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                for child in node:
                    walk(child)
            elif isinstance(node, dict):
                if node.get("/S") == "/Figure":
                    found.add(flat(str(node["/Alt"])))
                walk(node.get("/K", []))

        walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
        alts = {flat(plain(b.alt)) for b in book.blocks() if isinstance(b, Figure)}
        assert found == alts

    def test_uses_only_the_typefaces_of_the_packages(self, reader):
        names = {
            str(font.get_object()["/BaseFont"])
            for p in reader.pages
            for font in p["/Resources"].get("/Font", {}).values()
        }
        assert names
        assert all("SourceS" in name for name in names)

    def test_is_the_same_again(self, book, pdf_file):
        assert pdf.write(book) == pdf_file

    def test_what_cannot_be_set_is_said(self, book):
        first = book.chapters[2]
        figure = next(b for b in first.blocks if isinstance(b, Figure))
        broken = replace(figure, svg=figure.svg.replace("</svg>", ""))
        blocks = tuple(broken if b is figure else b for b in first.blocks)
        chapters = [
            c if c is not first else replace(c, blocks=blocks) for c in book.chapters
        ]
        with pytest.raises(WriteError, match="PDF tidak dapat disusun"):
            pdf.write(replace(book, chapters=tuple(chapters)))


class TestDocx:
    def test_opens_with_its_tables(self, document, book):
        tables = [b for b in book.blocks() if isinstance(b, Table)]
        assert len(document.tables) == len(tables) + 1  # and the key figures
        first = document.tables[1]
        assert [c.text for c in first.rows[0].cells] == [
            c.title for c in tables[0].columns
        ]
        assert "w:tblHeader" in first.rows[0]._tr.xml

    def test_every_drawing_has_its_words_and_a_vector(self, docx_file, book):
        figures = [b for b in book.blocks() if isinstance(b, Figure)]
        with zipfile.ZipFile(io.BytesIO(docx_file)) as archive:
            xml = archive.read("word/document.xml").decode()
            names = archive.namelist()
            vectors = {archive.read(n).decode() for n in names if n.endswith(".svg")}
        assert vectors == {b.svg for b in figures}
        assert xml.count("<asvg:svgBlip") == len(figures)
        assert tempfile.gettempdir() not in xml
        described = re.findall(r'<wp:docPr[^>]*descr="([^"]*)"', xml)
        assert [flat(d) for d in described] == [flat(plain(b.alt)) for b in figures]

    def test_tells_title_language_and_keywords(self, document, docx_file):
        assert (
            document.core_properties.title
            == "Buku 1: Analisis Strategis Kota Mojokerto"
        )
        assert "kota cerdas" in document.core_properties.keywords
        with zipfile.ZipFile(io.BytesIO(docx_file)) as archive:
            assert b'w:val="id-ID"' in archive.read("word/styles.xml")

    def test_headings_are_headings_and_pages_are_numbered(self, document, book):
        told = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert len(told) == len(book.chapters)
        assert " PAGE " in document.sections[0].footer._element.xml
        assert "Analisis Strategis" in document.sections[0].header.paragraphs[0].text

    def test_links_lead_somewhere(self, docx_file):
        with zipfile.ZipFile(io.BytesIO(docx_file)) as archive:
            xml = archive.read("word/document.xml").decode()
        targets = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml))
        marks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', xml))
        assert len(targets) > 200
        assert targets <= marks

    def test_is_the_same_again(self, book, docx_file):
        assert docx.write(book) == docx_file

    def test_says_why_where_pandoc_fails(self, monkeypatch, book):
        book = replace(book, chapters=book.chapters[-1:])
        monkeypatch.setattr("pypandoc.get_pandoc_path", lambda: "/nowhere/pandoc")
        with pytest.raises(WriteError, match="DOCX tidak dapat disusun"):
            docx.write(book)
        monkeypatch.setattr("pypandoc.get_pandoc_path", lambda: "false")
        with pytest.raises(WriteError, match="DOCX tidak dapat disusun"):
            docx.write(book)


class TestHtml:
    def test_fetches_nothing_and_runs_nothing(self, html_file, page):
        assert page.all("script") == []
        assert page.all("link") == []
        sources = [given["src"] for given in page.all("img")]
        assert all(s.startswith("data:image/svg+xml;base64,") for s in sources)
        assert not re.search(r"url\(|@import|https?://", html_file)
        assert all(href.startswith("#") for href in page.links)

    def test_every_link_leads_somewhere_and_ids_are_unique(self, page):
        assert len(page.ids) == len(set(page.ids))
        assert {href[1:] for href in page.links} <= set(page.ids)

    def test_has_language_landmarks_and_a_way_past_the_contents(self, page):
        assert page.all("html") == [{"lang": "id-ID"}]
        for landmark in ("header", "nav", "main", "footer"):
            assert len(page.all(landmark)) == 1
        assert page.links[0] == "#isi"
        assert page.all("main")[0]["id"] == "isi"

    def test_headings_go_down_one_by_one(self, page):
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_tables_have_captions_and_scopes(self, page, book):
        tables = [b for b in book.blocks() if isinstance(b, Table)]
        assert len(page.all("table")) == len(page.all("caption")) == len(tables)
        assert {given.get("scope") for given in page.all("th")} == {
            "col",
            "row",
            "rowgroup",
        }

    def test_every_drawing_has_its_words(self, page, book):
        alts = [plain(b.alt) for b in book.blocks() if isinstance(b, Figure)]
        assert [given["alt"] for given in page.all("img")] == alts
        assert all(re.search(r"\d", alt) for alt in alts)

    def test_what_people_typed_is_no_markup(self, small):
        name = 'Kota <script>alert("x")</script> & #strong[Co]'
        profile = replace(small.profile, name=name)
        hostile = compose(replace(small, profile=profile))
        page = Page(html.write(hostile).decode())
        assert page.all("script") == []
        assert name in "".join(page.words)
        text = PdfReader(io.BytesIO(pdf.write(hostile))).pages[0].extract_text()
        assert "#strong[Co]" in flat(text)

    def test_only_invented_parts_put_a_mark_on_the_book(
        self, small, html_file, pdf_text
    ):
        assert "CONTOH" not in html_file
        assert "CONTOH" not in pdf_text
        marked = compose(replace(small, demo=True))
        assert (
            '<p class="mark">CONTOH: memuat data rekaan</p>'
            in html.write(marked).decode()
        )
        pages = PdfReader(io.BytesIO(pdf.write(marked))).pages
        assert all("CONTOH" in pages[at].extract_text() for at in (0, 4, 8))


def test_formats_are_asked_for_by_name(book):
    assert set(writers.write(book, ["html"])) == {"html"}
    with pytest.raises(
        WriteError, match=r"“epub” tidak dikenal; pilihan: pdf, docx, html"
    ):
        writers.write(book, ["html", "epub"])
