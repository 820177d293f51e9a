"""Accounts and their seats: made, changed, blocked. The last that can give out accounts cannot be lost."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from travaux.errors import TravauxError
from travaux.server.accounts.models import Seat
from travaux.server.desk import Look
from travaux.server.pages.record_forms import typed

__all__ = ["block", "make_account", "new_password", "remove_seat", "set_seat"]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without signs that are taken for each other
_BLOCKS, _LETTERS = 5, 4


def make_account(said: Mapping[str, str], looks: tuple[Look, ...]) -> tuple[str, str]:
    """Make an account with one seat.

    Args:
        said: what was typed: `name`, `role`, `party`, `case`.
        looks: every case that whoever makes it can see.

    Returns:
        Its name, and its password, which is made by chance and kept nowhere in clear.

    Raises:
        TravauxError: if the name is taken or cannot be one, or the seat cannot be.
    """
    name = typed(said, "name", 60).casefold()
    if not _NAME.fullmatch(name):
        raise TravauxError(
            "this cannot be the name of an account",
            remedy="use 2 to 60 small letters a to z, digits, points, - and _, with a letter or digit first",
        )
    role, party, case = _seat(said, looks)
    password = _password()
    with transaction.atomic():
        if get_user_model().objects.filter(username__iexact=name).exists():
            raise TravauxError(f"there is an account “{name}” already", remedy="choose another name")
        user = get_user_model().objects.create_user(username=name, password=password)
        Seat.objects.create(account=user, role=role, party=party, case=case)
    return name, password


def set_seat(said: Mapping[str, str], looks: tuple[Look, ...]) -> None:
    """Give an account a seat in a case, or in every case; a seat that it has there is changed.

    Raises:
        TravauxError: if the seat cannot be, or nobody would be left to give out accounts.
    """
    role, party, case = _seat(said, looks)
    with transaction.atomic():
        _keys()
        user = _account(said)
        Seat.objects.update_or_create(account=user, case=case, defaults={"role": role, "party": party})
        _refuse_none_left()


def remove_seat(said: Mapping[str, str]) -> None:
    """Take a seat away.

    Raises:
        TravauxError: if there is no such seat, or nobody would be left to give out accounts.
    """
    with transaction.atomic():
        _keys()
        gone, _ = Seat.objects.filter(account=_account(said), case=typed(said, "case")).delete()
        if not gone:
            raise TravauxError("there is no such seat", remedy="load the page again")
        _refuse_none_left()


def block(said: Mapping[str, str], *, blocked: bool) -> None:
    """Block an account, or open it again. What a blocked one entered stays on record.

    Raises:
        TravauxError: if there is no such account, or nobody would be left to give out accounts.
    """
    with transaction.atomic():
        _keys()
        user = _account(said)
        user.is_active = not blocked
        user.save(update_fields=["is_active"])
        _refuse_none_left()


def new_password(said: Mapping[str, str]) -> tuple[str, str]:
    """Give an account a new password; whoever is signed in with the old one is signed out.

    Returns:
        Its name, and the password, which is kept nowhere in clear.

    Raises:
        TravauxError: if there is no such account.
    """
    user, password = _account(said), _password()
    user.set_password(password)
    user.save(update_fields=["password"])
    return user.get_username(), password


def _account(said: Mapping[str, str]) -> Any:
    user = get_user_model().objects.filter(username=typed(said, "name", 150)).first()
    if user is None:
        raise TravauxError("there is no such account", remedy="load the page again")
    return user


def _seat(said: Mapping[str, str], looks: tuple[Look, ...]) -> tuple[str, str, str]:
    role, party, case = typed(said, "role"), typed(said, "party", 100), typed(said, "case", 100)
    if role not in Seat.ROLES:
        raise TravauxError("there is no such role", remedy=f"choose one of {', '.join(Seat.ROLES)}")
    some = [look for look in looks if case in ("", look.name)]
    if case and not some:
        raise TravauxError("there is no such case", remedy="choose one from the list")
    if role != "delegation":
        return role, "", case
    if not party:
        raise TravauxError("a delegation needs its party", remedy="give the id of the party or group, such as us")
    if not any(party in _names(look) for look in some):
        where = f"in the case {case}" if case else "in any case"
        raise TravauxError(
            f"nobody on public record {where} has the id “{party}”", remedy="look it up on the page People of the case"
        )
    return role, party, case


def _names(look: Look) -> set[str]:
    return {*look.case.speakers, *(group.id for group in look.case.groups)}


def _refuse_none_left() -> None:
    """Refuse a change after which nobody could give out accounts; what was changed is then taken back.

    Raises:
        TravauxError: if no open account has the secretariat's seat for every case.
    """
    if not _keys():
        raise TravauxError(
            "this is the last account of the secretariat for every case",
            why="without it nobody could give out accounts",
            remedy="give another account that seat first",
        )


def _keys() -> list[Seat]:
    """The seats that can give out accounts; others who would change them wait until this is done."""
    seats = Seat.objects.select_for_update(of=("self",)).select_related("account").order_by("pk")
    return [seat for seat in seats.filter(role="secretariat", case="") if seat.account.is_active]


def _password() -> str:
    blocks = ("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_BLOCKS))
    return "-".join(blocks)
