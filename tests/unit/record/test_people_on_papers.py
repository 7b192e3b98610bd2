"""Roles, supporters and whoever was taken off, on the papers; erased with their person from every page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import ENGLISH, Conversation
from tests.kept import keep, words_in
from voice_guide.cli.papers import papers_of
from voice_guide.cli.whom import find_person
from voice_guide.dialogue.progress import Progress
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.vault import Vault
from voice_guide.record import own_copy_forms, sheet, transcript
from voice_guide.record.own_copy import OwnCopy

GUIDE = joint("roles = true")
JO, SAM, PRIYA = "Joquizzical", "Samzanzibar", "Priyawombat"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


def held() -> Conversation:
    """Jo and Kai answer, Sam checks, Priya comes later, and Robin is taken off before saying anything."""
    talk = Conversation.begin(GUIDE, people=(JO, "Kai", SAM, "Robin"), agreed=False).say(
        "yes", "no", "carry on", "yes", "yes", "yes"
    )
    talk.say("his larkspurred mum", "yes", "pass", "no", "zeppelin worker", "no", "yes", "pass", "yes")
    talk.say("take Robin off", "yes", "yes", f"add {PRIYA}", "yes", "an otterlike neighbour", "yes")
    while talk.finished is None:
        kind, name = talk.asked.partition(":")[0], talk.turn.name if talk.turn else ""
        lines = {"wf-what": "ring the school", "wf-who": "me", "wf-check": SAM, "agree": "yes", "wf-if": "nothing"}
        already = kind == "wf-what" and bool(Progress.fold(talk.facts).ways)
        talk.say("nothing" if already else lines.get(kind, "no" if kind == "wf-another" else f"what {name[:3]} says"))
    return talk


def test_the_transcript_says_how_each_was_here_and_what_the_worker_confirmed(vault: Vault) -> None:
    papers = papers_of(vault, ENGLISH, keep(vault, held(), GUIDE))
    for form in (transcript.as_markdown(papers), transcript.as_text(papers)):
        assert (
            f"Who took part: {JO} (his larkspurred mum), Guest 2, {SAM} (zeppelin worker), {PRIYA} (an otterlike neighbour)"
            in (form.replace("\\", ""))
        )
        assert "the worker was asked: “Was each person prepared on their own" in form
        assert "Robin" not in form
    data = json.loads(transcript.as_json(papers))
    assert [(each["name"], each["role"], each["answers"], each["recorded"]) for each in data["people"]] == [
        (JO, "his larkspurred mum", True, True),
        (None, None, True, False),
        (SAM, "zeppelin worker", False, False),
        (PRIYA, "an otterlike neighbour", True, True),
    ]
    assert [each["answer"] for each in data["preparation"]] == ["yes", "yes", "yes", "yes"]
    assert [each["participant"] for each in data["ways_forward"][0]["answers"]] == ["p1", "p2", "p3", "p5"]


def test_the_sheet_says_who_was_here_and_each_ones_own_answer(vault: Vault) -> None:
    page = sheet.as_markdown(papers_of(vault, ENGLISH, keep(vault, held(), GUIDE)))
    assert f"{SAM} (zeppelin worker)" in page
    assert f"- {SAM}: yes" in page
    assert "still to be asked" not in page


def test_papers_of_a_talk_without_roles_are_as_they_were(vault: Vault) -> None:
    papers = papers_of(vault, ENGLISH, keep(vault, Conversation.begin(people=("Jo", "Kai")).say("it was Tuesday")))
    assert "Who took part: Jo, Kai." in transcript.as_text(papers)
    assert "Who took part" not in sheet.as_markdown(papers)
    assert "worker" not in transcript.as_text(papers)


def test_a_supporter_is_on_the_papers_without_a_name_where_they_wish(vault: Vault) -> None:
    talk = Conversation.begin(people=("Jo",), supporters=("Samzanzibar",), agreed=False).say("yes", "no")
    papers = papers_of(vault, ENGLISH, keep(vault, talk))
    assert "Who took part: Jo, Guest 2 (here in support)." in transcript.as_text(papers)


@pytest.mark.parametrize("form", [own_copy_forms.as_markdown, own_copy_forms.as_text, own_copy_forms.as_json])
def test_an_own_copy_has_ones_own_role_and_nobody_elses(vault: Vault, form: object) -> None:
    session = keep(vault, held(), GUIDE)
    facts = vault.facts(session)
    everyone = Progress.fold(recorded.fact for recorded in facts).everyone
    papers = papers_of(vault, ENGLISH, session)
    of_jo, of_sam = (form(OwnCopy(papers, facts, find_person(everyone, who, session=session), {})) for who in (JO, SAM))  # type: ignore[operator]
    assert "his larkspurred mum" in of_jo
    assert "zeppelin" not in of_jo
    assert "zeppelin worker" in of_sam
    assert "larkspurred" not in of_sam
    assert form is own_copy_forms.as_json or "asked no questions" in of_sam


@pytest.mark.parametrize(
    ("person", "words"),
    [("p1", (JO, "larkspurred")), ("p3", (SAM, "zeppelin")), ("p5", (PRIYA, "otterlike"))],
)
def test_a_name_and_a_role_are_erased_with_their_person(
    vault: Vault, tmp_path: Path, person: str, words: tuple[str, ...]
) -> None:
    talk = held()
    said_by_others = [
        word for word in words if any(word in str(fact.payload) for fact in talk.facts if fact.participant != person)
    ]
    assert words_in_vault(vault, tmp_path, talk, words) == list(words)
    session = vault.sessions()[0].id
    carry_out(vault, prepare(vault, Erasure(session, person)))
    assert words_in(tmp_path / "vault", words) == said_by_others  # "Sam will check" is another's word
    papers = papers_of(vault, ENGLISH, session)
    assert words[1] not in transcript.as_text(papers) + sheet.as_markdown(papers)


def words_in_vault(vault: Vault, tmp_path: Path, talk: Conversation, words: tuple[str, ...]) -> list[str]:
    keep(vault, talk, GUIDE)
    return words_in(tmp_path / "vault", words)


def test_whoever_has_all_taken_out_has_no_role_either(vault: Vault, tmp_path: Path) -> None:
    talk = Conversation.begin(GUIDE, people=(JO, "Kai"), agreed=False).say("yes", "yes", "yes", "yes")
    talk.say("his larkspurred mum", "yes", "pass", "yes", "it was Tuesday", "me too")
    talk.say("stop saving my words", "yes", "yes")
    assert [(person.name, person.role) for person in Progress.fold(talk.facts).people] == [(None, None), ("Kai", None)]
    session = keep(vault, talk, GUIDE)
    assert "larkspurred" not in transcript.as_json(papers_of(vault, ENGLISH, session))
    carry_out(vault, prepare(vault, Erasure(session, taken_out=True)))
    assert words_in(tmp_path / "vault", (JO, "larkspurred")) == []
