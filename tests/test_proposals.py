"""Proposals named on the command line."""

import pytest

from travaux.cli.proposals import read_proposals
from travaux.errors import TravauxError
from travaux.text.wording import plain_words
from word_files import p, r, word_file

STRUCK = "<w:r><w:delText>Nothing stays.</w:delText></w:r>"
GONE = f'<w:del w:id="1" w:author="CL" w:date="2026-01-01T00:00:00Z">{STRUCK}</w:del>'


@pytest.fixture
def written(tmp_path):
    def write(name, words="Each Party may act."):
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    return write


def refusal(specs, base=None):
    with pytest.raises(TravauxError) as error:
        read_proposals(specs, base)
    assert error.value.remedy
    return str(error.value)


def test_each_party_has_its_text_in_the_order_given(written):
    specs = [f"US={written('us.txt', 'Parties act.')}", f"CL={written('cl.txt', 'Parties wait.')}"]
    found = read_proposals(specs)
    assert list(found) == ["US", "CL"]
    assert [plain_words(text.body) for text in found.values()] == ["Parties act.", "Parties wait."]


@pytest.mark.parametrize(
    ("named", "code"),
    [("ke", "KE"), ("Kenya", "KE"), ("KEN", "KE"), (" kenya ", "KE"), ("Ruritania", "Ruritania"), ("GRULAC", "GRULAC"),
     ("Group  B", "Group B"), ("大韩民国", "大韩民国")],
)  # fmt: skip
def test_a_party_is_named_by_code_or_name_and_an_unknown_name_is_kept(written, named, code):
    assert list(read_proposals([f"{named}={written('one.txt')}"])) == [code]


def test_the_name_of_a_file_may_hold_the_sign_that_ends_the_party(written):
    path = written("draft=2=final.txt", "Parties shall agree.")
    assert plain_words(read_proposals([f"CL={path}"])["CL"].body) == "Parties shall agree."


@pytest.mark.parametrize("spec", ["", "CL", "CL=", "CL= ", "=", "=x.txt", "  =x.txt"])
def test_what_is_not_written_as_party_and_file_is_refused(spec):
    assert "--proposal CC=FILE" in refusal([spec])


def test_no_proposal_at_all_is_refused():
    assert "no proposal" in refusal([])


def test_one_party_under_two_names_proposes_twice(written):
    assert "KE proposes twice" in refusal([f"KE={written('a.txt')}", f"kenya={written('b.txt')}"])


def test_two_parties_may_share_one_text(written):
    joint = written("joint.txt")
    assert list(read_proposals([f"KE={joint}", f"CL={joint}"])) == ["KE", "CL"]


@pytest.mark.parametrize("name", ["gone.txt", "a\0b.txt", "x" * 3000])
def test_a_missing_file_is_named_with_its_party(tmp_path, name):
    said = refusal([f"CL={tmp_path / name}"])
    assert "CL" in said
    assert "no such file" in said


def test_the_base_is_no_proposal_even_under_another_path(written, tmp_path):
    base = written("base.txt")
    (tmp_path / "link.txt").symlink_to(base)
    assert "base text itself" in refusal([f"CL={tmp_path / 'link.txt'}"], base)


@pytest.mark.parametrize("words", ["[ ] .", "…\n\n"])
def test_a_proposal_without_words_is_refused(written, words):
    assert "no words" in refusal([f"CL={written('empty.txt', words)}"])


def test_a_proposal_that_strikes_everything_out_has_no_words(written):
    said = refusal([f"CL={written('struck.docx', word_file(p(GONE)))}"])
    assert "no words" in said
    assert "tracked changes" in said


def test_every_file_is_looked_for_before_any_is_read(written, tmp_path):
    broken = written("broken.docx", b"no Word file at all")
    assert "no such file" in refusal([f"CL={broken}", f"KE={tmp_path / 'gone.txt'}"])
    assert "gone.txt" not in refusal([f"CL={broken}"])


def test_a_word_file_is_read_with_its_changes_in_it(written):
    path = written("one.docx", word_file(p(r("Parties "), GONE, r("act."))))
    assert "Parties" in plain_words(read_proposals([f"CL={path}"])["CL"].body)
