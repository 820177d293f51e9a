"""Hostile files through every door, and stored script on every page: both found from `urlpatterns`, none named here."""

import io
import re
import shutil
import zipfile
from functools import cache
from pathlib import Path

import lxml.etree
import pytest
import yaml

import every_page
import travaux
from travaux.facts import open_record
from word_files import p, package, r, word_parts
from workbench import account_of, client, own_case, ready, words

STATE = ready()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402

from travaux.server.access.headers import POLICY  # noqa: E402

HOME = Path(travaux.__file__).parent / "cases" / "typefaces"
WORD = word_parts(p(r("Each Party shall act.")))
AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>'
GOOD_DRAFT = (HOME / "texts" / "rev1.txt").read_bytes()

SCRIPT = (
    "=1+1\"><script>alert(1)</script><img src=x onerror=alert(2)>' onload='alert(3)' {{ visitor }} {% now \"Y\" %} "
    "]]> <a href=javascript:alert(4)>here</a>"
)
"""What somebody types who means harm; as text it is harmless."""


def visiting(account):
    """A client for whom a fault of a page is an answer like others, to be looked at."""
    return client(account, raise_request_exception=False)


# --- what a page may hold -------------------------------------------------------------------------------------------


def faults(visit):
    """What a browser would do on this page that only a person should."""
    found = []
    for each in visit.tree.iter():
        if not isinstance(each.tag, str):
            continue
        if each.tag == "script" and (not each.get("src", "").startswith("/assets/") or (each.text or "").strip()):
            found.append(f"a script that is not ours: {each.get('src')} {each.text}")
        if each.tag in ("style", "base", "iframe", "object", "embed", "frame", "applet"):
            found.append(f"<{each.tag}>")
        for name, value in each.attrib.items():
            plain = re.sub(r"[\s\x00-\x1f]", "", value).lower()
            if name.lower().startswith("on") or name.lower() in ("style", "srcdoc"):
                found.append(f"{each.tag} {name}={value}")
            if re.match(r"(javascript|vbscript|data):", plain) and name.lower() not in ("alt", "title", "value"):
                found.append(f"{each.tag} {name}={value}")
    return found


def test_the_look_out_for_script_sees_script():
    for planted in (
        "<script>alert(1)</script>", "<p onclick='x'>", "<a href=' java\tscript:x'>a</a>", "<p style='x'>", "<style>",
        "<iframe srcdoc='x'>", "<script src='https://example.org/a.js'></script>",
    ):  # fmt: skip
        tree = lxml.html.fromstring(f"<html><body>{planted}</body></html>")
        assert faults(every_page.Visit("", "", None, tree)), planted


def harmful(cell):
    """Whether a spreadsheet would work something out when it opens this cell."""
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?[0-9.,%]+|-", cell)


def checked(visit):
    """One answer of any kind, looked through."""
    where = f"{visit.address}: {visit.answer.status_code}"
    assert visit.answer.status_code < 500, where
    if visit.name != "assets":
        assert visit.answer.headers["Content-Security-Policy"] == POLICY, where
    assert visit.answer.headers["X-Content-Type-Options"] == "nosniff", where
    if visit.tree is not None:
        assert not faults(visit), where
        return
    kind = visit.answer.headers.get("Content-Type", "")
    if visit.answer.status_code == 200 and (kind.startswith("text/csv") or "spreadsheetml" in kind):
        assert not [cell for cell in every_page.cells(visit) if harmful(cell)], where
    if visit.answer.status_code == 200 and kind.startswith("image/svg"):
        for each in lxml.etree.fromstring(visit.answer.content).iter():
            assert lxml.etree.QName(each).localname not in ("script", "foreignObject"), where
            assert not [name for name in each.attrib if name.lower().startswith("on")], where
    if visit.answer.status_code == 200 and kind.startswith("text/html"):  # a page to take away
        tree = lxml.html.fromstring(visit.answer.content.decode())
        bad = [each for each in faults(every_page.Visit("", "", None, tree)) if each != "<style>"]
        assert not [each for each in bad if "style=" not in each], where


# --- doors ----------------------------------------------------------------------------------------------------------

ACCOUNT = "secretariat"


@cache
def doors():
    """Every form that takes a file: one for each address it goes to, each of its file fields and its buttons."""
    case = own_case("typefaces")
    found = {}
    for visit in every_page.walk(visiting(ACCOUNT), case, most=2):
        for form in every_page.forms(visit) if visit.tree is not None else ():
            for name in form.files:
                kind = re.sub(r"[0-9]+", "N", name)
                for pressed in map(dict, zip(form.buttons) if form.buttons else ((),)):
                    found.setdefault((form.name, kind, *pressed.values()), (form, name, pressed))
    return found


def through(door, file, **more):
    """The answer to a file that goes through a door, with all else as it should be."""
    form, name, pressed = doors()[door]
    days = dict.fromkeys(form.days, "2025-04-01")
    typed = {each: form.fields[each] or "Draft" for each in form.words if not each.startswith("party-")}
    if name != "files":
        typed["party-1"] = "KE"
    if name == "base-file":
        more = {"file-1": SimpleUploadedFile("ke.txt", GOOD_DRAFT), "base": "", **more}
    if form.name == "import_case":
        typed["name"] = f"brought-{next(_NAMES)}"
    return every_page.sent(visiting(ACCOUNT), form, {**typed, **days, **pressed, name: file, **more})


_NAMES = iter(range(1, 1_000_000))


def upload(name, content):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def entries():
    """How much is on record, the cases that the doors were found in among it."""
    doors()
    from travaux.server.register.models import Entry, StoredFile

    return Entry.objects.count(), StoredFile.objects.count()


def good_case():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as pack:
        for path in sorted(HOME.rglob("*")):
            if path.is_file() and path.parent.name != "proposals":
                pack.write(path, path.relative_to(HOME))
    return content.getvalue()


def test_the_doors_are_all_there():
    assert {door[0] for door in doors()} >= {"text_enter", "consolidate_put", "import_case"}


def test_a_good_file_goes_through_every_door():
    for door in doors():
        good = upload("case.zip", good_case()) if door[0] == "import_case" else upload("ke.txt", GOOD_DRAFT)
        visit = through(door, good)
        assert visit.answer.status_code in (200, 303), (door, words(visit.answer))


def bomb(size=60_000_000):
    """A Word file that unpacks to very much."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        for name, part in WORD.items():
            pack.writestr(name, part)
        with pack.open("word/media/a.bin", "w") as member:
            for _ in range(size // 10_000_000):
                member.write(bytes(10_000_000))
    return content.getvalue()


@cache
def archives():
    """Archives that no door should open, as names and bytes."""
    def pack(**members):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in members.items():
                archive.writestr(name, part)
        return content.getvalue()

    case = (HOME / "case.yaml").read_text("utf-8")
    return {
        "a bomb": ("ke.docx", bomb()),
        "a bomb of a case": ("case.zip", pack(**{"case.yaml": case, "texts/rev1.txt": bytes(110_000_000)})),
        "many members": ("case.zip", pack(**{f"texts/{n}.txt": "x" for n in range(5_000)})),
        "a path outside": ("ke.docx", package({**WORD, "../../evil.txt": "x"})),
        "macros": ("ke.docx", package({**WORD, "word/vbaProject.bin": "x"})),
        "half of an archive": ("case.zip", good_case()[:600]),
    }


FILES = {
    "0 bytes": ("ke.txt", b""),
    "white space": ("ke.txt", b"\xef\xbb\xbf \r\n\t"),
    "NUL bytes": ("ke.txt", b"Article 1\x00 shall"),
    "entities": ("ke.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'),
    "an outer entity": ("ke.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'),
    "a foreign DTD": ("ke.xml", f'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">{AKN}'),
    "deep XML": ("ke.xml", AKN.replace("<act/>", "<p>" * 60_000 + "</p>" * 60_000)),
    "deep JSON": ("ke.json", "[" * 100_000),
    "a wrong ending": ("ke.docx", "this is plain text"),
    "a Word file called PDF": ("ke.pdf", package(WORD)),
    "a program": ("ke.txt", b"\x7fELF\x02\x01\x01" + bytes(200)),
    "a picture": ("ke.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
    "entities in a Word file": (
        "ke.docx", package({**WORD, "word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
    ),
    "half of a character": ("ke.txt", "Article 1".encode("utf-16")[:-1]),
    "YAML that grows": ("case.yaml", "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12))),
    "YAML that runs": ("case.yaml", "schema: !!python/object/apply:os.system ['true']\n"),
}


def refused(visit, named, before):
    """A refusal: words on a page, nothing kept, nothing told of this machine."""
    checked(visit)
    said = words(visit.answer)
    assert visit.answer.status_code in (413, 422), named
    assert not re.search(r"/tmp|Traceback|site-packages|" + re.escape(str(STATE)), said), named
    problem = visit.tree.xpath("//*[contains(@class, 'problem')] | //main")
    assert problem, named
    assert problem[0].text_content().strip(), named
    assert entries() == before, named


@pytest.mark.parametrize("named", FILES)
def test_a_file_that_is_no_draft_is_refused_at_every_door_with_words(named):
    name, content = FILES[named]
    before = entries()
    for door in doors():
        if name == "case.yaml" and door[0] != "import_case":
            continue
        refused(through(door, upload(name, content)), (named, door), before)


@pytest.mark.parametrize(
    "named", ["a bomb", "a bomb of a case", "many members", "a path outside", "macros", "half of an archive"]
)
def test_an_archive_that_means_harm_is_refused_at_every_door_with_words(named):
    name, content = archives()[named]
    before = entries()
    for door in doors():
        refused(through(door, upload(name, content)), (named, door), before)


def test_a_file_over_twenty_megabytes_is_refused_at_every_door_with_words():
    before = entries()
    for door in doors():
        refused(through(door, upload("ke.txt", b"Article 1 \n" * 2_000_000)), door, before)


NAMES = {
    "parts of a path": "../../../etc/ke.txt",
    "a path of Windows": "C:\\drafts\\..\\ke.txt",
    "control characters": "k\x01e\x7f\n.txt",
    "an override of direction": "ke\u202etxt.exe.txt",
    "a thousand characters": "k" * 1000 + ".txt",
    "wide characters": "\u4fdd\u62a4" * 200 + ".txt",
    "script": "<script>alert(1)<\\script>.txt",
    "quotes": "ke\" onload=\"alert(1).txt",
    "dots": "...txt",
    "a device": "CON.txt",
    "template words": "{{ visitor }}{% now %}.txt",
}


@pytest.mark.parametrize("named", NAMES)
def test_the_name_of_a_file_does_no_harm_at_any_door(named):
    for door in doors():
        visit = through(door, upload(NAMES[named], GOOD_DRAFT.replace(b"TF/DC/3", named.encode())))
        checked(visit)
        assert visit.answer.status_code in (200, 303, 422), (named, door)
        assert not re.search(r"etc/|drafts\\|/tmp", words(visit.answer)), (named, door)


def test_too_many_files_and_too_many_fields_are_refused_with_words():
    before = entries()
    files = [upload(f"{n}.txt", GOOD_DRAFT) for n in range(90)]
    for door, (form, name, _) in doors().items():
        many = every_page.sent(visiting(ACCOUNT), form, {name: files})
        assert many.answer.status_code == 413, door
        assert "files" in words(many.answer)
        fields = every_page.sent(visiting(ACCOUNT), form, {f"f{n}": "x" for n in range(2100)})
        assert fields.answer.status_code == 413, door
        checked(many)
        checked(fields)
    assert entries() == before


def test_a_request_over_forty_megabytes_is_cut_off_before_anything_reads_it():
    import asyncio

    from travaux.server.asgi import application

    told = []

    async def receive():
        raise AssertionError("the body must not be asked for")

    async def send(message):
        told.append(message)

    headers = [(b"content-length", str(41 * 1024 * 1024).encode())]
    scope = {"type": "http", "method": "POST", "path": "/import", "headers": headers, "query_string": b""}
    asyncio.run(application(scope, receive, send))
    assert told[0]["status"] == 413
    assert b"megabytes" in told[1]["body"]
    assert dict(told[0]["headers"])[b"content-security-policy"]


# --- stored script --------------------------------------------------------------------------------------------------

REFERENCES = frozenset((
    "id", "party", "issue", "option", "source", "reader", "date", "recorded", "start", "end", "from", "to", "since",
    "until", "evidence", "confidence", "stance", "file", "text", "choice", "in_text", "session", "schema", "compiled",
    "supersedes", "members", "by", "adopted", "at", "rule", "group", "jurisdiction", "norm", "value", "treaty", "scale",
    "categories", "as_of", "counts", "law",
))  # fmt: skip
"""Keys of a case file that name other facts, or days, or one of a few words."""
KINDS = frozenset(("kind",))

LAW_AND_TREATIES = {
    "norms": [{"id": "term", "title": "Term", "definition": "How long", "scale": "interval", "unit": "years"}],
    "laws": [
        {"jurisdiction": "ke", "norm": "term", "value": "10", "from": "2001-01-01", "to": "2009-12-31", "ref": "s. 1",
         "source": "rev1", "note": "seen in a copy"},
        {"jurisdiction": "ke", "norm": "term", "value": "15", "from": "2010-01-01", "ref": "s. 2", "source": "rev1"},
        {"jurisdiction": "uy", "norm": "term", "value": "15", "from": "2002-01-01", "ref": "Art. 3"},
    ],
    "treaties": [
        {"id": "pact", "name": "Pact on type", "short": "Pact", "adopted": "2000-01-01", "article": "9",
         "note": "a copy", "force": {"threshold": 2, "words": "two instruments", "delay": {"months": 1}}},
    ],
    "actions": [
        {"treaty": "pact", "party": "ke", "kind": "ratification", "date": "2002-01-01", "note": "a copy"},
        {"treaty": "pact", "party": "ke", "kind": "territorial_extension", "date": "2003-01-01", "territory": "Isles"},
        {"treaty": "pact", "party": "uy", "kind": "declaration", "date": "2003-01-01", "words": "as it is read here"},
    ],
}  # fmt: skip


def poisoned(value, key="", within=""):
    """A case file with script in every field for words."""
    if isinstance(value, dict):
        return {name: poisoned(each, name, key or within) for name, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, key, within) for each in value]
    if not isinstance(value, str) or key in REFERENCES or (key in KINDS and within not in ("sources",)):
        return value
    return "javascript:alert(4)" if key == "address" else f"{SCRIPT} {value}"


@cache
def poisoned_case():
    """A case with script in every field of every fact and in its drafts."""
    folder = STATE / "poisoned"
    shutil.copytree(HOME, folder)
    raw = yaml.safe_load((HOME / "case.yaml").read_text("utf-8"))
    for source in raw["sources"].values():
        source["address"] = "javascript:alert(4)"
    raw |= LAW_AND_TREATIES
    raw = {key: value if key in REFERENCES else poisoned(value, key) for key, value in raw.items()}
    (folder / "case.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    for text in (folder / "texts").iterdir():
        text.write_text(text.read_text("utf-8").replace("typeface", f"typeface {SCRIPT}", 3), "utf-8")
    record = open_record(folder)
    assert not record.unread, "the case must be read whole"
    return own_case(record)


def consolidated(visitor, case):
    """The address of a consolidation whose papers hold script."""
    content = (HOME / "proposals" / "ke.txt").read_text("utf-8").replace("one year", f"one {SCRIPT} year")
    party = "<img src=x onerror=alert(2)>"
    form = {"base": "rev1", "party-1": party, "file-1": upload(f"{party}.txt", content)}
    answer = visitor.post(f"/c/{case}/consolidate/put", form)
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"]


ACCOUNTS = ("", "secretariat", "chair")
API = (
    "law/table", "law/index", "law/reform?jurisdiction=ke&from=2009-12-31&to=2010-01-01", "law/gap?of=ke&target=uy",
    "law/distance", "treaties", "treaty/pact/status", "treaty/pact/force", "treaty/pact/forecast", "party/ke/bound",
)  # fmt: skip
"""What the API is asked of the case; no page has a link to it."""


@cache
def visits(account):
    case = poisoned_case()
    visitor = visiting(account)
    more = [f"/api/c/{case}/{asked}" for asked in API]
    return every_page.walk(visitor, case, [*more, *([consolidated(visitor, case)] if account else ())], SCRIPT)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_stored_script_shows_as_text_on_every_page_and_in_every_file(account):
    for visit in visits(account):
        checked(visit)


def test_the_script_does_stand_on_the_pages_as_text():
    pages = {}
    for visit in visits("secretariat"):
        if visit.tree is not None and visit.answer.status_code == 200:
            pages[visit.name] = pages.get(visit.name, "") + visit.tree.text_content()
    shown = {name for name, text in pages.items() if "<script>alert(1)</script>" in text and "{{ visitor }}" in text}
    assert shown >= {"text", "issue", "record", "consolidate_found", "people", "cases"}


def test_every_address_that_can_be_read_is_looked_at():
    reached = {visit.name for account in ACCOUNTS for visit in visits(account)}
    # These only take forms, with something in their address; they are sent forms below. The last one signs out.
    only_forms = {"state_position", "consolidate_enter", "account_logout"}
    assert {name for name, _ in every_page.patterns()} - reached <= only_forms


def test_script_in_every_field_of_every_form_comes_back_as_text():
    case = own_case("typefaces")
    for account in ("secretariat", "kenya"):
        visitor = visiting(account)
        forms = {}
        for visit in every_page.walk(visitor, case, [consolidated(visitor, case)], most=2):
            for form in every_page.forms(visit) if visit.tree is not None else ():
                if form.method == "post" and form.name not in ("account_logout", "account_change_password"):
                    forms.setdefault((form.name, tuple(form.fields)), form)
        assert len(forms) >= 3
        for form in list(forms.values())[:40]:
            # Other tests need the sample accounts as they are.
            spared = {"name": account_of("observer")} if form.name == "account_seat" else {}
            answered = every_page.sent(visitor, form, {**spared, **dict.fromkeys(form.words, SCRIPT)})
            checked(answered)
            whole = {**spared, **dict.fromkeys(form.words, SCRIPT), **dict.fromkeys(form.days, "2025-04-01")}
            for pressed in map(dict, zip(form.buttons) if form.buttons else ((),)):
                files = {name: upload("ke.txt", GOOD_DRAFT + SCRIPT.encode()) for name in form.files}
                checked(every_page.sent(visitor, form, {**whole, **files, **pressed}))
    after = every_page.walk(visiting("kenya"), case, most=2)
    for visit in after:
        checked(visit)
    record = next(visit for visit in after if visit.name == "record")
    assert "<script>alert(1)</script>" in record.tree.text_content(), "nothing of it was entered"


def test_pages_that_fail_have_the_same_strict_headers():
    stranger, visitor = client(), client("observer")
    broken = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    for visit in (
        every_page.look(stranger, "/no-such-page"),
        every_page.look(visitor, "/c/no-such-case/"),
        every_page.look(visitor, "/accounts/"),
        every_page.seen("/import", broken.post("/import", {})),
        every_page.look(visitor, "/c/typefaces/text/?version=<script>alert(1)</script>"),
    ):
        assert visit.answer.status_code in (302, 403, 404, 422)
        assert visit.answer.headers["Content-Security-Policy"] == POLICY
        if visit.tree is not None:
            assert not faults(visit)
