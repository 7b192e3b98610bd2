"""One person's copy holds every word of theirs and no word of anybody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.kept import JO, KAI, OF_KAI, keep, review_kept, two_people
from voice_guide.cli.papers import papers_of
from voice_guide.dialogue.progress import Progress
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.vault import Vault
from voice_guide.record.own_copy import OwnCopy
from voice_guide.record.own_copy_forms import PERSON_SCHEMA, as_json, as_markdown, as_text

FORMS = (as_markdown, as_text, as_json)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


def copy_of(vault: Vault, session: str, person: str) -> OwnCopy:
    facts = vault.facts(session)
    people = {each.id: each for each in Progress.fold(recorded.fact for recorded in facts).people}
    return OwnCopy(papers_of(vault, ENGLISH, session), facts, people[person], vault.texts())


@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_theirs_is_in_it_and_nobody_elses(vault: Vault, form: object) -> None:
    session = keep(vault, two_people())
    of_jo = form(copy_of(vault, session, "p1"))  # type: ignore[operator]
    of_kai = form(copy_of(vault, session, "p2"))  # type: ignore[operator]
    for words in (*OF_KAI, KAI):
        assert words not in of_jo
        assert words in of_kai or words == KAI
    for words in (
        "it was quizzaciously loud and wombatish",
        "my larkspurred aunt",
        "wombatish the shed",
        "in two weeks",
    ):
        assert words in of_jo
        assert words not in of_kai
    assert "I thought larkspurred things" not in of_jo  # taken out
    assert f"{JO} was zanzibarred" in of_kai  # Kai's own words
    assert "What has brought us to where we are today?" in of_jo


def test_it_can_be_read_by_machine(vault: Vault) -> None:
    data = json.loads(as_json(copy_of(vault, keep(vault, two_people()), "p1")))
    assert (data["schema"], data["kind"]) == (PERSON_SCHEMA, "person")
    assert data["person"] == {
        "id": "p1",
        "name": JO,
        "recorded": True,
        "erased": False,
        "role": None,
        "answers": True,
    }
    assert data["agreement_to_record"]["agreed"] is True
    assert data["agreement_to_record"]["notice"] == ENGLISH.notice()
    first = data["questions"][0]
    assert (first["id"], first["category"]) == ("wh-today", "what-happened")
    assert first["answers"][0]["text"] == "it was quizzaciously loud and wombatish"
    assert first["answers"][0]["second_text"] == "wombatish it was"
    ways = data["ways_forward"]
    assert [(way["number"], way["what"], way["others"], way["answer"], way["words"]) for way in ways] == [
        (1, "wombatish the shed", False, "yes", "yes"),
        (2, None, True, "yes", "yes"),
    ]


def test_a_part_that_somebody_else_put_right_is_left_out(vault: Vault) -> None:
    talk = Conversation.begin(people=(JO, KAI))
    while talk.asked != "wf-what":
        talk.say("pass")
    talk.say(
        "ring the school", "me", "on Friday", "pass", "pass", "no", "nothing", "yes", "no it was Thursday not Friday"
    )
    session = keep(vault, talk.leave())
    of_jo, of_kai = (json.loads(as_json(copy_of(vault, session, person)))["ways_forward"][0] for person in ("p1", "p2"))
    assert (of_jo["what"], of_jo["when"], of_jo["others"]) == ("ring the school", None, True)
    assert (of_kai["what"], of_kai["when"]) == (None, "Thursday")


def test_what_was_read_before_a_question_of_a_review_is_not_theirs(vault: Vault) -> None:
    meeting = review_kept(vault, keep(vault, two_people()))
    for form in FORMS:
        of_kai = form(copy_of(vault, meeting, "p2"))
        assert "it went well enough" in of_kai
        assert "wombatish" not in of_kai


def test_someone_who_did_not_agree_has_a_copy_without_words(vault: Vault) -> None:
    talk = Conversation.begin(people=(JO, KAI), agreed=False).say("yes", "no")
    session = keep(vault, talk.say("it was quizzaciously loud").press("finished").leave())
    text = as_text(copy_of(vault, session, "p2"))
    assert "This person did not agree, so no words of theirs are saved." in text
    assert "(Answered. The words are not saved.)" in text
    assert "quizzaciously" not in text
    assert json.loads(as_json(copy_of(vault, session, "p2")))["person"]["name"] is None


def test_after_erasing_it_says_so(vault: Vault) -> None:
    session = keep(vault, two_people())
    carry_out(vault, prepare(vault, Erasure(session, "p1")))
    text = as_text(copy_of(vault, session, "p1"))
    assert "The words of this person were erased." in text
    assert "quizzaciously" not in text
    assert JO not in text


def test_where_everything_was_taken_out_nothing_is_in_it(vault: Vault) -> None:
    talk = Conversation.begin(people=(JO, KAI)).say("quizzaciously", "zanzibarred", "delete everything", "yes", "yes")
    session = keep(vault, talk)
    for form in FORMS:
        paper = form(copy_of(vault, session, "p1"))
        assert "quizzaciously" not in paper
    assert "Everything that was said was taken out." in as_text(copy_of(vault, session, "p1"))


def test_the_page_about_it_names_every_field() -> None:
    root = Path(__file__).parents[3]
    source = (root / "voice_guide/record/own_copy_forms.py").read_text(encoding="utf-8")
    page = (root / "docs/person-json.md").read_text(encoding="utf-8")
    fields = set(re.findall(r'"([a-z_]+)":', source))
    assert {"agreement_to_record", "others"} <= fields
    assert not {field for field in fields if f"`{field}`" not in page}
    assert f"`{PERSON_SCHEMA}`" in page
