"""Talk time: only by each one's yes, for the worker's screen alone, kept nowhere; the first word for who has spoken little."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.conversations.groups import SMALL, place
from tests.conversations.scripted import ENGLISH, MEANING, THURSDAY, Conversation
from voice_guide.cli.wiring import dialogue_for, load_named_guide
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Action, Event, Fact, KeyCommand, ShowTalkTime, Started, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.journal.redaction import without_person
from voice_guide.journal.rows import RecordedFact

WHAT = "I can count how long each of you speaks."


@dataclass
class Timed(Conversation):
    """A conversation in which talk time is asked about; ``shown`` is what the worker's screen shows of it."""

    shown: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, *people: str, guide: Guide = SMALL, facts: list[Fact] | None = None, agreed: str = "yes") -> Timed:
        options = DialogueOptions(people=people, talk_time=True)
        talk = cls(dialogue_for(guide, ENGLISH, MEANING, options, Progress.fold(facts or [])), list(facts or []))
        talk.take(Started())
        while talk.asked.startswith("record:"):
            talk.say(agreed)
        return talk

    def take(self, event: Event) -> None:
        handle = self.dialogue.handle

        def noting(happened: Event, **today: object) -> list[Action]:
            actions = handle(happened, today=THURSDAY)
            self.shown += [line for each in actions if isinstance(each, ShowTalkTime) for line in each.lines]
            return actions

        self.dialogue.handle = noting  # type: ignore[method-assign, assignment]
        try:
            super().take(event)
        finally:
            self.dialogue.handle = handle  # type: ignore[method-assign]

    def speak(self, *seconds: float) -> Timed:
        """Answer for so many seconds, and pass what follows from it; one after another."""
        for each in seconds:
            assert self.turn is not None
            self.take(Utterance(self.turn.id, "it was so for me too", seconds=each))
            if self.turn is not None and self.asked == "next":
                self.say("pass")
        return self


def agreed(*people: str) -> Timed:
    talk = Timed.of(*people)
    for _ in people:
        talk.say("yes")
    return talk


def test_each_one_is_asked_first_and_told_what_it_is() -> None:
    talk = Timed.of("Jo", "Kai")
    assert WHAT in " ".join(talk.said)
    assert (place(talk), talk.prompt) == (("talk-time:Jo", "Jo"), "Jo, is that all right for you?")
    talk.say("yes")
    assert talk.said == ["Kai, is that all right for you?"]
    talk.say("yes")
    assert place(talk) == ("happened", "Jo")


@pytest.mark.parametrize("answer", ["no", "not sure", "pass", "no thanks"])
def test_with_one_who_does_not_say_yes_nobody_else_is_asked_and_nothing_is_measured(answer: str) -> None:
    talk = Timed.of("Jo", "Kai")
    talk.say(answer)
    assert place(talk) == ("happened", "Jo")
    talk.speak(60.0, 2.0)
    assert place(talk) == ("need", "Jo")
    assert talk.shown == []


def test_what_is_unclear_is_asked_once_more_and_is_no_yes() -> None:
    talk = Timed.of("Jo", "Kai").say("well he said yes")
    assert place(talk) == ("talk-time:Jo", "Jo")
    talk.say("it depends on him")
    assert Progress.fold(talk.facts).talk_time == {"p1": "unsure"}


def test_the_worker_sees_it_as_a_round_begins_and_nobody_hears_it() -> None:
    talk = agreed("Jo", "Kai").speak(75.4, 50.0)
    assert talk.shown[-3:] == ["Talk time, for your eyes alone:", "  Jo: 1:15", "  Kai: 0:50"]
    assert not any("1:15" in line for line in talk.said)


def test_no_time_of_anybodys_is_a_fact_of_its_own() -> None:
    talk = agreed("Jo", "Kai").speak(75.4, 50.0)
    new = [fact for fact in talk.facts if fact.kind in (FactKind.TALK_TIME_ANSWERED, FactKind.FIRST_WORD_OFFERED)]
    assert [fact.payload for fact in new] == [{"answer": "yes"}, {"answer": "yes"}]
    assert "1:15" not in talk.words_kept()


def test_who_has_spoken_little_is_offered_the_first_word_and_may_take_it() -> None:
    talk = agreed("Jo", "Kai", "Dan").speak(60.0, 40.0, 5.0)
    assert (place(talk), talk.prompt) == (("first:Dan", "Dan"), "Dan, would you like to speak first this time?")
    talk.say("yes")
    assert place(talk) == ("need", "Dan")
    again = Timed.of(guide=SMALL, facts=talk.facts)
    assert place(again) == ("need", "Dan")
    talk.speak(30.0)
    assert place(talk) == ("need", "Jo")


@pytest.mark.parametrize("answer", ["no", "not sure", "pass"])
def test_without_a_yes_it_goes_round_as_before(answer: str) -> None:
    talk = agreed("Jo", "Kai", "Dan").speak(60.0, 40.0, 5.0).say(answer)
    assert place(talk) == ("need", "Jo")


def test_where_all_have_spoken_alike_nobody_is_offered_it() -> None:
    assert place(agreed("Jo", "Kai", "Dan").speak(30.0, 40.0, 25.0)) == ("need", "Jo")


def test_of_whoever_is_not_recorded_nothing_is_measured() -> None:
    talk = Timed.of("Jo", "Kai", agreed="no")
    talk.press("yes").press("yes")
    talk.press("finished").press("pass").press("finished")
    assert talk.shown == []


def test_words_that_move_take_their_time_with_them() -> None:
    talk = agreed("Jo", "Kai").speak(60.0)
    talk.take(KeyCommand("that was", 2))
    talk.speak(1.0, 1.0)
    assert talk.shown[-2:] == ["  Jo: 0:01", "  Kai: 1:01"]


def test_without_the_setting_and_in_other_guides_nobody_is_asked() -> None:
    assert place(Conversation.begin(SMALL, people=("Jo", "Kai"))) == ("happened", "Jo")
    options = DialogueOptions(people=("Jo", "Kai"), talk_time=True)
    talk = Conversation(dialogue_for(load_named_guide(ENGLISH, "short"), ENGLISH, MEANING, options, Progress()))
    talk.take(Started())
    assert talk.say("yes", "yes").asked == "wh-today"


def test_a_late_arrival_is_asked_too_and_until_then_nothing_is_shown() -> None:
    talk = agreed("Jo", "Kai").speak(60.0, 50.0)
    joined: dict[str, object] = {"name": "Sam", "recorded": True, "number": 3, "of": 3, "missed": ["happened", "next"]}
    talk.facts.append(Fact(FactKind.PARTICIPANT_JOINED, "p3", None, joined))
    again = Timed.of(guide=SMALL, facts=talk.facts)
    assert place(again) == ("talk-time:Sam", "Sam")
    assert again.shown == []
    again.say("no")
    assert place(again) == ("need", "Jo")


def test_erased_with_somebodys_words_is_what_they_said_to_it() -> None:
    talk = agreed("Jo", "Kai").speak(60.0, 5.0)
    rows = [RecordedFact(at, None, "s", fact) for at, fact in enumerate(talk.facts)]  # type: ignore[arg-type]
    left = Progress.fold(each.fact for each in without_person(rows, "p2"))
    assert left.talk_time == {"p1": "yes", "p2": "erased"}
