"""The heads of attributed brackets, in the spellings that drafts really use."""

import pytest

from travaux.text.notation.heads import Head, HeadReader


def head_of(words: str, **parties: str) -> Head | None:
    return HeadReader(parties).read(words, words.index("[") + 1)


def after(words: str) -> str:
    """The words of the bracket once its head is taken off."""
    head = head_of(words)
    assert head is not None
    return words[head.end :]


@pytest.mark.parametrize(
    ("words", "backs", "opposes"),
    [
        ("[US propose: a fee]", ["US"], []),
        ("[US oppose: a fee]", [], ["US"]),
        ("[US propose; JP oppose: a fee]", ["US"], ["JP"]),
        ("[US/MX propose; BN/JP oppose: a fee]", ["US", "MX"], ["BN", "JP"]),
        ("[JP oppose; US propose: a fee]", ["US"], ["JP"]),
        ("[PE: a fee]", ["PE"], []),
        ("[NZ/CL/PE: a fee]", ["NZ", "CL", "PE"], []),
        ("[JP proposal: a fee]", ["JP"], []),
        ("[US proposes; JP opposes: a fee]", ["US"], ["JP"]),
        ("[US Propose: a fee]", ["US"], []),
        ("[US propose. The fee is small.]", ["US"], []),
    ],
)
def test_a_head_says_who_backs_and_who_opposes(words, backs, opposes):
    head = head_of(words)
    assert head is not None
    assert (head.backs, head.opposes) == (backs, opposes)


@pytest.mark.parametrize(
    ("words", "backs", "opposes"),
    [
        ("[PE//VN propose: a fee]", ["PE", "VN"], []),
        ("[MX/CLpropose: a fee]", ["MX", "CL"], []),
        ("[VN/ oppose: a fee]", [], ["VN"]),
        ("[VN: propose: a fee]", ["VN"], []),
        ("[VN: propose213]", ["VN"], []),
        ("[US propose, JP oppose: a fee]", ["US"], ["JP"]),
        ("[CA5/MX6 propose; US oppose 192: a fee]", ["CA", "MX"], ["US"]),
        ("[NZ propose213: a fee]", ["NZ"], []),
        ("[US, JP and CL propose: a fee]", ["US", "JP", "CL"], []),
        ("[ US / JP  propose : a fee]", ["US", "JP"], []),
        ("[US/MX propose; BN oppose: 430. A fee]", ["US", "MX"], ["BN"]),
    ],
)
def test_a_misspelt_head_is_read_all_the_same(words, backs, opposes):
    head = head_of(words)
    assert head is not None
    assert (head.backs, head.opposes) == (backs, opposes)


def test_a_closing_mark_set_too_early_is_a_stray_one_inside_the_head():
    words = "[US/CL/JP] propose: generate a fee]"
    head = head_of(words)
    assert head is not None
    assert head.backs == ["US", "CL", "JP"]
    assert head.stray == words.index("]")
    assert after(words) == "generate a fee]"


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("[US propose: a fee]", "a fee]"),
        ("[JP proposal: 2. A fee]", "2. A fee]"),
        ("[NZ/CA propose: ALT 3. A fee]", "ALT 3. A fee]"),
        ("[PE/NZ: Proposed joint text for fees]", "Proposed joint text for fees]"),
        ("[NZ/Can/Mex/AUS/Sing/Mor. Noting the fees;]", "Noting the fees;]"),
        ("[US propose: , on request,]", ", on request,]"),
    ],
)
def test_the_words_begin_where_the_head_ends(words, rest):
    assert after(words) == rest


@pytest.mark.parametrize(
    "words",
    [
        "[CL/VN Alternative Proposal: a fee]",
        "[US alternative propose; PE/MX oppose: a fee]",
        "[JP alternatively propose: a fee]",
    ],
)
def test_an_alternative_proposal_is_known_as_one(words):
    head = head_of(words)
    assert head is not None
    assert head.alternative
    assert head.backs


def test_an_ordinary_proposal_is_no_alternative():
    head = head_of("[US propose: a fee]")
    assert head is not None
    assert not head.alternative


def test_iso_codes_and_abbreviations_of_older_drafts_stand_for_the_same_parties():
    older = head_of("[NZ/Can/Mex/AUS/Sing/Mor. Noting the fees;]")
    assert older is not None
    assert older.backs == ["NZ", "CA", "MX", "AU", "SG", "MA"]
    leak = head_of("[J/EU/US: a fee]")
    assert leak is not None
    assert leak.backs == ["JP", "EU", "US"]


@pytest.mark.parametrize(
    ("words", "backs"),
    [
        ("[GRULAC propose: a fee]", ["GRULAC"]),
        ("[African Group propose: a fee]", ["African Group"]),
        ("[African Group/EU propose: a fee]", ["African Group", "EU"]),
        ("[G-77/China propose: a fee]", ["G-77/China"]),
        ("[Group B propose: a fee]", ["Group B"]),
    ],
)
def test_groups_hold_brackets_too(words, backs):
    head = head_of(words)
    assert head is not None
    assert head.backs == backs
    assert head.unknown == []


@pytest.mark.parametrize(("words", "code"), [("[VZ/CA/MX propose: a fee]", "VZ"), ("[CP/JP propose: a fee]", "CP")])
def test_a_code_of_no_known_party_is_kept_and_told(words, code):
    head = head_of(words)
    assert head is not None
    assert code in head.backs
    assert head.unknown == [code]


def test_a_document_may_have_codes_of_its_own():
    head = head_of("[ZZ propose: a fee]", ZZ="Zedland")
    assert head is not None
    assert head.backs == ["Zedland"]
    assert head.unknown == []


def test_a_party_named_twice_counts_once():
    head = head_of("[US/US propose: a fee]")
    assert head is not None
    assert head.backs == ["US"]


def test_who_reserves_a_position_neither_backs_nor_opposes():
    head = head_of("[US reserves: a fee]")
    assert head is not None
    assert (head.backs, head.opposes, head.noted) == ([], [], ["US"])


@pytest.mark.parametrize(
    "words",
    [
        "[promptly]",
        "[us propose: a fee]",
        "[Note: a fee]",
        "[Party A: a fee]",
        "[In this Agreement: a fee]",
        "[IN THE EVENT OF: a fee]",
        "[IT IS AGREED: a fee]",
        "[TO BE ADDED: a fee]",
        "[A/B: a fee]",
        "[(a): a fee]",
        "[EU law shall prevail: a fee]",
        "[EU support for farmers shall end]",
        "[US and EU exports]",
        "[USE: a fee]",
        "[]",
        "[",
    ],
)
def test_words_that_name_nobody_are_no_head(words):
    assert head_of(words) is None


def test_a_head_does_not_run_over_the_end_of_its_paragraph():
    assert head_of("[US\npropose: a fee]") is None


def test_a_head_does_not_run_over_a_later_bracket():
    head = head_of("[US: a fee [JP propose: and a tax]]")
    assert head is not None
    assert head.backs == ["US"]
