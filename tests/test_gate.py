"""The gate: what a file is, and one clear refusal for what cannot be a negotiating text."""

import contextlib
import os
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.errors import Refused
from travaux.text.formats import docx_archive, gate
from travaux.text.formats.gate import decode, identify
from word_files import p, package, r, word_parts

WORD = word_parts(p(r("Each Party shall act.")))
AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>'


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(("name", "content", "form"), [
    ("draft.txt", "Each Party [shall] act.", "text"),
    ("draft", "Article 1", "text"),
    ("draft", "{Section A: General Provisions}", "text"),
    ("draft.TXT", "Article 1\f\n[x]", "text"),
    ("draft.md", "# Article 1", "markdown"),
    ("draft.markdown", "<b>x</b>", "markdown"),
    ("draft.html", "<p>Article 1</p>", "html"),
    ("draft.htm", "<!DOCTYPE html>\n<html><body>x</body></html>", "html"),
    ("draft.html", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html/>', "html"),
    ("draft.xml", AKN, "akn"),
    ("draft.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n{AKN}', "akn"),
    ("draft.akn", AKN.replace("<a", "<akn:a").replace("</a", "</akn:a").replace("xmlns=", "xmlns:akn="), "akn"),
    ("draft.xml", '<html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
    ("draft.json", '{"body": []}', "json"),
    ("draft.dat", '{"body": []}', "json"),
    ("draft.dat", AKN, "akn"),
    ("draft.dat", "<html>x</html>", "html"),
    ("draft.dat", "Article 1", "text"),
    ("draft.pdf", "%PDF-1.7\n...", "pdf"),
    ("draft", "%PDF-1.7\n...", "pdf"),
    ("draft.docx", package(WORD), "docx"),
    ("draft.download", package(WORD), "docx"),
    ("draft.xml", b"\xff\xfe" + AKN.encode("utf-16-le"), "akn"),
    ("draft.txt", "Article 1 [shall] act".encode("utf-16"), "text"),
    ("draft.txt", "Article 1 [shall] act".encode("utf-16-be"), "text"),
    ("draft.txt", b"protecci\xf3n", "text"),
])
def test_files_are_known_by_ending_and_content(tmp_path, name, content, form):
    path = put(tmp_path, name, content)
    assert identify(path) == (form, path.read_bytes())


def ole(*streams: str) -> bytes:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 2)
    directory = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in ("Root Entry", *streams))
    return bytes(header) + bytes(1024) + directory.ljust(512, b"\0")


@pytest.mark.parametrize(("name", "content", "what", "remedy"), [
    ("draft.txt", "", "empty", "send the file again"),
    ("draft.txt", b"\xef\xbb\xbf \r\n\t", "empty", "send the file again"),
    ("draft.txt", " " * 70_000, "empty", "send the file again"),
    ("draft.docx", "", "empty", "send the file again"),
    ("draft.txt", "%PDF-1.4", "named .txt but is a PDF", "draft.pdf"),
    ("draft.pdf", "Article 1", "named .pdf but is plain text", "export"),
    ("draft.pdf", b"\x00\x01\x02 broken", "named .pdf but is damaged", "send the file again"),
    ("draft.docx", "Article 1", "named .docx but is plain text", "docx"),
    ("draft.docx", "<html>x</html>", "named .docx but", "docx"),
    ("draft.pdf", package(WORD), "named .pdf but is a Word document", "draft.docx"),
    ("draft.doc", package(WORD), "named .doc but is a Word document", "draft.docx"),
    ("draft.txt", "<!DOCTYPE html><html></html>", "named .txt but is HTML", "draft.html"),
    ("draft.doc", ole("WordDocument"), "Word 97", "save it as .docx"),
    ("draft.docx", ole("EncryptionInfo", "EncryptedPackage"), "encrypted", "without a password"),
    ("draft.xls", ole("Workbook"), "Excel", "docx"),
    ("draft.msg", ole("__properties_version1.0"), "Outlook", "txt"),
    ("draft.doc", ole(), "older Office", "docx"),
    ("draft.rtf", "{\\rtf1 x}", "RTF", "docx"),
    ("draft.docx", "{\\rtf1 x}", "RTF", "docx"),
    ("draft.png", b"\x89PNG\r\n\x1a\n", "PNG", "text recognition"),
    ("draft.txt", b"\xff\xd8\xff\xe0", "JPEG", "text recognition"),
    ("draft.tif", b"II*\x00abc", "TIFF", "text recognition"),
    ("draft.txt", b"\x7fELF\x02", "program", "draft"),
    ("draft.txt.gz", b"\x1f\x8b\x08\x00", "gzip", "unpack"),
    ("draft.docx", package({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}), "Excel workbook", "docx"),
    ("draft.docx", package({"ppt/presentation.xml": "x"}), "PowerPoint", "docx"),
    ("draft.odt", package({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument text", "docx"),
    ("draft.epub", package({"mimetype": "application/epub+zip"}), "EPUB", "docx"),
    ("draft.zip", package({"draft.txt": "x"}), "zip archive", "unpack"),
    ("draft.docx", package({**WORD, "word/vbaProject.bin": "x"}), "macros", "docx"),
    ("draft.docx", package({**WORD, "[Content_Types].xml": "<x>word.macroEnabled.main+xml</x>"}), "macros", "docx"),
    ("draft.docx", package({**WORD, "../../evil.txt": "x"}), "outside itself", "sender"),
    ("draft.docx", package({**WORD, "/etc/evil.txt": "x"}), "outside itself", "sender"),
    ("draft.docx", package({**WORD, "word/media/a.bin": bytes(25_000_000)}), "unpacks to too much", "pictures"),
    ("draft.docx", package(WORD)[:400], "archive is damaged", "repair"),
    ("draft.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "entities", "DOCTYPE"),
    ("draft.xml", f'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">{AKN}', "entities", "DOCTYPE"),
    ("draft.xml", f'<?xml version="1.0" encoding="UTF-7"?>{AKN}', "encoding", "UTF-8"),
    ("draft.html", '<!DOCTYPE html [<!ENTITY b "c">]><html/>', "entities", "DOCTYPE"),
    ("draft.akn", f"<!--{' ' * 70_000}--><!DOCTYPE a [<!ENTITY b 'c'>]>{AKN}", "not Akoma Ntoso", "HTML"),
    ("draft.akn", f"{AKN[:12]}{' ' * 70_000}{AKN[12:]}<!ENTITY b 'c'>", "entities", "DOCTYPE"),
    ("draft.xml", "<book><chapter/></book>", "not Akoma Ntoso", "HTML"),
    ("draft.xml", '<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "Word document in one XML file", "docx"),
    ("draft.txt", b"abc\x00def", "not text", "PDF"),
    ("draft.md", bytes(range(1, 9)) * 100, "not text", "PDF"),
])
def test_what_cannot_be_a_draft_is_refused_with_a_remedy(tmp_path, name, content, what, remedy):
    path = put(tmp_path, name, content)
    with pytest.raises(Refused) as refusal:
        identify(path)
    assert what in str(refusal.value)
    assert remedy in refusal.value.remedy
    assert refusal.value.where.endswith(name)


def test_missing_files_folders_pipes_and_odd_names_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    cases = {"absent.txt": "no such file", ".": "folder", "pipe.txt": "not a file", "x" * 300: "cannot be opened"}
    for name, what in cases.items():
        with pytest.raises(Refused, match=what):
            identify(tmp_path / name)
    with pytest.raises(Refused, match="cannot be opened"):
        identify(tmp_path / "nul\x00.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_refused(tmp_path):
    path = put(tmp_path, "draft.txt", "x")
    path.chmod(0)
    with pytest.raises(Refused, match="may not be read"):
        identify(path)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "TEXT_LIMIT", 1000)
    with pytest.raises(Refused, match="too large"):
        identify(put(tmp_path, "draft.txt", "x" * 1001))


def test_refusals_by_directory_or_head_are_quick(tmp_path):
    bomb = put(tmp_path, "bomb.docx", package({**WORD, **{f"word/{n}.bin": bytes(2_000_000) for n in range(40)}}))
    large = put(tmp_path, "scan.pdf", b"\x89PNG\r\n" + bytes(50_000_000))
    for path in (bomb, large):
        start = time.perf_counter()
        with pytest.raises(Refused):
            identify(path)
        print(f"{path.name}: {1000 * (time.perf_counter() - start):.1f} ms")


def test_sizes_in_the_directory_are_not_believed(monkeypatch):
    data = bytearray(package({**WORD, "word/document.xml": bytes(100_000)}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, at + 24, 10)
    monkeypatch.setattr(docx_archive, "SIZE_LIMIT", 50_000)
    archive = docx_archive.open_archive("x", bytes(data))
    with pytest.raises(Refused):
        archive.read("word/document.xml")


def test_all_members_together_may_not_unpack_to_too_much(monkeypatch):
    monkeypatch.setattr(docx_archive, "SIZE_LIMIT", 150_000)
    data = package({"a": os.urandom(100_000), "b": b"x"})
    archive = docx_archive.open_archive("x", data)
    archive.read("a")
    with pytest.raises(Refused, match="too much"):
        archive.read("a")


def test_too_many_members_and_unusual_compression_are_refused(tmp_path):
    with pytest.raises(Refused, match="too much"):
        docx_archive.open_archive("x", package({f"m{n}": b"" for n in range(docx_archive.MEMBER_LIMIT + 1)}))
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x" * 1000)
    with pytest.raises(Refused, match="damaged"):
        docx_archive.open_archive("x", path.read_bytes())


@pytest.mark.parametrize(("data", "words"), [
    (b"a\r\nb\rc\n", "a\nb\nc\n"),
    (b"\xef\xbb\xbfa", "a"),
    ("é漢".encode("utf-16"), "é漢"),
    ("Each Party".encode("utf-16-le"), "Each Party"),
    ("Each Party".encode("utf-32"), "Each Party"),
    (b"\x93quoted\x94", "“quoted”"),
    (b"\x81caf\xe9", "\x81café"),
    (b"", ""),
    ("page\fpage\u2028x\x85y".encode(), "page\fpage\u2028x\x85y"),
])
def test_text_is_decoded_and_line_ends_are_one_kind(data, words):
    assert decode(data, "x") == words


def test_text_that_breaks_off_inside_a_character_is_refused():
    with pytest.raises(Refused, match="breaks off"):
        decode("Each Party".encode("utf-16")[:-1], "x")


@given(st.text(st.characters(exclude_characters="\r\ufeff\x00", exclude_categories=["Cs"])))
def test_utf_8_is_read_as_it_is(words):
    assert decode(words.encode("utf-8"), "x") == words


@given(st.binary())
def test_any_bytes_are_text_or_refused(tmp_path_factory, data):
    path = put(tmp_path_factory.mktemp("any"), "draft.txt", data)
    try:
        form, found = identify(path)
    except Refused:
        return
    assert (form, found) == ("text", data)
    with contextlib.suppress(Refused):
        assert "\r" not in decode(found, "x")


@needs_corpus
def test_real_files_are_what_their_endings_say():
    forms = {".pdf": "pdf", ".html": "html", ".md": "markdown", ".txt": "text", ".xml": "akn"}
    files = [file for folder in ("texts", "akn") for file in (CORPUS / folder).rglob("*") if file.suffix in forms]
    assert len(files) > 40
    for file in files:
        if "xsd" not in file.parts:
            assert identify(file)[0] == forms[file.suffix], file
