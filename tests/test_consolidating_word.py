"""Proposals handed in as Word files with tracked changes: text, author and date come through and back."""

import shutil
import subprocess

import pytest

import travaux
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.model import Break, Note, Text
from travaux.text.stream import choices, leaves
from word_files import p, r, word_file

WHEN = "2015-10-23T08:15:30Z"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FOOTNOTES = f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", r("As defined in Annex I."))}</w:footnote>'
FOURTH = "Nothing in this Agreement prevents a Party from acting alone."


def tracked(tag, author, *runs):
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="{WHEN}">{"".join(runs)}</w:{tag}>'


def put_in(words, author):
    return tracked("ins", author, r(words))


def struck(words, author):
    return tracked("del", author, f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>')


def said(author, words):
    return {"comments": f'<w:comment w:id="5" w:author="{author}" w:date="{WHEN}">{p(r(words))}</w:comment>'}


def draft(second=None, third=None, cell=None, last="", **stories):
    """A draft of an article with a footnote, and a table of two cells."""
    rows = [
        p(r("Article 1")),
        p(r("1. Each Party"), NOTE, r(" shall keep a register.")),
        p(*(second or [r("2. The Parties shall meet every year in Geneva.")])),
        third if third is not None else p(r("3. " + FOURTH)),
        p(r("4. Disputes are settled by consultation between the Parties.")) + last,
        f"<w:tbl><w:tr><w:tc>{p(r('Fee'))}</w:tc><w:tc>{p(*(cell or [r('Ten euros')]))}</w:tc></w:tr></w:tbl>",
    ]
    return word_file("".join(rows), footnotes=FOOTNOTES, **stories)


US = {
    "second": [
        r("2. The Parties "), struck("shall", "Ana"), put_in("may", "Ana"), r(" meet every year in Geneva"),
        put_in(", as appropriate", "Bob"), r("."),
    ],
    "cell": [struck("Ten", "Bob"), put_in("Twenty", "Bob"), r(" euros")],
    "third": p(
        r("3. Nothing"), '<w:r><w:commentReference w:id="5"/></w:r>', r(FOURTH.removeprefix("Nothing"))
    ),
}
MARK = f'<w:rPr><w:{{}} w:id="3" w:author="Cruz" w:date="{WHEN}"/></w:rPr>'
CL = {
    "third": p(tracked("moveFrom", "Cruz", r("3. " + FOURTH)), properties=MARK.format("del")),
    "last": p(tracked("moveTo", "Cruz", r("5. " + FOURTH)), properties=MARK.format("ins")),
}


@pytest.fixture
def files(tmp_path):
    (tmp_path / "base.docx").write_bytes(draft())
    (tmp_path / "us.docx").write_bytes(draft(**US, **said("Ana", "We need this.")))
    (tmp_path / "cl.docx").write_bytes(draft(**CL))
    return tmp_path


def made(files):
    texts = {name: travaux.read(files / f"{name}.docx") for name in ("base", "us", "cl")}
    return consolidate(texts["base"], {"US": texts["us"], "CL": texts["cl"]})


def changes_in(stream):
    return {
        (node.text.strip(" ,"), node.change.act, node.change.author, node.change.date)
        for node in leaves(stream) if isinstance(node, Text) and node.change
    }


def test_tracked_changes_become_choices(files):
    assert plain(consolidate(
        travaux.read(files / "base.docx"), {"US": travaux.read(files / "us.docx")}
    ).text).split("\n\n")[2] == (
        "2. The Parties [US oppose: {--shall--}] [US propose: {++may++}] meet every year in Geneva"
        "[US propose: {++, as appropriate++}]."
    )


def test_author_and_date_of_inserted_and_deleted_words_come_through_the_word_file(files):
    found = made(files)
    expected = {
        ("shall", "deleted", "Ana", WHEN), ("may", "inserted", "Ana", WHEN),
        ("as appropriate", "inserted", "Bob", WHEN), ("Ten", "deleted", "Bob", WHEN),
        ("Twenty", "inserted", "Bob", WHEN),
    }
    assert changes_in(found.text.body) >= expected
    travaux.write(found.text, files / "out.docx")
    again = travaux.read(files / "out.docx")
    assert changes_in(again.body) >= expected
    assert again.body == found.text.body


def test_words_moved_stand_twice_with_author_and_date(files):
    found = made(files)
    assert plain(found.text).count("prevents a Party from acting alone") == 2
    assert [(row.party, row.where) for row in found.report.moved] == [("CL", "Article 1, paragraph 3")]
    moved = {(node.text, node.change.author) for node in leaves(found.text.body)
             if isinstance(node, Text) and node.change and node.change.act == "moved_to"}
    assert moved == {(FOURTH, "Cruz")}


def test_footnotes_tables_and_comments_keep_their_place(files):
    body = made(files).text.body
    notes = [node for node in leaves(body) if isinstance(node, Note)]
    assert [(note.form, note.author, note.date) for note in notes] == [("footnote", "", ""), ("comment", "Ana", WHEN)]
    cells = [place for place, node in enumerate(body) if isinstance(node, Break) and node.role == "cell"]
    assert len(cells) == 2
    (fee,) = [choice for choice in choices(body[cells[1]:]) if choice.texts]
    assert dict(fee.texts) == {"CL": 1, "US": 2}


def test_every_party_gets_the_text_back_that_its_file_has_once_changes_are_accepted(files):
    found = made(files)
    us = plain(found.text.project("US")).split("\n\nNotes")[0]
    assert us.replace("{++", "").replace("++}", "") == (
        "Article 1\n\n1. Each Party¹ shall keep a register.\n\n"
        "2. The Parties may meet every year in Geneva, as appropriate.\n\n"
        "3. Nothing² in this Agreement prevents a Party from acting alone.\n\n"
        "4. Disputes are settled by consultation between the Parties.\n\nFee\n\nTwenty euros"
    )
    cl = plain(found.text.project("CL"))
    assert "3. Nothing" not in cl
    assert cl.index("4. Disputes") < cl.index(FOURTH.split(" ", 1)[1])


def test_several_who_strike_the_same_words_are_told_by_the_first(files):
    (files / "nz.docx").write_bytes(draft(second=[
        r("2. The Parties "), struck("shall", "Zoe"), put_in("should", "Zoe"), r(" meet every year in Geneva."),
    ]))
    found = consolidate(
        travaux.read(files / "base.docx"),
        {"US": travaux.read(files / "us.docx"), "NZ": travaux.read(files / "nz.docx")},
    )
    struck_words = [each for each in changes_in(found.text.body) if each[0] == "shall"]
    assert struck_words == [("shall", "deleted", "Zoe", WHEN)]
    assert "[NZ/US oppose: {--shall--}] [NZ propose: {++should++}] [US propose: {++may++}]" in plain(found.text)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_is_written(files):
    travaux.write(made(files).text, files / "out.docx")
    command = [
        "soffice", "--headless", f"-env:UserInstallation=file://{files}/profile", "--convert-to", "txt:Text",
        "--outdir", str(files), str(files / "out.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    words = (files / "out.txt").read_text(encoding="utf-8-sig")
    assert "[US oppose: shall] [US propose: may] meet every year" in words
    assert "[US oppose: Ten] [US propose: Twenty] euros" in words
