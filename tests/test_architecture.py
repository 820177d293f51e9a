"""The arrows between rooms run down only, rooms stay small, and what is public says so."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "src" / "travaux"
FILES = sorted(ROOT.rglob("*.py"))

# A room may import from rooms on lower floors only.
FLOORS = {
    "cli": 6,
    "server": 5,
    "briefing": 4,
    "pictures": 4,
    "consensus": 3,
    "law": 3,
    "lineage": 3,
    "treaty": 3,
    "meeting": 3,
    "facts": 2,
    "text": 1,
    "cases": 0,
    "errors": 0,
}
FRONT_DOOR = "travaux"  # the handful of verbs in travaux/__init__.py, for those who use the house

# Format readers and writers know the model and how pages are laid out, never what brackets mean.
FORMATS_MAY_USE = {
    "errors",
    "text.conservation",
    "text.convention",
    "text.formats",
    "text.instrument",
    "text.layout",
    "text.manuscript",
    "text.model",
    "text.stream",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> set[str]:
    """Modules of the project that a file imports, anywhere in it, without the leading `travaux.`."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their module in full"
            found.update(resolved(node.module or "", alias.name) for alias in node.names)
    return {name.removeprefix("travaux.") for name in found if name.split(".")[0] == "travaux"}


def resolved(module: str, name: str) -> str:
    """The module that `from module import name` loads: a submodule, or the module that defines the name."""
    inside = ROOT.parent.joinpath(*module.split("."), name)
    return f"{module}.{name}" if inside.with_suffix(".py").exists() or inside.is_dir() else module


def room_of(name: str) -> str:
    return name.split(".")[0]


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in FILES if path.parent != ROOT], ids=names)
def test_arrows_between_rooms_run_down_only(path):
    here = room_of(module_name(path))
    assert here in FLOORS, f"{here} is a new room: give it a floor"
    for name in imports_of(path):
        there = room_of(name)
        if there == here:
            continue
        if there == FRONT_DOOR:
            assert FLOORS[here] >= 4, f"{names(path)} stands below the front door and imports through it"
            continue
        assert FLOORS[there] < FLOORS[here], f"{names(path)} imports {name}, which is not below it"


def test_the_errors_import_nothing_of_the_house():
    assert imports_of(ROOT / "errors.py") == set()


@pytest.mark.parametrize("path", sorted((ROOT / "text" / "formats").rglob("*.py")), ids=names)
def test_formats_know_the_model_and_not_the_meaning_of_brackets(path):
    for name in imports_of(path):
        assert any(name == used or name.startswith(f"{used}.") for used in FORMATS_MAY_USE), (
            f"{names(path)} imports {name}"
        )


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=names)
def test_every_package_declares_what_is_public(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    declared = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(isinstance(target, ast.Name) and target.id == "__all__" for target in ast.walk(node))
    ]
    assert declared, f"{names(path)} has no __all__"


@pytest.mark.parametrize("path", FILES, ids=names)
def test_rooms_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


def public_definitions(body):
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body)


@pytest.mark.parametrize("path", FILES, ids=names)
def test_what_is_public_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    for node in public_definitions(tree.body):
        assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", FILES, ids=names)
def test_no_room_is_a_drawer_for_odds_and_ends(path):
    parts = set(path.relative_to(ROOT).with_suffix("").parts)
    assert not parts & {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def test_a_forbidden_arrow_would_be_seen(tmp_path):
    room = tmp_path / "arrow.py"
    room.write_text("def f():\n    from travaux.cli import main\n    import travaux.text.model\n", encoding="utf-8")
    assert imports_of(room) == {"cli.main", "text.model"}
