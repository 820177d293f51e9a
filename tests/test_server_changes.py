"""The page Changes: what was reopened first, versions of the view and no others, files that are safe to open."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from lxml import html

import travaux
from travaux.text.comparing import compare
from travaux.text.side_by_side import side_by_side
from workbench import client, own_case, words

OLD = "Article 1\n\n1. Each Party [shall][should] act.\n\n2. It shall report every year.\n"


def page_of(path, account="", status=200):
    response = client(account).get(path)
    assert response.status_code == status, words(response)
    return html.document_fromstring(words(response))


def bare(response):
    """The words of an answer without the sign that is another in every form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words(response))


def told(element):
    return " ".join(element.text_content().split())


def put(case, name, text, reader="public", title="", day="2026-01-01"):
    from travaux.facts.model import TextVersion
    from travaux.server.register import enter, fact_act

    fact = TextVersion(id=name, file=f"{name}.txt", date=day, reader=reader, title=title or None)
    enter(case, [fact_act("texts", fact, text.encode())], by="test")


def test_what_was_reopened_stands_first_and_is_what_the_comparison_found():
    versions = dict(travaux.open_case("typefaces").versions())
    texts = {version.id: instrument for version, instrument in versions.items()}
    found = compare(texts["rev2"], texts["rev3"])
    assert found.reopened
    page = page_of("/c/typefaces/changes/?old=rev2&new=rev3")
    section = page.get_element_by_id("reopened")
    items = section.xpath(".//li")
    assert len(items) == len(found.reopened)
    for item, touched in zip(items, found.reopened, strict=True):
        assert touched.where in told(item)
        assert " ".join(touched.words.split()) in told(item)
    order = [each.get("id") for each in page.xpath("//*[@id='reopened' or @id='choices' or @id='text']")]
    assert order == ["reopened", "choices", "text"]
    assert "Agreed text was reopened in 1 place" in told(page.xpath("//p[contains(@class, 'lead')]")[0])


def test_by_default_the_last_two_versions_on_the_day_are_compared():
    def chosen(page):
        return [page.xpath(f"//select[@id='{name}']/option[@selected]/@value") for name in ("old", "new")]

    assert chosen(page_of("/c/typefaces/changes/")) == [["rev3"], ["adopted"]]
    assert chosen(page_of("/c/typefaces/changes/?on=2025-10-01")) == [["rev2"], ["rev3"]]
    assert chosen(page_of("/c/typefaces/changes/?new=rev2")) == [["rev1"], ["rev2"]]


@pytest.mark.parametrize("asked", ["", "&whole=1", "&as=side", "&as=side&whole=1"])
@pytest.mark.parametrize(("old", "new"), [("rev1", "rev2"), ("rev2", "rev3"), ("rev3", "adopted"), ("adopted", "rev1")])
def test_pages_have_no_styles_or_scripts_of_their_own_and_no_link_into_nothing(old, new, asked):
    page = page_of(f"/c/typefaces/changes/?old={old}&new={new}{asked}")
    main = page.get_element_by_id("main")
    assert not main.xpath(".//style | .//script | .//*[@style]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in main.xpath(".//a/@href") if link.startswith("#")} <= set(ids)


def test_one_steps_from_change_to_change_by_links():
    page = page_of("/c/typefaces/changes/?old=rev2&new=rev3")
    place, seen = "c1", []
    while place not in seen:
        seen.append(place)
        after = page.get_element_by_id(place).xpath("./p[@class='say']//a[starts-with(., 'next')]/@href")
        place = after[0][1:] if after else place
    assert seen == [f"c{n}" for n in range(1, len(page.xpath("//div[starts-with(@id, 'c')]")) + 1)]


def test_the_same_version_twice_is_no_comparison():
    page = page_of("/c/typefaces/changes/?old=rev2&new=rev2")
    assert "You chose Rev. 2 twice" in told(page.get_element_by_id("main"))


def test_a_case_with_one_text_or_none_says_what_is_missing():
    assert "There is one version only" in told(page_of("/c/avp/changes/", "chair").get_element_by_id("main"))
    none = page_of("/c/patents/changes/", "chair").get_element_by_id("main")
    assert "There is no text in this case yet" in told(none)


def test_an_unknown_version_is_refused_with_the_names_there_are():
    said = told(page_of("/c/typefaces/changes/?old=rev9", status=422).get_element_by_id("main"))
    assert "there is no version 'rev9'" in said
    assert "adopted" in said


@pytest.mark.parametrize("where", ["changes/?new={}", "changes/file.docx?new={}", "changes/for-us/?party=ke&since={}"])
def test_a_version_one_may_not_read_is_not_offered_and_is_refused_like_one_that_does_not_exist(where):
    case = own_case("typefaces")
    put(case, "kept-back", OLD, reader="chair", title="A paper of the chair")
    assert "kept-back" in words(client("chair").get(f"/c/{case}/changes/"))
    assert client("chair").get(f"/c/{case}/{where.format('kept-back')}").status_code == 200
    for account in ("observer", "kenya"):
        there = client(account)
        page = words(there.get(f"/c/{case}/changes/"))
        assert "kept-back" not in page
        assert "A paper of the chair" not in page
        refused = there.get(f"/c/{case}/{where.format('kept-back')}")
        unknown = there.get(f"/c/{case}/{where.format('kept-beck')}")
        assert refused.status_code == unknown.status_code
        assert refused.status_code in (404, 422)
        assert bare(refused) == bare(unknown).replace("kept-beck", "kept-back")


def test_what_is_for_the_chair_alone_changes_no_byte_of_the_page_of_others():
    case = own_case("typefaces")
    paths = [f"/c/{case}/changes/", f"/c/{case}/changes/?as=side", f"/c/{case}/changes/file.html"]
    before = [bare(client("observer").get(path)) for path in paths]
    chair = bare(client("chair").get(paths[0]))
    put(case, "kept-back", OLD, reader="chair")
    assert [bare(client("observer").get(path)) for path in paths] == before
    assert bare(client("chair").get(paths[0])) != chair


def test_files_are_what_their_endings_say():
    there = client()
    pair = "old=rev2&new=rev3"
    redline = there.get(f"/c/typefaces/changes/file.docx?{pair}")
    assert "attachment" in redline.headers["Content-Disposition"]
    assert "typefaces-rev2-to-rev3-redline.docx" in redline.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(redline.content)) as packed:
        assert b"w:ins" in packed.read("word/document.xml")
    assert "<h1>What changed</h1>" in words(there.get(f"/c/typefaces/changes/file.html?{pair}"))
    side = f"as=side&{pair}"
    book = openpyxl.load_workbook(io.BytesIO(there.get(f"/c/typefaces/changes/file.xlsx?{side}").content))
    rows = list(csv.reader(io.StringIO(there.get(f"/c/typefaces/changes/file.csv?{side}").content.decode("utf-8-sig"))))
    assert rows[0][0] == "Provision"
    assert rows[0][2].startswith("Rev. 3")
    assert len(rows) == book["Side by side"].max_row
    with zipfile.ZipFile(io.BytesIO(there.get(f"/c/typefaces/changes/file.docx?{side}").content)) as packed:
        assert "word/document.xml" in packed.namelist()


@pytest.mark.parametrize("path", ["file.xlsx", "file.exe", "file.docx?as=side&old=nothing"])
def test_a_file_that_cannot_be_made_is_refused_in_words(path):
    page_of(f"/c/typefaces/changes/{path}", status=404)


def test_a_spreadsheet_takes_no_cell_for_a_formula():
    case = own_case("patents")
    put(case, "one", "=HYPERLINK(1) is what each Party shall keep in its archive.\n", title="=1+1", day="2026-01-01")
    put(case, "two", "=HYPERLINK(2) is what each Party shall keep in its archive.\n", title="=2+2", day="2026-01-02")
    there = client("chair")
    rows = csv.reader(io.StringIO(there.get(f"/c/{case}/changes/file.csv?as=side").content.decode("utf-8-sig")))
    cells = [cell for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(there.get(f"/c/{case}/changes/file.xlsx?as=side").content))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_words_of_a_file_and_of_its_title_are_shown_as_words():
    case = own_case("patents")
    script = "<script>alert(1)</script><b onclick='x'>"
    put(case, "one", f"1. Each Party shall keep {script} samples.\n", title=script, day="2026-01-01")
    put(case, "two", f"1. Each Party may keep {script} samples.\n", title=f"2 {script}", day="2026-01-02")
    for asked in ("", "?as=side", "?whole=1"):
        page = page_of(f"/c/{case}/changes/{asked}", "chair")
        main = page.get_element_by_id("main")
        assert not main.xpath(".//script | .//b[@onclick]")
        assert script in "".join(main.itertext())


def test_a_text_from_the_right_runs_from_the_right_inside_the_page():
    case = own_case("patents")
    put(case, "one", "1. تحمي الأطراف العينات في أراضيها كل سنة.\n", title="المسودة الأولى", day="2026-01-01")
    put(case, "two", "1. تحمي الأطراف النماذج في أراضيها كل سنة.\n", title="المسودة الثانية", day="2026-01-02")
    page = page_of(f"/c/{case}/changes/", "chair")
    assert page.get("dir") == "ltr"
    assert page.xpath("//article/@dir") == ["rtl"]
    assert page.xpath("//article//p[@class='say']/@dir") == ["ltr"]
    assert page.xpath("//p[contains(@class, 'lead')]//bdi/text()") == ["المسودة الأولى", "المسودة الثانية"]


def test_texts_that_have_nothing_in_common_are_compared_as_a_redline_and_not_side_by_side():
    case = own_case("patents")
    first = " ".join(f"Fonts are kept in archive number {n} of the Bureau." for n in range(12))
    second = " ".join(f"Seeds grow slowly under snow {n} years after harvest!" for n in range(12))
    put(case, "one", first, day="2026-01-01")
    put(case, "two", second, day="2026-01-02")
    said = told(page_of(f"/c/{case}/changes/?as=side", "chair").get_element_by_id("main"))
    assert "These two texts cannot be set side by side" in said
    assert "different documents" in told(page_of(f"/c/{case}/changes/", "chair").get_element_by_id("main"))


def test_turned_round_versions_are_compared_with_a_word_of_warning():
    page = page_of("/c/typefaces/changes/?old=rev3&new=rev2&on=2025-12-31")
    box = page.xpath("//div[@class='hintbox']/p[contains(., 'later one')]/a/@href")
    assert len(box) == 1
    assert re.search(r"old=rev2&new=rev3.*&on=2025-12-31", box[0])


def test_everything_a_page_links_to_keeps_the_day():
    page = page_of("/c/typefaces/changes/?on=2025-10-01")
    links = [link for link in page.xpath("//main//a/@href") if not link.startswith("#")]
    assert links
    assert all("on=2025-10-01" in link for link in links)
    assert page.xpath("//main//form//input[@name='on']/@value") == ["2025-10-01"]


def test_why_redline_and_side_by_side_count_otherwise_is_said_on_both():
    case = own_case("typefaces")
    for shape in ("redline", "side"):
        said = told(page_of(f"/c/{case}/changes/?as={shape}", "chair"))
        assert "Side by side counts paragraphs of the old text" in said, shape


_TAKE = "Each Party shall take all the measures that are necessary to protect typefaces in its territory."
_TELL = "It shall report every year to the Assembly on the measures that were taken under this Treaty."
_OWN = "[US propose: Each Party shall act and protect typefaces][EU propose: No Party need act at all]."


@pytest.mark.parametrize(
    ("old", "new", "redline", "beside"),
    [
        ("1. Each Party [shall] act.", "1. Each Party shall act.", 0, 1),
        (f"1. {_OWN}", f"1. {_OWN}".replace("US propose", "US/MX propose"), 0, 1),
        (f"1. {_TAKE}\n\n2. {_TELL}", f"1. {_TAKE} {_TELL}", 1, 2),
        (f"1. {_TAKE} {_TELL}", f"1. {_TAKE}\n\n2. {_TELL}", 1, 1),
        ("1. Each Party shall act.", "1. Each Party may act.", 1, 1),
    ],
)
def test_redline_and_side_by_side_count_as_the_page_says(old, new, redline, beside):
    before, after = (travaux.read_text(f"Article 1\n\n{text}") for text in (old, new))
    table = side_by_side(before, {"new": after}, parties=False)
    assert len(compare(before, after).changes) == redline
    assert sum(row.changed for row in table.rows) == beside
