"""The JSON format: exact both ways, strict about what it reads, clear about mistakes."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from akn_trees import STREAMS, places
from strategies import numbered
from travaux.errors import Refused, TravauxError
from travaux.text.convention import Convention
from travaux.text.formats.json_io import DEPTH, dumps, loads, schema
from travaux.text.instrument import Conservation, Instrument, MarkCount, Source
from travaux.text.manuscript import Diagnostic, Dropped
from travaux.text.model import Choice, Note, Option, Text

relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

FULL = Instrument(
    body=(Text("Each Party "),),
    title="Tides",
    source=Source("a.pdf", "pdf", 3, "en"),
    convention=Convention(adjacent="independent", colors={"yellow": "agreed"}, parties={"X": "CL"}, reasons=("one",)),
    marks=MarkCount(4, 3, 3, 1, 0, 0, 2),
    conservation=Conservation(90, 80, 10, 0),
    dropped=(Dropped("1", "page number", 1, 2), Dropped("head", "running header")),
    diagnostics=(Diagnostic("unclosed", "warning", {"page": 1, "provision": "art1"}, "ends here", "add ]"),),
)


def file_with(*nodes):
    return json.dumps({"schema": "travaux-text/1", "body": nodes}).encode()


def nested(count, wrap):
    body = (Text("core"),)
    for number in range(count):
        body = (wrap(str(number), body),)
    return Instrument(body)


def bracket(name, content):
    return Choice(name, "bracket", (Option(content, open="[", close="]"),))


def head(name, content):
    return Choice(name, "bracket", (Option((), head=(Text("CL"), Note("1", content))),))


@relaxed
@given(STREAMS.map(numbered))
def test_every_stream_is_read_back_exactly(stream):
    found = loads("draft.json", dumps(Instrument(stream)).encode())
    assert found.body == stream
    assert list(places(found.body)) == list(places(stream))


def test_every_field_of_the_instrument_is_read_back():
    found = loads("draft.json", dumps(FULL).encode())
    for name in Instrument.__dataclass_fields__:
        assert getattr(found, name) == getattr(FULL, name), name
        assert getattr(found, name) != getattr(Instrument(), name), f"{name} was not tried"


def test_each_node_of_the_body_has_a_line_of_its_own():
    lines = dumps(Instrument((Text("a"), Text("b", ("bold",)), bracket("c1", (Text("c"),))))).splitlines()
    assert [json.loads(line.rstrip(","))["kind"] for line in lines[1:-1]] == ["text", "text", "choice"]


def test_the_encodings_of_json_are_read():
    text = dumps(Instrument((Text("العربية é"),)))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert loads("draft.json", text.encode(encoding)).body == (Text("العربية é"),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Expecting value: line 1 column 1"),
        (b'{"schema": "travaux-text/1", "body": [}', "line 1 column 39"),
        (b"\xff\xfe\xff", "codec can't decode"),
        (b"[]", "schema"),
        (b'{"body": []}', "schema"),
        (b'{"schema": "travaux-text/9", "body": []}', "schema"),
        (file_with({"kind": "text"}), "$.body[0].text: Field required"),
        (file_with({"text": "a"}), "$.body[0]: Unable to extract tag"),
        (file_with({"kind": "word", "text": "a"}), "$.body[0]: Input tag 'word'"),
        (file_with({"kind": "text", "text": "a", "colour": "red"}), "$.body[0].colour: Unexpected"),
        (
            file_with({"kind": "text", "text": "a"}, {"kind": "choice", "id": "c", "form": "brace", "options": []}),
            "$.body[1].form: Input should be 'bracket'",
        ),
        (
            file_with({"kind": "choice", "id": "c", "form": "bracket", "options": [{"content": [{"kind": "text"}]}]}),
            "$.body[0].options[0].content[0].text: Field required",
        ),
        (
            file_with({"kind": "choice", "id": "c", "form": "bracket", "options": [{"head": [{"kind": "break"}]}]}),
            "$.body[0].options[0].head[0]: Input tag 'break'",
        ),
        (file_with(*[{"kind": "text"}] * 9), "and 6 more"),
        (file_with({"kind": "text", "text": "a\ud800"}), "lone surrogate after"),
    ],
)
def test_a_mistake_in_the_file_is_an_error_that_says_where(data, why):
    with pytest.raises(TravauxError) as caught:
        loads("draft.json", data)
    assert caught.value.where == "draft.json"
    assert why in caught.value.why
    assert caught.value.remedy


@pytest.mark.parametrize("wrap", [bracket, Note, head])
def test_nesting_up_to_the_limit_is_read_back(wrap):
    text = nested(DEPTH // 2 if wrap is head else DEPTH, wrap)
    assert loads("draft.json", dumps(text).encode()) == text


@pytest.mark.parametrize("wrap", [bracket, Note, head])
def test_nesting_past_the_limit_is_refused_both_ways(wrap):
    with pytest.raises(Refused, match="nest too deep"):
        dumps(nested(DEPTH // 2 + 1 if wrap is head else DEPTH + 1, wrap))


@pytest.mark.parametrize("count", [DEPTH + 1, 200, 100_000])
def test_a_file_that_nests_too_deep_is_refused(count):
    opening = b'{"kind": "choice", "id": "c", "form": "bracket", "options": [{"content": ['
    data = b'{"schema": "travaux-text/1", "body": [' + opening * count + b"]}]}" * count + b"]}"
    with pytest.raises(Refused, match="nest too deep"):
        loads("draft.json", data)


def test_half_a_character_is_an_error_and_not_a_broken_file():
    with pytest.raises(TravauxError, match="half a character") as caught:
        dumps(Instrument((Text("before\udc80"),)))
    assert "before" in caught.value.why


def test_the_schema_describes_what_is_written():
    described = schema()
    assert set(json.loads(dumps(FULL))) <= set(described["properties"])
    assert described["properties"]["schema"]["const"] == "travaux-text/1"
    node = described["properties"]["body"]["items"]["discriminator"]
    assert set(node["mapping"]) == {"text", "break", "choice", "note", "aside"}
    assert described["additionalProperties"] is False
    assert "kind" in described["$defs"]["Choice"]["required"]
