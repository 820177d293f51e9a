"""The pictures of the law pages, drawn from the same answers as their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from travaux.server.desk import Look, Query
from travaux.server.pages.law_asked import laws_in, table_in

if TYPE_CHECKING:
    from travaux.pictures import Picture

__all__ = ["index_of", "matrix_of", "reform_of"]


def index_of(look: Look, asked: Mapping[str, str]) -> Picture:
    """The index over time, with its bounds.

    Raises:
        TravauxError: if nothing can be compared, or what is asked cannot be read.
    """
    from travaux.pictures import law_index_chart
    from travaux.server.pages.law_index import IndexAsked, index_found

    return law_index_chart(index_found(look, IndexAsked.of(_query(asked), laws_in(look).norms)), look.title)


def matrix_of(look: Look, norm: str) -> Picture:
    """Who has which rule on the day of the view; of one norm, or of all.

    Raises:
        TravauxError: if there is no such norm.
    """
    from travaux.pictures import law_matrix

    return law_matrix(table_in(look, norm or None))


def reform_of(look: Look, asked: Mapping[str, str]) -> Picture:
    """What a reform changed, norm by norm and partner by partner.

    Raises:
        TravauxError: if no reform is asked for, or nothing can be compared.
    """
    from travaux.pictures import reform_chart
    from travaux.server.pages.law_reform import ReformAsked, reform_found

    return reform_chart(reform_found(look, ReformAsked.of(_query(asked), laws_in(look))))


def _query(asked: Mapping[str, str]) -> Query:
    return Query({name: [value] for name, value in asked.items()})
