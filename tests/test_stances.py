"""What notes say of the parties they name."""

import pytest

from travaux.text.model import NotePosition
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.stances import positions


def stances(words: str) -> list[tuple[str, str]]:
    return [(position.party, position.stance) for position in positions(words, HeadReader())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CA supports this article in principle, but is studying it.", [("CA", "supports_in_principle")]),
        ("JP is considering this article.", [("JP", "considering")]),
        ("AU supports this article ad referendum.", [("AU", "ad_referendum")]),
        ("NZ/VN accept ad referendum pending advice.", [("NZ", "ad_referendum"), ("VN", "ad_referendum")]),
        ("US withdraw the article ad referendum.", [("US", "withdraws")]),
        ("CL reserves its position pending talks at home.", [("CL", "reserves")]),
        ("SG can go along with the consensus.", [("SG", "follows_consensus")]),
        ("MX opposes this article.", [("MX", "opposes")]),
        ("PE supports this article.", [("PE", "supports")]),
        ("MY does not support this article.", [("MY", "opposes")]),
        ("BN has no objection.", [("BN", "no_objection")]),
    ],
)
def test_a_note_tells_a_stance(words, expected):
    assert stances(words) == expected


@pytest.mark.parametrize(
    "introduction",
    [
        "Negotiators' Note: ",
        "Negotiator's Note: ",
        "Negotiators note: ",
        "Negotiators Note: ",
        "Negotiator’s note: ",
        "Negotiators’ Note: ",
        "Note: ",
        "[Negotiators' Note: ",
    ],
)
def test_the_introduction_of_a_note_is_spelt_in_many_ways(introduction):
    assert stances(introduction + "JP is considering this article.") == [("JP", "considering")]


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("At least one delegation opposes paragraph 2.", "opposes"),
        ("At least one delegation proposes to delete (ii).", "opposes"),
        ("At least one delegation reserves its right to come back.", "reserves"),
        ("Some Parties would like a fee.", "supports"),
    ],
)
def test_a_delegation_without_name_is_a_position_without_party(words, stance):
    assert stances(words) == [("", stance)]


def test_two_sentences_give_two_positions():
    assert stances("CA supports this. NZ/VN are considering it.") == [
        ("CA", "supports"),
        ("NZ", "considering"),
        ("VN", "considering"),
    ]


def test_a_party_may_be_named_in_full():
    assert stances("South Africa reserves its position.") == [("ZA", "reserves")]
    assert stances("Chile and Peru reserve their position.") == [("CL", "reserves"), ("PE", "reserves")]


def test_codes_of_the_document_count():
    assert positions("ZZ reserves its position.", HeadReader({"ZZ": "Zedland"}), {"ZZ": "Zedland"}) == (
        NotePosition("Zedland", "reserves"),
    )


@pytest.mark.parametrize(
    "words",
    [
        "For the purposes of this Chapter, a fee is a sum.",
        "See paragraph 3.",
        "No Party is required to act.",
        "A Party may comply by law.",
        "Text from the other group inserted for comparison.",
        "US law.",
        "",
    ],
)
def test_a_note_that_explains_takes_no_position(words):
    assert stances(words) == []


def test_the_same_position_told_twice_counts_once():
    assert stances("CA supports this. CA supports this.") == [("CA", "supports")]


def test_positions_told_after_semicolons_are_all_read():
    assert stances("JP is considering this; US opposes it.") == [("JP", "considering"), ("US", "opposes")]
