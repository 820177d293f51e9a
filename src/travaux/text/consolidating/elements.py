"""Paragraphs of a text, and their words and signs one by one, so that proposals can be laid over a base.

An element is a word or the white space beside it (a `str` in plain style, a `Text` otherwise, several `Text` where a
style or a tracked change begins inside a word), or any other node: a note, an aside, a whole choice. Its key is a
string that says what it is, its tracked change, the ids of choices, comments and running numbers of notes left aside.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from travaux.text.comparing.printed import words_in
from travaux.text.model import Aside, Break, Change, Choice, Node, Note, Option, Stream, Text
from travaux.text.stream import joined
from travaux.text.wording import plain_words

__all__ = [
    "Element", "Names", "Paragraph", "changed", "frame_of", "is_space", "nodes_of", "paragraph_with", "paragraphs_of",
    "pieces",
]

Element = str | Text | tuple[Text, ...] | Choice | Note | Aside
_STYLE = "\x00"
# Separators of ASCII that count as white space, so that a space in any style is told by `str.isspace`.
_SPACED = "\x1f"
_DIGITS = {ord("0"): "\x1c", ord("1"): "\x1d"}
is_space = str.isspace
"""Whether an element with this key is white space."""


@dataclass(slots=True)
class Names:
    """Short names for nodes that are no words, the same for all texts of one consolidation.

    `styles` says whether the style of words counts: it does not between files of different formats.
    """

    styles: bool = True
    _known: dict[Hashable, str] = field(default_factory=dict)
    _letters: dict[str, int] = field(default_factory=dict)

    def space(self, words: str, marks: tuple[str, ...]) -> str:
        """The key of white space in a style: white space itself."""
        number = self._known.setdefault(marks, f"{len(self._known):b}")
        return words + _SPACED + number.translate(_DIGITS)

    def of(self, node: Node) -> str:
        """The name of a node: equal for equal ones."""
        bare = _bare(node)
        name = self._known.setdefault(bare, f"{_STYLE}{len(self._known)}")
        if name not in self._letters:
            self._letters[name] = len(plain_words((node,)))
        return name

    def letters(self, key: str) -> int:
        """How many characters the words of an element with this key have; those of a choice with its brackets."""
        return self._letters.get(key, len(key))


@dataclass(slots=True)
class Paragraph:
    """What stands from one break to the next; `mark` is None for words before the first break.

    `key` is equal for paragraphs that say the same, whatever their numbers. `comments` stand before the element with
    their index.
    """

    mark: Break | None
    content: Stream
    names: Names
    plain: str | None = None
    key: Hashable = None
    _elements: list[Element] | None = None
    _keys: list[str] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)
    _comments: list[tuple[int, Note]] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number that is printed, or empty."""
        return self.mark.number if self.mark else ""

    @property
    def size(self) -> int:
        """How many characters its words have, about."""
        return len(self.plain) if self.plain is not None else sum(map(self.names.letters, self.keys))

    @property
    def elements(self) -> list[Element]:
        """Words, white space and other nodes in reading order, comments left out."""
        if self._elements is None:
            self._cut()
        return self._elements or []

    @property
    def keys(self) -> list[str]:
        """What each element is."""
        if self._elements is None:
            self._cut()
        return self._keys

    @property
    def offsets(self) -> list[int]:
        """Where each element of a plain paragraph begins, in characters; the end of the last one comes last."""
        if not self._offsets:
            place = 0
            for key in self.keys:
                self._offsets.append(place)
                place += len(key)
            self._offsets.append(place)
        return self._offsets

    @property
    def comments(self) -> list[tuple[int, Note]]:
        """Its comments, each before the element with that index."""
        if self.plain is not None:
            return []
        if self._elements is None:
            self._cut()
        return self._comments

    def _cut(self) -> None:
        if self.plain is not None:
            self._keys = pieces(self.plain)
            self._elements = list(self._keys)
            return
        self._elements = []
        texts: list[Text] = []
        for node in (*self.content, None):
            if isinstance(node, Text):
                texts.append(node)
                continue
            for element in _words(texts):
                self._elements.append(element)
                self._keys.append(_key(element, self.names))
            texts = []
            if isinstance(node, Note) and node.form == "comment":
                self._comments.append((len(self._elements), node))
            elif node is not None:
                self._elements.append(node)  # type: ignore[arg-type]
                self._keys.append(self.names.of(node))
                self._comments += [(len(self._elements), note) for note in _comments_in(node)]


def paragraphs_of(stream: Iterable[Node], names: Names) -> list[Paragraph]:
    """The paragraphs of a stream; joined again by `nodes_of` they are the stream."""
    result: list[Paragraph] = []
    mark: Break | None = None
    content: list[Node] = []
    for node in stream:
        if not isinstance(node, Break):
            content.append(node)
            continue
        if mark is not None or content:
            result.append(_paragraph(mark, content, names))
        mark, content = node, []
    if mark is not None or content:
        result.append(_paragraph(mark, content, names))
    for paragraph, after in pairwise(result):
        if paragraph.plain == "":
            # `Article 5` alone on its line is known by what follows it; its number may have moved on.
            paragraph.key = (paragraph.key[0], ("", after.key))  # type: ignore[index]
    return result


def paragraph_with(elements: Sequence[Element], keys: Sequence[str], names: Names) -> Paragraph:
    """A paragraph without a mark, out of elements and their keys."""
    return Paragraph(None, (), names, None, (None, tuple(keys)), list(elements), list(keys))


def _paragraph(mark: Break | None, content: list[Node], names: Names) -> Paragraph:
    plain, key = None, None
    only = content[0] if len(content) == 1 else None
    if not content:
        plain = ""
    elif isinstance(only, Text) and only.change is None and not only.marks:
        plain = only.text
    key = plain if plain is not None else _content_key(content, styles=names.styles)
    begins: Hashable = None
    if mark is not None:  # what one format calls a title is a heading to another
        begins = (mark.role, mark.level, mark.generated) if names.styles else ""
    return Paragraph(mark, tuple(content), names, plain, (begins, key))


def _content_key(content: Iterable[Node], *, styles: bool) -> Hashable:
    found = joined(_bare_nodes(content, styles=styles))
    if not found:
        return ""
    if len(found) == 1 and isinstance(found[0], Text) and not found[0].marks:
        return found[0].text
    return found


def pieces(words: str) -> list[str]:
    """Words, signs and the white space between them, nothing left out.

    Example:
        >>> pieces("Each Party, too")
        ['Each', ' ', 'Party', ',', ' ', 'too']
    """
    result: list[str] = []
    start = len(words) - len(words.lstrip())
    if start:
        result.append(words[:start])
    for piece in words_in(words):
        word = piece.rstrip()
        result.append(word)
        if len(word) != len(piece):
            result.append(piece[len(word) :])
    return result


def nodes_of(elements: Iterable[Element]) -> Iterator[Node]:
    """The elements as nodes again; neighbouring words are not joined."""
    plain: list[str] = []
    for element in elements:
        if isinstance(element, str):
            plain.append(element)
            continue
        if plain:
            yield Text("".join(plain))
            plain = []
        if isinstance(element, tuple):
            yield from element
        else:
            yield element
    if plain:
        yield Text("".join(plain))


def frame_of(choice: Choice, names: Names) -> Hashable:
    """What is printed of a choice round the words of its options: equal for choices that can be laid over another."""
    options = tuple(replace(_bare_option(option), content=()) for option in choice.options)
    if not names.styles:
        options = tuple(
            replace(each, joint=each.joint.strip(), head=(Text(plain_words(each.head)),)) for each in options
        )
    return choice.form, options


def changed(element: Element, change: Change) -> Element:
    """A word with a tracked change; other nodes as they are."""
    match element:
        case str():
            return Text(element, (), change)
        case Text():
            return replace(element, change=change)
        case tuple():
            return tuple(replace(part, change=change) for part in element)
        case _:
            return element


def _words(texts: list[Text]) -> Iterator[Element]:
    """The words of neighbouring texts; a word that goes on in another style or change stays one."""
    if not texts:
        return
    if len(texts) == 1:
        yield from _styled(texts[0])
        return
    ends: list[int] = []
    for text in texts:
        ends.append((ends[-1] if ends else 0) + len(text.text))
    index = place = 0
    for piece in pieces("".join(text.text for text in texts)):
        parts: list[Text] = []
        stop = place + len(piece)
        while place < stop:
            while ends[index] <= place:
                index += 1
            upto = min(stop, ends[index])
            words = piece[len(piece) - (stop - place) : len(piece) - (stop - upto)]
            parts.append(Text(words, texts[index].marks, texts[index].change))
            place = upto
        first = parts[0]
        if len(parts) > 1:
            yield tuple(parts)
        else:
            yield first if first.marks or first.change else first.text


def _styled(text: Text) -> Iterator[Element]:
    if not text.marks and text.change is None:
        yield from pieces(text.text)
        return
    for piece in pieces(text.text):
        yield Text(piece, text.marks, text.change)


def _key(element: Element, names: Names) -> str:
    match element:
        case str():
            return element
        case Text():
            if not names.styles or not element.marks:
                return element.text
            if element.text.isspace():
                return names.space(element.text, element.marks)
            return element.text + _STYLE + " ".join(element.marks)
        case tuple():
            plain = joined(Text(part.text, part.marks if names.styles else ()) for part in element)
            return "".join(_key(part, names) for part in plain if isinstance(part, Text))
    raise AssertionError(element)


def _bare_nodes(nodes: Iterable[Node], *, styles: bool = True) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Text):
            if node.change is None and (styles or not node.marks):
                yield node
            else:
                yield Text(node.text, node.marks if styles else ())
        elif not (isinstance(node, Note) and node.form == "comment"):
            yield _bare(node)


def _bare(node: Node) -> Node:
    """A node without what is no part of what it says: ids, comments, changes, the running numbers of notes."""
    match node:
        case Choice():
            return replace(node, id="", options=tuple(map(_bare_option, node.options)))
        case Note():
            running = bool(node.content) and node.mark.strip("[] ").isdigit()
            return replace(node, mark="" if running else node.mark, content=joined(_bare_nodes(node.content)))
        case Break() if node.change is not None:
            return replace(node, change=None)
    return node


def _bare_option(option: Option) -> Option:
    head = tuple(node for node in joined(_bare_nodes(option.head)) if isinstance(node, Text | Note))
    return replace(option, head=head, content=joined(_bare_nodes(option.content)))


def _comments_in(node: Node) -> Iterator[Note]:
    """The comments inside a choice or note, which as a whole is one element."""
    inner: list[Node] = []
    if isinstance(node, Choice):
        inner = [each for option in node.options for each in (*option.head, *option.content)]
    elif isinstance(node, Note):
        inner = list(node.content)
    for each in inner:
        if isinstance(each, Note) and each.form == "comment":
            yield each
        yield from _comments_in(each)
