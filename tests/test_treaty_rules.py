"""Rules of entry into force: short words of a table into data."""

import pytest
from tests.corpus import CORPUS, needs_corpus

from travaux.errors import TravauxError
from travaux.treaty.opening import open_treaties
from travaux.treaty.rules_reading import read_rules, rules_of
from travaux.treaty.rules_words import counts_in_words, delay_in_words, number_in_words, rule_in_words
from travaux.treaty.sheets import sheet_of

HEAD = "treaty,threshold_n,counts,delay"


def rule(threshold="", counts="", delay="3 months", more="", columns=""):
    words = f'{HEAD}{columns}\nsalt,"{threshold}","{counts}","{delay}"{more}\n'
    return rules_of(sheet_of(words, "rules.csv"))[0]["salt"]


@pytest.mark.parametrize(
    ("words", "number"),
    [("30", 30), ("2nd", 2), ("two", 2), ("fortieth", 40), ("twenty-first", 21), ("fifty-five", 55), ("fifteen", 15),
     ("1,000", 1000), ("hundred", None), ("a hundred", 100), ("", None), ("-3", None), ("3.5", None),
     ("six seven", None)],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_words(words, number):
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("words", "years", "months", "days", "after"),
    [
        ("3 months", 0, 3, 0, "deposit"),
        ("Three months after the last of them", 0, 3, 0, "deposit"),
        ("90 days", 0, 0, 90, "deposit"),
        ("the thirtieth day after the deposit", 0, 0, 30, "deposit"),
        ("ninety days following the date", 0, 0, 90, "deposit"),
        ("1 year", 1, 0, 0, "deposit"),
        ("two weeks", 0, 0, 14, "deposit"),
        ("ninety (90) days", 0, 0, 90, "deposit"),
        ("a year after the last deposit", 1, 0, 0, "deposit"),
        ("3 calendar months", 0, 3, 0, "deposit"),
        ("6 months after notification by the depositary", 0, 6, 0, "notification"),
        ("3 months (not from notification)", 0, 3, 0, "deposit"),
        (
            "one year from the date on which the depositary received it; others as agreed in 2 months",
            1,
            0,
            0,
            "deposit",
        ),
    ],
)
def test_a_delay_is_so_many_years_months_or_days_after_something(words, years, months, days, after):
    delay = delay_in_words(words)
    assert (delay.years, delay.months, delay.days, delay.after) == (years, months, days, after)
    assert delay.words == words


@pytest.mark.parametrize("words", ["soon", "the first day of the third month", "as agreed", "months"])
def test_words_without_a_span_are_no_delay(words):
    assert delay_in_words(words) is None


def test_a_later_day_in_the_instrument_is_kept_with_its_limit():
    delay = delay_in_words("2 months or later date in instrument, at most 9 months")
    assert (delay.months, delay.or_later, delay.at_most_months) == (2, True, 9)


@pytest.mark.parametrize(
    ("words", "who"),
    [("States only", "states"), ("countries", "states"), ("eligible parties", "eligible"), ("", None),
     ("States or IGOs under Art. 3", "eligible"), ("contracting parties", "eligible"), ("everybody", None)],
)  # fmt: skip
def test_who_counts(words, who):
    assert counts_in_words(words) == who


def test_a_rule_in_one_sentence():
    found = rule_in_words("ninety days after the fortieth State has deposited its instrument")
    assert (found.threshold, found.counts, found.delay.days) == (40, "eligible", 90)
    assert rule_in_words("when all have agreed").threshold is None
    assert rule_in_words("when all have agreed").words == "when all have agreed"


@pytest.mark.parametrize(
    ("words", "number"),
    [("20 instruments", 20), ("at least 20 States", 20), ("twenty-two (22) instruments of ratification", 22),
     ("fifteen contracting parties", 15), ("the fifth instrument", 5)],
)  # fmt: skip
def test_a_number_may_say_of_what(words, number):
    force = rule(words, "").force
    assert (force.threshold, force.conditions) == (number, ())


@pytest.mark.parametrize("words", ["two thirds of the Pepper parties", "2/3 of all", "55 % of the salt"])
def test_a_share_is_no_number(words):
    force = rule(words, "States").force
    assert force.threshold is None
    assert [each.members_of for each in force.conditions] == [None]


def test_a_number_and_a_share_are_both_kept():
    force = rule("55 Parties + 55 % of all salt", "States").force
    assert (force.threshold, [each.words for each in force.conditions]) == (55, ["55 % of all salt"])


def test_another_treaty_is_found_by_its_name(tmp_path):
    (tmp_path / "rules.csv").write_text(
        f"{HEAD},title\nsalt,3 of the Pepper Agreement,States,1 month,Salt\nppr,2,States,1 month,Agreement on Pepper\n"
    )
    found = open_treaties(rules=tmp_path / "rules.csv")
    assert found.treaties["salt"].force.conditions[0].members_of == "ppr"


def test_members_of_two_treaties_are_two_conditions():
    force = rule("6 Salt Union + 4 members of the Pepper Convention", "States").force
    assert force.threshold is None
    assert [(each.members_of, each.at_least) for each in force.conditions] == [("salt", 6), ("pepper", 4)]


def test_a_condition_that_only_says_it_again_is_not_told_twice():
    extra = ',"6 States of the Salt Union and 4 of the Pepper Union"'
    force = rule("6 Salt + 4 Pepper", "States", more=extra, columns=",extra_condition").force
    assert len(force.conditions) == 2
    assert "4 of the Pepper Union" in force.words


def test_a_share_of_another_treaty_is_told_and_not_counted():
    words = f'{HEAD}\nsalt,"2/3 of Pepper parties + 3","countries","1 year"\n'
    treaties, _, remarks = rules_of(sheet_of(words, "rules.csv"))
    conditions = treaties["salt"].force.conditions
    assert [each.members_of for each in conditions] == [None, None]
    assert any("2/3 of Pepper parties" in each.what and "row 2" in each.what for each in remarks)


def test_a_condition_beside_the_number_stays_in_words():
    force = rule("8", "States", more=',"half of them islands"', columns=",extra_condition").force
    assert (force.threshold, [each.words for each in force.conditions]) == (8, ["half of them islands"])


def test_that_organisations_do_not_count_is_no_condition():
    force = rule("8", "eligible parties", more=",an IGO deposit does not count", columns=",extra_condition").force
    assert (force.counts, force.conditions) == ("states", ())


def test_a_delay_that_is_not_given_is_not_taken_for_none():
    assert rule("5", "States", delay="").force.delay is None
    at_once = rule("5", "States", delay="at once").force
    assert (at_once.conditions, at_once.delay.months, at_once.delay.days) == ((), 0, 0)


def test_a_delay_that_cannot_be_read_is_told_and_remarked():
    words = f"{HEAD}\nsalt,5,States,when the tide is out\n"
    treaties, _, remarks = rules_of(sheet_of(words, "rules.csv"))
    assert treaties["salt"].force.delay is None
    assert [each.words for each in treaties["salt"].force.conditions] == ["delay: when the tide is out"]
    assert any("column delay" in each.what for each in remarks)


def test_what_is_from_memory_is_recalled_and_weak():
    treaty = rule("5", "States", more=',"(from memory, not seen)"', columns=",source")
    assert (treaty.evidence, treaty.confidence) == ("recalled", "low")


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (",5,States,3 months", "row 2, column treaty"),
        ("salt,many,States,3 months", "row 2, column threshold_n"),
        ("salt,0,States,3 months", "row 2, column threshold_n"),
        ("salt,-3,States,3 months", "row 2, column threshold_n"),
        ("salt,5,States,3 months\nsalt,6,States,3 months", "row 3, column treaty"),
        ("salt,5,States,3 months,2001-02-30", "row 2, column adopted"),
    ],
)
def test_a_cell_that_cannot_be_is_one_clear_error(row, named):
    with pytest.raises(TravauxError) as error:
        rules_of(sheet_of(f"{HEAD},adopted\n{row}\n", "rules.csv"))
    assert named in str(error.value)


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(TravauxError, match="has no column delay"):
        rules_of(sheet_of("treaty,threshold_n,counts\nsalt,5,States\n", "rules.csv"))


def test_rules_take_the_place_of_those_on_record(tmp_path):
    (tmp_path / "rules.csv").write_text(f"{HEAD}\nbeijing,40,eligible parties,1 month\nsalt,2,States,1 year\n")
    found = open_treaties("wipo", rules=tmp_path / "rules.csv")
    assert found.treaties["beijing"].force.threshold == 40
    assert str(found.treaties["beijing"].adopted) == "2012-06-24"
    assert found.treaties["salt"].force.delay.years == 1
    assert found.treaties["plt"].force.threshold == 10


@needs_corpus
def test_the_rules_of_the_corpus():
    treaties, _, _ = read_rules(CORPUS / "treaty-actions" / "entry_into_force_rules.csv")
    assert len(treaties) == 18
    thresholds = {key: each.force.threshold for key, each in treaties.items()}
    assert thresholds == {
        "beijing": 30, "marrakesh": 20, "wct": 30, "wppt": 30, "plt": 10, "singapore": 10, "tlt": 5, "pct": 8, "epc": 6,
        "budapest": 5, "locarno": 5, "phonograms": 5, "strasbourg": None, "wipo_convention": None, "strasbourg1963": 8,
        "brussels": 5, "riyadh": 15, "gratk": 15,
    }  # fmt: skip
    states = {key for key, each in treaties.items() if each.force.counts == "states"}
    assert states == set(treaties) - {"beijing", "marrakesh", "singapore", "strasbourg1963", "riyadh", "gratk"}
    assert {key for key, each in treaties.items() if each.evidence == "recalled"} == {"brussels", "gratk"}
    two = treaties["wipo_convention"].force.conditions
    assert [(each.members_of, each.at_least) for each in two] == [("paris", 10), ("berne", 7)]
    assert treaties["phonograms"].later.after == "notification"
    assert treaties["phonograms"].leaving.months == 12
    assert treaties["strasbourg"].later.or_later
    assert (treaties["plt"].later.or_later, treaties["plt"].later.at_most_months) == (True, 6)
    assert treaties["riyadh"].force.delay is None
    assert treaties["epc"].force.delay.months == 3
