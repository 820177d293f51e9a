"""Case files into plain values that know their lines, and the refusal of what no case file holds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts.reading import DEPTH, LIMIT, read_mapping


def value(words, file="case.yaml"):
    return read_mapping(words, file).value


def refusal(words, file="case.yaml"):
    with pytest.raises(TravauxError) as caught:
        read_mapping(words, file)
    assert caught.value.remedy
    return caught.value


# From the core schema of YAML 1.2.2, section 10.3.2, but for numbers that are not finite.
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("null", None), ("Null", None), ("~", None), ("", None), ("nULL", "nULL"), ("none", "none"),
        ("true", True), ("TRUE", True), ("False", False), ("tRue", "tRue"),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y"), ("N", "N"),
        ("0", 0), ("-19", -19), ("+3", 3), ("007", 7), ("0o7", 7), ("0x3A", 58), ("0b11", "0b11"), ("1_000", "1_000"),
        ("0.", 0.0), (".5", 0.5), ("+12e03", 12000.0), ("-2E+05", -200000.0), ("1.2.3", "1.2.3"), ("1:30", "1:30"),
        (".inf", ".inf"), ("-.INF", "-.INF"), (".nan", ".nan"), ("1e400", "1e400"), (".", "."), ("+", "+"),
        ("2000-12-20", "2000-12-20"), ("2000", 2000), ("12 Dec", "12 Dec"), ("=", "="),
    ],
)  # fmt: skip
def test_words_without_quotes_have_the_values_of_yaml_1_2(words, expected):
    found = value(f"key: {words}\n")["key"]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("words", ["null", "true", "12", "1.5", "2000-12-20", "", "~"])
def test_words_in_quotes_stay_words(words):
    assert value(f"a: \"{words}\"\nb: '{words}'\n") == {"a": words, "b": words}


def test_a_key_is_words_whatever_it_looks_like():
    assert value("no: 1\n12: 2\nnull: 3\n2000-12-20: 4\n") == {"no": 1, "12": 2, "null": 3, "2000-12-20": 4}


def test_every_mapping_and_entry_knows_its_line():
    marked = read_mapping(
        "schema: x\n"  # 1
        "parties:\n"
        "  - {id: us,\n"  # 3
        "     name: United States}\n"
        "  - id: eu\n"  # 5
        "    name: European Union\n"
        "    aliases:\n"
        "      - EC\n"  # 8
        "      - EEC\n"
        "gaps: [one,\n"  # 10
        "  two]\n",
        "case.yaml",
    )
    assert marked.line("schema") == 1
    assert marked.line("parties", 0) == 3
    assert marked.line("parties", 0, "id") == 3
    assert marked.line("parties", 0, "name") == 4
    assert marked.line("parties", 1) == 5
    assert marked.line("parties", 1, "aliases", 1) == 9
    assert marked.line("gaps", 0) == 10
    assert marked.line("gaps", 1) == 11
    assert marked.line("parties", 1, "no such key", 7) == 5
    assert marked.keys == {"schema", "parties", "id", "name", "aliases", "gaps"}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inside, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), JSON, min_size=1), st.booleans())
def test_json_is_read_as_json_readers_read_it(mapping, ascii_only):
    words = json.dumps(mapping, ensure_ascii=ascii_only, indent="\t" if ascii_only else None)
    assert value(words, "case.json") == json.loads(words)


def test_a_character_written_as_two_escapes_in_json_is_one_character():
    assert value('{"a": "\\ud83d\\ude00 \\\\ud83d"}', "case.json") == {"a": "\U0001f600 \\ud83d"}


def test_line_separators_inside_words_are_kept():
    assert value('a: "one\u2028two\x85three\u2029"\nb: plain\u2028words\n') == {
        "a": "one\u2028two\x85three\u2029",
        "b": "plain\u2028words",
    }


def test_line_ends_of_any_system_separate_lines():
    expected = {"a": 1, "b": [1, 2]}
    for end in ("\n", "\r\n", "\r"):
        assert value(end.join(["a: 1", "b:", "  - 1", "  - 2", ""])) == expected


@pytest.mark.parametrize("words", ["", "\n\n", "# nothing but words to the reader\n", "---\n", "null", "~\n"])
def test_a_file_without_a_value_is_refused(words):
    assert refusal(words).what == "the file is empty"


@pytest.mark.parametrize(
    ("words", "found"), [("- a\n- b\n", "a list"), ("Each Party shall", "plain words"), ("12", "words")]
)
def test_what_is_no_mapping_is_refused(words, found):
    assert found in refusal(words).what


def test_the_same_key_twice_is_refused_with_both_lines():
    error = refusal("a: 1\nb: 2\na: 3\n")
    assert error.where == "case.yaml, line 1"
    assert "'a'" in error.what
    assert "line 3" in error.what
    assert "twice" in refusal("- {a: 1, a: 1}".join(["x:\n  ", "\n"])).what


@pytest.mark.parametrize(
    "words",
    [
        "a: 1\nb: &name 2\n",
        "a: 1\nb: &name {c: 1}\n",
        "a: 1\nb: &name [1]\n",
        "a: 1\n&name b: 1\n",
        "a: 1\nb: [*name]\n",
    ],
)
def test_references_are_refused_with_their_line(words):
    assert refusal(words).where.startswith("case.yaml, line 2")


def test_a_bomb_of_references_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "reference (&a0)" in refusal("\n".join(lines)).what


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!str", "!own", "!", "!!binary"])
@pytest.mark.parametrize("shape", ["{} words", "{} {{a: 1}}", "{} [1]", "{{{} k: 1}}"])
def test_tags_are_refused(tag, shape):
    error = refusal(f"a: 1\nb: {shape.format(tag)}\n")
    assert error.where.startswith("case.yaml, line 2")


def test_a_second_document_is_refused():
    assert refusal("a: 1\n---\nb: 2\n").where == "case.yaml, line 2"
    assert value("---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused_at_once(opening):
    assert "deep" in refusal(("" if opening == "- " else "a: ") + opening * 100_000).what


def test_as_many_levels_as_allowed_are_read():
    lists = DEPTH - 1
    assert json.dumps(value(f"a: {'[' * lists}{']' * lists}\n")["a"]) == "[" * lists + "]" * lists
    assert "deep" in refusal(f"a: {'[' * (lists + 1)}{']' * (lists + 1)}\n").what


def test_a_file_that_is_too_large_is_refused():
    assert "too large" in refusal("#" * (LIMIT + 1)).what


@pytest.mark.parametrize(
    ("words", "line", "meaning"),
    [
        ("a: 1\nb:\n\tc: 1\n", 3, "tab"),
        ("a: 1\ntitle: Scope: wide\n", 2, "colon"),
        ("a: 1\nb: {c: 1\n", 3, "braces"),
        ("a: 1\nb: [c, d\ne: 1\n", 3, "brackets"),
        ("a: 1\nb: 'c\n", 3, "quotation mark is not closed"),
        ('a: 1\nb: "c \\q"\n', 2, "backslash"),
        ("a: 1\nb: @home\n", 2, "sign that has a meaning"),
        ("a: 1\n- b\n", 2, "same column"),
        ("a:\n  - b\n  c: 1\n", 3, "a list and a mapping are mixed"),
        ("a: 1\nb\nc: 2\n", 3, "no colon"),
        ("%YAML 9.9\n---\na: 1\n", 1, "another version"),
    ],
)
def test_what_is_not_yaml_is_explained_with_its_line(words, line, meaning):
    error = refusal(words)
    assert error.what == "the file is not YAML"
    assert f"line {line}" in error.where
    assert meaning in error.why


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\ufffe", "\ud800"])
def test_signs_that_no_text_holds_are_named_with_their_line(sign):
    error = refusal(f"a: 1\nb: x{sign}y\n")
    assert f"U+{ord(sign):04X}" in error.what
    assert error.where == "case.yaml, line 2"


SCRAPS = [*"ab:-,[]{}&*!|>?%@`'\"#\\ \n\t\x85", "a: ", "b: ", "- ", "\n  ", "&a ", "*a", "!!x ", "---\n", "[1, 2]\n"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_any_words_are_read_or_refused_with_a_remedy(scraps):
    try:
        marked = read_mapping("".join(scraps), "case.yaml")
    except TravauxError as error:
        told = error.remedy
    else:
        told = isinstance(marked.value, dict)
    assert told
