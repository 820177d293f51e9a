"""`travaux serve`: the workbench in a browser."""

from __future__ import annotations

import os
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.output import complain, emit
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.server.serving import Opened

__all__ = ["serve"]

FIRST_PORT, PORTS = 8000, 20
FRONT = "/c/typefaces/?on=2025-10-01"
"""Where a demonstration begins: the invented talks on typefaces, open to everybody, before their last round."""

SAMPLES = "Sample accounts, on this machine only (account, password, role):"
FIRST = "The first account; its password is shown this once, so sign in and change it (account, password, role):"


def serve(
    db: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The register: sqlite:///FILE or postgresql://…", show_default=False),
    ] = None,
    case: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CASE", help="A built-in case, or a folder or file, to bring in; repeat it.", show_default=False
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where the SQLite file and secrets are kept.", show_default=False),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            help=f"The port; by default the first free one from {FIRST_PORT}.", show_default=False, min=1, max=65535
        ),
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples/--no-samples", help="Sample accounts; only on this machine alone.")
    ] = True,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the address in a browser.")] = True,
) -> None:
    """The workbench: the register, accounts and pages in a browser, until Ctrl-C."""
    _needs_web()
    from travaux.server.places import default_state
    from travaux.server.serving import door, made_ready, run

    os.umask(0o077)  # confidential facts stand in the files that are made from here on
    alone = _on_this_machine(host)
    folder = state or default_state()
    ports = [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS)
    taken = door(host, ports)
    opened = made_ready(
        db, folder, case or (), samples=samples and alone, told=lambda words: complain(f"Making ready: {words} …")
    )
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{taken.getsockname()[1]}"
    front = address + (FRONT if "typefaces" in opened.cases else "/")
    # The address of a database may hold a password, so it is not printed.
    place = " --db …" if db else f" --state {state}" if state else ""
    run(taken, lambda: _told(opened, address, front, place, samples=samples and alone, browse=browse))


def _needs_web() -> None:
    missing = [name for name in ("django", "allauth", "uvicorn", "altair") if find_spec(name) is None]
    if missing:
        raise TravauxError(
            "the workbench needs the extra `web`",
            why=f"{', '.join(missing)} is not installed",
            remedy="pip install 'travaux[web,solve]'",
        )


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _told(opened: Opened, address: str, front: str, place: str, *, samples: bool, browse: bool) -> None:
    lines = ["", f"The workbench is at {address}/", f"Begin here: {front}", ""]
    if opened.samples:
        width = max(len(sample.name) for sample in opened.samples)
        lines.append(SAMPLES if samples else FIRST)
        for sample in opened.samples:
            role = sample.role + (f" of {sample.party}" if sample.party else "")
            lines.append(f"  {sample.name:<{width}}  {sample.password}  {role}")
        lines.append("")
    lines += [f"Check it: travaux verify{place}", "Stop it with Ctrl-C.", ""]
    emit("\n".join(lines))
    if browse:
        import webbrowser

        webbrowser.open(front)
