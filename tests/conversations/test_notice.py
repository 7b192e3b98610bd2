"""The notice is read before anybody is asked, and each agreement tells which notice it was."""

from __future__ import annotations

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from voice_guide.cli.wiring import dialogue_for, load_named_guide
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact, Started
from voice_guide.facts import FactKind, text_hash

OURS = "We are the Wrekin Club. We keep your words for one year."


def begun(notice: str | None, facts: list[Fact] | None = None) -> Conversation:
    options = DialogueOptions(people=("Jo", "Kai"), notice=notice)
    guide, progress = load_named_guide(ENGLISH, "short"), Progress.fold(facts or [])
    talk = Conversation(dialogue_for(guide, ENGLISH, MEANING, options, progress), list(facts or []))
    talk.take(Started())
    return talk


def notices(talk: Conversation) -> list[object]:
    kinds = (FactKind.AGREED_TO_RECORD, FactKind.DECLINED_TO_RECORD)
    return [fact.payload["notice"] for fact in talk.facts if fact.kind in kinds]


def test_an_organisations_own_notice_is_read_in_place_of_ours() -> None:
    talk = begun(OURS)
    assert talk.said[-2:] == [OURS, "Jo, is it OK to save your words? You can join in either way."]
    assert ENGLISH.notice() not in talk.said
    talk.say("yes")
    assert OURS not in talk.said
    talk.say("no")
    assert notices(talk) == [text_hash(OURS), text_hash(OURS)]


def test_whoever_is_asked_another_day_hears_the_notice_of_that_day() -> None:
    talk = begun(None).say("yes").leave()
    again = begun(OURS, talk.facts)
    assert again.said[-2:] == [OURS, "Kai, is it OK to save your words? You can join in either way."]
    again.say("yes")
    assert notices(again) == [text_hash(ENGLISH.notice()), text_hash(OURS)]


def test_what_comes_next_is_prepared_without_the_notice_once_it_was_read() -> None:
    talk = begun(OURS)
    assert OURS not in talk.dialogue.upcoming()
