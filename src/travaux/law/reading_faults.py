"""What is wrong in a table, collected, so that one error tells all of it."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.errors import TravauxError
from travaux.text.wording import counted

__all__ = ["Fault", "Faults"]

MOST = 10  # faults that an error tells in full


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault, at a row and column from 1 (column 0: the row as a whole)."""

    row: int
    column: int
    heading: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        named = f" ({self.heading})" if self.heading else ""
        place = f"row {self.row}, column {self.column}{named}" if self.column else f"row {self.row}"
        return f"{place}: {self.what}"


class Faults:
    """The faults of a file.

    Example:
        >>> faults = Faults("laws.csv")
        >>> faults.add(3, 4, "valid_from", "'2013-02-30' is no day", "write 2013-02-28")
        >>> try:
        ...     faults.refuse()
        ... except TravauxError as error:
        ...     print(error)
        laws.csv: row 3, column 4 (valid_from): '2013-02-30' is no day. Remedy: write 2013-02-28.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, row: int, column: int, heading: str, what: str, remedy: str = "") -> None:
        """Note a fault."""
        self.found.append(Fault(row, column, heading, what, remedy))

    def refuse(self) -> None:
        """Raise the faults as one error, if there are any.

        Raises:
            TravauxError: which tells the first of them in the order of the table, and how many more there are.
        """
        if not self.found:
            return
        ordered = sorted(dict.fromkeys(self.found))
        told = "; ".join(map(str, ordered[:MOST]))
        if len(ordered) > MOST:
            told += f"; and {len(ordered) - MOST} more"
        if len(ordered) > 1:
            told = f"{counted(len(ordered), 'fault')} in the table: {told}"
        remedies = list(dict.fromkeys(fault.remedy for fault in ordered[:MOST] if fault.remedy))
        raise TravauxError(told, where=self.file, remedy="; ".join(remedies))
