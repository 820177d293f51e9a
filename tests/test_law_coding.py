"""The arrays say of every day what the one place that decides says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from law_strategies import AFTER, BEFORE, tables
from travaux.facts.law_facts import Law, Norm
from travaux.law.cells import cell
from travaux.law.coding import UNKNOWN, code
from travaux.law.model import Laws

DAYS = st.lists(st.dates(date(2000, 1, 1), date(2015, 12, 31)), min_size=1, max_size=5)


@given(tables(), DAYS, st.booleans())
def test_the_arrays_agree_with_the_cells(laws, days, strict):
    coding = code(laws, days, strict=strict)
    for norm, name in enumerate(coding.norms):
        answers = coding.scales[norm].answers
        for place, jurisdiction in enumerate(coding.jurisdictions):
            for number, day in enumerate(coding.days):
                found = cell(laws, jurisdiction, name, day)
                left_out = strict and found.basis == "assumed"
                coded = coding.codes[norm, place, number]
                expected = None if left_out else found.answer
                assert (None if coded == UNKNOWN else answers[coded]) == expected
                assert coding.assumed[norm, place, number] == (found.basis == "assumed" and not strict)
                possible = dict(coding.doubts.get((norm, number), ())).get(place, ())
                expected = () if left_out or len(found.answers) < 2 else found.answers
                assert tuple(answers[each] for each in possible) == expected


def test_every_edge_of_a_span_is_seen():
    norm = Norm(id="n", scale="boolean")
    laws = (
        Law(jurisdiction="A", norm="n", value="no", last="between 2004-02-01 and 2004-02-20", as_of="2003-05"),
        Law(jurisdiction="A", norm="n", value="yes", first="between 2004-02-02 and 2004-02-21"),
    )
    data = Laws("invented", {"n": norm}, laws, ("A",))
    days = [date(2003, 4, 28) + timedelta(each) for each in range(310)]
    coding = code(data, days)
    scale = coding.scales[0]
    for number, day in enumerate(days):
        found = cell(data, "A", "n", day)
        coded = coding.codes[0, 0, number]
        assert (scale.answers[coded] if coded != UNKNOWN else None) == found.answer
        assert coding.assumed[0, 0, number] == (found.basis == "assumed")


def test_counts_and_some_of_the_days():
    norm = Norm(id="n", scale="boolean")
    laws = tuple(Law(jurisdiction=each, norm="n", value=value) for each, value in zip("ABC", "nyy", strict=True))
    laws = tuple(law.model_copy(update={"value": {"n": "no", "y": "yes"}[law.value]}) for law in laws)
    coding = code(Laws("invented", {"n": norm}, laws, tuple("ABCD")), [BEFORE, AFTER])
    assert coding.counts(0).tolist() == [[1, 2], [1, 2]]
    assert coding.at([1]).days == (AFTER,)
    assert coding.members.tolist() == [4, 4]


def test_before_an_agreement_there_is_none():
    norm = Norm(id="n", scale="boolean")
    later = Law(jurisdiction="A", norm="n", value="no", first="2008-01-01")
    held = (later, Law(jurisdiction="B", norm="n", value="no"))
    coding = code(Laws("invented", {"n": norm}, held, ("A", "B"), kind="agreements"), [BEFORE, AFTER])
    assert coding.present.tolist() == [[False, True], [True, True]]
