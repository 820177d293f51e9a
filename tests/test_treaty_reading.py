"""Tables of actions, known by their columns; what is wrong in them is one error with row and column."""

import csv
import gzip
from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.corpus import CORPUS, needs_corpus

from travaux.errors import TravauxError
from travaux.treaty.names import organisations
from travaux.treaty.opening import one, open_treaties, party_named

HEAD = "treaty,party,action,date\n"
GOOD = "salt,Kenya,ratification,2001-03-02\n"


@pytest.fixture
def opened(tmp_path):
    def open_words(words, name="actions.csv", **named):
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return open_treaties(path, **named)

    return open_words


def test_a_row_is_an_action(opened):
    found = opened(HEAD + GOOD)
    (action,) = found.actions
    assert (action.treaty, action.party, action.kind, action.date) == ("salt", "KE", "ratification", date(2001, 3, 2))
    assert (action.id, found.sources[action.source].title) == ("row-2", "actions.csv")
    assert (found.parties["KE"].name, found.as_of) == ("Kenya", date(2001, 3, 2))
    assert found.treaties["salt"].name == "salt"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_any_spreadsheet_are_read(opened, separator):
    words = "\ufeff" + (HEAD + GOOD).replace(",", separator).replace("treaty", "Treaty").replace("\n", "\r\n")
    assert opened(words).actions[0].party == "KE"


def test_a_compressed_table_is_read(opened):
    assert opened(gzip.compress((HEAD + GOOD).encode()), "actions.csv.gz").actions[0].party == "KE"


def test_other_columns_are_kept_as_what_they_are(opened):
    words = (
        "treaty,party,action,date,has_remarks,source,effective,territory,words,note,party_type,title\n"
        "salt,Salt Board,territorial extension,2001-03-02,y,https://example.org/salt page,2001-06-02,Isle of Salt,"
        "all of it,seen twice,org,Convention on Salt\n"
    )
    found = opened(words)
    (action,) = found.actions
    assert (action.kind, action.territory, action.effective) == (
        "territorial_extension",
        "Isle of Salt",
        date(2001, 6, 2),
    )
    assert action.words == "all of it"
    assert action.note.startswith("seen twice; the source has a page of declarations")
    assert found.sources[action.source].address == "https://example.org/salt"
    assert found.parties["Salt Board"].kind == "igo"
    assert found.treaties["salt"].name == "Convention on Salt"


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("salt,Kenya,ratification,2001-02-30", "row 3, column date: '2001-02-30'"),
        ("salt,Kenya,ratification,2001-W05-1", "row 3, column date"),
        ("salt,Kenya,ratification,2 March 2001", "row 3, column date"),
        ("salt,Kenya,ratifcation,2001-03-02", "row 3, column action: there is no action 'ratifcation'"),
        ("salt,Kenya,,2001-03-02", "row 3, column action: empty"),
        (",Kenya,ratification,2001-03-02", "row 3, column treaty: empty"),
        ("salt,,ratification,2001-03-02", "row 3, column party: empty"),
        ("salt,Kenya,ratification,2001-03-02,more", "row 3: 5 cells, but the header has 4 columns"),
        ('salt,"Kenya,ratification,2001-03-02', "line 3"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(opened, row, named):
    with pytest.raises(TravauxError) as error:
        opened(HEAD + GOOD + row + "\n")
    assert named in str(error.value)
    assert "actions.csv" in str(error.value)


def test_all_cells_that_cannot_be_read_are_named_at_once(opened):
    with pytest.raises(TravauxError) as error:
        opened(HEAD + "".join(f"salt,Kenya,eating,{year}-13-02\n" for year in range(2001, 2011)))
    words = str(error.value)
    assert "20 cells" in words
    assert "row 2, column action" in words
    assert "row 2, column date" in words
    assert "and 8 more" in words


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (HEAD, "no row below its header"),
        ("treaty,party,action\nsalt,Kenya,ratification\n", "no column date"),
        ("a,b\n1,2\n", "no column"),
        ("treaty,party,action,date,date\nsalt,Kenya,ratification,2001-03-02,2001-03-02\n", "date twice"),
        (b"\x00\x01\x02" * 50, ""),
        (b"\x1f\x8b\x00 damaged", "damaged"),
    ],
)
def test_what_is_no_table_is_refused(opened, words, named):
    with pytest.raises(TravauxError) as error:
        opened(words)
    assert named in str(error.value)


def test_there_is_no_such_table(tmp_path):
    with pytest.raises(TravauxError, match="no such file"):
        open_treaties(tmp_path / "none.csv")
    with pytest.raises(TravauxError, match="no such case"):
        open_treaties(str(tmp_path / "none"))
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TravauxError, match="folder"):
        open_treaties(tmp_path / "folder.csv")


def test_a_table_has_no_readers_and_only_one_thing_is_opened(opened, tmp_path):
    with pytest.raises(TravauxError, match="no readers"):
        opened(HEAD + GOOD, reader="chair")
    with pytest.raises(TravauxError, match="both"):
        open_treaties("wipo", actions=tmp_path / "actions.csv")


def test_a_repeated_row_counts_once_and_an_empty_date_is_told(opened):
    found = opened(HEAD + GOOD + "salt,Norway,accession,\n" + GOOD)
    assert [(each.party, each.date) for each in found.actions] == [("KE", date(2001, 3, 2)), ("NO", None)]
    assert [each.what.split(":")[0] for each in found.remarks] == ["row 3", "row 4"]
    assert any("repeats row 2" in each.what for each in found.remarks)


def test_a_name_and_a_code_that_disagree_are_told(opened):
    found = opened("treaty,party,iso3,action,date\nsalt,Niger,NGA,accession,2001-03-02\n")
    assert found.actions[0].party == "NE"
    assert "the column iso3 says NGA" in found.remarks[0].what


def test_a_cell_may_hold_line_ends_of_any_kind(opened):
    found = opened(
        HEAD.replace("date", "date,words") + 'salt,Kenya,declaration,2001-03-02,"one\u2028two\nthree"\n' + GOOD
    )
    assert [each.kind for each in found.actions] == ["declaration", "ratification"]
    assert found.actions[0].words == "one two three"
    assert found.actions[1].id == "row-3"


def test_what_came_later_is_not_in_the_answer(opened):
    words = HEAD + GOOD + "salt,Norway,accession,2005-01-01\npepper,Norway,accession,2006-01-01\n"
    found = opened(words, on="2004-12-31")
    assert [each.party for each in found.actions] == ["KE"]
    assert found.as_of == date(2004, 12, 31)


def test_a_table_of_members_has_three_actions_in_a_row(opened):
    words = (
        "Contracting Party,Treaty,Signature Date,Instrument Type,Instrument Date,Entry Into Force Date\n"
        "Kenya,Salt Treaty (ST),2001-01-01,Ratification,2002-01-01,2002-04-01\n"
        "Norway,Salt Treaty (ST),2001-01-01,,,\n"
        "Chad,Patent,,Accession,2003-01-01,2003-04-01\n"
    )
    found = opened(words)
    assert [(each.treaty, each.party, each.kind) for each in found.actions] == [
        ("st", "KE", "signature"), ("st", "KE", "ratification"), ("st", "KE", "entry_into_force"),
        ("st", "NO", "signature"), ("plt", "TD", "accession"), ("plt", "TD", "entry_into_force"),
    ]  # fmt: skip


def test_an_instrument_without_its_kind_is_an_error(opened):
    words = (
        "Contracting Party,Treaty,Signature Date,Instrument Type,Instrument Date,Entry Into Force Date\n"
        "Kenya,Salt,,,2002-01-01,\n"
    )
    with pytest.raises(TravauxError, match="row 2, column instrument type: empty, though the instrument has a date"):
        opened(words)


def test_who_only_signed_has_no_action_type(opened):
    words = (
        "country_name,treaty_id,treaty_name,action_type,action_date,signature_date,treaty_open_year,mtdsg_no,source_url\n"
        "Kenya,salt,Convention on Salt,,,2001-01-01,2000,IX-1,https://example.org/IX-1\n"
        "Norway,salt,Convention on Salt,Ratification,2003-01-01,2001-01-02,2000,IX-1,https://example.org/IX-1\n"
    )
    found = opened(words)
    assert [(each.party, each.kind, str(each.date)) for each in found.actions] == [
        ("KE", "signature", "2001-01-01"),
        ("NO", "signature", "2001-01-02"),
        ("NO", "ratification", "2003-01-01"),
    ]
    assert found.treaties["salt"].note == "opened in 2000; MTDSG IX-1"
    assert found.sources[found.actions[0].source].address == "https://example.org/IX-1"


AGREEMENTS = (
    "iea_id,party,action_type,action,treaty_signature_date,treaty_eif_date,inclusion,agreement_type,lineage,"
    "treaty_termination_date,date\n"
    "7,Norway,Deposit (ratification),,1990-10-08,1992-10-30,MEA,Convention,Salt,1111-11-11,1991-02-03\n"
    "7,Norway,Denunciation (effective date),,1990-10-08,1992-10-30,MEA,Convention,Salt,1111-11-11,1999-02-03\n"
    "7,Chad,Waiver (Art.28),,1990-10-08,1992-10-30,MEA,Convention,Salt,1111-11-11,1992-01-01\n"
    "7,Chad,Entry into force,,1990-10-08,1992-10-30,MEA,Convention,Salt,1111-11-11,1992-00-00\n"
    "7,Agreement,Entry into force,,1990-10-08,1992-10-30,MEA,Convention,Salt,1111-11-11,1992-10-30\n"
)


def test_actions_of_the_agreements_database_have_a_kind_here(opened):
    found = opened(AGREEMENTS)
    assert [(each.party, each.kind, each.words) for each in found.actions] == [
        ("NO", "ratification", "Deposit (ratification)"),
        ("NO", "denunciation", "Denunciation (effective date)"),
        ("TD", "other", "Waiver (Art.28)"),
        ("TD", "entry_into_force", None),
    ]
    assert found.actions[1].effective == date(1999, 2, 3)
    assert (found.actions[3].date, found.actions[3].note) == (None, "only 1992 is known of the day")
    treaty = found.treaties["7"]
    assert treaty.name == "Convention (Salt) IEADB 7"
    assert treaty.adopted == date(1990, 10, 8)
    assert "in force from 1992-10-30 as recorded" in treaty.note
    assert "of the agreement as a whole: Entry into force 1992-10-30" in treaty.note
    told = " ".join(each.what for each in found.remarks)
    assert "'Waiver (Art.28)' is no action that is known" in told
    assert "row 6: speaks of the agreement as a whole" in told
    assert "row 5: only a part of the date" in told


def test_treaties_and_parties_are_found_by_what_people_call_them():
    wipo = open_treaties("wipo")
    assert one(wipo, "madrid protocol").id == "madrid_protocol"
    assert one(wipo, "Patent Law Treaty").id == "plt"
    called = {"us": "US", "USA": "US", "United States": "US", "korea, republic of": "KR", "EPO": "EP", "EC": "EC",
              "European Community": "EU", "Swaziland": "SZ"}  # fmt: skip
    assert {words: party_named(wipo, words) for words in called} == called
    with pytest.raises(TravauxError, match=r"no treaty 'beijin' \(close to it: beijing"):
        one(wipo, "beijin")
    with pytest.raises(TravauxError, match=r"no party 'Brasil' \(close to it: Brazil"):
        party_named(wipo, "Brasil")


CELLS = st.sampled_from(
    ["", "salt", "Kenya", "ratification", "2001-03-02", "2001-02-30", "1111-11-11", "0000-00-00", "y", '"', "a\x00",
     "²", "Ratification, Accession(a)", "1 Jun 2000 a", "10 Paris + 7 Berne", "2/3 of x", "999999 years",
     "3 months", "\ud7ff"]
) | st.text(max_size=12)  # fmt: skip
HEADS = st.sampled_from([
    "treaty,party,action,date,iso3,effective", "treaty,threshold_n,counts,delay,adopted,later_parties",
    "country_name,treaty_id,action_type,action_date,signature_date", "iea_id,party,action_type,date",
    "untc_chapter_treaty,participant,column,value",
    "Contracting Party,Treaty,Signature Date,Instrument Type,Instrument Date,Entry Into Force Date",
])  # fmt: skip


@given(HEADS, st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=5))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_table_it_is_read_or_refused(tmp_path, head, rows):
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        file.write(head + "\n")
        csv.writer(file).writerows(rows)
    with suppress(TravauxError):
        found = open_treaties(rules=path) if "threshold_n" in head else open_treaties(path)
        assert all(each.treaty in found.treaties and each.party in found.parties for each in found.actions)


FILES = {
    "wipo_actions.csv": (4_064, 21),
    "wipo_membership_datahub.csv": (2_512, 14),
    "un_hr_ratifications.csv": (2_902, 14),
    "arms_control_ratifications.csv": (1_981, 10),
    "ieadb_members_mea.csv.gz": (47_562 - 483, 1_134),
}


@needs_corpus
@pytest.mark.parametrize("name", list(FILES))
def test_the_tables_of_the_corpus_are_read_whole(name):
    path = CORPUS / "treaty-actions" / name
    found = open_treaties(path)
    assert (len(found.actions), len(found.treaties)) == FILES[name]
    assert all(each.source in found.sources and each.treaty in found.treaties for each in found.actions)
    assert all(each.party in found.parties for each in found.actions)
    with (gzip.open if name.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert expected(name, rows) == Counter((each.kind, each.date and each.date.isoformat()) for each in found.actions)


def expected(name, rows):
    """Kinds and days as the columns of the file give them, read here without the readers."""
    if name == "wipo_actions.csv":
        kinds = {"declaration_of_continued_application": "continued_application"}
        return Counter((kinds.get(row["action"], row["action"]), row["date"]) for row in rows)
    if name == "wipo_membership_datahub.csv":
        kinds = {"Declaration of Continued Application": "continued_application",
                 "Declaration/Notification of Succession": "succession"}  # fmt: skip
        found = [("signature", row["Signature Date"]) for row in rows if row["Signature Date"]]
        found += [("entry_into_force", row["Entry Into Force Date"]) for row in rows if row["Entry Into Force Date"]]
        typed = [row for row in rows if row["Instrument Type"]]
        found += [
            (kinds.get(row["Instrument Type"], row["Instrument Type"].lower()), row["Instrument Date"]) for row in typed
        ]
        return Counter(found)
    if name.startswith("ieadb"):
        return ieadb(rows)
    found = [("signature", row["signature_date"]) for row in rows if row["signature_date"]]
    return Counter(found + [(row["action_type"].lower(), row["action_date"]) for row in rows if row["action_type"]])


def ieadb(rows):
    own = [row for row in rows if row["party"] != "Agreement"]
    known = {"Signature", "Ratification", "Accession", "Acceptance", "Approval", "Succession", "Entry into force",
             "Entry Into Force 2", "Entry Into Force 3", "Deposit (accession)", "Approbation", "Adherence", "Adhesion",
             "Definitive signature", "Provisional application", "Termination", "Deposit (ratification)", "Withdrawal",
             "Denunciation (effective date)", "Deposit (instrument)", "Consent To Be Bound", "Denunciation",
             "Notification", "Deposit (acceptance)", "Withdrawal 2", "Deposit (adhesion)",
             "Deposit (adherence)"}  # fmt: skip
    same = {"Approbation": "approval", "Adherence": "accession", "Adhesion": "accession", "Termination": "withdrawal",
            "Deposit (adhesion)": "accession", "Deposit (adherence)": "accession",
            "Deposit (instrument)": "consent_to_be_bound", "Denunciation (effective date)": "denunciation"}  # fmt: skip

    def kind(words):
        if words not in known:
            return "other"
        bare = words.removeprefix("Deposit (").rstrip(")").rstrip(" 23")
        return same.get(words) or bare.lower().replace(" ", "_")

    return Counter((kind(row["action_type"]), None if row["date"][-2:] in ("", "00") else row["date"]) for row in own)


@needs_corpus
def test_no_participant_of_the_lists_of_wipo_and_the_united_nations_is_without_a_code():
    for name in ("wipo_actions.csv", "un_hr_ratifications.csv", "arms_control_ratifications.csv",
                 "untc_2015_actions_raw.csv"):  # fmt: skip
        found = open_treaties(CORPUS / "treaty-actions" / name)
        assert [each for each in found.parties if len(each) > 2 and each not in organisations()] == []
