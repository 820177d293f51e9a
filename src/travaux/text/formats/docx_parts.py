"""The fixed parts of the Word documents that Travaux writes: styles, settings, relations, content types."""

from __future__ import annotations

from xml.sax.saxutils import escape

from travaux.text.formats.docx_names import CHOICES, REL, W

__all__ = ["TINTS", "fixed_parts", "story_part"]

TINTS = 6
"""Number of tints for bracket marks; deeper ones begin again with the first."""

_COLORS = ("1F4E9E", "A63A00", "0B6E4F", "7A1FA2", "9A1B3C", "5F5B00")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_STORIES = ("footnotes", "endnotes", "comments")
_RELATED = ("styles", "settings", "footer", *_STORIES)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_INDENTS = (
    ("Paragraph", "Travaux Paragraph", 567, 567), ("Item", "Travaux Item", 1134, 567),
    ("Subitem", "Travaux Subitem", 1701, 567), ("Point", "Travaux Point", 2268, 567), ("Text", "Travaux Text", 0, 0),
    ("Cell", "Travaux Cell", 0, 0),
)
_HEADINGS = ((32, 360), (28, 320), (26, 280), (24, 240), (22, 220), (22, 200))


def story_part(name: str, content: str) -> bytes:
    """A part with paragraphs or notes in it: its root element is `name`."""
    return f'{_HEAD}<w:{name} xmlns:w="{W}" xmlns:r="{REL}">{content}</w:{name}>'.encode()


def fixed_parts(title: str, language: str | None, formats: dict[str, str]) -> dict[str, bytes]:
    """Every part without words of the text, by its name in the package; `formats` are the number formats of notes."""
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title>"
        f"{f'<dc:language>{escape(language)}</dc:language>' if language else ''}</cp:coreProperties>"
    )
    item = (
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{{7B1E5F64-53A0-4B0B-9C55-1D0C3C8F2A10}}"><ds:schemaRefs><ds:schemaRef ds:uri="{CHOICES}"/>'
        "</ds:schemaRefs></ds:datastoreItem>"
    )
    return {
        "[Content_Types].xml": (_HEAD + _content_types()).encode(),
        "_rels/.rels": (_HEAD + _package_relations()).encode(),
        "docProps/core.xml": (_HEAD + core).encode(),
        "word/_rels/document.xml.rels": (_HEAD + _document_relations()).encode(),
        "word/styles.xml": story_part("styles", _styles(language)),
        "word/settings.xml": story_part("settings", _settings(formats)),
        "word/footer.xml": story_part("ftr", _footer()),
        "customXml/_rels/item1.xml.rels": (_HEAD + _relations([("customXmlProps", "itemProps1.xml")])).encode(),
        "customXml/itemProps1.xml": (_HEAD + item).encode(),
    }


def _content_types() -> str:
    parts = [("document", "document.main"), *((part, part) for part in _RELATED)]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/customXml/itemProps1.xml" ContentType="{_OFFICE}.customXmlProperties+xml"/></Types>'
    )


def _package_relations() -> str:
    core = (
        f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )
    return _relations([("officeDocument", "word/document.xml")]).replace("</Relationships>", core)


def _document_relations() -> str:
    return _relations([*((part, f"{part}.xml") for part in _RELATED), ("customXml", "../customXml/item1.xml")])


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{kind}" Type="{REL}/{kind}" Target="{target}"/>' for kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _settings(formats: dict[str, str]) -> str:
    separators = '<w:{0}Pr><w:numFmt w:val="{1}"/><w:{0} w:id="-1"/><w:{0} w:id="0"/></w:{0}Pr>'
    notes = "".join(separators.format(form, number_format) for form, number_format in formats.items())
    return f'<w:defaultTabStop w:val="567"/>{notes}'


def _footer() -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{begin}{code}{separate}{end}</w:p>'


def _style(kind: str, style: str, name: str, properties: str, *, based: str = "", default: bool = False) -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style}"{mark}><w:name w:val="{name}"/>{basis}<w:qFormat/>{properties}'
        "</w:style>"
    )


def _styles(language: str | None) -> str:
    fonts = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>'
    code = escape(language or "")
    lang = f'<w:lang w:val="{code}" w:bidi="{code}"/>' if language else ""
    styles = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>{lang}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        _style("paragraph", "Normal", "Normal", "", default=True),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", "", default=True),
        _style(
            "paragraph", "Title", "Title",
            '<w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr>'
            '<w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>',
            based="Normal",
        ),
    ]
    for level, (size, before) in enumerate(_HEADINGS, 1):
        properties = (
            f'<w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
            f'</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        styles.append(_style("paragraph", f"Heading{level}", f"heading {level}", properties, based="Normal"))
    for style, name, left, hanging in _INDENTS:
        indent = f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>' if left else ""
        styles.append(_style("paragraph", f"Travaux{style}", name, indent, based="Normal"))
    return "".join(styles) + _note_styles() + _mark_styles()


def _note_styles() -> str:
    small = (
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    )
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return "".join((
        _style("paragraph", "FootnoteText", "footnote text", small, based="Normal"),
        _style("paragraph", "EndnoteText", "endnote text", small, based="Normal"),
        _style("paragraph", "CommentText", "annotation text", small, based="Normal"),
        _style("character", "FootnoteReference", "footnote reference", raised),
        _style("character", "EndnoteReference", "endnote reference", raised),
        _style("character", "CommentReference", "annotation reference", '<w:rPr><w:sz w:val="16"/></w:rPr>'),
    ))


def _mark_styles() -> str:
    looks = [("Aside", "", '<w:color w:val="6B6B6B"/>')]
    for depth, color in enumerate(_COLORS, 1):
        tint = f'<w:color w:val="{color}"/>'
        looks += [("Mark", str(depth), f"<w:b/><w:bCs/>{tint}"), ("Head", str(depth), tint)]
    return "".join(
        _style("character", f"Travaux{name}{depth}", f"Travaux {name} {depth}".rstrip(), f"<w:rPr>{look}</w:rPr>")
        for name, depth, look in looks
    )
