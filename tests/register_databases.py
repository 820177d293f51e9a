"""Registers for tests: a fresh one for each test, in SQLite and, where its programs are installed, in PostgreSQL.

A test module that needs them says `pytest_plugins = ["register_databases"]` and asks for `register_db` (both) or
`sqlite_register`. The default connection of Django points there as long as the test runs.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from register_connections import django_ready, migrated, using

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
PORT = 8730  # names the socket; nothing listens on the network
ABSENT = "PostgreSQL is not installed here (Debian's package postgresql), so its half of the tests is skipped"


@pytest.fixture(scope="session")
def django_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("django")
    django_ready(folder)
    return folder


@pytest.fixture(scope="session")
def sqlite_template(django_folder):
    file = django_folder / "template.sqlite3"
    migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_server(django_folder):  # noqa: ARG001 - Django must be there for the tables
    """The address of a throw-away cluster, up to the name of the database; None where it cannot be had."""
    if not PROGRAMS:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="travaux-pg-", dir="/tmp"))
    root = os.geteuid() == 0
    account = pwd.getpwnam("postgres") if root else pwd.getpwuid(os.geteuid())
    os.chown(folder, account.pw_uid, account.pw_gid)
    rights = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if root else {}
    bin_folder = PROGRAMS[-1].parent
    try:
        subprocess.run(
            [bin_folder / "initdb", "-D", folder / "data", "-A", "trust", "-U", "desk", "-E", "UTF8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120, **rights,
        )  # fmt: skip
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [bin_folder / "postgres", "-D", folder / "data", "-k", folder, "-p", str(PORT), "-h", "",
                 "-c", "fsync=on", "-c", "synchronous_commit=on"],
                stdout=log, stderr=log, cwd="/", **rights,
            )  # fmt: skip
        try:
            address = f"postgresql://desk@/{{name}}?host={folder}&port={PORT}"
            answering(address, server)
            run_sql(address, "CREATE DATABASE template_register")
            migrated(address.format(name="template_register"))
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # ends it at once, in good order
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder)


def run_sql(address, sql):
    import psycopg

    from travaux.server.places import database

    known = database(address.format(name="postgres"))
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], dbname="postgres", autocommit=True
    ) as there:
        there.execute(sql)


def answering(address, server):
    import psycopg

    end = time.monotonic() + 60
    while True:
        try:
            return run_sql(address, "SELECT 1")
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)


@pytest.fixture
def sqlite_register(sqlite_template, tmp_path):
    """A fresh, empty register in SQLite; gives its address."""
    file = tmp_path / "register.sqlite3"
    shutil.copyfile(sqlite_template, file)
    with using(f"sqlite:///{file}") as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def register_db(request):
    """A fresh, empty register in each kind of database; gives its address."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_register")
        return
    server = request.getfixturevalue("postgresql_server")
    if server is None:
        pytest.skip(ABSENT)
    name = f"t{time.monotonic_ns()}"
    run_sql(server, f"CREATE DATABASE {name} TEMPLATE template_register")
    with using(server.format(name=name)) as address:
        yield address
    run_sql(server, f"DROP DATABASE {name}")
