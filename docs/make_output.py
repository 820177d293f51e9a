"""Refresh everything in the documentation that a command prints: `python docs/make_output.py [--check]`.

A fenced block marked `console` holds commands (`$ travaux …`, perhaps with `| head -N` or `| tail -N`) and what they
print. Each page has a folder of its own with a copy of the built-in draft and of the exercise with versions and
proposals (`typefaces/`), and with every file that the page shows in a code block under a caption that is its name.
Its commands run in order. Besides: the picture, the tables of the JSON schema, and how forecasts of each treaty fared,
from the figures that `python -m bench.forecasts` has written.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Container, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from travaux.cases import draft_treaty
from travaux.cases import folder as built_in
from travaux.cli.main import run
from travaux.cli.shapes import schemas
from travaux.facts.model import Fact

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
EXERCISE_NAME, EXERCISE = "typefaces", ("texts", "proposals")
WIDTH = 80
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```\{code-block\} \w+\n:caption: ([\w.-]+)\n\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PART = re.compile(r"\s*\|\s*(head|tail) -(\d+)\s*$")


def pages() -> list[Path]:
    """The pages whose blocks are refreshed."""
    return [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("howto/*.md"))]


def outputs() -> Iterator[tuple[Path, str]]:
    """Every file that is made here, with what should stand in it."""
    for path in pages():
        yield path, refreshed(path.read_text(encoding="utf-8"))
    yield DOCS / "_generated" / "schema.md", schema_page(schemas())
    yield DOCS / "_static" / "demo.svg", picture()


def refreshed(words: str) -> str:
    """A page with the outputs of its commands as they are now."""
    with tempfile.TemporaryDirectory() as folder, draft_treaty() as draft, plain_terminal():
        Path(folder, draft.name).write_bytes(draft.read_bytes())
        for part in EXERCISE:
            shutil.copytree(built_in(EXERCISE_NAME) / part, Path(folder, EXERCISE_NAME, part))
        for shown in SHOWN.finditer(words):
            Path(folder, shown.group(1)).write_text(shown.group(2), encoding="utf-8")
        with chdir(folder):
            return BLOCK.sub(lambda found: f"```console\n{block(found.group(1))}```", words)


def block(words: str) -> str:
    """One block, run again; commands that are not runnable here stay as they are."""
    commands = [line for line in words.split("\n") if line.startswith("$ ")]
    if not all(line.startswith("$ travaux ") and "DRAFT" not in line for line in commands):
        return words
    return "".join(f"{line}\n{printed(line.removeprefix('$ travaux '))}" for line in commands)


def printed(command: str) -> str:
    """What a command prints, to both outputs, without the blank lines at the end."""
    part = PART.search(command)
    arguments = shlex.split(command[: part.start()] if part else command)
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            run(arguments)
        except SystemExit as end:
            if end.code not in (0, 1, 2):
                raise RuntimeError(f"travaux {command} ended with {end.code}: {out.getvalue()}") from end
    lines = out.getvalue().rstrip("\n").split("\n")
    if part:
        count = int(part.group(2))
        lines = lines[:count] if part.group(1) == "head" else lines[-count:]
    return "\n".join(lines) + "\n"


@contextmanager
def plain_terminal() -> Iterator[None]:
    """Eighty columns and no colour, whatever the terminal is."""
    before = dict(os.environ)
    os.environ.update(COLUMNS=str(WIDTH), LINES="40", NO_COLOR="1", TERM="dumb")
    os.environ.pop("FORCE_COLOR", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def picture() -> str:
    """An article of the built-in draft as the terminal shows it, as SVG that asks no host for anything."""
    from rich.console import Console

    import travaux
    from travaux.cli.finding import find_provision, within
    from travaux.cli.show import show_provisions

    console = Console(
        record=True,
        width=110,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        highlight=False,
    )
    with draft_treaty() as path:
        draft = travaux.read(path)
    outline = draft.outline()
    for article in ("Article 3", "Article 4"):
        show_provisions(console, draft, within(outline, find_provision(outline, article)))
    svg = console.export_svg(title="travaux show draft_treaty.txt", unique_id="demo")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in svg.split("\n")).rstrip() + "\n"


TITLES = {
    "read": "`travaux read --json`",
    "issues": "`travaux issues --json`",
    "show": "`travaux show --json`",
    "who": "`travaux who --json`",
    "who_together": "`travaux who --together --json`",
    "consensus": "`travaux consensus --json`",
    "forecast": "`travaux forecast --json`",
    "forecast_backtest": "`travaux forecast --backtest --json`",
    "forecast_table": "`travaux forecast --json` for a table of actors",
    "forecast_table_backtest": "`travaux forecast --backtest --json` for a table of actors",
    "compare": "`travaux compare --json`",
    "timeline": "`travaux timeline --json`",
    "trace": "`travaux trace --json`",
    "changes_for": "`travaux changes-for --json`",
    "consolidate": "`travaux consolidate --json`",
    "table": "`travaux table --json`",
    "law_table": "`travaux law table --json`",
    "law_table_agreements": "`travaux law table --json` for a coded set of agreements",
    "law_index": "`travaux law index --json`",
    "law_reform": "`travaux law reform --json`",
    "law_gap": "`travaux law gap --json`",
    "law_distance": "`travaux law distance --json`",
    "treaty_status": "`travaux treaty status --json`",
    "treaty_bound": "`travaux treaty bound --json`",
    "treaty_force": "`travaux treaty force --json`",
    "treaty_check": "`travaux treaty check --json`",
    "treaty_forecast": "`travaux treaty forecast --json`",
    "treaty_backtest": "`travaux treaty backtest --json`",
    "treaty_changes": "`travaux treaty changes --json`",
    "treaty_momentum": "`travaux treaty momentum --json`",
    "verify": "`travaux verify --json`",
    "case_check": "`travaux case check --json`",
    "case_hints": "`travaux case hints --json`",
    "case_list": "`travaux case list --json`",
    "text": "The JSON format of a draft, `.json`",
    "case": "A case file, `travaux-case/1`",
}


def schema_page(described: dict[str, Any]) -> str:
    """The keys of each shape as tables; a record that several shapes share stands where it is first needed."""
    parts: list[str] = []
    shown: dict[str, dict[str, Any]] = {}
    for name, title in TITLES.items():
        shape = described[name]
        parts.append(f"## {title}\n")
        if shape.get("type") == "array":
            parts.append("A list of:\n")
        common = carried() if name == "case" else {}
        if common:
            parts.append(table(common))
        for record in (shape, *shape.get("$defs", {}).values()):
            if "properties" not in record or shown.get(record["title"]) == record:
                continue
            shown[record["title"]] = record
            parts.append(table(record, without=common.get("properties", {})))
    return "\n".join(parts)


def carried() -> dict[str, Any]:
    """The keys that every fact has."""
    return {**Fact.model_json_schema(), "title": "In every fact"}


def table(part: dict[str, Any], without: Container[str] = ()) -> str:
    """One record as a table of keys; with keys that every fact has in it, of the others."""
    all_of_them = part["properties"]
    fact = bool(without) and all(key in all_of_them for key in without)
    rows = ["| key | type | meaning |", "| --- | --- | --- |"]
    for key, value in all_of_them.items():
        if not (fact and key in without):
            rows.append(f"| `{key}` | {kind(value)} | {value.get('description', '')} |")
    about = " ".join(part.get("description", "").split())
    also = " Besides the keys of every fact:" if fact else ""
    return f"**{part.get('title', '')}.** {about}{also}\n\n" + "\n".join(rows) + "\n"


def kind(value: dict[str, Any]) -> str:
    """The type of a key, in words."""
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[-1]
    if "const" in value:
        return f"`{value['const']}`"
    if value.get("format") == "date":
        return "day"
    if "enum" in value:
        return ", ".join(f"`{each}`" if each is not None else "null" for each in value["enum"])
    for several in ("anyOf", "oneOf"):
        if several in value:
            return " or ".join(kind(each) for each in value[several])
    if isinstance(value.get("type"), list):
        return " or ".join(kind({**value, "type": each}) for each in value["type"])
    if value.get("type") == "array":
        items = value.get("items") or {}
        return f"list of {kind(items)}" if items else "list"
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"object of {kind(value['additionalProperties'])}"
    return str(value.get("type", "any"))


def main() -> int:
    """Write what changed, or with `--check` say what is out of date (exit status 1)."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path, words in outputs():
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            stale.append(path)
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(words, encoding="utf-8")
    for path in stale:
        print(("out of date: " if check else "refreshed: ") + str(path.relative_to(ROOT)))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
