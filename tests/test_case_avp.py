"""The built-in case on audiovisual performances: its facts against their source, its draft against its issues."""

import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from itertools import pairwise

import pytest
import yaml

import travaux
from corpus import CORPUS, needs_corpus
from travaux.facts.loading import load
from travaux.facts.model import FACTS, Issue
from travaux.text.wording import plain_words

FOLDER = files("travaux.cases") / "avp"
TEXT = "avp-2000-reconstruction"
PLAIN = yaml.safe_load((FOLDER / "case.yaml").read_text(encoding="utf-8"))
ISSUES = {fact["id"]: Issue.model_validate(fact) for fact in PLAIN["issues"]}
LINKED = {name: issue for name, issue in ISSUES.items() if issue.choice}
LINKS = [(name, option.id) for name, issue in LINKED.items() for option in issue.options]

# Where the sources say that it ended, in the words of our draft, noted by reading both.
ENDED = {
    "form": ("treaty", "DRAFT TREATY ON AUDIOVISUAL PERFORMANCES"),
    "a00": ("recall", "Recalling the WIPO Development Agenda of 2007,"),
    "a01": ("with_statement", "Agreed statement on Article 1:"),
    "a02": ("narrowed", "A performer is a person whom the practice of the Party concerned regards as performing, as"),
    "a03": ("nat_res", "nationals of another Party, and treats as nationals of a Party those who have"),
    "a04": ("treaty_rights_reciprocal", "as it treats its own in respect of the rights under this instrument; for"),
    "a05": ("adapted", "to harmful changes, as far as the making and the use of films allow."),
    "a11": ("menu", "communicated to the public. By declaration a Party may give a claim to payment instead,"),
    "a12": ("permissive", "a Party may give the producer the rights or their exercise, as far as no contract says"),
    "a15": ("with_statement", "Agreed statement on Article 15:"),
    "eif_number": ("n30", "force three months after thirty eligible parties have deposited their instruments"),
}


@pytest.fixture(scope="module")
def draft():
    return travaux.read(FOLDER / "texts" / f"{TEXT}.txt")


def facts(section: str) -> list[dict]:
    """The facts of one section as plain values, each with its id where it has one."""
    value = PLAIN[section]
    if section == "sources":
        return [{"id": name, **fact} for name, fact in value.items()]
    return [value] if isinstance(value, dict) else value


def settings(options: dict[str, str]) -> dict[str, str]:
    """What `travaux choose --set` takes, from issue to option."""
    chosen = {}
    for name, wanted in options.items():
        [option] = [option for option in ISSUES[name].options if option.id == wanted]
        chosen[ISSUES[name].choice] = option.in_text
    return chosen


def paragraphs(draft) -> list[str]:
    return [" ".join(line.split()) for line in plain_words(draft.body).split("\n") if line.strip()]


# The facts


@pytest.mark.parametrize("section", [key for key in PLAIN if key in FACTS])
def test_every_fact_is_of_its_kind_and_has_no_key_of_its_own(section):
    for plain in facts(section):
        fact = FACTS[section].model_validate(plain)
        extra = {key for key in fact.model_extra or {} if not key.startswith("state_")}
        assert not extra, plain


def test_the_loader_keeps_everything_and_has_nothing_to_remark():
    with as_file(FOLDER) as folder:
        record = load(folder)
    assert record.remarks == ()
    assert {key: len(record.sections[key]) for key in record.sections if record.sections[key]} == {
        key: len(facts(key)) for key in set(PLAIN) & set(FACTS)
    }
    assert len(record.gaps) == len(PLAIN["gaps"])


def test_nothing_stands_outside_the_schema():
    assert PLAIN["schema"] == "travaux-case/1"
    assert set(PLAIN) - set(FACTS) == {"schema", "compiled", "gaps"}


def test_every_name_in_a_fact_is_on_record():
    parties = {fact["id"] for fact in PLAIN["parties"]}
    options = {(name, option.id) for name, issue in ISSUES.items() for option in issue.options}
    for position in PLAIN["positions"]:
        assert position["party"] in parties
        assert (position["issue"], position["option"]) in options
    for outcome in PLAIN["outcome"]:
        assert (outcome["issue"], outcome["option"]) in options
    for fact in [*PLAIN["declarations"], *PLAIN["status"]]:
        assert fact.get("party", "us") in parties
    for group in PLAIN["groups"]:
        assert set(group["members"]) <= parties


def test_every_source_named_is_listed():
    for section in set(PLAIN) & set(FACTS):
        for fact in facts(section):
            named = {fact["source"]} if fact.get("source") else set(fact.get("sources", ()))
            assert named <= set(PLAIN["sources"]), fact


def test_nothing_recalled_is_in_it():
    for section in set(PLAIN) & set(FACTS):
        assert all(fact.get("evidence") != "recalled" for fact in facts(section))
    assert "a19" not in ISSUES
    assert "a18" not in {outcome["issue"] for outcome in PLAIN["outcome"]}


@pytest.mark.parametrize(("issue", "words"), [("a04", "options"), ("a12", "entitlement"), ("a18", "article says")])
def test_what_rests_on_memory_says_so(issue, words):
    assert re.search(rf"{words}[^;]* from memory[^;]* not been checked", ISSUES[issue].note)


def test_the_may_clause_was_not_on_the_table_before_2011():
    since = {option.id: str(option.since) for option in ISSUES["a12"].options if option.since}
    assert since == {"permissive": "2011-06-15"}


def test_no_option_is_backed_or_chosen_before_it_was_on_the_table():
    since = {(name, option.id): option.since for name, issue in ISSUES.items() for option in issue.options}
    for fact in [*PLAIN["positions"], *PLAIN["outcome"]]:
        first = since[fact["issue"], fact["option"]]
        assert first is None or str(first) <= fact["date"]


def test_the_stand_off_of_2000_is_between_two_red_lines():
    lines = {(fact["party"], fact["option"]) for fact in PLAIN["positions"] if fact["stance"] == "red_line"}
    assert lines == {("us", "no_provision"), ("eu", "presumption")}


# The facts against the file they come from


@pytest.fixture(scope="module")
def source():
    with (CORPUS / "cases" / "avp.yaml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def rows(listed: list[dict], *keys: str) -> list[tuple]:
    return [tuple(fact.get(key) for key in keys) for fact in listed if fact.get("evidence") != "recalled"]


EVIDENCE = ("date", "source", "evidence", "confidence")
KEPT = [
    ("positions", ("party", "issue", "option", "stance", *EVIDENCE)),
    ("outcome", ("issue", "option", *EVIDENCE)),
    ("parties", ("id", "kind")),
    ("groups", ("id", "members", "source", "evidence")),
    ("issues", ("id", "article", "source", "evidence", "confidence")),
    ("status", ("party", "name", "signed", "instrument", "kind", "source")),
    ("instrument_count", ("date", "count", "source")),
    ("sessions", ("id", "place", "source", "evidence", "confidence")),
]


@needs_corpus
@pytest.mark.parametrize(("section", "keys"), KEPT, ids=[section for section, _ in KEPT])
def test_what_is_on_record_is_what_the_source_file_says(section, keys, source):
    assert rows(PLAIN[section], *keys) == rows(source[section], *keys)


@needs_corpus
def test_restraints_are_of_the_kind_on_record(source):
    theirs = [fact["restraint"]["kind"] for fact in source["positions"] if fact["evidence"] != "recalled"]
    assert [fact["restraint"]["kind"] for fact in PLAIN["positions"]] == theirs


@needs_corpus
def test_sessions_have_their_days_but_for_the_one_whose_days_are_unchecked(source):
    days = {fact["id"]: (fact["start"], fact["end"]) for fact in source["sessions"]}
    mine = {fact["id"]: (fact.get("start"), fact.get("end")) for fact in PLAIN["sessions"]}
    assert {name for name in days if days[name] != mine[name]} == {"sccr18"}
    assert mine["sccr18"] == (None, None)


@needs_corpus
def test_issues_have_the_same_options(source):
    theirs = {
        fact["id"]: [option["id"] for option in fact["options"]]
        for fact in source["issues"]
        if fact["evidence"] != "recalled"
    }
    assert {name: [option.id for option in issue.options] for name, issue in ISSUES.items()} == theirs


@needs_corpus
def test_sources_keep_their_addresses(source):
    cited = {name: fact["address"] for name, fact in source["sources"].items() if name != "seed"}
    assert {name: fact.get("address") for name, fact in PLAIN["sources"].items()} == cited


@needs_corpus
def test_as_many_disputes_are_on_record(source):
    assert len(PLAIN["conflicts"]) == len(source["conflicts"])


def descriptions(value: object, key: str = "") -> Iterator[str]:
    """The phrases of a case that describe; names, titles of sources and addresses are not among them."""
    if isinstance(value, str) and key not in {"name", "address", "body", "depositary"} and len(value.split()) >= 5:
        yield " ".join(re.findall(r"\w+", value.lower()))
    elif isinstance(value, dict):
        for inner, part in value.items():
            if inner != "sources":
                yield from descriptions(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from descriptions(part, key)


@needs_corpus
def test_no_description_is_copied(source):
    ours = set(descriptions(PLAIN))
    assert len(ours) > 100
    assert not ours & set(descriptions(source))


# The draft


def test_its_first_line_says_that_it_is_a_reconstruction_and_no_treaty_text(draft):
    first = (FOLDER / "texts" / f"{TEXT}.txt").read_text(encoding="utf-8").split("\n")[0]
    assert "reconstruction" in first
    assert "not a treaty text" in first
    assert paragraphs(draft)[0] == first


def test_the_case_says_so_as_well():
    [text] = PLAIN["texts"]
    assert text["reconstruction"] is True
    assert (FOLDER / "texts" / text["file"]).is_file()


def test_nothing_in_it_had_to_be_repaired_dropped_or_guessed(draft):
    assert draft.diagnostics == ()
    assert draft.dropped == ()
    assert draft.conservation.lost == 0
    assert not any(issue.for_review for issue in draft.issues())


def test_it_ascribes_no_position_to_anybody(draft):
    assert all(not option.backs and not option.opposes for issue in draft.issues() for option in issue.options)
    assert all(not issue.notes for issue in draft.issues())


def test_it_has_twenty_articles_and_one_of_the_final_clauses(draft):
    articles = [provision.number for provision in draft.outline() if provision.role == "article"]
    assert articles == [f"Article {number}" for number in [*range(1, 21), 26]]


def test_every_choice_belongs_to_one_issue(draft):
    assert [issue.choice for issue in LINKED.values()] == [choice.id for choice in draft.issues()]
    assert {issue.text for issue in LINKED.values()} == {TEXT}


def test_every_disputed_issue_on_the_text_has_its_choice():
    disputed = {name for name, issue in ISSUES.items() if len(issue.options) > 1}
    assert disputed - set(LINKED) == {"pace", "route"}  # these are about how to go on, not about words


@pytest.mark.parametrize(("issue", "option"), LINKS)
def test_every_option_can_be_chosen(issue, option, draft):
    chosen = draft.choose(settings({issue: option}))
    left = {choice.id for choice in draft.issues()} - {ISSUES[issue].choice}
    assert {choice.id for choice in chosen.issues()} == left


@pytest.mark.parametrize("issue", LINKED)
def test_each_option_gives_words_of_its_own(issue, draft):
    texts = {plain_words(draft.choose(settings({issue: option.id})).body) for option in LINKED[issue].options}
    assert len(texts) == len(LINKED[issue].options)


def test_there_are_as_many_clean_texts_as_ways_to_choose(draft):
    assert draft.clean_texts == 2**7 * 3 * 3 * 4 * 6  # seven issues with two options, then a04, a05, a11 and a12


def test_the_permissive_option_is_a_may_clause(draft):
    words = {}
    for option in ISSUES["a12"].options:
        lines = paragraphs(draft.choose(settings({"a12": option.id}), rest="keep"))
        words[option.id] = lines[lines.index("Transfer of rights") + 1]
    assert "a Party may give the producer the rights" in words["permissive"]
    assert [name for name, line in words.items() if " may " in line] == ["irrebuttable", "permissive"]


def test_the_text_of_2012_is_among_the_clean_texts(draft):
    recorded = {outcome["issue"]: outcome["option"] for outcome in PLAIN["outcome"] if outcome["issue"] in LINKED}
    assert recorded == {issue: option for issue, (option, _) in ENDED.items()}
    words = "\n".join(paragraphs(draft.choose(settings(recorded))))
    for _, expected in ENDED.values():
        assert expected in words


@pytest.mark.parametrize("turn", range(6))  # six is the most options that an issue has, so each has its turn
def test_a_text_in_which_everything_is_chosen_is_clean(turn, draft):
    choice = {name: issue.options[turn % len(issue.options)].id for name, issue in LINKED.items()}
    chosen = draft.choose(settings(choice))
    assert chosen.clean_texts == 1
    assert chosen.diagnostics == ()
    lines = paragraphs(chosen)
    assert "not a treaty text" in lines[0]
    assert not re.search(r"[\[\]]|ALT \d|Option [A-F]|____", "\n".join(lines))
    assert not re.search(r" [,.;:]|[,;:.] *[,;.]|\(\)", "\n".join(lines))
    for before, here in pairwise(lines):
        if before.startswith("Article"):
            assert not here.startswith("Article")  # a heading has a title below it, and a title its words
    body = lines[lines.index("Article 1") :]
    sentences = [line for line in body if len(line.split()) > 5]
    assert len(sentences) >= 22  # a sentence in each of the 21 articles, and two in Article 2
    assert all(line.endswith(".") for line in sentences)
    assert all(re.match(r"(\d\. )?[A-Z]", line) for line in sentences)
