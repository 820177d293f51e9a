"""A case that somebody sends, put into a folder of its own; a ZIP file is unpacked with suspicion, or refused."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from travaux.errors import TravauxError
from travaux.facts.loading_files import NAMES
from travaux.text.formats.docx_archive import STRAY_FAULTS

__all__ = ["Unpacked", "unpacked"]

MOST_MEMBERS = 500
MOST_BYTES = 100_000_000
"""What may be in one ZIP file: members, and bytes unpacked."""
_DEPTH = 6
_LONGEST = 120
_ENCRYPTED = 0x1
_PACKED = b"PK\x03\x04"
_WORD = (".docx", ".dotx")
_LITTER = ("__MACOSX/", ".DS_Store")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was sent, on disk: the folder or file of the case, and the names of members that are no part of one."""

    place: Path
    left_out: tuple[str, ...] = ()


@contextmanager
def unpacked(name: str, content: bytes) -> Iterator[Unpacked]:
    """A case as it was sent, in a folder that is gone afterwards.

    Args:
        name: the name of the file; only its ending counts.
        content: a ZIP file of a case folder, a case file, or a table of positions.

    Raises:
        TravauxError: if it is none of these, or a ZIP file that no honest program makes.
    """
    ending = PurePosixPath(name).suffix.lower()
    with TemporaryDirectory(prefix="travaux-case-") as home:
        folder = Path(home)
        if content.startswith((_PACKED, b"PK\x05\x06")):
            yield Unpacked(folder, _unpack(content, folder))
        elif ending in (".yaml", ".yml", ".json", ".csv"):
            file = folder / (f"table{ending}" if ending == ".csv" else f"case{ending}")
            file.write_bytes(content)
            yield Unpacked(file)
        else:
            raise TravauxError(
                "this is no case",
                remedy="send a ZIP file of a case folder, its case.yaml, or a table of positions as .csv",
            )


def _unpack(content: bytes, folder: Path) -> tuple[str, ...]:
    """Write the case file and the drafts of an archive; gives the names of what was left out."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except STRAY_FAULTS as fault:
        raise _damaged() from fault
    if len(infos) > MOST_MEMBERS:
        raise _too_much(f"it holds {len(infos):,} files, and a case may have {MOST_MEMBERS}")
    infos = [info for info in infos if not any(litter in info.filename for litter in _LITTER)]
    names = [_name(info) for info in infos]
    folded = [name.casefold() for name in names]
    if len(set(folded)) < len(folded):
        raise _hostile("two files in it have the same name")
    top = _top(names)
    left, room = [], MOST_BYTES
    for info, name in zip(infos, names, strict=True):
        inside = name.removeprefix(top)
        if inside in NAMES or inside.startswith("texts/"):
            data = _read(archive, info, room)
            room -= len(data)
            _write(folder / inside, data)
        elif inside.lower().endswith(".zip"):
            raise _hostile("there is another ZIP file in it")
        else:
            left.append(inside)
    return tuple(left)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member, if it stays in the folder and is a plain file.

    Raises:
        TravauxError: if not.
    """
    said = info.orig_filename
    parts = said.replace("\\", "/").split("/")
    if said.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts or "\0" in said:
        raise _hostile("a file in it would be written outside its folder")
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise _hostile("it holds a link or something else that is no plain file")
    if info.flag_bits & _ENCRYPTED:
        raise TravauxError("the ZIP file is encrypted", remedy="pack it without a password")
    if len(parts) > _DEPTH or not all(map(_usable, parts)):
        raise _hostile("a file in it has a name that cannot be used")
    return "/".join(parts)


def _usable(part: str) -> bool:
    return bool(part) and part.isprintable() and len(part.encode()) <= _LONGEST


def _top(names: list[str]) -> str:
    """The one folder around everything, with its slash, if the case file stands in it; else nothing."""
    if any(name in NAMES for name in names):
        return ""
    tops = {name.split("/")[0] for name in names if name.count("/") == 1 and name.split("/")[1] in NAMES}
    if len(tops) != 1:
        raise TravauxError(
            "there is no case in the ZIP file" if not tops else "there is more than one case in the ZIP file",
            remedy="pack one folder with its case.yaml, and the drafts in texts/",
        )
    return f"{tops.pop()}/"


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of a member, counted while they are unpacked: what the archive says of its size is not believed."""
    try:
        with archive.open(info) as stream:
            data = stream.read(room + 1)
    except STRAY_FAULTS as fault:
        raise _damaged() from fault
    if len(data) > room:
        raise _too_much(f"it unpacks to more than {MOST_BYTES // 1_000_000} MB")
    if data.startswith(_PACKED) and not info.filename.lower().endswith(_WORD):
        raise _hostile("there is another ZIP file in it")
    return data


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(data)
    except (OSError, ValueError) as fault:
        raise _hostile("a file in it has a name that cannot be used") from fault


def _damaged() -> TravauxError:
    return TravauxError("the ZIP file is damaged", remedy="pack the folder again, and send that")


def _too_much(why: str) -> TravauxError:
    remedy = "pack the case file and its drafts alone"
    return TravauxError("the ZIP file holds too much for a case", why=why, remedy=remedy)


def _hostile(why: str) -> TravauxError:
    remedy = "pack the folder of the case again, and nothing else"
    return TravauxError("the ZIP file is not accepted", why=why, remedy=remedy)
