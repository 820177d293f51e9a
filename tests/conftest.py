"""What the tests of the command line share: the built-in draft as a file, and a way to run a command."""

import pytest

from travaux.cases import draft_treaty
from travaux.cli.main import run


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    with draft_treaty() as source:
        path.write_bytes(source.read_bytes())
    return path


@pytest.fixture
def travaux(capsys, monkeypatch):
    """Runs a command in this process; gives status, output and errors."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        with pytest.raises(SystemExit) as end:
            run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return end.value.code, captured.out, captured.err

    return command
