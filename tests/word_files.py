"""Small Word documents made for the tests, and the check that no character of a document is lost."""

import io
import zipfile
from collections import Counter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ROOTS = {"document": "document", "header": "hdr", "footer": "ftr"}


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word_parts(body: str, **stories: str) -> dict[str, str | bytes]:
    """The members of a Word document: the inside of its body, and of its styles, numbering, footnotes, header ..."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in stories}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in stories.items():
        root = ROOTS.get(name, name)
        parts[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    return parts


def word_file(body: str, **stories: str) -> bytes:
    """A Word document."""
    return package(word_parts(body, **stories))


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{path}"/>' for kind, path in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def lost(manuscript) -> Counter[str]:
    """Characters of the source that are nowhere, and characters that are somewhere but not in the source."""
    places = [dropped.text for dropped in manuscript.dropped]
    blocks = list(manuscript.blocks)
    for body in manuscript.notes.values():
        blocks += body.blocks
        places.append(body.mark if body.printed else "")
    for block in blocks:
        places += [fragment.text for fragment in block.fragments]
        places.append("" if block.generated else block.label)
    found, source = Counter("".join("".join(places).split())), Counter("".join(manuscript.source.split()))
    return (source - found) + (found - source)
