"""The pages of the demonstration that are looked at with axe-core, and how."""

from browsers import visit

CASES = ("avp", "patents", "marrakesh", "typefaces")
PARTS = ("", "text/", "text/choose/", "positions/", "consensus/", "changes/", "timeline/", "consolidate/", "record/",
         "people/")  # fmt: skip
BESIDE = {
    "avp": ("positions/?as=picture", "positions/?as=map", "issue/a12/", "issue/a12/?on=2000-12-20",
            "consensus/?on=2000-12-20", "changes/for-us/"),
    "patents": ("issue/scope/", "issue/grace/"),
    "marrakesh": ("issue/tpm/",),
    "typefaces": ("?on=2025-10-01", "text/?on=2025-10-01", "changes/?on=2025-10-01&as=side", "issue/term/"),
}  # fmt: skip
TREATIES = ("treaty/", "treaty/beijing/?year=2019", "treaty/brussels/", "treaty/riyadh/forecast/", "treaty/party/DE/")
LAWS = ("", "law/", "law/?norm=grace_length_months", "law/index/", "law/gap/?of=EP&target=US",
        "law/reform/?jurisdiction=US&from=2011-09-15&to=2013-03-17")  # fmt: skip
PAGES = (
    "/",
    "/accounts/",
    "/account/password/",
    "/api/",
    *(f"/c/wipo/{part}" for part in TREATIES),
    *(f"/c/patent-law/{part}" for part in LAWS),
    *(f"/c/{case}/{part}" for case in CASES for part in (*PARTS, *BESIDE[case])),
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


def violations(bench, opened, theme, size):
    """What axe-core finds on every page, and pages that are wider than the window, in words."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    found = []
    with visit(opened, bench, "secretariat", color_scheme=theme, viewport=size) as window:
        for path in PAGES:
            answer = window.go(path)
            assert answer.status == 200, f"{path}: {answer.status}"
            window.drawn()
            results = axe.run(window.page)
            broken = results.response["violations"]
            found += [f"{path}: {each['id']} at {each['nodes'][0]['target']}" for each in broken]
            wider = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wider > 0:
                found.append(f"{path}: {wider} px wider than the window")
    return found
