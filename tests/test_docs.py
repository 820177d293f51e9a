"""The documentation is whole: every command and decision is there, outputs are current, and it builds cleanly."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import travaux
from travaux.cli.main import app
from travaux.cli.shapes import schemas

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
