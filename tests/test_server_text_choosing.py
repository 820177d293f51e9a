"""Choosing in a page: what is chosen makes the text that `travaux choose` makes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

import travaux
from test_server_text import two_drafts
from travaux.server.desk import Query
from travaux.server.pages.text_choosing import MANY, Chosen, chosen_in
from workbench import client, own_case, words

REV3 = {text.id: each for text, each in travaux.open_case("typefaces").versions()}["rev3"]
AT = "/c/typefaces/text/choose/?version=rev3"


def tree(response):
    return lxml_html.document_fromstring(response.content)


def shown(response):
    return " ".join(tree(response).xpath("//section[@id='chosen']//article")[0].text_content().split())


def test_every_choice_of_the_draft_is_in_the_form_and_open():
    form = tree(client("chair").get(AT)).get_element_by_id("choices")
    names = [legend.getparent().xpath(".//input/@name")[0] for legend in form.xpath(".//legend")]
    assert names == [f"c:{issue.id}" for issue in REV3.issues()]
    assert all(value == "" for value in form.xpath(".//input[@type='radio'][@checked]/@value"))


def test_what_is_chosen_stands_in_the_text_at_once():
    response = client("chair").get(f"{AT}&c:art2.p1.c1=2&c:art4.p1.c1=drop")
    assert "Each Contracting Party shall protect typefaces by copyright." in shown(response)
    assert "not unreasonably harmed." in shown(response)
    assert f"{len(REV3.issues()) - 2} choices still open" in words(response)


def test_every_option_of_the_form_is_one_that_the_text_knows():
    form = tree(client("chair").get(AT)).get_element_by_id("choices")
    for field in form.xpath(".//input[@type='radio'][@value!='']"):
        chosen = chosen_in(REV3, Chosen.asked(Query({field.get("name"): [field.get("value")]})))
        assert len(chosen.issues()) < len(REV3.issues())


def test_all_others_can_be_kept_or_dropped_and_the_files_say_the_same(tmp_path):
    for rest in ("keep", "drop"):
        page = client("chair").get(f"{AT}&c:art7.p1.c1=2&rest={rest}")
        assert "A clean text" in words(page)
        link = tree(page).xpath("//section[@id='chosen']//a[text()='plain text']/@href")[0]
        (tmp_path / "x.txt").write_bytes(client("chair").get(link).content)
        assert travaux.read(tmp_path / "x.txt").body == _through(tmp_path, REV3.choose({"art7.p1.c1": "2"}, rest)).body


def _through(folder, instrument):
    travaux.write(instrument, folder / "y.txt")
    return travaux.read(folder / "y.txt")


def test_the_wording_of_one_delegation_leaves_open_what_it_said_nothing_of():
    response = client("chair").get(f"{AT}&party=JM")
    assert "Protection shall extend to digital fonts." in shown(response)
    assert "[EE propose:" in shown(response).replace("[ ", "[")
    assert "not named is not consent" in words(response)


@pytest.mark.parametrize(("query", "said"), [
    ("c:art99.c1=1", "no choice art99.c1"),
    ("c:art2.p1.c1=9", "has no option"),
    ("c:art2.p1.c1=1&c:art2.p1.c1=2", "two options were chosen for art2.p1.c1"),
    ("rest=burn", "cannot become"),
    ("party=ZZ", "no delegation"),
])
def test_what_cannot_be_chosen_is_an_error_in_words_beside_the_form(query, said):
    response = client("chair").get(f"{AT}&{query}")
    assert response.status_code == 422
    assert said in tree(response).xpath("//*[@role='alert']")[0].text_content()
    assert tree(response).xpath("//form[@id='choices']//fieldset")
    assert client("chair").get(f"/c/typefaces/text/file.txt?version=rev3&{query}").status_code == 404


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=6), max_size=2), max_size=4))
def test_any_query_is_a_page_or_an_error_in_words(fields):
    response = client("chair").get("/c/typefaces/text/choose/", {"version": "rev3", **{
        name: values for name, values in fields.items() if name not in ("on", "known", "version")}})
    assert response.status_code in (200, 422)


def test_a_text_with_very_many_choices_is_chosen_in_part_by_part():
    draft = "".join(f"Article {n}\n\n{n}. Party [{n}a] and [{n}b] and [{n}c] act.\n\n" for n in range(1, 21))
    name = own_case(two_drafts(draft, draft))
    page = tree(client("chair").get(f"/c/{name}/text/choose/?part=3&c:art3.p3.c1=keep&c:art1.p1.c1=drop"))
    assert len(page.xpath("//form[@id='choices']//fieldset")) == 3 < MANY
    assert page.xpath("//form[@id='choices']//input[@type='hidden'][@name='c:art1.p1.c1']/@value") == ["drop"]
    parts = page.xpath("//select[@id='part']/option")
    assert len(parts) == 20
    assert "57" not in "".join(parts[0].itertext())
    assert "58 choices still open, of 60" in page.xpath("//section[@id='chosen']")[0].text_content()
    article = page.xpath("//section[@id='chosen']//article")[0].text_content()
    assert "3a" in article
    assert "4a" not in article


def test_every_part_together_is_every_choice():
    acts = ("".join(f"[{n}w{k}] acts " for k in range(40)) for n in (1, 2, 3))
    draft = "".join(f"Article {n}\n\n1. Party {each}\n\n" for n, each in enumerate(acts, 1))
    name = own_case(two_drafts(draft, draft))
    first = tree(client("chair").get(f"/c/{name}/text/choose/"))
    parts = len(first.xpath("//select[@id='part']/option"))
    seen = []
    for part in range(1, parts + 1):
        page = tree(client("chair").get(f"/c/{name}/text/choose/?part={part}"))
        seen += page.xpath("//form[@id='choices']//fieldset//input[@value='keep']/@name")
    assert len(seen) > MANY
    assert seen == [f"c:{issue.id}" for issue in travaux.read_text(draft).issues()]


def test_a_text_without_choices_says_so():
    assert "has no open choice" in words(client("chair").get("/c/typefaces/text/choose/?version=adopted"))
    assert "nothing to choose" in words(client("chair").get("/c/patents/text/choose/"))
