import io
import struct
import zipfile

import pytest

from rancang.workbooks.complaints import Refused
from rancang.workbooks.container import Archive, refuse_stranger
from rancang.workbooks.limits import Limits


TYPES = b"<Types/>"


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def unpack(archive):
    for name in sorted(archive.names):
        list(archive.chunks(name))


def refusal(content, **limits):
    with pytest.raises(Refused) as caught:
        unpack(Archive(content, Limits(**limits)))
    return caught.value.problem.code


def test_a_sound_archive_gives_its_parts():
    archive = Archive(zipped({"xl/a.xml": b"<a/>"}), Limits())
    assert b"".join(archive.chunks("xl/a.xml")) == b"<a/>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\0", "empty_file"),
        (b"%PDF-1.7 ...", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n", "not_a_workbook"),
        (b"\xff\xd8\xff\xe0", "not_a_workbook"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "old_format"),
        (b"\n <HTML><table>", "old_format"),
        (b"x" * 2001, "file_too_large"),
    ],
)
def test_the_first_bytes_tell_strangers(content, code):
    assert refuse_stranger(content, Limits(size=2000)).code == code


def test_old_office_files_are_told_apart():
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    names = {"EncryptedPackage": "password", "Workbook": "old_format", "Word": None}
    found = {
        name: refuse_stranger(start + name.encode("utf-16-le"), Limits()).code
        for name in names
    }
    assert found == names | {"Word": "not_a_workbook"}


def test_text_and_zips_are_let_in():
    assert refuse_stranger(b"wilayah;nilai", Limits()) is None
    assert refuse_stranger(zipped({}), Limits()) is None


def test_a_directory_that_promises_too_much_is_not_unpacked():
    bomb = zipped({"xl/a.xml": b"0" * 3_000_000})
    assert refusal(bomb, unpacked=2_000_000) == "unpacks_too_large"
    assert refusal(bomb) == "packed_too_tightly"
    assert refusal(zipped({str(n): b"" for n in range(20)}), members=10) == (
        "too_many_parts"
    )


def test_a_directory_that_lies_about_sizes_is_found_out():
    content = bytearray(zipped({"xl/a.xml": b"0123456789" * 500_000}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal(bytes(content), unpacked=1_000_000, ratio=10_000) == "broken"


def test_what_unpacks_is_counted():
    parts = {f"xl/{n}.xml": bytes(range(256)) * 40 for n in range(4)}
    archive = Archive(zipped(parts), Limits(unpacked=50_000))
    unpack(archive)
    with pytest.raises(Refused) as caught:
        unpack(archive)
    assert caught.value.problem.code == "unpacks_too_large"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macro"),
        ({"xl/macrosheets/sheet1.xml": b"x"}, "macro"),
        ({"xl/workbook.bin": b"x"}, "old_format"),
        ({"content.xml": b"x"}, "old_format"),
    ],
)
def test_cousins_and_macros_are_named(parts, code):
    assert refusal(zipped(parts)) == code


def test_a_macro_type_without_a_macro_is_refused_too(monkeypatch):
    monkeypatch.setitem(
        globals(), "TYPES", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    assert refusal(zipped({})) == "macro"


def test_a_zip_of_something_else_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("foto.jpg", b"x")
    assert refusal(file.getvalue()) == "not_a_workbook"


def test_an_encrypted_member_asks_for_no_password():
    content = bytearray(zipped({"xl/a.xml": b"x"}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content)) == "password"


def test_two_parts_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped({"xl/workbook.xml": b"<other/>"})
    assert refusal(content) == "broken"


def test_damage_inside_a_part_is_found():
    content = bytearray(zipped({"xl/a.xml": b"hello" * 40}, zipfile.ZIP_STORED))
    content[content.index(b"hello")] ^= 1
    assert refusal(bytes(content)) == "broken"
