"""The page of a text: brackets, outline, versions, remarks, files."""

import re
import tempfile
from pathlib import Path

import pytest
from lxml import html as lxml_html

import travaux
from travaux.errors import TravauxError
from travaux.facts import from_mapping, open_record
from travaux.text.instrument import Instrument
from travaux.text.model import Text
from workbench import client, own_case, ready, words

ON = "?on=2025-10-01"


def tree(response):
    return lxml_html.document_fromstring(response.content)


def test_the_latest_draft_of_the_day_is_shown_with_its_brackets_and_who_holds_them():
    page = tree(client("chair").get(f"/c/typefaces/text/{ON}"))
    article = page.xpath("//article[contains(@class,'draft')]")[0]
    draft = travaux.open_case("typefaces", on="2025-10-01").draft()
    assert len(article.xpath(".//*[starts-with(@id,'choice-')]")) == len(draft.issues())
    assert "JM propose; UY oppose:" in article.text_content()
    assert (article.get("dir"), article.get("lang")) == ("ltr", "en")


def test_versions_are_there_to_switch_between_and_keep_the_day():
    page = tree(client("chair").get(f"/c/typefaces/text/{ON}"))
    links = page.xpath("//nav[@aria-label='Versions of the text']//a")
    assert [" ".join(link.text_content().split()) for link in links] == [
        "Rev. 3 19 September 2025", "Rev. 2 6 June 2025", "Rev. 1 3 March 2025",
    ]
    assert all(link.get("href").endswith("&on=2025-10-01") for link in links)
    assert [link.get("aria-current") for link in links] == ["page", None, None]
    older = tree(client("chair").get(links[2].get("href")))
    draft = {text.id: each for text, each in travaux.open_case("typefaces").versions()}["rev1"]
    assert f"{len(draft.issues())} open choices" in older.xpath("//p[@class='lead']")[0].text_content()


def test_the_outline_tells_open_agreed_and_deleted_by_words_and_signs():
    page = tree(client("chair").get("/c/typefaces/text/?version=rev3"))
    rows = {
        " ".join(row.xpath("./a|./del")[0].text_content().split()):
        " ".join(row.xpath("./span")[0].text_content().split())
        for row in page.xpath("//nav[@aria-label='Outline of the text']/details/ul/li")
    }
    assert rows["Article 2 General obligations"] == "[ ] 2 open choices"
    assert rows["Article 3 Rights of the designer"] == "✓ agreed"
    adopted = tree(client("chair").get("/c/typefaces/text/?version=adopted"))
    states = adopted.xpath("//nav[@aria-label='Outline of the text']//span[@class='state']")
    assert {" ".join(each.text_content().split()) for each in states} <= {"– no bracket", ""}


def test_an_article_that_went_is_listed_as_deleted():
    kept, gone = "Article 1\n\nShips [shall] stop.\n", "\nArticle 2\n\nBoats may sail where they like to sail.\n"
    name = own_case(two_drafts(kept + gone, kept))
    page = words(client("chair").get(f"/c/{name}/text/"))
    assert re.search(r"<del[^>]*>Article 2[^<]*</del> <span class=\"state\">✕ deleted since One</span>", page)


def two_drafts(one, two, **more):
    """A case with two drafts, whose files stand on a shelf."""
    folder = Path(tempfile.mkdtemp(prefix="travaux-drafts-"))
    (folder / "texts").mkdir()
    (folder / "texts" / "one.txt").write_text(one, encoding="utf-8")
    (folder / "texts" / "two.txt").write_text(two, encoding="utf-8")
    lines = ["schema: travaux-case/1", "texts:",
             "  - {id: one, file: one.txt, title: One, date: 2001-01-01}",
             "  - {id: two, file: two.txt, title: Two, date: 2001-02-01}"]
    (folder / "case.yaml").write_text("\n".join([*lines, *more.get("lines", [])]), encoding="utf-8")
    return open_record(str(folder))


def test_a_version_that_is_not_in_the_view_is_unknown_whether_or_not_it_is_on_record():
    visitor = client("chair")
    hidden, none = (visitor.get(f"/c/typefaces/text/?version={name}&on=2025-10-01") for name in ("adopted", "nothing"))
    assert hidden.status_code == none.status_code == 422
    said = [tree(each).xpath("//main")[0].text_content() for each in (hidden, none)]
    assert "nothing" in said[1]
    assert said[0].replace("adopted", "nothing") == said[1]


@pytest.mark.parametrize("ending", ["docx", "html", "xml", "md", "txt", "json"])
def test_a_file_taken_away_says_the_same(ending, tmp_path):
    response = client("chair").get(f"/c/typefaces/text/file.{ending}?version=rev3")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="typefaces-rev3.{ending}"'
    path = tmp_path / f"back.{ending}"
    path.write_bytes(response.content)
    draft = {text.id: each for text, each in travaux.open_case("typefaces").versions()}["rev3"]
    assert travaux.read(path).clean_texts == draft.clean_texts


def test_a_format_that_nobody_writes_is_an_error_in_words():
    response = client("chair").get("/c/typefaces/text/file.exe?version=rev3")
    assert response.status_code == 404
    assert "the formats are docx" in words(response)


def test_a_case_without_drafts_says_what_to_do():
    page = words(client("chair").get("/c/patents/text/"))
    assert "There is no draft on record" in page
    assert 'name="file"' in page
    assert 'name="file"' not in words(client("observer").get("/c/patents/text/"))


def test_remarks_of_the_reader_stand_with_place_meaning_and_remedy():
    name = own_case(two_drafts("Article 1\n\nEach Party [shall act.\n", "Article 1\n\nEach Party [shall act.\n"))
    page = tree(client("chair").get(f"/c/{name}/text/"))
    text = travaux.read_text("Article 1\n\nEach Party [shall act.\n")
    assert text.diagnostics, "the draft has an unclosed bracket"
    table = page.xpath("//section[@id='remarks']//tbody/tr")
    rows = [[cell.text_content() for cell in row.xpath("td")] for row in table]
    assert [row[2] for row in rows] == [each.message for each in text.diagnostics]
    assert [row[3] for row in rows] == [each.remedy for each in text.diagnostics]
    assert "line 3" in rows[0][1]


def test_nothing_in_the_page_is_inline():
    for address in (f"/c/typefaces/text/{ON}", "/c/typefaces/text/choose/?version=rev3", "/c/avp/text/"):
        page = tree(client("chair").get(address))
        assert not page.xpath("//*[@style]|//style|//script[not(@src)]|//@*[starts-with(name(),'on')]")


def test_a_text_written_from_the_right_keeps_its_direction():
    name = own_case(two_drafts("المادة 1\n\nيتعاون كل طرف [مع] الأطراف الأخرى في هذا الشأن.\n",
                               "المادة 1\n\nيتعاون كل طرف [مع] الأطراف الأخرى في هذا الشأن.\n"))
    page = tree(client("chair").get(f"/c/{name}/text/"))
    article = page.xpath("//article[contains(@class,'draft')]")[0]
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert page.getroottree().getroot().get("dir") == "ltr"


def test_script_in_a_draft_shows_as_text():
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    name = own_case(two_drafts(f"Article 1\n\nEach Party [{attack}] acts.\n", f"Article 1 {attack}\n\n[{attack}]\n"))
    for address in (f"/c/{name}/text/", f"/c/{name}/text/choose/", f"/c/{name}/", f"/c/{name}/text/?version=one"):
        page = tree(client("chair").get(address))
        assert not page.xpath("//script[not(@src)]|//img[@src='x']|//@onerror")
        assert attack in page.text_content()


def test_a_draft_whose_file_is_not_there_is_said_to_be_missing():
    record = from_mapping({"schema": "travaux-case/1", "name": "bare",
                           "texts": [{"id": "t", "file": "gone.txt", "date": "2001-01-01"}]})
    response = client("chair").get(f"/c/{own_case(record)}/text/")
    assert response.status_code == 422
    assert "cannot be shown" in words(response)


def test_the_heat_map_of_articles_stands_with_its_table_and_its_files():
    history = tree(client("chair").get(f"/c/typefaces/text/{ON}")).get_element_by_id("history")
    assert history.xpath(".//img/@src")[0].startswith("/c/typefaces/picture/heat-map.svg")
    assert history.xpath(".//table//tr")


def test_long_drafts_are_compared_only_where_somebody_asks(monkeypatch):
    from travaux.server.pages import text as page

    monkeypatch.setattr(page, "_LARGE", 100)
    old, new = ("".join(f"Article {n}\n\nShips [{verb}] stop.\n\n" for n in range(9)) for verb in ("shall", "may"))
    name = own_case(two_drafts(old, new))
    waiting = tree(client("chair").get(f"/c/{name}/text/")).get_element_by_id("history")
    assert not waiting.xpath(".//img")
    link = waiting.xpath(".//a/@href")[0]
    assert tree(client("chair").get(link)).get_element_by_id("history").xpath(".//img")


@pytest.mark.parametrize("ending", ["html", "md", "txt"])
def test_a_text_with_half_a_character_is_no_file_but_an_error_in_words(ending):
    ready()
    from travaux.server.pages.text import _written

    with pytest.raises(TravauxError, match="character that"):
        _written(Instrument((Text("a\ud800b"),)), ending)
