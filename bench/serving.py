"""The speed bars of the workbench, in one table: `python -m bench.serving` (part of `make bench`).

Requests are answered by a server of its own process, over the loopback address, one after the other on one connection;
CPU time is that of the server's process. The peer is the page of a table of the same forty rows in Datasette. Both take
turns, and the median of the turns counts; the load of the machine stands below the table.
"""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.corpus import ROOT
from bench.serving_case import ISSUE, NAME, written
from bench.speed import Bar, table

REPORT = ROOT / "docs" / "_generated" / "serving.md"
DATASETTE = ROOT / ".venv-datasette" / "bin" / "datasette"
TICKS = os.sysconf("SC_CLK_TCK")
WARM, TIMED, ROUNDS = 25, 150, 5
LONGEST = 240  # seconds to wait for a server


def main() -> None:
    """Print the table and write it to the documentation."""
    from bench import first_paint, register_speed

    busy = f"Load of the machine (processes that want to run, this run's own included) at the beginning {_busy()}"
    with tempfile.TemporaryDirectory() as folder:
        bars = []
        for part in (rows, register_speed.rows, first_paint.rows):
            for bar in part(Path(folder)):
                print(f"{bar.work}: {bar.measured}", file=sys.stderr)
                bars.append(bar)
    found = f"{table(bars)}\n{busy}; at the end {_busy()}.\n"
    print(found)
    REPORT.write_text(found, encoding="utf-8")


def _busy() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def rows(folder: Path) -> Iterator[Bar]:
    """The issue page beside Datasette's table page, in turns."""
    case = written(folder)
    with served(folder / "state", "--case", str(case)) as (port, pid, passwords):
        cookie = signed_in(port, "chair", passwords["chair"])
        _until_idle(pid)  # a server that has just started makes its pages ready
        ours = Asked(port, pid, f"/c/{NAME}/issue/{ISSUE}/", cookie)
        with datasette(folder) as peer:
            times = [(ours.each(), peer.each() if peer else None) for _ in range(ROUNDS)]
    mine, wall = (median(each[part] for each, _ in times) for part in (0, 1))
    said = f"{mine * 1000:.1f} ms CPU, {ours.size / 1000:.0f} kB"
    yield Bar("issue page, 5 provisions, 40 positions, signed in", said, "", "5 ms CPU", mine <= 0.005)
    theirs = [beside for _, beside in times if beside is not None]
    if not theirs:
        yield Bar("- beside a table page of Datasette", "", "Datasette is not installed", "4 times", None)
        return
    other, spent = (median(each[part] for each in theirs) for part in (1, 0))
    ratio = median(beside[1] / each[1] for each, beside in times if beside is not None)
    yield Bar("- beside a table page of Datasette, 40 rows", f"{ratio:.1f} times the throughput",
              f"Datasette {1 / other:.0f} a second, {spent * 1000:.1f} ms CPU; Travaux {1 / wall:.0f} a second",
              "4 times", ratio >= 4)  # fmt: skip


class Asked:
    """One address of one server, asked again and again on one connection."""

    def __init__(self, port: int, pid: int, path: str, cookie: str = "") -> None:
        self._pid, self._path, self._cookie = pid, path, cookie
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.size = 0

    def each(self) -> tuple[float, float]:
        """Seconds of CPU and of the clock for each request, warm."""
        self._connection.close()  # a server hangs up on who has been silent for some seconds
        for _ in range(WARM):
            self.ask()
        cpu, started = _cpu(self._pid), time.perf_counter()
        for _ in range(TIMED):
            self.ask()
        return (_cpu(self._pid) - cpu) / TIMED, (time.perf_counter() - started) / TIMED

    def answers(self) -> bool:
        """Whether the server is there yet."""
        try:
            self.ask()
        except OSError:
            self._connection.close()
            return False
        return True

    def ask(self) -> None:
        """Ask once."""
        self._connection.request("GET", self._path, headers={"Cookie": self._cookie} if self._cookie else {})
        response = self._connection.getresponse()
        self.size = len(response.read())
        if response.status != 200:
            raise RuntimeError(f"{self._path}: {response.status}")


def _until_idle(pid: int) -> None:
    """Wait until a server takes no more CPU."""
    until = time.monotonic() + LONGEST
    taken = -1.0
    while (now := _cpu(pid)) != taken and time.monotonic() < until:
        taken = now
        time.sleep(2)


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def served(state: Path, *arguments: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    """`travaux serve` in a process of its own: port, process id, passwords of the sample accounts."""
    command = [sys.executable, "-c", "from travaux.cli.main import run; run()", "serve", "--no-open", "--state",
               str(state), *arguments]  # fmt: skip
    state.mkdir(parents=True, exist_ok=True)
    log = state / "printed.txt"
    with log.open("w") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + LONGEST
        while "Ctrl-C" not in log.read_text("utf-8"):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text("utf-8"))
            time.sleep(0.02)
        printed = log.read_text("utf-8")
        port = int(re.search(r"The workbench is at http://127\.0\.0\.1:(\d+)/", printed)[1])  # type: ignore[index]
        yield port, process.pid, dict(re.findall(r"^  (\S+)\s+(\S+-\S+-\S+)\s+\w+", printed, re.MULTILINE))
    finally:
        process.terminate()
        process.wait(timeout=30)


def signed_in(port: int, account: str, password: str) -> str:
    """The cookies of a visitor who signed in with the form."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/account/sign-in/"
    page = opener.open(address, timeout=30).read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the sign-in page has no form")
    form = {"csrfmiddlewaretoken": token[1], "login": account, "password": password}
    opener.open(address, urllib.parse.urlencode(form).encode(), timeout=30)
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


@contextmanager
def datasette(folder: Path) -> Iterator[Asked | None]:
    """The peer with the same forty positions; None where it is not installed."""
    if not DATASETTE.exists():
        yield None
        return
    file = folder / "positions.db"
    _positions(file)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(DATASETTE), "serve", str(file), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        asked = Asked(port, process.pid, "/positions/positions")
        until = time.monotonic() + 60
        while not asked.answers():
            if time.monotonic() > until:
                raise RuntimeError("Datasette does not answer")
            time.sleep(0.1)
        yield asked
    finally:
        process.terminate()
        process.wait(timeout=30)


def _positions(file: Path) -> None:
    from travaux.facts import open_case, rows

    case = open_case(file.parent / NAME, reader="chair")
    fields = ("party", "party_name", "issue", "option", "stance", "kind", "reason", "date", "source")
    found = [{**row, **_restraint(row)} for row in rows(case, case.who())]
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as base:
        base.execute(f"create table positions (id integer primary key, {', '.join(f'{name} text' for name in fields)})")
        for row in found:
            values = [str(row.get(name) or "") for name in fields]
            base.execute(f"insert into positions ({', '.join(fields)}) values ({', '.join('?' * len(fields))})", values)


def _restraint(row: dict[str, object]) -> dict[str, object]:
    restraint = row.get("restraint")
    found = restraint if isinstance(restraint, dict) else {}
    return {"kind": found.get("kind"), "reason": found.get("reason")}


if __name__ == "__main__":
    if shutil.which("chromium") is None:
        print("Chromium is not installed: first paint is not measured.", file=sys.stderr)
    main()
