"""The word lists: that they load, that their patterns work, and that no way of writing stands for two parties."""

import re
from collections import defaultdict

import pycountry
import pytest
from pydantic import ValidationError

from travaux.text.lexicon.files import (
    BlankFile,
    GroupFile,
    LabelFile,
    LanguageFile,
    PartyFile,
    StanceFile,
    VerbFile,
    load,
    whole,
)
from travaux.text.lexicon.names import abbreviations, code_named, name_pattern, names, party_name

FILES = [VerbFile, LabelFile, BlankFile, StanceFile, GroupFile, PartyFile, LanguageFile]


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.__name__)
def test_every_file_loads(kind):
    assert load(kind) is load(kind)


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.__name__)
def test_a_file_with_a_field_too_many_is_refused(kind):
    content = load(kind).model_dump() | {"surprise": 1}
    with pytest.raises(ValidationError):
        kind.model_validate(content)


def patterns() -> list[str]:
    blanks = load(BlankFile)
    stances = [pattern for stance in load(StanceFile).stance for pattern in stance.patterns]
    return [*blanks.bracket, *blanks.bare, *blanks.editorial, *load(LabelFile).null["patterns"], *stances]


@pytest.mark.parametrize("pattern", patterns())
def test_every_pattern_compiles(pattern):
    re.compile(pattern)


def test_every_pattern_of_a_gap_without_brackets_has_one_group():
    assert [re.compile(pattern).groups for pattern in load(BlankFile).bare] == [1] * len(load(BlankFile).bare)


def test_no_pattern_of_a_gap_matches_any_word():
    for pattern in load(BlankFile).bare:
        assert re.search(pattern, "The Parties shall act in good faith, and pay on time.") is None


def test_a_verb_has_one_sense():
    senses = defaultdict(set)
    for verb in load(VerbFile).verb:
        for word in verb.words:
            senses[word].add((verb.sense, verb.alternative))
    assert {word: found for word, found in senses.items() if len(found) > 1} == {}


def test_verbs_are_written_in_small_letters_so_that_they_are_found():
    assert all(word == word.lower() for verb in load(VerbFile).verb for word in verb.words)


def test_no_way_of_writing_stands_for_two_parties():
    codes = defaultdict(set)
    for party in load(PartyFile).party:
        for written in (*party.abbreviations, *party.names):
            codes[written].add(party.code)
    for group in load(GroupFile).group:
        for written in group.names:
            codes[written].add(group.code)
    assert {written: found for written, found in codes.items() if len(found) > 1} == {}


def test_no_way_of_writing_takes_the_long_code_of_another_country():
    taken = {}
    for country in pycountry.countries:
        taken[country.alpha_3] = country.alpha_2
    written = [(name, party.code) for party in load(PartyFile).party for name in party.abbreviations]
    written += [(name, group.code) for group in load(GroupFile).group for name in group.names]
    clashes = [(name, code, taken[name]) for name, code in written if taken.get(name, code) != code]
    assert clashes == []


def test_every_country_can_be_named_by_its_own_codes():
    table = abbreviations()
    wrong = [country.alpha_2 for country in pycountry.countries if table[country.alpha_2] != country.alpha_2]
    assert wrong == []


def test_every_party_of_the_list_has_an_iso_code():
    known = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert [party.code for party in load(PartyFile).party if party.code not in known] == []


def test_no_party_or_group_stands_twice_in_its_list():
    parties = [party.code for party in load(PartyFile).party]
    groups = [group.code for group in load(GroupFile).group]
    assert len(parties) == len(set(parties))
    assert len(groups) == len(set(groups))


def test_every_group_is_known_by_its_own_name():
    for group in load(GroupFile).group:
        assert abbreviations().get(group.code, group.code) == group.code


def test_groups_are_no_countries():
    countries = {country.alpha_2 for country in pycountry.countries}
    assert [group.code for group in load(GroupFile).group if group.code in countries] == []


def test_names_in_running_words_are_found_the_longest_first():
    found = name_pattern().search("On behalf of the Republic of Korea, and of Korea")
    assert found is not None
    assert names()[found.group()] == "KR"
    guinea = name_pattern().search("Papua New Guinea spoke")
    assert guinea is not None
    assert names()[guinea.group()] == "PG"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Viet Nam", "VN"),
        ("Bolivia", "BO"),
        ("Iran", "IR"),
        ("Switzerland", "CH"),
        ("South Africa", "ZA"),
        ("Tanzania", "TZ"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("European Union", "EU"),
        ("African Group", "African Group"),
        ("Russian Federation", "RU"),
        ("United Kingdom", "GB"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
    ],
)
def test_names_stand_for_codes(name, code):
    assert names()[name] == code


@pytest.mark.parametrize(("code", "name"), [("CL", "Chile"), ("GRULAC", "GRULAC"), ("ZZ", "ZZ"), ("VN", "Viet Nam")])
def test_a_code_has_a_name(code, name):
    assert party_name(code).replace("Vietnam", "Viet Nam") == name


@pytest.mark.parametrize(
    ("words", "code"),
    [("kenya", "KE"), ("usa", "US"), ("european union", "EU"), ("African group", "African Group"), ("Narnia", ""),
     ("", "")],
)
def test_a_code_is_found_under_every_name_in_any_case(words, code):
    assert code_named(words) == code


def test_a_whole_content_may_have_space_and_a_stop_round_it():
    assert whole(["no text"]).fullmatch("  No text. ")
    assert not whole(["no text"]).fullmatch("no text at all")


def test_every_stance_has_a_name_of_its_own():
    found = [stance.name for stance in load(StanceFile).stance]
    assert len(found) == len(set(found))
    assert all(re.fullmatch("[a-z_]+", name) for name in found)


def test_languages_are_iso_codes():
    known = {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}
    file = load(LanguageFile)
    assert set(file.words) | set(file.scripts) <= known
