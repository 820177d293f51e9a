"""Names of states and organisations as lists of actions write them."""

from datetime import date, timedelta

import pycountry
import pytest

from travaux.treaty.names import code_of, dissolved, organisations, party_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Germany", "DE"),
        ("germany", "DE"),
        ("DEU", "DE"),
        ("de", "DE"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Micronesia (Federated States of)", "FM"),
        ("Netherlands (Kingdom of the)", "NL"),
        ("Bahamas (The)", "BS"),
        ("St. Kitts and Nevis", "KN"),
        ("Saint Kitts and Nevis", "KN"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("The former Yugoslav Republic of Macedonia", "MK"),
        ("North Macedonia", "MK"),
        ("Swaziland", "SZ"),
        ("Eswatini", "SZ"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("Congo, Democratic Republic of", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Congo", "CG"),
        ("Korea, Democratic People's Republic", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Republic of Korea", "KR"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("European Union (EU)", "EU"),
        ("European Community", "EU"),
        ("European Patent Organisation (EPO)", "EP"),
        ("Eurasian Patent Organization (EAPO)", "EAPO"),
        ("African Intellectual Property Organization (OAPI)", "OAPI"),
        ("Yugoslavia", "YU"),
        ("USSR", "SU"),
        ("German Democratic Republic", "DD"),
        ("Germany, Former GDR", "DD"),
        ("Serbia and Montenegro", "CSXX"),
        ("Serbia", "RS"),
    ],
)
def test_a_name_of_today_or_of_then_is_known(words, code):
    assert code_of(words) == code


@pytest.mark.parametrize(
    "words",
    [
        "Zembla",
        "Germany (pre-1949)",
        "Germany (Bavaria)",
        "Congo, Democratic Republic of (pre-1960)",
        "Yugoslavia (1918-1943)",
        "Poland (Danzig)",
        "",
    ],
)
def test_what_is_not_known_keeps_its_words(words):
    assert code_of(words) == words


def test_a_word_of_the_group_lists_is_no_party():
    assert code_of("Group B") == "Group B"


def test_dissolved_states_end_before_their_successors_go_on():
    # Entry into force for the Czech Republic and Slovakia is 1993-01-01 on every page of WIPO Lex.
    assert dissolved()["CS"].last + timedelta(days=1) == date(1993, 1, 1)
    assert dissolved()["YU"].successors == ("BA", "HR", "ME", "MK", "RS", "SI")
    assert dissolved()["DD"].last == date(1990, 10, 2)
    assert set(dissolved()["CSXX"].successors) == {"RS", "ME"}


def test_every_successor_is_a_state_of_today():
    for state in dissolved().values():
        for code in state.successors:
            assert party_of(code).kind == "state", code
            assert code_of(party_of(code).name) == code


def test_codes_of_what_is_no_more_are_not_those_of_today():
    today = {code_of(code) for state in dissolved().values() for code in state.successors}
    assert not today & set(dissolved())


def test_no_code_of_a_state_is_taken_by_anybody_else():
    for country in pycountry.countries:
        assert (code_of(country.alpha_2), code_of(country.alpha_3)) == (country.alpha_2, country.alpha_2)
        assert code_of(country.name) == country.alpha_2


def test_unions_that_deposit_for_their_members_say_so():
    deposit = {code for code, each in organisations().items() if each.deposits_for_members}
    assert deposit == {"EU", "OAPI", "BOIP"}
    assert not organisations()["EP"].deposits_for_members


def test_a_party_says_what_it_is():
    assert party_of("YU").kind == "state"
    assert "1992-04-27" in party_of("YU").note
    assert (party_of("EU").kind, party_of("EU").name) == ("igo", "European Union")
    assert (party_of("Zembla").kind, party_of("Zembla").name) == ("other", "Zembla")
    assert party_of("IO-Bank of the Sea").kind == "igo"
