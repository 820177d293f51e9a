"""The HTTP API: what the commands print, from the visitor's view; refusals in JSON; a document that tells the truth."""

import json
import re

import pytest
from pydantic import TypeAdapter

from travaux.cli.shapes import PRINTED
from travaux.facts.loading import from_mapping
from two_worlds_commands import run
from workbench import account_of, client, own_case, ready, words

ready()

from travaux.server.api.addresses import document  # noqa: E402

SECRET = "told-in-the-corridor"
CONTENT = {
    "parties": [{"id": "aa", "name": "Alpha"}, {"id": "bb", "name": "Beta"}],
    "norms": [{"id": "grace", "scale": "interval", "unit": "months", "low": 0, "high": 12}],
    "laws": [
        {"jurisdiction": "aa", "norm": "grace", "value": "12", "from": "1950-01-01", "as_of": "2001-05"},
        {"jurisdiction": "bb", "norm": "grace", "value": "0", "to": "1999-12-31", "as_of": "1990"},
        {"jurisdiction": "bb", "norm": "grace", "value": "6", "from": "2000-01-01", "as_of": "2001-05"},
    ],
    "treaties": [{"id": "pact", "name": "The pact", "adopted": "1990-01-01",
                  "force": {"threshold": 2, "delay": {"months": 3}}}],
    "actions": [
        {"treaty": "pact", "party": "aa", "kind": "ratification", "date": "1991-01-31"},
        {"treaty": "pact", "party": "bb", "kind": "accession", "date": "1992-11-30"},
        {"treaty": "pact", "party": "bb", "kind": "declaration", "date": "1993-01-01", "words": SECRET,
         "reader": "chair"},
    ],
}  # fmt: skip
QUESTIONS = {
    "law_table": "law/table",
    "law_index": "law/index",
    "law_reform": "law/reform?jurisdiction=bb&from=1999-12-31&to=2000-01-01",
    "law_gap": "law/gap?of=aa&target=bb",
    "law_distance": "law/distance?clusters=1",
    "treaties": "treaties",
    "treaty_status": "treaty/pact/status",
    "treaty_force": "treaty/pact/force",
    "treaty_bound": "party/bb/bound",
}


@pytest.fixture(scope="module")
def case():
    return own_case(from_mapping(CONTENT, "talks-in-json"), public=True)


def asked(case, path, account="", status=200):
    response = client(account).get(f"/api/c/{case}/{path}")
    assert response.status_code == status, words(response)
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)


def test_the_answers_are_those_of_the_facts(case):
    # Twelve months and none differ wholly on a scale of twelve, twelve and six by half.
    points = asked(case, "law/index?from=1999&to=2000")["points"]
    assert [(each["day"], each["index"]) for each in points] == [("1999-12-31", 0.0), ("2000-12-31", 0.5)]
    assert asked(case, "law/reform?jurisdiction=beta&from=1999-12-31&to=2000-01-01")["index"]["change"] == 0.5
    # Two deposits, the second on the last day of a November: three months later is the last day of February.
    force = asked(case, "treaty/pact/force")
    assert (force["count"], force["entry_into_force"]) == (2, "1993-02-28")
    assert force["triggered_by"]["date"] == "1992-11-30"
    assert [each["code"] for each in asked(case, "treaty/pact/status")["parties"]] == ["aa", "bb"]
    assert asked(case, "party/Beta/bound")["treaties"][0]["state"] == "bound"
    assert asked(case, "treaties")["treaties"][0]["actions"] == 2


def test_a_day_in_the_address_is_the_day_of_the_view(case):
    before = asked(case, "treaty/pact/force?on=1992-01-01")
    assert (before["count"], before["missing"], before["entry_into_force"]) == (1, 1, None)
    cells = {each["jurisdiction"]: each["answer"] for each in asked(case, "law/table?on=1995-01-01")["cells"]}
    assert cells == {"aa": "12", "bb": "0"}


@pytest.mark.parametrize(("command", "address"), [
    (("law", "table", "patent-law"), "patent-law/law/table"),
    (("law", "table", "patent-law", "--norm", "best_mode"), "patent-law/law/table?norm=best_mode"),
    (("law", "index", "patent-law", "--from", "2010", "--to", "2014"), "patent-law/law/index?from=2010&to=2014"),
    (("law", "reform", "patent-law", "--jurisdiction", "US", "--from", "2011-09-15", "--to", "2013-03-17"),
     "patent-law/law/reform?jurisdiction=US&from=2011-09-15&to=2013-03-17"),
    (("law", "gap", "patent-law", "--target", "US", "--of", "EP"), "patent-law/law/gap?target=US&of=EP"),
    (("law", "distance", "patent-law", "--as-clusters"), "patent-law/law/distance?clusters=true"),
    (("treaty", "status", "beijing"), "wipo/treaty/beijing/status"),
    (("treaty", "force", "beijing"), "wipo/treaty/beijing/force"),
    (("treaty", "bound", "CH"), "wipo/party/CH/bound"),
    (("treaty", "forecast", "beijing", "--horizon", "3y"), "wipo/treaty/beijing/forecast?horizon=3y"),
])  # fmt: skip
def test_the_api_answers_what_the_command_prints(command, address):
    if "forecast" in command:
        pytest.importorskip("lifelines", reason="forecasts need the extra `forecast`")
    status, printed, _ = run([*command, "--json"])
    assert status in (None, 0)
    account = account_of("observer")
    response = client(account).get(f"/api/c/{address}")
    assert words(response) == printed


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_answer_has_the_shape_that_travaux_schema_prints(case, name):
    answer = words(client().get(f"/api/c/{case}/{QUESTIONS[name]}"))
    if name in PRINTED:
        TypeAdapter(PRINTED[name]).validate_json(answer, strict=True)
    else:
        assert name == "treaties"


def test_the_document_names_every_address_and_the_server_has_no_other():
    said = document()
    assert said["openapi"].startswith("3.")
    from travaux.server.urls import urlpatterns

    there = {f"/{re.sub(r'<[a-z]+:', '<', str(each.pattern)).replace('<', '{').replace('>', '}')}"
             for each in urlpatterns if each.name.startswith("api_") and each.name != "api_document"}  # fmt: skip
    assert set(said["paths"]) == there
    for path, methods in said["paths"].items():
        assert set(methods) == {"get"}, path
        about = methods["get"]
        assert {"200", "404", "422"} <= set(about["responses"]), path
        assert about["summary"], path
    assert client().get("/api/openapi.json").json() == said
    assert "http" not in json.dumps(said)


def test_the_page_lists_every_address_and_asks_no_other_host(case):
    page = words(client().get("/api/"))
    for path in document()["paths"]:
        assert path in page
    assert case in page
    assert not re.findall(r'(?:src|href)="https?:', page)


@pytest.mark.parametrize(("path", "status", "what"), [
    ("law/table?norm=none", 422, "there is no norm 'none'"),
    ("law/index?from=soon", 422, "from cannot be read"),
    ("law/index?from=99999", 422, "from cannot be read"),
    ("law/index?measure=eye", 422, "measure cannot be read"),
    ("law/index?weight=grace", 422, "'grace' is no weight"),
    ("law/index?weight=none:2", 422, ""),
    ("law/reform?jurisdiction=aa", 422, "from is not given"),
    ("law/reform?jurisdiction=aa&from=2000-02-30&to=2001-01-01", 422, "from cannot be read"),
    ("law/gap?of=aa&target=/etc/target.yaml", 422, "there is no jurisdiction '/etc/target.yaml'"),
    ("law/table?on=2000-02-30", 422, "'2000-02-30' is no day"),
    ("treaty/none/force", 404, "there is no treaty 'none'"),
    ("treaty/pact/status?party=none", 404, "there is no party 'none'"),
    ("treaty/pact/forecast?horizon=soon", 422, "horizon cannot be read"),
    ("party/none/bound", 404, "there is no party 'none'"),
    ("no/such/question", 404, "there is no such page for you"),
])  # fmt: skip
def test_a_refusal_is_json_with_what_where_why_and_remedy(case, path, status, what):
    said = asked(case, path, status=status)
    assert set(said) == {"what", "where", "why", "remedy"}
    assert said["what"].startswith(what)
    assert said["remedy"]
    assert "Traceback" not in json.dumps(said)


def test_a_forecast_is_given_where_there_is_something_to_go_by(case):
    pytest.importorskip("lifelines", reason="forecasts need the extra `forecast`")
    found = client().get(f"/api/c/{case}/treaty/pact/forecast?on=1992-01-01")
    assert found.status_code in (200, 404)  # so little is on record that there may be none; then it is said why
    shape = TypeAdapter(PRINTED["treaty_forecast"])
    if found.status_code == 200:
        shape.validate_json(found.content, strict=True)
    else:
        assert found.json()["remedy"]


def test_a_closed_case_is_answered_like_one_that_does_not_exist():
    closed = own_case(from_mapping(CONTENT, "closed-talks"), public=False)
    for account in ("", seatless()):
        for path in QUESTIONS.values():
            response = client(account).get(f"/api/c/{closed}/{path}")
            other = client(account).get(f"/api/c/nothing-of-the-kind/{path}")
            assert (response.status_code, response.content) == (404, other.content), path
            assert response.headers == other.headers
            assert json.loads(response.content)["what"] == "there is no such page for you"
    assert asked(closed, "treaties", account_of("observer"))["treaties"]


def seatless():
    from django.contrib.auth import get_user_model

    name = account_of("observer")
    get_user_model().objects.get(username=name).seats.all().delete()
    return name


def test_what_is_for_the_chair_is_in_the_answer_to_the_chair_alone(case):
    chair = account_of("chair")
    assert SECRET in words(client(chair).get(f"/api/c/{case}/treaty/pact/status"))
    for account in ("", account_of("observer"), account_of("secretariat"), account_of("delegation", "aa")):
        for path in QUESTIONS.values():
            assert SECRET not in words(client(account).get(f"/api/c/{case}/{path}")), path


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_but_asking_is_understood(case, method):
    for path in QUESTIONS.values():
        response = getattr(client(), method)(f"/api/c/{case}/{path}")
        assert response.status_code == 405, path
    enforcing = client(account_of("secretariat"), enforce_csrf_checks=True)
    assert enforcing.post(f"/api/c/{case}/law/table").status_code in (403, 405)


def test_answers_are_for_this_origin_and_are_not_kept(case):
    response = client().get(f"/api/c/{case}/law/table", headers={"Origin": "https://elsewhere.example"})
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_head_gives_the_headers_alone(case):
    head, get = client().head(f"/api/c/{case}/law/table"), client().get(f"/api/c/{case}/law/table")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]
