"""The transcript from the command line, with what was chosen to be in it."""

from __future__ import annotations

import json

import pytest

from tests.integration.cli.program import Home
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
LINES = "yes\nyes\nit was quizzaciously loud\nit was zanzibarred\nthe larkspurred one\nstop\n"


@pytest.fixture
def held(home: Home) -> Home:
    home.run("start", "short", "--keyboard", "--people", "Jo,Kai", lines=LINES)
    return home


def test_each_option_leaves_out_what_it_says(held: Home) -> None:
    unnamed = held.run("transcript", "latest", "--without-names", "--format", "txt").out
    assert "Person 1: it was quizzaciously loud" in unnamed
    assert "Kai" not in unnamed
    part = held.run("transcript", "latest", "--category", "thoughts-feelings").out
    assert "larkspurred" in part
    assert "quizzaciously" not in part
    by_person = held.run("transcript", "latest", "--order", "person").out
    assert by_person.index("## Jo") < by_person.index("larkspurred") < by_person.index("## Kai")
    data = json.loads(held.run("transcript", "latest", "--order", "time", "--format", "json").out)
    assert (data["order"], data["sequence"]) == ("time", [1, 2, 3])


def test_captions_go_by_time_and_may_be_one_persons_alone(held: Home) -> None:
    captions = held.run("transcript", "latest", "--format", "vtt", "--order", "time").out
    assert captions.startswith("WEBVTT\n")
    assert "<v Kai>it was zanzibarred\n" in captions
    alone = held.run("transcript", "latest", "--format", "vtt", "--person", "Jo").out
    assert "<v Jo>it was quizzaciously loud\n" in alone
    assert "zanzibarred" not in alone
    assert "Kai" not in alone


@pytest.mark.parametrize("ending", ["docx", "html", "pdf", "vtt", "json", "txt"])
def test_the_files_ending_names_the_format_and_each_takes_the_options(held: Home, ending: str) -> None:
    file = held.folder / f"jo.{ending}"
    ran = held.run("transcript", "latest", "--person", "Jo", "--layout", "easy-read", "--out", str(file))
    assert (ran.status, ran.out) == (0, "")
    content = file.read_bytes()
    begins = {
        "docx": b"PK",
        "html": b"<!DOCTYPE html>",
        "pdf": b"%PDF",
        "vtt": b"WEBVTT",
        "json": b"{",
        "txt": b"What Jo",
    }
    assert content.startswith(begins[ending])
    if ending not in ("docx", "pdf"):
        assert b"quizzaciously" in content
        assert b"zanzibarred" not in content


def test_one_person_alone_is_their_own_copy_and_is_known_as_such(held: Home) -> None:
    for form in ("md", "txt", "json"):
        alone = held.run("transcript", "latest", "--person", "kai", "--format", form).out
        assert "zanzibarred" in alone
        assert not [words for words in ("quizzaciously", "larkspurred", "Jo") if words in alone]
        assert alone == held.run("export", "latest", "--person", "p2", "--format", form).out
    file = held.folder / "kai.md"
    assert held.run("transcript", "latest", "--person", "Kai", "--out", str(file)).status == 0
    with Vault.open(held.vault, passphrase=None) as vault:
        (fact,) = [each.fact for each in vault.everything() if each.fact.kind == FactKind.EXPORTED]
    assert (fact.participant, fact.payload["what"]) == ("p2", "person")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--category", "impacts"), "what-happened, thoughts-feelings, impact"),
        (("--person", "Sam"), "p1, p2"),
        (("--person", "Jo", "--order", "time"), "--order time does not go with --person."),
        (("--order", "age"), "questions"),
        (("--format", "vtt", "--order", "person"), "--order person does not go with --format vtt."),
    ],
)
def test_what_cannot_be_chosen_is_told(held: Home, given: tuple[str, ...], told: str) -> None:
    ran = held.run("transcript", "latest", *given)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
