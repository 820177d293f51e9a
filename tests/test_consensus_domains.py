"""Domains of other tools: read as they are, with the answers that were published for them."""

import json
import math

import numpy as np
import pytest

from corpus import CORPUS, needs_corpus
from travaux.consensus.domains import read_domain
from travaux.consensus.evaluating import evaluate
from travaux.consensus.frontier import frontier
from travaux.consensus.points import maximin, nash, utilitarian
from travaux.errors import TravauxError

FOLDER = CORPUS / "negotiation" if CORPUS else None
NEGOLOG = sorted((FOLDER / "negolog").glob("domain*")) if FOLDER else []
ANAC = [("group2-politics", "Politics.xml"), ("group4-zoning_plan", "Group4.xml")]

DOMAIN = """<negotiation_template><utility_space><objective>
<issue index="1" name="colour" type="discrete"><item index="1" value="red"/><item index="2" value="blue"/></issue>
<issue index="2" name="size" type="discrete"><item index="1" value="big"/><item index="2" value="small"/></issue>
</objective></utility_space></negotiation_template>"""


def space(red=4, blue=1, big=0, small=10, weights=(0.25, 0.75), reserve="", extra=""):
    return f"""<utility_space><objective>
<issue index="1" name="colour"><item value="red" evaluation="{red}"/><item value="blue" evaluation="{blue}"/></issue>
<issue index="2" name="size"><item value="big" evaluation="{big}"/><item value="small" evaluation="{small}"/></issue>
<weight index="1" value="{weights[0]}"/><weight index="2" value="{weights[1]}"/>{extra}
</objective>{reserve}</utility_space>"""


@pytest.fixture
def domain(tmp_path):
    """A folder with a domain of two issues and two parties; files given replace or add to them."""

    def write(**files):
        contents = {"toy.xml": DOMAIN, "toy_util1.xml": space(), "toy_util2.xml": space(red=0, blue=8, small=2)}
        contents.update({name.replace("__", "."): words for name, words in files.items()})
        for name, words in contents.items():
            if words is not None:
                (tmp_path / name).write_text(words, encoding="utf-8")
        return tmp_path

    return write


def outcomes(problem):
    """What every outcome is worth to every party (outcomes, parties), by adding up cells; and the options chosen."""
    sizes = [len(options) for options in problem.options]
    chosen = np.indices(sizes).reshape(len(sizes), -1)
    cells = chosen + problem.starts[:-1, None]
    return problem.value[:, cells].sum(axis=1).T, chosen


def named(problem, chosen, place):
    return {issue: problem.options[row][chosen[row, place]] for row, issue in enumerate(problem.issues)}


# GENIUS


def test_worth_is_weight_times_evaluation_and_nothing_is_rescaled(domain):
    problem = read_domain(domain())
    assert problem.parties == ("toy_util1", "toy_util2")
    assert problem.issues == ("colour", "size")
    assert problem.options == (("red", "blue"), ("big", "small"))
    assert problem.value.tolist() == [[1.0, 0.25, 0.0, 7.5], [0.0, 2.0, 0.0, 1.5]]


def test_every_stance_is_known_and_nobody_is_against_anything(domain):
    problem = read_domain(domain())
    assert problem.known.all()
    assert not problem.opposed.any()
    assert problem.demands == problem.mandates == ()


def test_the_reserved_value_is_the_worth_of_no_agreement(domain):
    problem = read_domain(domain(toy_util2__xml=space(reserve='<reservation value="0.5"/>')))
    assert problem.reserve.tolist() == [0.0, 0.5]


def test_weights_belong_to_issues_by_their_index_whatever_their_order(domain):
    swapped = (
        space()
        .replace('<weight index="1" value="0.25"/><weight index="2" value="0.75"/>', "")
        .replace("</objective>", '<weight index="2" value="0.75"/><weight index="1" value="0.25"/></objective>')
    )
    assert read_domain(domain(toy_util1__xml=swapped)).value[0].tolist() == [1.0, 0.25, 0.0, 7.5]


def test_the_order_of_options_is_that_of_the_domain_not_of_a_party(domain):
    turned = space().replace(
        '<item value="red" evaluation="4"/><item value="blue" evaluation="1"/>',
        '<item value="blue" evaluation="1"/><item value="red" evaluation="4"/>',
    )
    assert "evaluation" in turned
    assert turned != space()
    assert read_domain(domain(toy_util1__xml=turned)).value[0].tolist() == [1.0, 0.25, 0.0, 7.5]


def test_parties_are_numbered_as_a_person_counts(domain):
    problem = read_domain(domain(toy_util10__xml=space()))
    assert problem.parties == ("toy_util1", "toy_util2", "toy_util10")


def test_a_folder_and_the_file_of_its_domain_are_the_same_problem(domain):
    folder = domain()
    assert read_domain(folder / "toy.xml").value.tolist() == read_domain(str(folder)).value.tolist()


def test_of_two_domains_in_a_folder_the_file_says_which(domain):
    folder = domain(other__xml=DOMAIN, other_util1__xml=space())
    assert read_domain(folder / "other.xml").parties == ("other_util1",)
    with pytest.raises(TravauxError, match="2 domains"):
        read_domain(folder)


def test_without_a_domain_the_utility_spaces_say_what_the_issues_are(domain):
    assert read_domain(domain(toy__xml=None)).options == (("red", "blue"), ("big", "small"))


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"toy_util1__xml": "<utility_space>"}, "well-formed"),
        ({"toy_util1__xml": space(red="much")}, "'much'"),
        ({"toy_util1__xml": space(red="nan")}, "'nan'"),
        ({"toy_util1__xml": space(weights=("inf", 1))}, "'inf'"),
        ({"toy_util1__xml": space(reserve="<reservation/>")}, "None"),
        ({"toy_util1__xml": space().replace('value="blue"', 'value="green"')}, "colour"),
        ({"toy_util1__xml": space().replace('value="blue"', 'value="red"')}, "twice"),
        ({"toy_util1__xml": space().replace('name="size"', 'name="length"')}, "issues"),
        ({"toy_util1__xml": space().replace('<weight index="2"', '<weight index="3"')}, "size"),
        ({"toy__xml": DOMAIN.replace('type="discrete"', 'type="integer"', 1)}, "integer"),
        ({"toy__xml": "<negotiation_template/>"}, "no issue"),
        ({"toy_util1__xml": None, "toy_util2__xml": None}, "0 utility spaces"),
    ],
)
def test_a_domain_that_does_not_fit_together_is_refused_with_the_file(domain, files, named):
    folder = domain(**files)
    with pytest.raises(TravauxError, match=named) as refusal:
        read_domain(folder)
    assert str(folder) in refusal.value.where
    assert refusal.value.remedy


def test_entities_in_a_file_are_not_opened(domain, tmp_path):
    (tmp_path / "secret.txt").write_text("4")
    hostile = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{tmp_path}/secret.txt">]>' + space(red="&e;")
    with pytest.raises(TravauxError):
        read_domain(domain(toy_util1__xml=hostile))


def test_what_is_no_domain_is_refused(tmp_path):
    with pytest.raises(TravauxError, match="no domain is here"):
        read_domain(tmp_path)
    with pytest.raises(TravauxError, match="no such domain"):
        read_domain(tmp_path / "none")


# NegoLog


PROFILE = {"reservationValue": 0.2, "issueWeights": {"a": 0.5}, "issues": {"a": {"x": 1.0, "y": 0.4}}}


def profiles(tmp_path, **changes):
    for party in "AB":
        (tmp_path / f"profile{party}.json").write_text(json.dumps({**PROFILE, **changes}), encoding="utf-8")
    return tmp_path


def test_profiles_are_read_as_weight_times_value(tmp_path):
    problem = read_domain(profiles(tmp_path))
    assert problem.parties == ("profileA", "profileB")
    assert problem.value.tolist() == [[0.5, 0.2], [0.5, 0.2]]
    assert problem.reserve.tolist() == [0.2, 0.2]
    assert read_domain(tmp_path / "profileB.json").value.tolist() == problem.value.tolist()


@pytest.mark.parametrize(
    "changes",
    [
        {"issueWeights": {"b": 1.0}},
        {"issueWeights": {"a": "heavy"}},
        {"issues": {"a": {"x": math.nan}}},
        {"issues": {"a": [1, 2]}},
        {"issues": None},
        {"reservationValue": "low"},
    ],
)
def test_a_profile_that_does_not_read_is_refused_with_its_file(tmp_path, changes):
    with pytest.raises(TravauxError) as refusal:
        read_domain(profiles(tmp_path, **changes))
    assert "profileA.json" in refusal.value.where


def test_a_profile_that_is_no_json_is_refused(tmp_path):
    profiles(tmp_path)
    (tmp_path / "profileB.json").write_text("{", encoding="utf-8")
    with pytest.raises(TravauxError, match="does not read"):
        read_domain(tmp_path)


# Published answers. ANAC's were computed elsewhere by enumeration; NegoLog states its own.


@needs_corpus
@pytest.mark.parametrize(("folder", "file"), ANAC)
def test_anac_domains_have_the_published_answers(folder, file):
    problem = read_domain(FOLDER / "anac" / folder / file)
    answers = json.loads((FOLDER / "anac" / "answers.json").read_text())[folder]
    assert {issue: len(each) for issue, each in zip(problem.issues, problem.options, strict=True)} == answers["issues"]
    assert len(problem.parties) == answers["parties"]
    assert problem.reserve.tolist() == answers["reserved"]
    worth, chosen = outcomes(problem)
    assert len(worth) == answers["outcomes"]
    assert worth.sum(axis=1).max() == pytest.approx(answers["welfare"]["sum"])
    assert worth.prod(axis=1).max() == pytest.approx(answers["nash"]["product"])
    assert named(problem, chosen, worth.prod(axis=1).argmax()) == answers["nash"]["outcome"]
    assert worth.min(axis=1).max() == pytest.approx(answers["maximin"]["min"])


@needs_corpus
@pytest.mark.parametrize("folder", NEGOLOG, ids=lambda folder: folder.name)
def test_negolog_domains_have_the_published_nash_product_and_welfare(folder):
    problem = read_domain(folder)
    published = json.loads((folder / "specs.json").read_text())
    worth, chosen = outcomes(problem)
    assert len(worth) == published["NumberOfBids"]
    assert worth.prod(axis=1).max() == pytest.approx(published["Nash Product"])
    assert worth.sum(axis=1).max() == pytest.approx(published["Social Welfare"])
    bid = [problem.options[row].index(published["NashBid"][issue]) for row, issue in enumerate(problem.issues)]
    [place] = np.flatnonzero((bid == chosen.T).all(axis=1))
    assert worth[place].tolist() == pytest.approx([published["Nash_A"], published["Nash_B"]])


# The same answers from the engine, each selection valued by the independent evaluator


@needs_corpus
@pytest.mark.parametrize(("folder", "file"), ANAC)
def test_the_engine_finds_the_published_answers_of_anac(folder, file):
    problem = read_domain(FOLDER / "anac" / folder / file)
    answers = json.loads((FOLDER / "anac" / "answers.json").read_text())[folder]
    chosen = tuple(
        int(problem.starts[row]) + problem.options[row].index(answers["nash"]["outcome"][issue])
        for row, issue in enumerate(problem.issues)
    )
    assert evaluate(problem, chosen).nash == pytest.approx(answers["nash"]["product"])
    found = frontier(problem, most_parties=9)
    assert len(found.points) == answers["pareto_distinct_points"]
    assert int(found.outcomes.sum()) == answers["pareto_outcomes"]
    assert found.selections[found.nash] == chosen
    best = {model.__name__: evaluate(problem, model(problem).selection) for model in (nash, utilitarian, maximin)}
    assert best["nash"].nash == pytest.approx(answers["nash"]["product"], rel=1e-6)
    assert best["utilitarian"].utilitarian == pytest.approx(answers["welfare"]["sum"])
    assert best["maximin"].maximin == pytest.approx(answers["maximin"]["min"])


@needs_corpus
@pytest.mark.parametrize("folder", NEGOLOG, ids=lambda folder: folder.name)
def test_the_engine_finds_the_published_answers_of_negolog(folder):
    problem = read_domain(folder)
    published = json.loads((folder / "specs.json").read_text())
    found = evaluate(problem, nash(problem).selection)
    assert found.nash == pytest.approx(published["Nash Product"], rel=1e-6)
    found = evaluate(problem, utilitarian(problem).selection)
    assert found.utilitarian == pytest.approx(published["Social Welfare"])
