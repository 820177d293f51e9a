"""How the choices of a consolidation are printed, and that what is printed reads back to the same choices."""

import io
import zipfile

import pytest

import travaux
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.model import Change, Note, Text
from travaux.text.stream import choices

BASE = (
    "Article 1\n\n1. Each Party shall protect samples, data, and results.\n\n"
    "2. The Parties agree to meet every year in the territory of one of them.\n\n"
    "3. Nothing in this Agreement prevents a Party from acting."
)
DRAFTS = {
    "US": BASE.replace("shall protect", "may protect").replace("data, ", ""),
    "CL": BASE.replace("shall protect", "should protect").replace("acting.", "acting, as appropriate."),
    "JP": BASE.replace(
        "The Parties agree to meet every year in the territory of one of them.",
        "Costs arising under these provisions fall upon whoever has caused them.",
    ),
}


def made(style):
    return consolidate(
        travaux.read_text(BASE), {party: travaux.read_text(words) for party, words in DRAFTS.items()}, style=style
    )


def test_attributed_names_who_proposes_and_who_opposes():
    assert plain(made("attributed").text) == (
        "Article 1\n\n"
        "1. Each Party [CL/US oppose: shall] [CL propose: should] [US propose: may] protect samples, "
        "[US oppose: data,] and results.\n\n"
        "[JP oppose: 2. The Parties agree to meet every year in the territory of one of them.]\n\n"
        "[JP propose: 2. Costs arising under these provisions fall upon whoever has caused them.]\n\n"
        "3. Nothing in this Agreement prevents a Party from acting[CL propose: , as appropriate].\n"
    )


def test_wipo_joins_rivals_by_slashes_and_says_in_footnotes_who_asked():
    words = plain(made("wipo").text)
    assert "1. Each Party [¹shall]/[²should]/[³may] protect samples, [⁴ data,] and results." in words
    assert "[⁵Alternative A:\n\n2. The Parties agree to meet every year in the territory of one of them.]" in words
    assert "[⁶Alternative B:\n\n2. Costs arising under these provisions fall upon whoever has caused them.]" in words
    assert "\n\n1  Opposed by CL and US.\n\n2  Proposed by CL.\n\n3  Proposed by US." in words


def test_footnotes_of_wipo_go_on_from_those_of_the_base():
    base = travaux.read_text("Each Party shall act.")
    last = (Note("1", (Text("As agreed."),)), Note("7", (Text("As agreed before."),)))
    noted = travaux.Instrument((*base.body, *last))
    own = travaux.Instrument((base.body[0], Text("Each Party may act."), *last))
    found = consolidate(noted, {"US": own}, style="wipo").text
    (choice,) = choices(found.body)
    assert [node.mark for option in choice.options for node in option.head] == ["8", "9"]


def test_unfccc_prints_brackets_and_options_without_names():
    assert plain(made("unfccc").text) == (
        "Article 1\n\n"
        "1. Each Party [shall][may][should] protect samples, [data,] and results.\n\n"
        "[Option 1:\n\n2. The Parties agree to meet every year in the territory of one of them.]\n\n"
        "[Option 2:\n\n2. Costs arising under these provisions fall upon whoever has caused them.]\n\n"
        "3. Nothing in this Agreement prevents a Party from acting[, as appropriate].\n"
    )


# A raised figure of plain text before `Alternative A` hides the label from a reader; Markdown says that it is a note.
@pytest.mark.parametrize(("style", "ending"), [("attributed", "txt"), ("wipo", "md"), ("unfccc", "txt")])
def test_what_is_printed_reads_back_to_the_same_choices(style, ending, tmp_path):
    written = made(style).text
    travaux.write(written, tmp_path / f"out.{ending}")
    again = travaux.read(tmp_path / f"out.{ending}")
    shape = [(choice.form, len(choice.options)) for choice in choices(written.body)]
    assert [(choice.form, len(choice.options)) for choice in choices(again.body)] == shape
    if style == "attributed":
        heads = [[(o.backs, o.opposes) for o in choice.options] for choice in choices(written.body)]
        assert [[(o.backs, o.opposes) for o in choice.options] for choice in choices(again.body)] == heads


@pytest.mark.parametrize("ending", ["json", "html", "docx", "xml", "md", "txt"])
def test_no_file_in_the_nameless_style_tells_a_name(ending, tmp_path):
    body = (travaux.read_text("x").body[0], Text("Each Party shall act in good faith today."))
    own = (
        body[0], Text("Each Party "), Text("shall", change=Change("deleted", "Ana Lima", "2015-10-23T08:15:30Z")),
        Text("may", change=Change("inserted", "Ana Lima", "2015-10-23T08:15:30Z")), Text(" act in good faith today."),
        Note("1", (Text("We need this."),), "comment", author="Ana Lima"),
    )
    found = consolidate(travaux.Instrument(body), {"Ruritania": travaux.Instrument(own)}, style="unfccc")
    file = tmp_path / f"out.{ending}"
    travaux.write(found.text, file)
    data = file.read_bytes()
    if ending == "docx":
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ruritania" not in data
    assert b"Ana" not in data
    assert b"2015-10" not in data
    assert [conflict.parties for conflict in found.report.conflicts] == [("Ruritania",)]
    assert found.report.remarks == ("1 comment is left out, since they tell who wrote them",)


@pytest.mark.parametrize("ending", ["json", "html", "docx", "xml"])
@pytest.mark.parametrize("style", ["attributed", "wipo"])
def test_formats_that_hold_everything_give_the_same_text_back(style, ending, tmp_path):
    written = made(style).text
    travaux.write(written, tmp_path / f"out.{ending}")
    again = travaux.read(tmp_path / f"out.{ending}")
    assert again.body == written.body
    assert plain(again.project("JP")).strip() == DRAFTS["JP"]
