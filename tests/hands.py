"""Two ways to use a page: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_TABS = 1500  # steps after which something cannot be reached


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, target: Any) -> None:
        """Click a link, a button or the head of a fold."""
        target.click()

    def write(self, target: Any, words: str) -> None:
        """Write words into a field."""
        target.click()
        target.fill(words)

    def pick(self, target: Any, label: str) -> None:
        """Choose an entry of a list by its words."""
        target.select_option(label=label)

    def tick(self, target: Any) -> None:
        """Choose one of several round buttons."""
        target.check()

    def attach(self, target: Any, file: Path) -> None:
        """Choose a file."""
        with self.page.expect_file_chooser() as chooser:
            target.click()
        chooser.value.set_files(file)


class Keyboard:
    """Never points: goes from place to place with the Tab key, as somebody without a mouse does."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def reach(self, target: Any) -> None:
        """Press Tab until the target has the focus."""
        target.wait_for(state="attached")
        here = target.element_handle()
        for _ in range(_TABS):
            if self.page.evaluate("each => document.activeElement === each", here):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Any) -> None:
        """Go to a link, a button or the head of a fold, and press Enter."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Any, words: str) -> None:
        """Go to a field and type. A day is typed as the field takes it, part by part."""
        self.reach(target)
        if target.get_attribute("type") == "date":
            year, month, day = words.split("-")
            self.page.keyboard.type(month + day + year)
            assert target.input_value() == words
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, target: Any, label: str) -> None:
        """Go to a list and press the arrows until the entry is there."""
        self.reach(target)
        self.page.keyboard.press("Home")
        chosen = "each => each.selectedOptions[0] ? each.selectedOptions[0].label.trim() : ''"
        for _ in range(400):
            if target.evaluate(chosen) == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no entry {label!r}")

    def tick(self, target: Any) -> None:
        """Go to the button of the group that is chosen, and press the arrow until it is the one that is meant."""
        self.reach(self.page.locator(f"input[name={target.get_attribute('name')}]:checked"))
        for _ in range(20):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not choose {target}")

    def attach(self, target: Any, file: Path) -> None:
        """Go to the field of a file, and press Enter for the list of files."""
        self.reach(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)
