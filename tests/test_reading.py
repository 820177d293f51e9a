"""Reading files and strings, and convention files."""

import pytest

import travaux
from travaux import Convention, Refused, TravauxError, read_convention


def test_a_file_and_a_string_give_the_same_text(tmp_path):
    words = "Article 1\n\n1. Each Party [shall][may] act.\n"
    file = tmp_path / "draft.txt"
    file.write_text(words, encoding="utf-8")
    assert travaux.read(file).body == travaux.read_text(words).body
    assert travaux.read(str(file)).source.file == "draft.txt"


def test_a_byte_order_mark_and_other_line_ends_change_nothing(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_bytes("\ufeffArticle 1\r\n\r\n1. Each Party [shall] act.\r\n".encode())
    assert travaux.read(file).body == travaux.read_text("Article 1\n\n1. Each Party [shall] act.\n").body


def test_a_convention_file_overrules_the_guess(tmp_path):
    draft, toml = tmp_path / "draft.txt", tmp_path / "convention.toml"
    draft.write_text("Each Party [shall][may] act.", encoding="utf-8")
    toml.write_text('adjacent = "independent"\n', encoding="utf-8")
    text = travaux.read(draft, toml)
    assert text.convention.adjacent == "independent"
    assert [issue.kind for issue in text.issues()] == ["bracket", "bracket"]
    assert travaux.read(draft, Convention(adjacent="independent")).body == text.body


def test_a_convention_file_names_the_parties_of_a_document(tmp_path):
    toml = tmp_path / "convention.toml"
    toml.write_text('[parties]\nQX = "Atlantis"\n', encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text("Each Party [QX propose: shall] act.", encoding="utf-8")
    [issue] = travaux.read(draft, toml).issues()
    assert issue.options[0].backs == ("Atlantis",)
    assert issue.unknown_codes == ()


def test_what_a_convention_file_leaves_out_keeps_its_usual_meaning(tmp_path):
    toml = tmp_path / "convention.toml"
    toml.write_text('slashes = "text"\n', encoding="utf-8")
    assert read_convention(toml) == Convention(slashes="text")


def test_all_that_a_convention_has_may_stand_in_the_file(tmp_path):
    toml = tmp_path / "convention.toml"
    toml.write_text(
        'brackets = "editorial"\nadjacent = "independent"\nbraces = "variant"\nunbracketed = "unknown"\n'
        'underline = "inserted"\nstrike = "deleted"\nslashes = "text"\n'
        '[colors]\nyellow = "agreed in working group"\n[parties]\nZZ = "Zedland"\n',
        encoding="utf-8",
    )
    assert read_convention(toml) == Convention(
        brackets="editorial",
        adjacent="independent",
        braces="variant",
        unbracketed="unknown",
        underline="inserted",
        strike="deleted",
        slashes="text",
        colors={"yellow": "agreed in working group"},
        parties={"ZZ": "Zedland"},
    )


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('adjacent = "maybe"', "adjacent"),
        ('neighbours = "independent"', "neighbours"),
        ("adjacent = 3", "adjacent"),
        ("[parties]\nUS = 3", "parties"),
    ],
)
def test_a_wrong_convention_file_is_told_where_it_is_wrong(tmp_path, content, word):
    toml = tmp_path / "convention.toml"
    toml.write_text(content, encoding="utf-8")
    with pytest.raises(TravauxError) as refusal:
        read_convention(toml)
    assert word in str(refusal.value)
    assert "convention.toml" in str(refusal.value)
    assert refusal.value.remedy


@pytest.mark.parametrize("content", [b"adjacent = ", b"\xff\xfe\x00", b"{}"])
def test_a_file_that_is_no_toml_is_refused(tmp_path, content):
    toml = tmp_path / "convention.toml"
    toml.write_bytes(content)
    with pytest.raises(TravauxError):
        read_convention(toml)


def test_a_convention_file_that_is_absent_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "absent.toml", tmp_path):
        with pytest.raises(TravauxError):
            read_convention(path)


def test_an_absent_file_an_empty_file_and_a_folder_are_refused(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for path in (tmp_path / "absent.txt", empty, tmp_path):
        with pytest.raises(TravauxError) as refusal:
            travaux.read(path)
        assert refusal.value.remedy


@pytest.mark.parametrize(
    "marks", ["[" * 3000, "[" * 3000 + "a" + "]" * 3000, "[\n" * 3000 + "]\n" * 3000, "[US/JP propose: " * 3000]
)
def test_nesting_past_all_reason_is_refused(marks):
    with pytest.raises(Refused) as refusal:
        travaux.read_text(marks)
    assert "deep" in str(refusal.value)


def test_nesting_of_forty_is_read():
    text = travaux.read_text("[" * 40 + "a" + "]" * 40)
    assert text.marks.max_depth == 40
    assert text.clean_texts == 41


@pytest.mark.parametrize(
    "words",
    ["", " ", "\n\n", "\x00", "]", "{", "\u202e", "1", "Option 1:", "[" * 50, "a" * 5000, "\x0c\x0c", "\ufffd"],
)
def test_only_errors_of_our_own_escape(words):
    try:
        text = travaux.read_text(words)
    except TravauxError:
        return
    assert text.conservation.lost == 0
