"""Party facts from codes and names."""

import pytest

from travaux.facts.parties import code_of, is_known, party_of


@pytest.mark.parametrize(
    ("words", "code"), [("NZ", "NZ"), ("NZL", "NZ"), ("New Zealand", "NZ"), ("G77 and China", "G-77/China"), ("Q", "Q")]
)
def test_codes_abbreviations_and_names_give_one_code(words, code):
    assert code_of(words) == code


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("KE", "Kenya", "state"),
        ("XK", "XK", "state"),
        ("EU", "European Union", "igo"),
        ("AOSIS", "Alliance of Small Island States", "group"),
        ("ZQ", "ZQ", "other"),
    ],
)
def test_a_code_gives_name_and_kind(code, name, kind):
    party = party_of(code)
    assert (party.id, party.name, party.kind) == (code, name, kind)
    assert is_known(code) == (kind != "other")


def test_a_party_decides_only_where_it_is_said():
    assert party_of("ZQ").decides is None
    assert party_of("ZQ", decides=True).decides is True
