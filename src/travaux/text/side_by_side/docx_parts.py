"""The parts of a Word document with a wide table that hold no words of it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

__all__ = ["package_parts"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATED = ("styles", "settings", "footer")
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="425" w:footer="425" w:gutter="0"/>'
    "</w:sectPr>"
)
_PARAGRAPHS = (
    ("Title", "Title", '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/></w:rPr>'),
    ("Heading1", "heading 1", '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>'
                              '</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="22"/></w:rPr>'),
    ("TableHead", "Travaux Table Head", '<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>'),
)  # fmt: skip
_CHARACTERS = (
    ("Said", "Travaux Said", '<w:i/><w:iCs/><w:color w:val="595959"/>'),
    ("Inserted", "Travaux Inserted", '<w:color w:val="1C6B3A"/><w:u w:val="single"/>'),
    ("Deleted", "Travaux Deleted", '<w:strike/><w:color w:val="9B2C2C"/>'),
)


def package_parts(title: str, language: str | None, body: str) -> dict[str, bytes]:
    """Every part of the document by its name.

    Args:
        title: of the document, for its properties.
        language: of the words, ISO 639-1, if it is known.
        body: the inside of its body without the section; A4 lying on its side, with page numbers.
    """
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({
            f"{REL}/officeDocument": "word/document.xml",
            f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml",
        }),
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _relations({f"{REL}/{name}": f"{name}.xml" for name in _RELATED}),
        "word/styles.xml": _root("styles", _styles(language)),
        "word/settings.xml": _root("settings", '<w:defaultTabStop w:val="567"/>'),
        "word/footer.xml": _root("ftr", _footer()),
        "word/document.xml": _root("document", f"<w:body>{body}{_SECTION}</w:body>"),
    }
    return {name: (_HEAD + content).encode("utf-8") for name, content in parts.items()}


def _root(name: str, content: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{REL}">{content}</w:{name}>'


def _content_types() -> str:
    kinds = [("document", "document.main"), *((part, part) for part in _RELATED)]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{kind.rsplit("/", 1)[-1]}" Type="{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _footer() -> str:
    def number(code: str) -> str:
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in _FIELD)
        return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}{end}'

    of = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number("PAGE")}{of}{number("NUMPAGES")}</w:p>'


_FIELD = ("begin", "separate", "end")


def _styles(language: str | None) -> str:
    fonts = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="SimSun" w:cs="Times New Roman"/>'
    code = quoteattr(language or "en")
    lang = f"<w:lang w:val={code} w:eastAsia={code} w:bidi={code}/>"
    styles = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="18"/><w:szCs w:val="20"/>{lang}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>',
        '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="Normal"/></w:style>',
        '<w:style w:type="character" w:styleId="DefaultParagraphFont" w:default="1">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
    ]
    styles += [
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{look}'
        "</w:style>"
        for style, name, look in _PARAGRAPHS
    ]
    styles += [
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
        for style, name, look in _CHARACTERS
    ]
    return "".join(styles)
