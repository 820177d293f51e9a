"""The side-by-side table as a part of a page, and its columns named after versions instead of parties."""

from lxml import html

import travaux
from travaux.text.side_by_side import ENDINGS, side_by_side, table_bytes, table_fragment

OLD = "1. Each Party shall act.\n\n2. It shall report.\n"
NEW = "1. Each Party may act.\n\n2. It shall report.\n"


def table_of(old=OLD, new=NEW, name="Rev. 2", **asked):
    return side_by_side(travaux.read_text(old), {name: travaux.read_text(new)}, **asked)


def test_the_fragment_has_the_rows_of_the_page_and_no_page_round_them():
    table = table_of(parties=False)
    written = table_fragment(table, "Two versions")
    fragment = html.fromstring(written)
    page = html.document_fromstring(table_bytes(table, ".html").decode())
    rows = [row.text_content() for row in page.xpath("//tbody/tr")]
    assert [row.text_content() for row in fragment.xpath(".//tbody/tr")] == rows
    assert fragment.xpath(".//caption/text()") == ["Two versions"]
    assert not fragment.xpath(".//style | .//script | .//input | .//*[@style]")


def test_words_of_the_caption_and_of_the_texts_are_escaped():
    script = "<script>alert(1)</script>"
    fragment = html.fromstring(table_fragment(table_of(new=NEW + f"\n3. {script}\n", name=script), script))
    assert not fragment.xpath(".//script")
    assert fragment.text_content().count("alert(1)") >= 3


def test_a_column_of_a_version_is_not_taken_for_a_party():
    as_party, as_version = table_of(name="CL"), table_of(name="CL", parties=False)
    assert as_party.columns[0].name == "Chile"
    assert as_version.columns[0].name == "CL"
    assert any("no known party" in remark for remark in table_of().remarks)
    assert not any("no known party" in remark for remark in table_of(parties=False).remarks)


def test_a_text_from_the_right_runs_from_the_right_in_the_fragment():
    table = table_of("1. تحمي الأطراف العينات.\n", "1. تحمي الأطراف النماذج.\n")
    fragment = html.fromstring(table_fragment(table, "x"))
    assert {cell.get("dir") for cell in fragment.xpath(".//tbody//td")} == {"auto"}


def test_every_ending_gives_the_content_of_a_file():
    for ending in ENDINGS:
        assert table_bytes(table_of(), ending)
