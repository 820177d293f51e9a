"""The documentation is whole: every command and decision is there, outputs are current, and it builds cleanly."""

import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command

import travaux
from travaux.cli.main import app
from travaux.cli.shapes import schemas
from travaux.server.access.policy import ACTS, Role, Visitor
from travaux.server.desk.layout import TABS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def names(group, before=""):
    """The commands of a group, those in groups inside it after the name of their group."""
    for command in group.registered_commands:
        yield before + (command.name or command.callback.__name__.replace("_", "-"))
    for inner in group.registered_groups:
        yield from names(inner.typer_instance, f"{before}{inner.name or inner.typer_instance.info.name} ")


COMMANDS = list(names(app))
DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def read(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section_with_its_help(command):
    section = read(DOCS / "commands.md").partition(f"## travaux {command}\n")[2].partition("\n## ")[0]
    assert f"$ travaux {command} --help" in section
    assert f"Usage: travaux {command}" in section


@pytest.mark.parametrize(
    "command",
    [
        *("read", "issues", "show", "choose", "project", "convert"),
        *("who", "consensus", "forecast", "case list", "case new"),
        *("compare", "timeline", "trace", "changes-for", "consolidate", "table"),
    ],
)
def test_the_tour_shows_every_command_at_work(command):
    assert re.search(rf"^\$ travaux {command}( |$)", read(DOCS / "tour.md"), re.MULTILINE)


@pytest.mark.parametrize("command", ["serve", "verify", "backup", "export"])
def test_the_tour_names_the_commands_of_the_workbench(command):
    rows = rows_under(DOCS / "tour.md", "And in a browser")
    assert [len(cells) for cells in rows if f"`travaux {command}" in cells[0]] == [2]


def test_the_commands_page_names_no_command_that_does_not_exist():
    assert set(re.findall(r"^## travaux ([\w -]+)$", read(DOCS / "commands.md"), re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("record", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_context_choice_and_consequences(record):
    text = read(record)
    number = int(record.name[:4])
    assert text.startswith(f"# {number}. ")
    sections = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    assert sections[1::2] == ["Context", "Choice", "Consequences"]
    assert all(len(section.split()) > 15 for section in sections[2::2])
    assert len(text.split()) < 450, "half a page is enough"


def test_decisions_are_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_grammar_page_has_all_rows():
    rows = re.findall(r"^\| (\d+) \|", read(DOCS / "grammar.md"), re.MULTILINE)
    assert [int(row) for row in rows] == list(range(1, 22))


GRAMMAR = [
    (1, "Each Party shall [promptly] reply.", {"bracket": 1}, 2),
    (2, "[a fee [, if any [, in full]]]", {"bracket": 3}, 4),
    (3, "Each Party [shall][may] act.", {"alternatives": 1}, 2),
    (5, "Each Party [shall/should] act.", {"alternatives": 1}, 2),
    (8, "[ALT 1: a fee.] [ALT 2: no fee.]", {"options": 1}, 2),
    (9, "[UY/KE propose: a register]", {"bracket": 1}, 2),
    (10, "[EE oppose: a register]", {"bracket": 1}, 2),
    (12, "within [x] days, as in Article [ ]", {"placeholder": 2}, None),
    (13, "[4][3]. The person[s] shall reply.", {"alternatives": 1, "bracket": 1}, 4),
    (14, "The Assembly decides [, by consensus,] on it.", {"bracket": 1}, 2),
    (18, "Each Party [shall reply.", {"bracket": 1}, 2),
    (19, "[English only]", {}, 1),
]


@pytest.mark.parametrize(("row", "example", "kinds", "clean_texts"), GRAMMAR, ids=[str(case[0]) for case in GRAMMAR])
def test_examples_of_the_grammar_page_are_read_as_it_says(row, example, kinds, clean_texts):
    assert f"| {row} |" in read(DOCS / "grammar.md")
    assert f"`{example}`" in read(DOCS / "grammar.md")
    text = travaux.read_text(example)
    found = [issue.kind for issue in text.issues()]
    assert {kind: found.count(kind) for kind in found} == kinds
    assert clean_texts in (None, text.clean_texts)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_key_of_the_schema_is_on_its_page(name):
    page = read(DOCS / "_generated" / "schema.md")
    shape = schemas()[name]
    for record in (shape, *shape.get("$defs", {}).values()):
        for key in record.get("properties", {}):
            assert f"| `{key}` |" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_send_nobody_to_another_host(page):
    printed = re.compile(r"^```console\n.*?^```$", re.MULTILINE | re.DOTALL)  # a source may say its address there
    assert not re.search(r"https?://", printed.sub("", read(page)))


def rows_under(page, heading):
    """The tables below a heading of a page, as lists of cells."""
    section = re.split(r"^#{2,3} ", read(page), flags=re.MULTILINE)
    [found] = [part for part in section if part.startswith(f"{heading}\n")]
    lines = [line.strip("| ").split(" | ") for line in found.splitlines() if line.startswith("| ")]
    return [cells for cells in lines if not set(cells[0]) <= {"-"}][1:]


WORKBENCH, SERVE = DOCS / "howto" / "workbench.md", DOCS / "howto" / "serve.md"


def test_every_page_of_the_workbench_is_described_in_the_order_of_its_menu():
    rows = rows_under(WORKBENCH, "The pages of a case")
    assert [name for name, _ in rows] == [words for _, words in TABS]
    assert all(len(meaning.split()) > 5 for _, meaning in rows)


def test_every_role_is_described():
    rows = rows_under(WORKBENCH, "Who sees what, and who enters what")
    assert [cells[0] for cells in rows] == [*get_args(Role), "not signed in"]


@pytest.mark.parametrize("role", [*get_args(Role), None])
def test_the_table_of_roles_says_nothing_of_entering_for_those_who_may_enter_nothing(role):
    rows = rows_under(WORKBENCH, "Who sees what, and who enters what")
    [enters] = [cells[2] for cells in rows if cells[0] == (role or "not signed in")]
    may = {act for act in ACTS if Visitor("somebody", role).may(act)}
    assert (enters == "nothing") == (not may & {"state", "table", "keep"})
    assert ("gives out accounts" in enters) == ("keep" in may)


def said_on_pages(page):
    """What a page of the documentation quotes from the workbench: words in single stars that begin with a capital."""
    words = re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", read(page))
    return sorted({" ".join(each.split()) for each in words})


@pytest.mark.parametrize("words", sorted({*said_on_pages(WORKBENCH), *said_on_pages(SERVE)}))
def test_what_the_documentation_quotes_from_the_workbench_is_there(words):
    source = ROOT / "src" / "travaux"
    places = [*source.glob("server/templates/**/*.html"), *source.glob("cases/**/case.yaml")]
    assert any(words in " ".join(read(place).split()) for place in places)


@pytest.mark.parametrize(
    "option",
    [name for option in get_command(app).commands["serve"].params for name in (*option.opts, *option.secondary_opts)],
)
def test_every_option_of_serve_is_explained(option):
    assert any(f"`{option}" in cells[0] for cells in rows_under(SERVE, "The first start"))


@pytest.mark.parametrize("name", ["TRAVAUX_DB", "TRAVAUX_STATE", "TRAVAUX_HOSTS", "TRAVAUX_TLS"])
def test_what_the_server_takes_from_its_surroundings_is_explained(name):
    sources = "".join(read(path) for path in (ROOT / "src" / "travaux" / "server").glob("*.py"))
    assert f'"{name}"' in sources
    assert f"`{name}" in read(SERVE)


def test_the_limits_on_uploads_are_those_of_the_settings():
    # In a process of its own: whoever imports the settings first says which database is used.
    asked = "(s.FILE_LIMIT // s.MEGABYTE, s.UPLOAD_LIMIT // s.MEGABYTE, s.DATA_UPLOAD_MAX_NUMBER_FILES)"
    done = subprocess.run(
        [sys.executable, "-c", f"import travaux.server.settings as s; print(*{asked})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    one, together, files = done.stdout.split()
    assert f"One file may have {one} MB; one request {together} MB and {files} files." in read(SERVE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_target_of_make_that_is_named_exists(page):
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"^    make ([a-z]+)|`make ([a-z]+)", read(page), re.MULTILINE))
    assert {one or other for one, other in named} <= targets


def test_the_readme_names_the_two_commands():
    assert re.findall(r"^    make (\w+)", read(ROOT / "README.md"), re.MULTILINE) == ["demo", "test"]


def test_the_picture_of_the_workbench_is_small():
    picture = (DOCS / "_static" / "workbench.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24])[0] == 1280
    assert len(picture) <= 150_000


def test_the_picture_asks_no_host_for_anything():
    picture = read(DOCS / "_static" / "demo.svg")
    assert "@font-face" not in picture
    assert set(re.findall(r"https?://([^/\s\"]+)", picture)) <= {"www.w3.org"}


def test_outputs_in_the_documentation_are_what_the_commands_print():
    done = subprocess.run(
        [sys.executable, str(DOCS / "make_output.py"), "--check"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nRefresh them with make docs."


def test_it_builds_without_warnings(tmp_path):
    build = ["-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(tmp_path / "trees")]
    done = subprocess.run(
        [sys.executable, *build, str(DOCS), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "html" / "tour.html").exists()
