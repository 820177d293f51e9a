"""Import of a case in the browser: looked at first, then opened; hostile ZIP files are refused in words."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts import load
from workbench import account_of, client, own_case, ready, words

ready()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402

from travaux.cases import folder  # noqa: E402
from travaux.server.accounts.models import Tray  # noqa: E402
from travaux.server.pages.importing_folder import unpacked  # noqa: E402
from travaux.server.register import case_names, kept, verify  # noqa: E402

CASE = b"""schema: travaux-case/1
parties:
  - {id: us, name: United States}
  - {id: ke, name: Kenya, reader: chair}
"""


def zipped(members, **options):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def sent(content, file="case.zip", *, account="secretariat", **form):
    return client(account).post("/import", {"file": SimpleUploadedFile(file, content), "do": "look", **form})


def tray_of(response):
    [found] = re.findall(r'name="tray" value="([0-9a-f-]+)"', words(response))
    return found


def problem(response):
    [found] = re.findall(r'class="problem" role="alert">(.*?)</div>', words(response), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found)


def test_a_case_is_looked_at_before_anything_is_entered():
    before = case_names()
    response = sent(zipped([("mine/case.yaml", CASE), ("mine/README.md", b"x"), ("__MACOSX/mine/case.yaml", b"x")]))
    shown = " ".join(words(response).split())
    assert response.status_code == 200
    assert "<dt>Parties</dt><dd class=\"n\">2</dd>" in shown
    assert "chair: 1 fact" in shown
    assert "README.md" in shown
    assert case_names() == before


def test_what_was_looked_at_is_opened_under_a_name():
    tray = tray_of(sent(zipped([("case.yaml", CASE)])))
    response = client("secretariat").post("/import", {"tray": tray, "do": "open", "name": "Opened one"})
    assert (response.status_code, response["Location"]) == (303, "/c/opened-one/")
    assert [fact.id for fact in kept("opened-one").record.sections["parties"]] == ["us", "ke"]
    assert not kept("opened-one").public
    assert not Tray.objects.filter(pk=tray).exists()
    taken = sent(CASE, "case.yaml", do="open", name="opened-one")
    assert taken.status_code == 422
    assert "there is a case &#x27;opened-one&#x27; already" in problem(taken)
    assert 'value="opened-one"' in words(taken)


@pytest.mark.parametrize("name", ["typefaces", "avp"])
def test_a_case_goes_out_and_comes_in_as_the_same_case(name):
    case = own_case(name)
    content = client("chair").get(f"/c/{case}/export.zip").content
    again = f"again-{name}"
    assert sent(content, "x.zip", do="open", name=again).status_code == 303
    assert client("chair").get(f"/c/{again}/export.zip").content == content
    assert verify().whole


def test_a_table_and_a_case_file_come_in_as_well():
    assert sent(b"Subject,AU,US\nFees,1,0\n", "votes.csv", do="open", name="votes").status_code == 303
    assert {one.stance for one in kept("votes").record.sections["positions"]} == {"accept", "oppose"}
    assert sent(CASE, "sheet.yaml").status_code == 200
    shown = words(sent(CASE, "sheet.yaml"))
    assert 'value="sheet"' in shown
    assert "<strong>sheet</strong>" in shown  # it names no treaty, so it is called as its file is
    assert "travaux-case-" not in shown


def test_the_remarks_are_shown_errors_first():
    broken = CASE + b"positions:\n  - {party: uss, issue: none, option: a, stance: accept}\n"
    shown = words(sent(broken, "case.yaml"))
    assert "there is no party" in shown or "uss" in shown
    levels = re.findall(r'class="chip (?:no|open)">(error|remark)<', shown)
    assert levels == sorted(levels)
    assert "error" in levels


def test_what_is_wrong_with_a_file_is_told_by_line_and_names_no_folder_of_ours():
    for content in (zipped([("case.yaml", CASE + b"issues: [{\n")]), CASE + b"issues: [{\n"):
        response = sent(content, "case.zip" if content[:2] == b"PK" else "case.yaml")
        assert response.status_code == 422
        assert "line" in problem(response)
        assert "/tmp" not in words(response)
        assert "travaux-case-" not in words(response)


def test_a_case_that_was_put_aside_a_day_ago_is_gone():
    from datetime import timedelta

    from travaux.server.pages.trays import KEPT

    tray = tray_of(sent(zipped([("case.yaml", CASE)])))
    put = Tray.objects.get(pk=tray)
    Tray.objects.filter(pk=tray).update(made=put.made - KEPT - timedelta(minutes=1))
    response = client("secretariat").post("/import", {"tray": tray, "do": "open", "name": "too-late"})
    assert response.status_code == 422
    assert "no longer there" in words(response)
    assert "too-late" not in case_names()
    assert not Tray.objects.filter(pk=tray).exists()


def test_what_is_put_aside_opens_to_nobody_else():
    tray = tray_of(sent(CASE, "case.yaml"))
    other = account_of("secretariat")
    for wrong in (tray, "no-tray"):
        response = client(other).post("/import", {"tray": wrong, "do": "open", "name": "stolen"})
        assert response.status_code == 422
        assert "the file is no longer there" in problem(response)
    assert "stolen" not in case_names()


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def nested():
    return zipped([("case.yaml", CASE), ("texts/more.txt", zipped([("case.yaml", CASE)]))])


def encrypted():
    data = bytearray(zipped([("case.yaml", CASE)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


HOSTILE = {
    "a bomb": (lambda: zipped([("case.yaml", CASE), ("texts/a.txt", bytes(101_000_000))]), "unpacks to more than"),
    "many files": (lambda: zipped([("case.yaml", CASE), *((f"texts/{n}", b"") for n in range(3000))]), "3,001 files"),
    "a path outside": (lambda: zipped([("case.yaml", CASE), ("../evil.txt", b"x")]), "outside its folder"),
    "an absolute path": (lambda: zipped([("/etc/evil", b"x"), ("case.yaml", CASE)]), "outside its folder"),
    "a path of Windows": (lambda: zipped([("texts\\..\\..\\evil", b"x"), ("case.yaml", CASE)]), "outside its folder"),
    "a drive": (lambda: zipped([("C:/evil", b"x"), ("case.yaml", CASE)]), "outside its folder"),
    "a link": (lambda: zipped([("case.yaml", CASE), (link("texts/rev1.txt"), b"/etc/passwd")]), "no plain file"),
    "a ZIP inside": (lambda: zipped([("case.yaml", CASE), ("more.zip", b"x")]), "another ZIP file"),
    "a ZIP inside in disguise": (nested, "another ZIP file"),
    "two of one name": (lambda: zipped([("case.yaml", CASE), ("texts/A", b""), ("texts/a", b"")]), "the same name"),
    "a lock": (encrypted, "encrypted"),
    "a file as folder": (lambda: zipped([("case.yaml", CASE), ("texts/a", b""), ("texts/a/b", b"")]), "cannot be used"),
    "a long name": (lambda: zipped([("case.yaml", CASE), ("texts/" + "x" * 300, b"")]), "cannot be used"),
    "a deep name": (lambda: zipped([("case.yaml", CASE), ("texts/" + "x/" * 30 + "y", b"")]), "cannot be used"),
    "no case": (lambda: zipped([("readme.txt", b"x")]), "no case in the ZIP file"),
    "two cases": (lambda: zipped([("a/case.yaml", CASE), ("b/case.yaml", CASE)]), "more than one case"),
    "half a file": (lambda: zipped([("case.yaml", CASE)])[:-30], "damaged"),
    "nothing in it": (lambda: zipped([]), "no case in the ZIP file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "this is no case"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words(kind):
    content, why = HOSTILE[kind][0](), HOSTILE[kind][1]
    before = case_names()
    response = sent(content, "case.png" if kind == "a picture" else "case.zip", do="open", name=f"evil-{len(kind)}")
    assert response.status_code == 422
    assert why in problem(response)
    assert case_names() == before
    assert not Tray.objects.filter(purpose="import", account__username="secretariat").exists()


def test_what_an_archive_says_of_sizes_is_not_believed():
    data = bytearray(zipped([("case.yaml", CASE), ("texts/a.txt", bytes(1000))]))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")  # says ten bytes, unpacks to a thousand
    with pytest.raises(TravauxError), unpacked("case.zip", bytes(data)):
        pass


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_archive_gives_a_case_or_an_error_of_ours_and_nothing_else(data):
    content = bytearray(zipped([("case.yaml", CASE), ("texts/a.txt", b"[shall]")]))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        with unpacked("case.zip", bytes(content)) as place:
            load(place.place)
    except TravauxError:
        pass


def test_no_file_and_a_file_that_is_too_large_are_refused():
    assert "no file was sent" in problem(client("secretariat").post("/import", {"do": "look"}))
    assert "no file was sent" in problem(sent(b"", "case.yaml"))
    from django.test import override_settings

    with override_settings(FILE_LIMIT=10):
        assert "the file is too large" in problem(sent(CASE, "case.yaml"))


def test_names_and_words_of_a_stranger_show_as_text():
    evil = b'schema: travaux-case/1\ninstrument: {name: "<script>alert(1)</script>"}\nodd: 1\n'
    shown = words(sent(evil, "<script>x.yaml"))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_only_the_secretariat_takes_in_a_case():
    for account in ("chair", "observer", account_of("delegation", "ke")):
        assert sent(CASE, "case.yaml", account=account).status_code == 403


def test_a_case_folder_of_the_disk_comes_in_whole():
    home = folder("typefaces")
    members = [("case.yaml", (home / "case.yaml").read_bytes())]
    members += [(f"texts/{path.name}", path.read_bytes()) for path in sorted((home / "texts").iterdir())]
    assert sent(zipped(members), "typefaces.zip", do="open", name="whole", public="1").status_code == 303
    assert replace(kept("whole").record, name="") == replace(load(home), name="")


def test_the_name_under_which_a_case_was_opened_is_told_after_opening():
    visitor = client("secretariat")
    tray = tray_of(sent(zipped([("case.yaml", CASE)])))
    response = visitor.post("/import", {"tray": tray, "do": "open", "name": "../told name"}, follow=True)
    assert response.redirect_chain == [("/c/told-name/", 303)]
    assert "The case is open as told-name." in words(response)
