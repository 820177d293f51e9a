"""A package as the text that it yields."""

import shutil
from importlib.resources import files

import pytest

import travaux
from small_cases import case_of, issues, says
from travaux.consensus import clean_text
from travaux.errors import TravauxError
from travaux.text.wording import plain_words

DRAFT = """Article 1

Each Party [ALT 1: shall] [ALT 2: may] act [within a year].

Article 2

[Nothing here binds anybody.]
"""
LINKS = """
schema: travaux-case/1
texts:
  - {id: draft, file: draft.txt}
parties:
  - {id: us, name: United States}
  - {id: in, name: India}
issues:
  - {id: duty, title: Duty, text: draft, choice: art1.c1, options: [{id: hard, in_text: "1"}, {id: soft, in_text: "2"}]}
  - {id: delay, text: draft, choice: art1.c2, options: [{id: "yes", in_text: keep}, {id: "no", in_text: drop}]}
  - {id: pace, title: Pace, options: [{id: now}, {id: later}]}
positions:
  - {party: us, issue: duty, option: hard, stance: red_line}
  - {party: in, issue: duty, option: soft, stance: accept}
  - {party: in, issue: delay, option: "no", stance: red_line}
  - {party: us, issue: pace, option: now, stance: prefer}
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "talks"
    (path / "texts").mkdir(parents=True)
    (path / "texts" / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (path / "case.yaml").write_text(LINKS, encoding="utf-8")
    return path


def cleaned(case):
    return clean_text(case, travaux.consensus(case).packages[0])


def words(text):
    return " ".join(plain_words(text.body).split())


def test_the_draft_has_the_choices_that_the_case_names(folder):
    assert [choice.id for choice in travaux.read(folder / "texts" / "draft.txt").issues()][:2] == ["art1.c1", "art1.c2"]


def test_what_the_package_chooses_is_chosen_and_the_rest_keeps_its_brackets(folder):
    found = cleaned(travaux.open_case(folder))
    assert "Each Party may act within a year." in words(found.text)
    assert [choice.id for choice in found.text.issues()] == ["art2.c1"]
    assert found.open == 1


def test_issues_that_stand_in_no_text_are_named(folder):
    assert cleaned(travaux.open_case(folder)).unlinked == ("pace",)


def test_a_package_is_written_as_one_reader_sees_it(folder):
    path = folder / "case.yaml"
    path.write_text(LINKS.replace("stance: red_line}\n", "stance: red_line, reader: chair}\n", 1), encoding="utf-8")
    assert "Each Party may act" in words(cleaned(travaux.open_case(folder, reader="chair")).text)
    public = travaux.open_case(folder)
    assert travaux.consensus(public).issues[0].options[0].ground.spoken == {}


def test_the_draft_itself_stays_as_it_is(folder):
    cleaned(travaux.open_case(folder))
    assert (folder / "texts" / "draft.txt").read_text(encoding="utf-8") == DRAFT


@pytest.mark.parametrize("ending", [".docx", ".txt", ".json", ".html", ".xml"])
def test_the_text_reads_back_without_the_choices_of_the_package(folder, tmp_path, ending):
    out = tmp_path / f"out{ending}"
    travaux.write(cleaned(travaux.open_case(folder)).text, out)
    again = travaux.read(out)
    assert len(again.issues()) == 1
    assert "Each Party may act within a year." in words(again)


def test_a_case_without_a_draft_says_what_to_do():
    case = case_of(issues(i="x y"), [says("us prefer i.x")])
    with pytest.raises(TravauxError) as refused:
        cleaned(case)
    assert "draft" in str(refused.value)
    assert refused.value.remedy


def test_a_link_to_a_choice_that_the_draft_has_not_is_refused(folder):
    path = folder / "case.yaml"
    path.write_text(LINKS.replace("art1.c2", "art9.c9"), encoding="utf-8")
    with pytest.raises(TravauxError, match="art9"):
        cleaned(travaux.open_case(folder))


def test_a_link_to_an_option_that_the_draft_has_not_is_refused(folder):
    path = folder / "case.yaml"
    path.write_text(LINKS.replace('in_text: "2"', 'in_text: "7"'), encoding="utf-8")
    with pytest.raises(TravauxError):
        cleaned(travaux.open_case(folder))


# A draft alone is a case, too


@pytest.fixture
def attributed(tmp_path):
    path = tmp_path / "attributed.txt"
    path.write_text(
        "Article 1\n\nEach Party [US propose: shall] [CL propose: may] act [CL oppose: at once].\n", encoding="utf-8"
    )
    return path


def test_a_package_of_a_draft_chooses_in_that_draft(attributed):
    case = travaux.open_case(attributed)
    found = cleaned(case)
    assert found.unlinked == ()
    assert found.text.issues() == ()
    assert "[" not in words(found.text)
    assert "at once" not in words(found.text)  # one of the two is against it, nobody for it
    chosen = travaux.consensus(case).packages[0].choices
    assert ("shall" if chosen["art1.c1"] == "1" else "may") in words(found.text)


def test_choices_inside_others_are_settled_with_them(tmp_path):
    path = tmp_path / "nested.txt"
    path.write_text(
        "Article 1\n\nEach Party shall act [US propose: promptly [JP oppose: and in full]].\n", encoding="utf-8"
    )
    case = travaux.open_case(path)
    found = cleaned(case)
    assert found.text.issues() == ()
    assert words(found.text).endswith("Each Party shall act promptly.")


# The built-in case


def test_the_text_of_2012_is_what_the_conference_adopted():
    case = travaux.open_case("avp", on="2012-06-24")
    package = travaux.consensus(case).packages[0]
    found = clean_text(case, package)
    linked = [issue for issue in case.issues if issue.choice and issue.id in package.choices]
    assert len(linked) == 11  # seven articles, preamble, form, transfer and the number of instruments
    left = {choice.id for choice in found.text.issues()}
    assert not left & {issue.choice for issue in linked}
    assert "a Party may give the producer the rights or their exercise" in words(found.text)
    assert "Option F" not in words(found.text)
    assert set(found.unlinked) <= {issue.id for issue in case.issues if not issue.choice}


def test_the_text_of_2000_keeps_open_what_nobody_had_a_position_on():
    case = travaux.open_case("avp", on="2000-12-20")
    package = travaux.consensus(case).packages[0]
    found = clean_text(case, package)
    # On moral rights only one option was ever spoken of; nothing tells the other two apart, so they stay in brackets.
    assert package.as_well == {"a05": ("adapted",)}
    chosen = {issue.choice for issue in case.issues if issue.id in package.choices and issue.choice}
    chosen.remove(case.issue("a05").choice)
    before = {choice.id for choice in case.draft().issues()}
    assert {choice.id for choice in found.text.issues()} == before - chosen
    assert found.open == len(before - chosen) > 0


def test_the_built_in_folder_is_as_it_was(tmp_path):
    source = files("travaux.cases") / "avp"
    shutil.copytree(str(source), tmp_path / "avp")
    case = travaux.open_case(tmp_path / "avp", on="2012-06-24")
    travaux.write(cleaned(case).text, tmp_path / "out.docx")
    for path in (tmp_path / "avp").rglob("*.*"):
        assert path.read_bytes() == (source / path.relative_to(tmp_path / "avp")).read_bytes()


def test_a_choice_of_an_earlier_draft_is_not_looked_for_in_the_latest(folder):
    (folder / "texts" / "later.txt").write_text("Article 1\n\nEach Party shall act.\n", encoding="utf-8")
    record = (folder / "case.yaml").read_text(encoding="utf-8")
    dated = 'draft.txt, date: "2001-01-01"}\n  - {id: later, file: later.txt, date: "2002-01-01"}'
    later = record.replace("draft.txt}", dated)
    (folder / "case.yaml").write_text(later, encoding="utf-8")
    result = cleaned(travaux.open_case(folder))
    assert words(result.text) == "Article 1 Each Party shall act."
    assert {"duty", "delay"} <= set(result.unlinked)
