"""Short names of versions stay different."""

from hypothesis import given
from hypothesis import strategies as st

from travaux.cli.version_names import short_names

PARIS = [
    "unfccc-2015-10-23-draft-agreement.md",
    "unfccc-2015-12-09-draft-paris-outcome.md",
    "unfccc-2015-12-12-adopted-paris-agreement.md",
]


def test_files_that_begin_and_end_alike_keep_their_dates():
    for short, date in zip(short_names(PARIS, 20), ("2015-10-23", "2015-12-09", "2015-12-12"), strict=True):
        assert date in short


def test_names_that_fit_are_left_alone():
    assert short_names(["a-draft.md", "a-text.md"], 20) == ["a-draft.md", "a-text.md"]


PARTS = st.sampled_from(["unfccc", "2015-12-09", "2015", "draft", "-", " ", "agreement", ".md", "é"])
NAMES = st.lists(st.lists(PARTS, min_size=1, max_size=12).map("".join), min_size=1, max_size=12)


@given(NAMES, st.integers(8, 30))
def test_short_names_fit_and_no_two_of_them_are_alike_where_the_names_are_not(names, width):
    short = short_names(names, width)
    assert len(short) == len(names)
    assert all(0 < len(each) <= width for each in short)
    for a, name in zip(short, names, strict=True):
        assert all(a != b for b, other in zip(short, names, strict=True) if other != name)
