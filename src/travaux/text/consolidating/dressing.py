"""How the choices of a consolidation are printed: with codes of parties, as WIPO does, or naming no proposer.

- `attributed`: `[US/CL propose; NZ oppose: words]`.
- `wipo`: `[shall]/[may]`, rival paragraphs as `Alternative A`, `Alternative B`; who asks for what stands in footnotes.
- `unfccc`: brackets, and `Option 1:`, `Option 2:` for rival paragraphs; nobody is named on the page or behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from travaux.text.consolidating.composing import BARE
from travaux.text.consolidating.model import Style
from travaux.text.model import Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import choices, joined, leaves

__all__ = ["Dresser"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Dresser:
    """Prints bare choices in one style; `bare` keeps them as they were, in reading order."""

    style: Style
    bare: list[Choice] = field(default_factory=list)
    _notes: int = 0

    def dress(self, nodes: Iterable[Node]) -> Stream:
        """The stream with its choices as they are printed; each has its place in `bare` as its id."""
        stream = tuple(nodes)
        if self.style == "wipo":
            marks = (node.mark.strip("[] ") for node in leaves(stream) if isinstance(node, Note))
            self._notes = max((int(mark) for mark in marks if mark.isascii() and mark.isdigit()), default=0)
        return self._stream(stream)

    def _stream(self, nodes: Iterable[Node]) -> Stream:
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, Choice) and node.id == BARE:
                self._choice(node, result)
            else:
                if isinstance(node, Choice) and any(each.id == BARE for each in choices((node,))):
                    options = (replace(each, content=self._stream(each.content)) for each in node.options)
                    node = replace(node, options=tuple(options))
                result += _nameless(node) if self.style == "unfccc" else (node,)
        return joined(result)

    def _choice(self, bare: Choice, result: list[Node]) -> None:
        index = len(self.bare)
        self.bare.append(bare)
        several = len(bare.options) > 1
        labelled = several and self.style != "attributed" and any(map(_whole, bare.options))
        options: list[Option] = []
        instead = several and self.style == "attributed" and _unlike(bare)
        for place, option in enumerate(bare.options):
            # The number of a note in the head stands before those of notes inside the option.
            note = self._note(option) if self.style == "wipo" else ()
            content = self._stream(option.content)
            label = self._label(place) if labelled else ""
            head = note or (Text(_clauses(option, "alternatively propose" if instead and place else "propose")),)
            options.append(self._framed(option, content, label, head, first=place == 0))
        form = "options" if labelled else bare.form
        choice = replace(bare, id=f"{BARE}{index}", form=form, options=tuple(options))
        if self.style == "unfccc":
            result += _tidied(replace(choice, texts=()), result)
        else:
            result.append(choice)

    def _label(self, place: int) -> str:
        if self.style == "wipo":
            return f"Alternative {_LETTERS[place] if place < len(_LETTERS) else place + 1}: "
        return f"Option {place + 1}: "

    def _note(self, option: Option) -> tuple[Note, ...]:
        self._notes += 1
        return (Note(str(self._notes), (Text(_sentence(option)),)),)

    def _framed(
        self, bare: Option, content: Stream, label: str, head: tuple[Text | Note, ...], *, first: bool
    ) -> Option:
        """The option with its marks, and the spaces that stand round them so that its words keep their own."""
        if self.style == "unfccc":
            return Option(content, label, open="[", close="]")
        spaced = _begins_spaced(content)
        joint = "" if _whole(bare) else (" " if spaced else "") if first else "/" if self.style == "wipo" else " "
        if not spaced:
            head = tuple(replace(node, text=f"{node.text} ") if isinstance(node, Text) else node for node in head)
        return Option(content, label, head, bare.backs, bare.opposes, joint=joint, open="[", close="]")


def _unlike(choice: Choice) -> bool:
    """Whether only words can say that options are rivals: no words of the base and no common number stand for it."""
    if not any(map(_whole, choice.options)):
        return not choice.options[0].opposes
    numbers = {first.number for option in choice.options if isinstance(first := option.content[0], Break)}
    return len(numbers) > 1 or "" in numbers


def _clauses(option: Option, verb: str) -> str:
    pairs = ((option.backs, verb), (option.opposes, "oppose"))
    return "; ".join(f"{'/'.join(codes)} {said}" for codes, said in pairs if codes) + ":"


def _sentence(option: Option) -> str:
    pairs = ((option.backs, "Proposed by"), (option.opposes, "Opposed by"))
    return " ".join(f"{said} {_listed(codes)}." for codes, said in pairs if codes)


def _listed(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"


def _whole(option: Option) -> bool:
    """Whether an option holds paragraphs from their beginning on."""
    return bool(option.content) and isinstance(option.content[0], Break)


def _begins_spaced(content: Stream) -> bool:
    first = content[0] if content else None
    if isinstance(first, Choice):
        return first.options[0].joint.startswith(" ")
    return isinstance(first, Text) and first.text[:1].isspace()


def _tidied(choice: Choice, before: list[Node]) -> Iterator[Node]:
    """The choice with the spaces at the edges of its words outside of its brackets."""
    options = choice.options
    leading = any(_edge(option.content, 0)[:1].isspace() for option in options)
    trailing = not leading and any(_edge(option.content, -1)[-1:].isspace() for option in options)
    last = before[-1] if before else None
    if leading and not (isinstance(last, Text) and last.text[-1:].isspace()):
        yield Text(" ")
    yield replace(choice, options=tuple(replace(each, content=_stripped(each.content)) for each in options))
    if trailing:
        yield Text(" ")


def _edge(content: Stream, place: int) -> str:
    node = content[place] if content else None
    return node.text if isinstance(node, Text) else ""


def _stripped(content: Stream) -> Stream:
    nodes = list(content)
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = replace(nodes[0], text=nodes[0].text.lstrip())
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = replace(nodes[-1], text=nodes[-1].text.rstrip())
    return joined(nodes)


def _nameless(node: Node) -> Iterator[Node]:
    """A node without what would tell a name that the page does not print."""
    match node:
        case Text() if node.change is not None:
            yield replace(node, change=None)
        case Break() if node.numbers or node.change is not None:
            yield replace(node, numbers=(), change=None)
        case Note() if node.form == "comment":
            return
        case Note():
            content = joined(each for inner in node.content for each in _nameless(inner))
            yield replace(node, content=content, author="", date="")
        case Choice():
            yield replace(node, texts=(), options=tuple(map(_nameless_option, node.options)))
        case _:
            yield node


def _nameless_option(option: Option) -> Option:
    content = joined(each for inner in option.content for each in _nameless(inner))
    head = joined(each for inner in option.head for each in _nameless(inner))
    printed = tuple(each for each in head if isinstance(each, Text | Note))
    if printed:  # a head that the base prints stays, and what it says with it
        return replace(option, content=content, head=printed)
    return replace(option, content=content, head=(), backs=(), opposes=(), unknown=())
