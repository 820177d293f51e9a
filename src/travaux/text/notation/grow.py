"""Growing the stream of a text out of a script and the choices found in it."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import replace

from travaux.text.convention import Convention
from travaux.text.model import Aside, At, Break, Choice, Node, Note, Option, Stream, Text
from travaux.text.notation.labels import is_null
from travaux.text.notation.marks import is_blank
from travaux.text.notation.provisions import Provision
from travaux.text.notation.rivals import Rivals, rivals
from travaux.text.notation.script import Script
from travaux.text.notation.spans import Piece

__all__ = ["Grower"]


class Grower:
    """Turns pieces into nodes. Offsets are visited once, from left to right.

    Args:
        notes: the finished notes of the text, by their key.
        asides: start and end of the braces that hold labels or headings.
    """

    def __init__(
        self,
        script: Script,
        provisions: list[Provision],
        convention: Convention,
        notes: dict[str, Note],
        asides: list[tuple[int, int]],
    ) -> None:
        self.script = script
        self.provisions = provisions
        self.convention = convention
        self.notes = notes
        self.used: set[str] = set()
        self._asides = asides
        self._aside = 0
        self._anchor = 0
        self._break = 0
        self._breaks: list[tuple[int, int]] = []
        self._run_starts = [run.start for run in script.runs]

    def grow(self, pieces: list[Piece]) -> Stream:
        """The stream of the whole script."""
        self._breaks = self._place_breaks(pieces)
        out: list[Node] = []
        self._content(0, len(self.script.text), pieces, out)
        self._leaf(len(self.script.text), len(self.script.text), out, closing=False)
        return tuple(out)

    def _place_breaks(self, pieces: list[Piece]) -> list[tuple[int, int]]:
        """Where each block begins in the stream: at its number, or inside the brackets that hold all of it."""
        by_open: dict[int, Piece] = {}
        joined: set[int] = set()
        stack = list(pieces)
        while stack:
            piece = stack.pop()
            if piece.bracket:
                by_open[piece.bracket.open] = piece
            stack.extend(piece.children)
            groups = [child for child in piece.children if child.group]
            joined.update(self._continued(groups))
        joined.update(self._continued([piece for piece in pieces if piece.group]))
        result = []
        for index, provision in enumerate(self.provisions):
            start = self.script.starts[index]
            if provision.number and provision.number_end > provision.number_start:
                result.append((provision.number_start, index))
                continue
            if index in joined and not provision.number:
                continue
            position = start
            for opening in provision.openings:
                holder = by_open.get(opening.offset)
                if holder is None or holder.group or not self._holds_block(holder, index):
                    break
                position = holder.words[0]
            result.append((position, index))
        result.sort()
        return result

    def _continued(self, options: list[Piece]) -> list[int]:
        """Blocks that begin with the second or a later option of a series: the joint breaks the line."""
        return [
            self.script.block_at(after.start)
            for before, after in itertools.pairwise(options)
            if before.group == after.group
        ]

    def _holds_block(self, piece: Piece, index: int) -> bool:
        rest = self.script.text[piece.stop : self.script.end(self.script.block_at(max(piece.stop - 1, 0)))]
        return piece.stop >= self.script.end(index) - 2 and not rest.strip(" \t.;,])*")

    def _content(self, start: int, end: int, children: list[Piece], out: list[Node]) -> None:
        position = start
        for choice in rivals(self.script, children, adjacent=self.convention.adjacent == "alternatives"):
            self._leaf(position, choice.pieces[0].start, out, closing=False)
            out.append(self._choice(choice))
            position = choice.pieces[-1].stop
        self._leaf(position, end, out)

    def _choice(self, choice: Rivals) -> Choice:
        first = choice.pieces[0]
        if first.parts:
            options = self._parts(first)
        else:
            joints = [None, *choice.joints]
            ends = [piece.start for piece in choice.pieces[1:]] + [-1]
            options = [self._option(*parts) for parts in zip(choice.pieces, joints, ends, strict=True)]
        form = choice.form
        named = first.bracket is not None and first.bracket.head is not None
        if form == "bracket" and not (first.children or named) and is_blank(self._words(first)):
            form = "placeholder"
        return Choice("", form, tuple(options), for_review=bool(choice.review), why=choice.review)

    def _words(self, piece: Piece) -> str:
        return self.script.text[piece.words[0] : piece.words[1]]

    def _option(self, piece: Piece, joint: tuple[int, int] | None, next_start: int) -> Option:
        text = self.script.text
        printed_joint = self._plain(*joint) if joint else ""
        head: tuple[Text | Note, ...] = ()
        start = piece.start
        bracket = piece.bracket
        if bracket:
            start = bracket.open + 1
            if bracket.head:
                head = self._head(start, bracket.head.end)
                start = bracket.head.end
        label = text[start : piece.words[0]] if piece.label else ""
        content: list[Node] = []
        self._content(piece.words[0], piece.words[1], piece.children, content)
        # A note mark between two rivals belongs to the one it follows.
        while self._anchor < len(self.script.anchors) and self.script.anchors[self._anchor].offset <= next_start:
            self._emit("note", content)
        closed = bracket is not None and bracket.close is not None and piece.stop > piece.words[1]
        return Option(
            content=tuple(content),
            label=label,
            head=head,
            backs=tuple(bracket.head.backs) if bracket and bracket.head else (),
            opposes=tuple(bracket.head.opposes) if bracket and bracket.head else (),
            unknown=tuple(bracket.head.unknown) if bracket and bracket.head else (),
            joint=printed_joint,
            open=text[bracket.open] if bracket else "",
            close=text[bracket.close] if closed and bracket and bracket.close is not None else "",
            null=is_null(self._words(piece)),
            at=self._at(piece),
        )

    def _parts(self, piece: Piece) -> list[Option]:
        """The options of a choice with slashes: the first has the opening mark and head, the last the closing one."""
        text, bracket = self.script.text, piece.bracket
        template = Option(at=self._at(piece))
        if bracket:
            head = self._head(bracket.open + 1, bracket.head.end) if bracket.head else ()
            if bracket.head:
                named = bracket.head
                template = replace(
                    template, backs=tuple(named.backs), opposes=tuple(named.opposes), unknown=tuple(named.unknown)
                )
            first = replace(template, open=text[bracket.open], head=head)
        else:
            first = template
        options, position = [], piece.parts[0][0]
        for number, (start, end) in enumerate(piece.parts):
            content: list[Node] = []
            joint = text[position:start]
            self._leaf(start, end, content)
            base = first if number == 0 else replace(template, joint=joint)
            options.append(replace(base, content=tuple(content), null=is_null(text[start:end])))
            position = end
        if bracket and bracket.close is not None:
            options[-1] = replace(options[-1], close=text[bracket.close])
        return options

    def _plain(self, start: int, end: int) -> str:
        """Words between options; the break of a line stays in them."""
        return self.script.text[start:end] if self.script.text[start:end].strip() else self._line_break(start, end)

    def _line_break(self, start: int, end: int) -> str:
        words = self.script.text[start:end]
        if "\n" in words or (end and self.script.text[end - 1] == "\n"):
            return "" if self._break_between(start, end) else "\n"
        return words

    def _break_between(self, start: int, end: int) -> bool:
        index = bisect_left(self._breaks, (start, -1))
        return index < len(self._breaks) and self._breaks[index][0] <= end

    def _head(self, start: int, end: int) -> tuple[Text | Note, ...]:
        nodes: list[Node] = []
        self._leaf(start, end, nodes, trim=False)
        return tuple(node for node in nodes if isinstance(node, Text | Note))

    def _at(self, piece: Piece) -> At:
        last = max(piece.stop - 1, piece.start)
        page, line, column = self.script.place(piece.start)
        end_page, end_line, end_column = self.script.place(last)
        return At(page, line, column, end_page, end_line, end_column)

    # Leaves: everything between two marks of choices.

    def _leaf(self, start: int, end: int, out: list[Node], *, trim: bool = True, closing: bool = True) -> None:
        """Words, breaks, notes and asides up to `end`.

        A `closing` leaf ends its container, so a block that begins there stays outside.
        """
        position = start
        after_line = end > 0 and self.script.text[end - 1] == "\n"
        break_limit = end - 1 if closing else end
        note_limit = end - 1 if closing and after_line else end
        while True:
            event = self._next_event(break_limit, note_limit, end)
            if event is None:
                break
            offset, kind = event
            self._text(position, offset, out, trim=trim)
            position = max(position, self._emit(kind, out))
        self._text(position, end, out, trim=trim)

    def _next_event(self, break_limit: int, note_limit: int, aside_limit: int) -> tuple[int, str] | None:
        candidates = []
        if self._break < len(self._breaks) and self._breaks[self._break][0] <= break_limit:
            candidates.append((self._breaks[self._break][0], "break"))
        if self._anchor < len(self.script.anchors) and self.script.anchors[self._anchor].offset <= note_limit:
            candidates.append((self.script.anchors[self._anchor].offset, "note"))
        if self._aside < len(self._asides) and self._asides[self._aside][1] <= aside_limit:
            candidates.append((self._asides[self._aside][0], "aside"))
        return min(candidates, key=lambda item: item[0], default=None)

    def _emit(self, kind: str, out: list[Node]) -> int:
        if kind == "note":
            anchor = self.script.anchors[self._anchor]
            self._anchor += 1
            note = self.notes.get(anchor.note)
            if note is not None:
                out.append(
                    replace(note, mark=anchor.printed or note.mark)
                    if anchor.note not in self.used
                    else Note(anchor.printed)
                )
                self.used.add(anchor.note)
            else:
                out.append(Note(anchor.printed))
            return anchor.offset
        if kind == "aside":
            start, end = self._asides[self._aside]
            self._aside += 1
            out.append(
                Aside(self.script.text[start:end], "heading" if self.convention.braces == "heading" else "label")
            )
            return end
        offset, index = self._breaks[self._break]
        self._break += 1
        provision = self.provisions[index]
        change = self.script.blocks[index].change
        out.append(Break(provision.role, provision.number, provision.level, provision.generated, change))
        position = provision.number_end if offset == provision.number_start else offset
        while position < len(self.script.text) and self.script.text[position] in " \t":
            position += 1
        return position

    def _text(self, start: int, end: int, out: list[Node], *, trim: bool) -> None:
        """The words from start to end in their styles; the line feed that ends a block is not one of them."""
        text = self.script.text
        while start < end:
            line = text.find("\n", start, end)
            stop = line if line >= 0 else end
            words_end = stop
            if trim and line >= 0:
                while words_end > start and text[words_end - 1] in " \t":
                    words_end -= 1
            self._styled(start, words_end, out)
            start = stop + 1 if line >= 0 else end

    def _styled(self, start: int, end: int, out: list[Node]) -> None:
        runs = self.script.runs
        index = max(bisect_right(self._run_starts, start) - 1, 0)
        while start < end:
            while index < len(runs) and runs[index].end <= start:
                index += 1
            if index < len(runs) and runs[index].start < end:
                run = runs[index]
                if run.start > start:
                    self._add(Text(self.script.text[start : run.start]), out)
                    start = run.start
                stop = min(run.end, end)
                self._add(Text(self.script.text[start:stop], run.marks, run.change), out)
                start = stop
            else:
                self._add(Text(self.script.text[start:end]), out)
                return

    @staticmethod
    def _add(node: Text, out: list[Node]) -> None:
        last = out[-1] if out else None
        if isinstance(last, Text) and last.marks == node.marks and last.change == node.change:
            out[-1] = replace(last, text=last.text + node.text)
        else:
            out.append(node)
