"""Bases and proposals made for the laws of consolidating, and what two texts must agree in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

import strategies as made
from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import joined

PARTIES = ("XA", "XB", "XC", "XD")
PHRASES = ("shall", "may", ", as appropriate,", "in accordance with its law", "samples", ".", "保护", "each Party")


def clean(stream: Iterable[Node]) -> Stream:
    """A text without tracked changes, comments, and what an earlier consolidation left in it."""
    return joined(each for node in stream for each in _clean(node))


def _clean(node: Node) -> Iterable[Node]:
    match node:
        case Text():
            yield replace(node, change=None)
        case Break():
            yield replace(node, change=None, numbers=())
        case Note() if node.form == "comment":
            return
        case Note():
            yield replace(node, content=clean(node.content))
        case Choice():
            yield replace(node, texts=(), options=tuple(map(_clean_option, node.options)))
        case _:
            yield node


def _clean_option(option: Option) -> Option:
    return replace(option, head=clean(option.head), content=clean(option.content))  # type: ignore[arg-type]


def said(stream: Iterable[Node], *, spaces: bool = True) -> Stream:
    """A text as the law compares it: ids of choices and running numbers of notes aside, white space on request."""
    return joined(_said(node, spaces) for node in stream)


def _said(node: Node, spaces: bool) -> Node:
    match node:
        case Text() if not spaces:
            return replace(node, text="".join(node.text.split()))
        case Note():
            running = node.mark.strip("[] ").isdigit()
            return replace(node, mark="" if running else node.mark, content=said(node.content, spaces=spaces))
        case Choice():
            options = tuple(
                replace(o, head=said(o.head, spaces=spaces), content=said(o.content, spaces=spaces), at=None)
                for o in node.options
            )
            return replace(node, id="", options=options)
    return node


def _words(text: str) -> list[str]:
    """Words, each with the space before it."""
    return re.findall(r"\s*\S+|\s+$", text)


@st.composite
def proposals(draw: st.DrawFn, base: Stream) -> Stream:
    """A text made from a base: words, notes, choices and paragraphs put in, taken out, restyled and renumbered."""
    nodes: list[Node] = []
    for node in base:
        act = draw(st.integers(0, 9))
        match node:
            case Text() if act < 5:
                nodes += draw(_reworded(node))
            case Break() if act == 0:
                nodes.append(replace(node, number=draw(st.sampled_from(("1.", "2.", "7.", "Article 9", "")))))
            case Break() if act == 1:
                nodes += [Break("paragraph", "2.", 50), Text(draw(st.sampled_from(PHRASES)) + " shall apply."), node]
            case _ if act == 2:
                pass
            case _:
                nodes.append(node)
    if draw(st.integers(0, 4)) == 0:
        nodes += [Break("article", "Article 2", 40), Break("paragraph", "1.", 50), Text("No more.")]
    return clean(nodes)


@st.composite
def _reworded(draw: st.DrawFn, text: Text) -> list[Node]:
    result: list[Node] = []
    for word in _words(text.text) or [""]:
        act = draw(st.integers(0, 7))
        new = replace(text, text=" " + draw(st.sampled_from(PHRASES)))
        if act == 0:
            continue
        if act == 1:
            result += [replace(text, text=word), new]
        elif act == 2:
            result.append(new)
        elif act == 3 and draw(st.booleans()):
            result += [replace(text, text=word), draw(made.notes(st.just((Text("Under review."),))))]
        elif act == 4 and draw(st.booleans()):
            result.append(replace(text, text=word, marks=draw(made.styles())))
        else:
            result.append(replace(text, text=word))
    return result


LONG = (
    "Each Party shall, in accordance with its law, ensure that samples, data and results are made available to any "
    "other Party upon request. ",
    "The Parties shall meet every year. ",
    "Nothing in this Agreement prevents a Party from acting, alone or together. ",
)
PARAGRAPHS = st.builds(
    lambda mark, words, more: (mark, Text(words), *more),
    st.builds(Break, role=st.just("paragraph"), number=st.sampled_from(("1.", "2.", "3.")), level=st.just(50)),
    st.sampled_from(LONG),
    st.lists(made.LEAVES, max_size=2).map(lambda nodes: tuple(n for n in nodes if not isinstance(n, Break))),
)
BASES = st.one_of(
    made.BODIES.map(clean),
    st.lists(PARAGRAPHS, min_size=1, max_size=4).map(lambda ps: made.numbered(clean(n for p in ps for n in p))),
)
