"""Writing Word documents: what was written comes back, and Word and LibreOffice can open it."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from travaux.errors import TravauxError
from travaux.text.formats.docx_in import read_docx
from travaux.text.formats.docx_names import DEL_TEXT, T, w
from travaux.text.formats.docx_out import docx
from travaux.text.instrument import Instrument, Source
from travaux.text.manuscript import Manuscript, Ready
from travaux.text.model import Aside, At, Break, Change, Choice, Note, NotePosition, Option, Text
from travaux.text.stream import joined, leaves

# ---------------------------------------------------------------- streams of every kind

words = st.text(st.sampled_from("ab Z.,;:[]{}()/\t\n\r\u00a0\u00ad\u2011\u2028é漢😀<&>\"'1"), max_size=12)
names = st.sampled_from(["", "Ann Example", 'O"Neil & Co <x>', "Secretariat\n2", "李"])
dates = st.sampled_from(["", "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00.5+02:00", "May 2024"])
changes = st.none() | st.builds(
    Change, st.sampled_from(["inserted", "deleted", "moved_from", "moved_to"]), names, dates
)
mark_names = st.sampled_from([
    "bold", "italic", "underline", "strike", "superscript", "subscript", "color:FF0000", "color:red", "color:000000",
    "color:00ff00", "highlight:yellow", "highlight:darkBlue", "highlight:Yellow", "highlight:A0B0C0", "highlight:FFFFFF",
    "highlight:mauve",
])
marks = st.sets(mark_names, max_size=3).map(lambda found: tuple(sorted(found)))
texts = st.builds(Text, words, marks, changes)
breaks = st.builds(
    Break,
    st.sampled_from([
        "title", "part", "chapter", "section", "annex", "preamble", "article", "heading", "paragraph", "item", "subitem",
        "point", "text", "cell",
    ]),
    st.sampled_from(["", "1.", "Article 12", "(a)", "[4][2].", " 2 bis. ", "x\ty"]),
    st.integers(0, 90),
    st.booleans(),
    changes,
)
asides = st.builds(Aside, words, st.sampled_from(["label", "heading"]))
positions = st.lists(st.builds(NotePosition, st.sampled_from(["", "US", "CL"]), st.just("supports")), max_size=2).map(tuple)
codes = st.lists(st.sampled_from(["US", "CL", "JP"]), max_size=2).map(tuple)


def notes(content):
    return st.builds(
        Note, st.sampled_from(["1", "2", "ii", "*", "34", "[ 13 ]", "", "a\tb"]), content,
        st.sampled_from(["footnote", "endnote", "comment"]), positions, names, dates,
    )


def options(content):
    return st.builds(
        Option, content, label=st.sampled_from(["", "Option 1: ", "ALT 2. "]),
        head=st.lists(texts | notes(content), max_size=3).map(tuple), backs=codes, opposes=codes, unknown=codes,
        joint=st.sampled_from(["", " / ", "\n"]), open=st.sampled_from(["", "[", "[ ", "{"]),
        close=st.sampled_from(["", "]", " ]", "]]"]), null=st.booleans(),
        at=st.none() | st.just(At(None, 1, 2, None, 3, 4)),
    )


def choices(content):
    return st.builds(
        Choice, st.sampled_from(["art1.c1", "art2.p3.c2", "c"]),
        st.sampled_from(["bracket", "alternatives", "options", "placeholder"]),
        st.lists(options(content), max_size=3).map(tuple), st.booleans(), names,
    )


streams = st.recursive(
    st.lists(texts | breaks | asides, max_size=4).map(tuple),
    lambda content: st.lists(texts | breaks | asides | notes(content) | choices(content), max_size=4).map(tuple),
    max_leaves=12,
)


def whole(stream):
    """The stream with neighbouring texts of one style joined, at every depth."""
    return joined(_whole_node(node) for node in stream)


def _whole_node(node):
    match node:
        case Note():
            return replace(node, content=whole(node.content))
        case Choice():
            return replace(node, options=tuple(
                replace(option, content=whole(option.content), head=tuple(map(_whole_node, option.head)))
                for option in node.options
            ))
    return node


def read_back(stream):
    ready = read_docx("draft.docx", docx(Instrument(stream)))
    assert isinstance(ready, Ready), [found.code for found in ready.diagnostics]
    return ready.body


REACHED: dict[str, int] = {}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(streams)
def test_every_stream_comes_back_as_it_was_written(stream):
    for node in leaves(stream):
        REACHED[node.kind] = REACHED.get(node.kind, 0) + 1
    assert whole(read_back(stream)) == whole(stream)
