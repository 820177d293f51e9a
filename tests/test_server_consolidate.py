"""Consolidating in the browser: the form, what came of it, the files, and the way onto the record."""

import random
import re
from functools import cache
from pathlib import Path

import lxml.html
import pytest

import travaux
from corpus import CORPUS, needs_corpus
from travaux.text.side_by_side import side_by_side, table_bytes
from workbench import account_of, client, own_case, ready, words

ready()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402

HOME = Path(travaux.__file__).parent / "cases" / "typefaces"
PARTIES = {"EE": "ee.txt", "KE": "ke.txt", "UY": "uy.txt"}
ENDINGS = ("docx", "html", "xml", "json", "md", "txt")


def file(name, content):
    return SimpleUploadedFile(name, content)


def proposals(**more):
    """The form of the exercise: three proposals against Rev. 1."""
    form = {"base": "rev1"}
    for number, (party, name) in enumerate(PARTIES.items(), 1):
        form |= {f"party-{number}": party, f"file-{number}": file(name, (HOME / "proposals" / name).read_bytes())}
    return form | more


@cache
def shared():
    """A case for tests that enter nothing."""
    return own_case("typefaces")


@cache
def consolidated():
    """A secretariat of its own with the exercise consolidated: client and address. Others must not fill its trays."""
    visitor = client(account_of("secretariat"))
    return visitor, found(visitor, shared(), proposals())


def put(visitor, case, form):
    return visitor.post(f"/c/{case}/consolidate/put", form)


def found(visitor, case, form):
    """The address of a consolidation that was accepted."""
    answer = put(visitor, case, form)
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"]


def by_library(style="attributed"):
    """What the library, and so the command line, makes of the same files."""
    base = travaux.read(HOME / "texts" / "rev1.txt")
    texts = {party: travaux.read(HOME / "proposals" / name) for party, name in PARTIES.items()}
    return base, texts, travaux.consolidate(base, texts, style=style)


def read_back(answer, folder, ending):
    path = folder / f"taken.{ending}"
    path.write_bytes(answer.content)
    return travaux.read(path)


def section(page, name):
    """The words of the part of a page under a heading."""
    heading = lxml.html.fromstring(words(page)).get_element_by_id(name)
    return " ".join(heading.getparent().text_content().split())


def test_a_stranger_reads_what_the_page_does_and_where_to_sign_in():
    page = client().get(f"/c/{own_case('typefaces', public=True)}/consolidate/")
    tree = lxml.html.fromstring(words(page))
    assert page.status_code == 200
    assert not tree.xpath("//main//form")
    assert tree.xpath("//main//a[contains(@href, '/account/sign-in/?next=/c/')]")


def test_a_stranger_may_not_send_papers():
    case = own_case("typefaces", public=True)
    answer = put(client(), case, proposals())
    assert answer.status_code == 302
    assert "/account/sign-in/" in answer.headers["location"]


def test_the_form_offers_the_drafts_of_the_view_and_the_parties_by_name():
    tree = lxml.html.fromstring(words(client("observer").get(f"/c/{shared()}/consolidate/")))
    assert {option.get("value") for option in tree.xpath("//select[@name='base']/option")} == {
        "rev1", "rev2", "rev3", "adopted", ""
    }
    assert "Uruguay" in tree.xpath("//datalist/option/@value")
    assert len(tree.xpath("//input[starts-with(@name, 'file-')]")) >= 6


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_file_reads_back_as_what_the_library_makes_of_the_same_papers(ending, tmp_path):
    visitor, address = consolidated()
    answer = visitor.get(f"{address}file.{ending}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    _, _, made = by_library()
    if ending in ("md", "txt"):  # these hold less than the whole: compared with the same file from the library
        travaux.write(made.text, tmp_path / f"made.{ending}")
        assert answer.content == (tmp_path / f"made.{ending}").read_bytes()
    else:
        assert read_back(answer, tmp_path, ending) == made.text


@pytest.mark.parametrize("style", ["wipo", "unfccc"])
def test_the_style_that_was_asked_for_is_that_of_the_word_file(style, tmp_path):
    visitor, case = client("secretariat"), shared()
    answer = visitor.get(f"{found(visitor, case, proposals(style=style))}file.docx")
    assert read_back(answer, tmp_path, "docx") == by_library(style)[2].text


def test_the_command_line_writes_the_same_word_file(tmp_path):
    from typer.testing import CliRunner

    from travaux.cli.main import app

    out = tmp_path / "one.docx"
    options = [f"--proposal={party}={HOME / 'proposals' / name}" for party, name in PARTIES.items()]
    done = CliRunner().invoke(app, ["consolidate", str(HOME / "texts" / "rev1.txt"), *options, "-o", str(out)])
    assert done.exit_code == 0, done.output
    visitor, address = consolidated()
    assert read_back(visitor.get(f"{address}file.docx"), tmp_path, "docx") == travaux.read(out)


@pytest.mark.parametrize("ending", ["csv", "html", "xlsx", "docx"])
def test_the_table_is_that_of_the_library(ending):
    visitor, address = consolidated()
    answer = visitor.get(f"{address}file.{ending}?table=1")
    base, texts, _ = by_library()
    assert answer.content == table_bytes(side_by_side(base, texts), f".{ending}")


@pytest.mark.parametrize("tail", ["file.pdf", "file.exe", "file.xlsx", "file.txt?table=1"])
def test_there_is_no_file_of_another_kind(tail):
    visitor, address = consolidated()
    assert visitor.get(address + tail).status_code == 404


def test_places_where_proposals_differ_come_first_and_name_only_who_asks():
    visitor, address = consolidated()
    page = visitor.get(address)
    differ, alike = section(page, "differ"), section(page, "alike")
    # The proposals are invented for this: only the notice of denunciation is asked for in two ways.
    assert "six months" in differ
    assert "one year" in differ
    assert "Estonia (EE)" in differ
    assert "laid down by law" in alike
    assert "laid down by law" not in differ
    teaching = alike.split("Nothing in this Treaty prevents")[1].split("Article")[0]
    assert "Kenya (KE)" in teaching
    assert "Uruguay" not in teaching
    assert "Estonia" not in teaching
    assert "which need not be recorded" in section(page, "reopened")
    assert words(page).index('id="differ"') < words(page).index('id="alike"') < words(page).index('id="text"')
    assert "nothing is known of what they want" in words(page)


def test_the_page_shows_the_text_with_its_brackets_and_the_table_with_marks():
    visitor, address = consolidated()
    page = visitor.get(address)
    assert "KE propose" in section(page, "text")
    assert "six months" in section(page, "text")
    tree = lxml.html.fromstring(words(page))
    table = tree.get_element_by_id("table").getparent()
    assert any("laid down by law" in each.text_content() for each in table.iter("ins"))
    assert any("recorded with any office" in each.text_content() for each in table.iter("del"))


def test_parties_are_known_by_name_by_id_and_by_the_name_of_a_file(tmp_path):
    visitor, case = client("secretariat"), shared()
    content = {party: (HOME / "proposals" / name).read_bytes() for party, name in PARTIES.items()}
    form = {
        "base": "rev1", "party-1": "uruguay", "file-1": file("ours.txt", content["UY"]),
        "files": [file("ke.txt", content["KE"]), file("proposal EE.txt", content["EE"])],
    }  # fmt: skip
    answer = visitor.get(f"{found(visitor, case, form)}file.docx")
    assert read_back(answer, tmp_path, "docx") == by_library()[2].text


def test_a_file_that_cannot_be_read_is_named_with_its_reason_and_the_good_ones_are_kept(tmp_path):
    visitor, case = client("secretariat"), shared()
    form = proposals(**{"party-9": "Jamaica", "file-9": file("jm.docx", b"this is no Word file")})
    answer = put(visitor, case, form)
    assert answer.status_code == 422
    tree = lxml.html.fromstring(words(answer))
    told = tree.get_element_by_id("problems").text_content()
    assert "jm.docx" in told
    assert "The file is named .docx but is" in told
    assert "/tmp" not in words(answer)
    assert "Jamaica" in tree.xpath("//input[starts-with(@name, 'party-')]/@value")
    assert {each.text for each in tree.xpath("//ol[@class='proposals']//strong")} == set(PARTIES.values())
    # Sent again as the page has it, without the party whose file was none:
    again = {
        each.name: each.value for each in tree.xpath("//form[@enctype]//input | //form[@enctype]//select")
        if each.name and each.get("type") not in ("file", "checkbox", "radio") and each.value
    }  # fmt: skip
    again = {name: value for name, value in again.items() if value != "Jamaica"}
    answer = visitor.get(f"{found(visitor, case, again)}file.docx")
    assert read_back(answer, tmp_path, "docx") == by_library()[2].text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"base": ""}, "No base was given"),
        ({"base": "rev9"}, "There is no such draft"),
        ({"older": "rev9"}, "There is no such draft"),
        ({"style": "loud"}, "There is no such style"),
        ({"party-2": "Estonia"}, "EE proposes twice"),
        ({"party-4": "Ghana"}, "There is no file from GH"),
        ({"party-2": ""}, "It is not said whose proposal this is"),
        ({"party-2": "K" * 90}, "The name of a party is too long"),
        ({"party-2": "[KE]:"}, "cannot stand for a party"),
        ({"base-file": ("base.txt", b"...")}, "The text has no words"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(change, told):
    visitor, case = client("secretariat"), shared()
    change = {name: file(*value) if isinstance(value, tuple) else value for name, value in change.items()}
    answer = put(visitor, case, proposals(**change))
    tree = lxml.html.fromstring(words(answer))
    assert answer.status_code == 422
    assert told in tree.get_element_by_id("problems").text_content()
    assert tree.xpath("//input[@name='party-3']/@value") == ["UY"]


def test_an_empty_form_is_answered_with_what_to_do():
    answer = put(client("observer"), shared(), {"base": "rev1"})
    assert answer.status_code == 422
    assert "No proposal was given" in words(answer)


def test_a_proposal_to_another_text_is_taken_only_when_it_is_said_so():
    visitor, case = client("secretariat"), shared()
    other = file("ghana.txt", b"Article 1\n\nRivers that cross frontiers are open to every boat at all seasons.\n")
    form = {"base": "rev1", "party-1": "GH", "file-1": other}
    answer = put(visitor, case, form)
    assert answer.status_code == 422
    told = lxml.html.fromstring(words(answer)).get_element_by_id("problems").text_content()
    assert "is not to this base" in told
    assert "Take proposals that hardly match" in told
    assert "--" not in told
    tray = lxml.html.fromstring(words(answer)).xpath("//input[@name='tray']/@value")[0]
    found(visitor, case, {"base": "rev1", "party-1": "GH", "tray": tray, "force": "1"})


def test_a_part_of_a_text_leaves_the_rest_alone(tmp_path):
    visitor, case = client("secretariat"), shared()
    part = b"Article 5\n\nTerm of protection\n\nThe term of protection shall be at least eleven years."
    form = {"base": "rev1", "party-1": "GH", "file-1": file("part.txt", part), "partial-1": "1"}
    (tmp_path / "part.txt").write_bytes(part)
    base = by_library()[0]
    made = travaux.consolidate(base, {"GH": travaux.read(tmp_path / "part.txt")}, partial=["GH"])
    answer = visitor.get(f"{found(visitor, case, form)}file.docx")
    assert read_back(answer, tmp_path, "docx") == made.text


def test_a_proposal_made_on_an_older_draft_is_carried_over(tmp_path):
    visitor, case = client("secretariat"), shared()
    content = (HOME / "proposals" / "uy.txt").read_bytes()
    form = {"base": "rev2", "older": "rev1", "party-1": "UY", "file-1": file("uy.txt", content)}
    older, base = (travaux.read(HOME / "texts" / f"{name}.txt") for name in ("rev1", "rev2"))
    made = travaux.consolidate(base, {"UY": travaux.read(HOME / "proposals" / "uy.txt")}, older=[older])
    address = found(visitor, case, form)
    assert read_back(visitor.get(f"{address}file.docx"), tmp_path, "docx") == made.text
    assert "rev1.txt" in section(visitor.get(address), "proposals")


def test_a_base_of_ones_own_is_taken_before_a_draft_of_the_case(tmp_path):
    visitor, case = client("secretariat"), shared()
    form = {
        "base": "adopted", "base-file": file("ours.txt", b"Each Party shall act."),
        "party-1": "CL", "file-1": file("cl.txt", b"Each Party may act."),
    }  # fmt: skip
    text = read_back(visitor.get(f"{found(visitor, case, form)}file.docx"), tmp_path, "docx")
    assert travaux.wording.plain_words(text.body) == "Each Party [CL oppose: shall] [CL propose: may] act."


def test_the_text_goes_on_record_as_a_draft_with_its_day_session_and_readers():
    visitor, case = client("secretariat"), own_case("typefaces")
    address = found(visitor, case, proposals())
    typed = {"title": "Rev. 1a", "date": "2025-04-01", "session": "s1", "reader": "public"}
    answer = visitor.post(f"{address}enter", typed)
    assert answer.status_code == 303, words(answer)
    from travaux.facts import view
    from travaux.server.register import kept

    held = kept(case)
    draft = next(text for text in held.record.of(travaux_model().TextVersion) if text.title == "Rev. 1a")
    assert (str(draft.date), draft.session, draft.reader, draft.evidence) == ("2025-04-01", "s1", "public", "derived")
    seen = view(held.record)
    assert seen.sources[draft.source].title == "Compiled from rev1.txt and the proposals of EE, KE, UY"
    assert {text.id: instrument for text, instrument in seen.versions()}[draft.id] == by_library()[2].text
    again = visitor.post(f"{address}enter", typed)
    assert again.status_code == 303
    assert kept(case).head == held.head, "who presses twice enters once"


def test_a_compiled_text_names_no_session_that_some_of_its_readers_may_not_know_of():
    from travaux.facts.model import Session
    from travaux.server.register import enter, fact_act, kept

    visitor, case = client("chair"), own_case("typefaces")
    enter(case, [fact_act("sessions", Session(id="quiet", body="A quiet meeting", reader="chair"))], by="chair")
    address, head = found(visitor, case, proposals()), kept(case).head
    typed = {"title": "Rev. 1a", "date": "2025-04-01", "session": "quiet", "reader": "public"}
    answer = visitor.post(f"{address}enter", typed)
    assert (answer.status_code, kept(case).head) == (422, head)
    assert visitor.post(f"{address}enter", {**typed, "reader": "chair"}).status_code == 303


def travaux_model():
    from travaux.facts import model

    return model


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": " "}, "needs a title"),
        ({"title": "x" * 201}, "needs a title"),
        ({"date": ""}, "needs a day"),
        ({"date": "soon"}, "soon"),
        ({"session": "s9"}, "no session"),
        ({"reader": "chair"}, "may not enter a draft for these readers"),
        ({"reader": "party:ke"}, "may not enter a draft for these readers"),
    ],
)
def test_a_draft_that_cannot_be_entered_is_refused_and_what_was_typed_stays(change, told):
    from travaux.server.register import kept

    (visitor, address), case = consolidated(), shared()
    head = kept(case).head
    typed = {"title": "Rev. 1a", "date": "2025-04-01", "session": "s1", "reader": "public", **change}
    answer = visitor.post(f"{address}enter", typed)
    assert answer.status_code == 422
    assert told in words(answer)
    assert kept(case).head == head
    if "title" not in change:
        assert lxml.html.fromstring(words(answer)).xpath("//input[@name='title']/@value") == ["Rev. 1a"]


def test_a_delegation_enters_drafts_for_itself_or_for_everybody_and_an_observer_none():
    case = shared()
    kenya = client("kenya")
    page = lxml.html.fromstring(words(kenya.get(found(kenya, case, proposals()))))
    assert page.xpath("//select[@name='reader']/option/@value") == ["party:ke", "public"]
    observer = client("observer")
    address = found(observer, case, proposals())
    assert not lxml.html.fromstring(words(observer.get(address))).xpath("//select[@name='reader']")
    assert observer.post(f"{address}enter", {"title": "Rev. 9"}).status_code == 403


def test_a_tray_of_somebody_else_or_of_another_case_is_as_if_there_were_none():
    case, other = own_case("typefaces"), own_case("typefaces")
    visitor = client("secretariat")
    address = found(visitor, case, proposals())
    elsewhere = address.replace(f"/c/{case}/", f"/c/{other}/")
    nowhere = re.sub(r"[0-9a-f-]{36}", "00000000-0000-4000-8000-000000000000", address)
    for tail in ("", "file.docx", "file.csv?table=1"):
        bodies = set()
        for who, where in ((client("chair"), address), (visitor, elsewhere), (visitor, nowhere)):
            answer = who.get(where + tail)
            assert answer.status_code == 404
            bodies.add(lxml.html.fromstring(words(answer)).xpath("string(//main)"))
        assert len(bodies) == 1
    assert client("chair").post(f"{address}enter", {"title": "x"}).status_code == 404
    assert client(account_of("chair", case=other)).get(address).status_code == 404
    key = re.search(r"[0-9a-f-]{36}", address)[0]
    assert client("chair").get(f"/c/{case}/consolidate/?tray={key}").status_code == 404
    assert client().get(address).status_code == 302


def test_a_tray_of_somebody_else_named_in_a_form_gives_nothing_away_and_stays_as_it_is():
    case, other, (visitor, address) = shared(), client("chair"), consolidated()
    key = re.search(r"[0-9a-f-]{36}", address)[0]
    before = visitor.get(f"{address}file.docx").content
    answer = put(other, case, {"base": "rev1", "tray": key, "party-1": "EE"})
    assert answer.status_code == 422
    assert "There is no file from EE" in words(answer)
    assert "ee.txt" not in words(answer)
    assert visitor.get(f"{address}file.docx").content == before


def test_a_draft_that_a_visitor_may_not_read_is_no_base():
    from travaux.facts import model
    from travaux.server.register import enter, fact_act

    case = own_case("typefaces")
    hidden = model.TextVersion(id="nonpaper", file="n.txt", title="Non-paper of the chair", reader="chair")
    enter(case, [fact_act("texts", hidden, content=b"Article 1\n\nEach Party shall act.")], by="test")
    assert "Non-paper of the chair" in words(client("chair").get(f"/c/{case}/consolidate/"))
    for account in ("secretariat", "kenya", "observer"):
        assert "on-paper" not in words(client(account).get(f"/c/{case}/consolidate/"))
        refused = put(client(account), case, proposals(base="nonpaper"))
        unknown = put(client(account), case, proposals(base="nosuchid"))
        told = [
            lxml.html.fromstring(words(answer)).get_element_by_id("problems").text_content()
            for answer in (refused, unknown)
        ]
        assert told[0] == told[1]


def edited(source, seed):
    """A copy of a draft with words put in, taken out and changed at random places."""
    chance = random.Random(seed)
    lines = source.split("\n")
    places = [at for at, line in enumerate(lines) if len(line.split()) > 8 and "[" not in line and "|" not in line]
    for at in chance.sample(places, min(len(places), 12)):
        said = lines[at].split(" ")
        spot = chance.randrange(2, len(said) - 2)
        match chance.randrange(3):
            case 0:
                said.insert(spot, chance.choice(["promptly", "as appropriate", "in good faith"]))
            case 1:
                del said[spot]
            case 2:
                said[spot] = chance.choice(["may", "shall", "should", "every", "any"])
        lines[at] = " ".join(said)
    return "\n".join(lines)


@needs_corpus
def test_edited_copies_of_a_real_draft_come_out_as_from_the_library(tmp_path):
    draft = CORPUS / "texts" / "unfccc-2015-draft-decision.md"
    words_of_it = draft.read_text("utf-8")
    texts = {party: edited(words_of_it, seed) for seed, party in enumerate(("BR", "IN", "NO"))}
    visitor, case = client("secretariat"), shared()
    form = {"base": "", "base-file": file(draft.name, draft.read_bytes())}
    for number, (party, content) in enumerate(texts.items(), 1):
        (tmp_path / f"{party}.md").write_text(content, "utf-8")
        form |= {f"party-{number}": party, f"file-{number}": file(f"{party}.md", content.encode())}
    address = found(visitor, case, form)
    made = travaux.consolidate(
        travaux.read(draft), {party: travaux.read(tmp_path / f"{party}.md") for party in texts}
    )
    assert made.report.conflicts
    assert read_back(visitor.get(f"{address}file.docx"), tmp_path, "docx") == made.text
    page = words(visitor.get(address))
    assert all(f"#choice-{each.id}" in page for each in made.report.conflicts[:20])
