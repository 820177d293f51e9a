"""Trays: what goes in comes out, only their account opens them, and they do not grow without end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import TravauxError
from workbench import account_of, ready

ready()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.http import Http404  # noqa: E402
from django.utils import timezone  # noqa: E402

from travaux.server.accounts.models import Tray  # noqa: E402
from travaux.server.pages import trays  # noqa: E402


def somebody():
    return get_user_model().objects.get(username=account_of("observer"))


def sheets(count, content=b"Article 1"):
    return [trays.Sheet(f"{number}.txt", f"row {number}", content) for number in range(count)]


def test_the_trays_of_one_account_take_no_more_than_two_hundred_megabytes():
    from django.conf import settings as house

    owner = somebody()
    for _ in range(9):
        trays.put_aside(owner, "avp", "consolidate", sheets(1), {})
    kept = Tray.objects.filter(account=owner).count()
    assert kept * house.UPLOAD_LIMIT <= 200 * house.MEGABYTE


def test_what_was_put_aside_comes_out_as_it_was():
    owner, papers = somebody(), (trays.Sheet("a.docx", "base", b"PK\x00\xff"), trays.Sheet("b.txt", "row 1", b""))
    tray = trays.put_aside(owner, "avp", "consolidate", papers, {"style": "wipo"})
    again = trays.tray_of(owner, "avp", "consolidate", tray.pk)
    assert trays.sheets_of(again) == papers
    assert again.settings == {"style": "wipo"}


def test_only_its_account_its_case_and_its_purpose_open_a_tray():
    owner = somebody()
    key = trays.put_aside(owner, "avp", "consolidate", sheets(1), {}).pk
    for account, case, purpose, name in (
        (somebody(), "avp", "consolidate", key), (owner, "patents", "consolidate", key), (owner, "avp", "changes", key),
        (AnonymousUser(), "avp", "consolidate", key), (owner, "avp", "consolidate", "no key"),
    ):  # fmt: skip
        with pytest.raises(Http404):
            trays.tray_of(account, case, purpose, name)


def test_a_tray_is_filled_anew_only_by_its_own_account():
    owner, other = somebody(), somebody()
    tray = trays.put_aside(owner, "avp", "consolidate", sheets(1), {})
    filled = trays.put_aside(owner, "avp", "consolidate", sheets(2), {}, tray)
    taken = trays.put_aside(other, "avp", "consolidate", sheets(3), {}, tray)
    assert filled.pk == tray.pk != taken.pk
    assert len(trays.sheets_of(trays.tray_of(owner, "avp", "consolidate", tray.pk))) == 2


def test_an_account_has_at_most_twenty_trays_and_the_oldest_goes():
    owner, other = somebody(), somebody()
    first = trays.put_aside(other, "avp", "consolidate", sheets(1), {})
    made = [trays.put_aside(owner, "avp", "consolidate", sheets(1), {}).pk for _ in range(trays.MOST_TRAYS + 2)]
    left = set(Tray.objects.filter(account=owner).values_list("pk", flat=True))
    assert left == set(made[2:])
    assert Tray.objects.filter(pk=first.pk).exists()


def test_trays_of_yesterday_are_closed_and_go_when_a_new_one_is_made():
    owner = somebody()
    old = trays.put_aside(owner, "avp", "consolidate", sheets(1), {})
    Tray.objects.filter(pk=old.pk).update(made=timezone.now() - trays.KEPT - timedelta(minutes=1))
    with pytest.raises(Http404):
        trays.tray_of(owner, "avp", "consolidate", old.pk)
    trays.put_aside(somebody(), "avp", "consolidate", sheets(1), {})
    assert not Tray.objects.filter(pk=old.pk).exists()


def test_more_papers_than_a_tray_takes_are_refused_and_nothing_is_put_aside():
    owner = somebody()
    with pytest.raises(TravauxError, match="61 files"):
        trays.put_aside(owner, "avp", "consolidate", sheets(61), {})
    with pytest.raises(TravauxError, match="too large together"):
        trays.put_aside(owner, "avp", "consolidate", sheets(3, bytes(14 * 1024 * 1024)), {})
    assert not Tray.objects.filter(account=owner).exists()


def test_one_file_over_twenty_megabytes_is_refused(settings_of_files):
    file = SimpleUploadedFile("draft.txt", b"x" * (settings_of_files + 1))
    with pytest.raises(TravauxError, match="the file is too large"):
        trays.received(file, "base")
    assert trays.received(SimpleUploadedFile("draft.txt", b"x" * settings_of_files), "base").name == "draft.txt"


@pytest.fixture
def settings_of_files(monkeypatch):
    from django.conf import settings

    assert settings.FILE_LIMIT == 20 * 1024 * 1024
    monkeypatch.setattr(settings, "FILE_LIMIT", 1000)
    return 1000


@given(st.text(max_size=400))
def test_a_cleaned_name_is_one_printable_part_of_a_path_short_enough_for_any_disk(name):
    found = trays.clean_name(name)
    assert found
    assert found.isprintable()
    assert "/" not in found
    assert "\\" not in found
    assert found.strip(". ")
    assert len(found.encode()) < 250
    assert trays.clean_name(found) == found


@pytest.mark.parametrize(
    "name",
    ["../../etc/draft.docx", "C:\\drafts\\draft.docx", "dr\u202eaft.docx", "a" * 1000 + ".docx"],
)
def test_the_ending_of_a_file_stays(name):
    assert trays.clean_name(name).endswith(".docx")
