"""Tables of laws as people make them, and the one error that tells everything wrong in them."""

import random

import pytest

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.law.opening import open_laws

HEAD = "jurisdiction,norm,value,valid_from,valid_to,as_of,legal_ref,source,doubt\n"
SCALES = """
seal: {scale: boolean, definition: Must a deed bear a seal}
delay: {scale: interval, unit: days}
rank: {scale: ordinal, categories: {low: [junior], high: [senior, chief]}}
"""


@pytest.fixture
def table(tmp_path):
    def made(rows, scales=SCALES, head=HEAD, encoding="utf-8", name="deeds.csv"):
        path = tmp_path / name
        path.write_bytes((head + rows).encode(encoding))
        if scales is not None:
            (tmp_path / "deeds_scales.yaml").write_text(scales, encoding="utf-8")
        return path

    return made


def refused(path, scales=None):
    with pytest.raises(TravauxError) as error:
        open_laws(path, scales)
    return str(error.value)


def test_every_column_comes_into_the_fact(table):
    laws = open_laws(table("NZ,delay,30,2001-02,between 2005-01-01 and 2006-12-31,2003,s. 4,https://a.example/x,old\n"))
    [law] = laws.laws
    told = (law.value, str(law.first), str(law.last), str(law.as_of), law.ref, law.source, law.note)
    assert told == ("30", "2001-02", "between 2005-01-01 and 2006-12-31", "2003", "s. 4", "https://a.example/x", "old")
    assert laws.sources["https://a.example/x"].address == "https://a.example/x"
    assert laws.names["NZ"] == "New Zealand"
    assert laws.norms["delay"].unit == "days"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_save_in_many_ways(table, encoding):
    rows = '"sep=;"\njurisdiction;norm;value;valid_from;doubt;\n NZ ;delay;30.0;2001-02-03 00:00:00;"é; à";\n;;;;;\n'
    [law] = open_laws(table(rows, head="", encoding=encoding)).laws
    assert (law.jurisdiction, law.value, str(law.first), law.note) == ("NZ", "30.0", "2001-02-03", "é; à")


def test_a_state_is_one_jurisdiction_however_it_is_written(table):
    rows = "UK,rank,chief,,2000,,,,\nGB,rank,junior,2001,,,,,\ngb,delay,1,,,,,,\nUnited Kingdom,SEAL,TRUE,,,,,,\n"
    laws = open_laws(table(rows + "Unified Patent Court,rank,chief,,,,,,\nOAPI,rank,chief,,,,,,\n"))
    assert laws.jurisdictions == ("GB", "Unified Patent Court", "OAPI")
    assert set(laws.norms) == {"seal", "delay", "rank"}


@pytest.mark.parametrize("column", ["reader", "recorded", "supersedes", "date"])
def test_what_only_a_case_can_hold_is_refused_in_a_table(table, column):
    words = refused(table("NZ,rank,chief,chair\n", head=f"jurisdiction,norm,value,{column}\n"))
    assert f"cannot have the column {column}" in words


def test_two_columns_for_one_thing_are_refused(table):
    words = refused(table("NZ,rank,chief,2001,2002\n", head="jurisdiction,norm,value,from,valid_from\n"))
    assert "row 1, column 5 (valid_from): says the same as the column from" in words


def test_evidence_that_is_none_is_a_fault(table):
    head = "jurisdiction,norm,value,evidence,confidence\n"
    words = refused(table("NZ,rank,chief,rumour,huge\n", head=head))
    assert "row 2, column 4 (evidence): 'rumour' is none of seen, derived, recalled" in words
    assert "row 2, column 5 (confidence): 'huge' is none of high, medium, low" in words


def test_other_columns_are_kept(table):
    rows = "jurisdiction,norm,value,Reported by\nNZ,delay,30,Ana\n"
    assert open_laws(table(rows, head="")).laws[0].model_extra == {"reported_by": "Ana"}


def test_all_faults_come_in_one_error_with_row_and_column(table):
    words = refused(
        table(
            "NZ,delay,30,2001-02-30,,,,,\n"
            "NZ,rank,chief,2001,2000,,,,\n"
            ",rank,chief,,,,,,\n"
            "QQ,rank,chief,,,,,,\n"
            "AU,delay,a month,,,,,,\n"
            "AU,seal,perhaps,,,,,,\n"
            "AU,rank,3,,,,,,\n"
        )
    )
    for told in (
        "7 faults in the table",
        "row 2, column 4 (valid_from): '2001-02-30' is no day",
        "row 3, column 5 (valid_to): ends on 2000, before it begins on 2001",
        "row 4, column 1 (jurisdiction): is empty",
        "row 5, column 1 (jurisdiction): there is no jurisdiction 'QQ'",
        "row 6, column 3 (value): 'a month' is no number, but delay is measured in days",
        "row 7, column 3 (value): 'perhaps' is none of no, yes",
        "row 8, column 3 (value): '3' is none of low, high",
    ):
        assert told in words


def test_of_many_faults_ten_are_told_and_the_rest_counted(table):
    words = refused(table("".join(f"NZ,delay,many,{year}-01-01,{year}-12-31,,,,\n" for year in range(1990, 2005))))
    assert words.count("row ") == 10
    assert "and 5 more" in words


def test_two_values_on_one_day_are_told_with_both_rows(table):
    words = refused(table("NZ,rank,chief,2001-01-01,2005-06-30,,,,\nNZ,rank,junior,2005-06-30,,,,,\n"))
    assert "row 3, column 3 (value): two values on 2005-06-30 for NZ, rank: 'junior' here, 'chief' in row 2" in words


def test_overlapping_spans_are_told_even_if_they_agree(table):
    words = refused(table("NZ,rank,chief,2001-01-01,2005-06-30,,,,\nNZ,rank,chief,2004-01-01,,,,,\n"))
    assert "row 3, column 4 (valid_from): overlaps row 2 (NZ, rank): both hold on 2004-01-01" in words


def test_a_long_span_is_compared_with_every_later_one(table):
    words = refused(
        table(
            "NZ,rank,chief,1990-01-01,2020-12-31,,,,\n"
            "NZ,rank,chief,1995-01-01,1996-12-31,,,,\n"
            "NZ,rank,junior,2010-01-01,2011-12-31,,,,\n"
        )
    )
    assert "row 3" in words
    assert "row 4" in words


def test_a_change_in_a_known_window_is_no_overlap(table):
    window = "between 2001-01-01 and 2004-12-31"
    laws = open_laws(table(f"NZ,rank,chief,,{window},,,,\nNZ,rank,junior,{window},,,,,\n"))
    assert len(laws.laws) == 2


def test_two_undated_values_say_how_to_date_the_change(table):
    words = refused(table("NZ,rank,chief,,,2001,,,\nNZ,rank,junior,,,2011,,,\n"))
    assert "two values without a day for NZ, rank" in words
    assert "say when the rule changed" in words


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        (HEAD, "no rows"),
        ("jurisdiction,norm,valeu\nNZ,rank,chief\n", "no column value"),
        (HEAD + "NZ,rank,chief,,,,,,,,surplus\n", "more cells than the header"),
        ("jurisdiction,norm,value,value\nNZ,rank,chief,chief\n", "stands in the header twice"),
        (HEAD + 'NZ,rank,"chief\n', "cannot be read"),
    ],
)
def test_what_is_no_table_of_laws_is_refused(tmp_path, content, told):
    path = tmp_path / "deeds.csv"
    path.write_text(content, encoding="utf-8")
    assert told in refused(path)


def test_without_scales_every_value_is_its_own_category_and_that_is_said(table):
    laws = open_laws(table("NZ,rank,chief,,,,,,\n", scales=None))
    assert laws.norms["rank"].scale == "nominal"
    assert "no scales are declared" in laws.remarks[0].what


def test_a_norm_without_a_scale_weighs_nothing_and_that_is_said(table):
    laws = open_laws(table("NZ,colour,blue,,,,,,\nNZ,rank,chief,,,,,,\n"))
    assert (laws.norms["colour"].weight, laws.norms["rank"].weight) == (0, 1)
    assert "no scale is declared for colour" in laws.remarks[0].what


def test_a_value_in_no_category_is_kept_with_a_remark(table):
    laws = open_laws(table("NZ,rank,by custom,,,,,,\n"))
    assert laws.laws[0].value == "by custom"
    assert "row 2: the value 'by custom' of rank is in no category" in laws.remarks[0].what


@pytest.mark.parametrize(
    ("scales", "told"),
    [
        ("rank: {scale: sideways}", "'rank' cannot be used"),
        ("rank: nominal", "'rank' has no scale"),
        ("rank: {scale: nominal, categorys: {}}", "did you mean 'categories'"),
        ("rank: {scale: ordinal, categories: {low: [chief], high: [chief]}}", "stands in two categories"),
        ("- a\n- b", "no scales here"),
        ("rank: [", "line"),
    ],
)
def test_scales_that_cannot_be_used_are_refused(table, scales, told):
    assert told in refused(table("NZ,rank,chief,,,,,,\n", scales=scales))


def test_scales_can_be_named(table, tmp_path):
    other = tmp_path / "elsewhere.yaml"
    other.write_text("rank: {scale: nominal, weight: 3}", encoding="utf-8")
    assert open_laws(table("NZ,rank,chief,,,,,,\n"), other).norms["rank"].weight == 3


def test_bare_yes_and_no_in_yaml_are_words(table):
    laws = open_laws(
        table("NZ,seal,no,,,,,,\n", scales="seal: {scale: boolean, categories: {no: [no], yes: [yes, wax]}}")
    )
    assert laws.norms["seal"].categories == {"no": ("no",), "yes": ("yes", "wax")}


def test_what_is_no_case_and_no_table_is_refused(tmp_path):
    assert "there is no such" in refused("nowhere")
    assert "there is no such file" in refused(tmp_path / "nowhere.csv")
    assert "there are no laws on record" in refused("avp")


def test_strange_bytes_never_end_in_a_traceback(tmp_path):
    dice = random.Random(6)
    good = (HEAD + "NZ,rank,chief,2001,2004,,,,\nAU,delay,30,,,2003-05,s. 1,x,y\n").encode()
    for number in range(300):
        damaged = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'",;\n\x00\xff0-Zz')
        path = tmp_path / f"{number}.csv"
        path.write_bytes(bytes(damaged))
        try:
            open_laws(path)
        except TravauxError:
            continue


@needs_corpus
def test_the_shared_table_of_patent_norms_is_read_whole():
    laws = open_laws(CORPUS / "laws" / "patent_norms.csv")
    assert (len(laws.jurisdictions), len(laws.norms)) == (19, 22)
    rows = (CORPUS / "laws" / "patent_norms.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(laws.laws) == rows
    # The one value of the table that its scales put in no category, and the norms that have no scale.
    assert [each.what for each in laws.remarks if "row" in each.what] == [
        "row 68: the value 'left_to_national_law' of prior_user_right is in no category, so it is not compared"
    ]
    assert sum(norm.weight == 0 for norm in laws.norms.values()) == 5


@pytest.mark.parametrize(
    ("scales", "told"),
    [
        ("rank: {scale: nominal}\ndelay: {scale: interval}\nrank: {scale: interval}\n", "line 3"),
        ("rank: {scale: interval, unit: days, unit: years}\n", "line 1"),
        ("rank:\n  scale: ordinal\n  categories:\n    low: [a]\n    high: [b]\n    low: [c]\n", "line 6"),
    ],
)
def test_a_key_that_stands_twice_in_the_scales_is_refused_with_its_line(table, scales, told):
    words = refused(table("NZ,rank,a,,,,,,\n", scales=scales))
    assert told in words
    assert "stands twice" in words


def test_two_norms_that_differ_in_small_and_capital_letters_are_refused(table):
    assert "rank" in refused(table("NZ,rank,a,,,,,,\n", scales="rank: {scale: nominal}\nRANK: {scale: nominal}\n"))


def test_references_in_the_scales_are_refused(table):
    scales = "rank: &one {scale: nominal}\nseal: *one\n"
    assert "reference" in refused(table("NZ,rank,a,,,,,,\n", scales=scales))


def test_a_number_beyond_the_ends_of_its_scale_is_said(table):
    scales = "delay: {scale: interval, unit: days, low: 0, high: 60}\n"
    laws = open_laws(table("NZ,delay,90,,,,,,\nFJ,delay,60,,,,,,\nWS,delay,-1,,,,,,\n", scales=scales))
    assert [remark.what for remark in laws.remarks] == [
        "row 2: 90 days of delay lies beyond the scale from 0 to 60 and counts as 60 in distances",
        "row 4: -1 days of delay lies beyond the scale from 0 to 60 and counts as 0 in distances",
    ]


def test_a_case_has_its_own_scales():
    with pytest.raises(TravauxError, match="scales"):
        open_laws("patent-law", "other.yaml")
