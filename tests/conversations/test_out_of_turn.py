"""Who is speaking: the worker says so by key, and words said out of turn go to whoever said them, or to nobody."""

from __future__ import annotations

import pytest

from tests.conversations.groups import FAMILY, SMALL, answered, circle, papers, place, resumed
from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact, KeyCommand, Utterance
from voice_guide.facts import FactKind
from voice_guide.journal.dropping import to_drop
from voice_guide.journal.redaction import without_hidden, without_person
from voice_guide.journal.rows import RecordedFact


def kai_speaks_in_jos_turn() -> Conversation:
    """Kai answered when Jo was asked; Jo is asked the next thing."""
    return circle().say("I hid behind the shed")


def pressed(talk: Conversation, name: str, seat: int) -> Conversation:
    talk.take(KeyCommand(name, seat))
    return talk


def rows(talk: Conversation) -> list[RecordedFact]:
    return [RecordedFact(at, None, "s", fact) for at, fact in enumerate(talk.facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["that was Kai", "That was me, Kai.", "no that was Kai speaking", "it was Kai who said that"]
)
def test_it_is_asked_once_whose_words_they_were_and_they_move(words: str) -> None:
    talk = kai_speaks_in_jos_turn().say(words)
    assert (talk.asked, talk.prompt) == ("check", "Was that Kai, or Jo?")
    talk.say("Kai")
    assert talk.said == ["Thank you. Those words are under Kai's name now.", "Jo, what happened?"]
    assert answered(talk) == [("Kai", "I hid behind the shed")]
    assert words not in papers(talk)
    talk.say("I saw it", "pass")
    assert place(talk) == ("happened", "Kai")  # who still has their turn


@pytest.mark.parametrize("answer", ["it was Kai", "that was Kai", "Kai's", "Kai did", "Kai, please"])
def test_the_name_is_understood_in_other_words(answer: str) -> None:
    assert answered(kai_speaks_in_jos_turn().say("that was Kai", answer)) == [("Kai", "I hid behind the shed")]


def test_a_yes_tells_neither_of_two_names_and_is_asked_again() -> None:
    talk = kai_speaks_in_jos_turn().say("that was Kai", "yes")
    assert (talk.asked, talk.prompt) == ("check", "Was that Kai, or Jo?")
    assert answered(talk.say("Kai"))[0] == ("Kai", "I hid behind the shed")


def test_where_it_was_the_one_whose_turn_it_was_nothing_moves() -> None:
    talk = kai_speaks_in_jos_turn().say("that was Kai", "Jo")
    assert answered(talk) == [("Jo", "I hid behind the shed")]
    assert place(talk) == ("next", "Jo")
    assert "that was Kai" not in papers(talk)


@pytest.mark.parametrize("unclear", ["no", "hmm", "it's part of my answer", "not sure"])
def test_in_doubt_the_words_stay_and_what_was_said_of_it_is_an_answer(unclear: str) -> None:
    talk = kai_speaks_in_jos_turn().say("that was Kai", unclear)
    assert answered(talk) == [("Jo", "I hid behind the shed"), ("Jo", "that was Kai")]


@pytest.mark.parametrize(
    "story", ["that was Sam", "that was Jo", "that was Kai's idea", "it was Kai", "that was me and Kai"]
)
def test_a_story_about_somebody_is_an_answer(story: str) -> None:
    talk = kai_speaks_in_jos_turn().say(story)
    assert ("Jo", story) in answered(talk)


def test_before_anybody_has_spoken_there_are_no_words_to_move() -> None:
    assert ("Jo", "that was Kai") in answered(circle().say("that was Kai"))


def test_by_key_it_is_not_asked_about() -> None:
    talk = pressed(kai_speaks_in_jos_turn(), "that was", 2)
    assert answered(talk) == [("Kai", "I hid behind the shed")]
    assert place(talk) == ("happened", "Jo")


def test_the_history_is_kept_and_a_resume_stands_there_too() -> None:
    talk = pressed(kai_speaks_in_jos_turn(), "that was", 2)
    heard = [fact.participant for fact in talk.facts if fact.kind == FactKind.UTTERANCE_HEARD]
    assert heard == ["p1", "p2"]
    again = resumed(talk)
    assert place(again) == place(talk)
    assert answered(again) == answered(talk)
    assert to_drop(rows(talk)) == set()


def with_kai_not_recorded() -> Conversation:
    talk = Conversation.begin(SMALL, people=("Jo", "Kai", "Dan"), agreed=False).say("yes", "no", "yes")
    return talk.say("I hid by the river")


@pytest.mark.parametrize("how", ["key", "voice"])
def test_words_of_somebody_who_is_not_recorded_are_dropped_wholly(how: str) -> None:
    talk = with_kai_not_recorded()
    talk = pressed(talk, "that was", 2) if how == "key" else talk.say("that was Kai", "Kai")
    assert talk.said[0] == "Thank you. None of those words are kept."
    assert place(talk) == ("happened", "Jo")
    assert answered(talk) == []
    kept = rows(talk)
    gone = to_drop(kept)
    left = " ".join(str(each.fact.payload) for each in kept if each.seq not in gone)
    assert "river" not in left
    assert "Kai" not in left
    talk.say("I saw it", "pass")
    assert place(talk) == ("happened", "Kai")


def test_what_was_taken_down_of_the_same_answer_before_goes_too() -> None:
    talk = with_kai_not_recorded().speak_on("happened").say("I hid by the river and I cried")
    pressed(talk, "that was", 2)
    gone = to_drop(rows(talk))
    assert "river" not in " ".join(str(each.fact.payload) for each in rows(talk) if each.seq not in gone)


def test_the_worker_says_who_is_speaking_and_then_the_round_goes_on_where_it_was() -> None:
    talk = pressed(circle(), "speaker", 3)
    assert talk.prompt == "Dan, what happened?"
    talk.say("I heard it", "pass")
    assert place(talk) == ("happened", "Jo")
    talk.say("I saw it", "pass", "so did I", "pass")
    assert place(talk) == ("happened", "Mum")


def test_said_of_whose_turn_it_is_it_changes_nothing() -> None:
    talk = pressed(circle(), "speaker", 1)
    assert (place(talk), talk.aloud) == (("happened", "Jo"), False)


def test_somebody_who_is_not_recorded_has_the_microphone_closed() -> None:
    talk = Conversation.begin(SMALL, people=("Jo", "Kai"), agreed=False).say("yes", "no")
    pressed(talk, "speaker", 2)
    assert (place(talk), talk.turn and talk.turn.recorded) == (("happened", "Kai"), False)


def test_words_that_the_worker_says_are_anothers_are_theirs_at_once_and_the_question_stays() -> None:
    talk = circle()
    talk.take(Utterance("happened", "I hid behind the shed", seat=2))
    assert talk.said == ["Thank you, Kai.", "Jo, what happened?"]
    assert answered(talk) == [("Kai", "I hid behind the shed")]
    talk.say("I saw it", "pass")
    assert place(talk) == ("next", "Kai")  # it was Kai's answer, so what follows from it is asked


def test_a_moved_answer_is_taken_out_and_erased_by_whose_words_they_are() -> None:
    talk = pressed(kai_speaks_in_jos_turn(), "that was", 2).say("I saw it", "pass", "take that out", "yes")
    assert answered(talk)[0] == ("Kai", None)
    hidden = without_hidden(rows(talk))
    assert "shed" not in " ".join(str(each.fact.payload) for each in hidden)


def test_erasing_one_persons_words_takes_those_that_stood_under_anothers_name() -> None:
    talk = pressed(kai_speaks_in_jos_turn(), "that was", 2).say("I saw it")
    kai = without_person(rows(talk), "p2")
    assert "shed" not in " ".join(str(each.fact.payload) for each in kai)
    assert "I saw it" in " ".join(str(each.fact.payload) for each in kai)
    jo = without_person(rows(talk), "p1")
    assert "shed" in " ".join(str(each.fact.payload) for each in jo)
    for left in (kai, jo):
        folded = Progress.fold(each.fact for each in left)
        assert ("happened", "p2") not in folded.settled


def test_what_is_on_the_list_already_does_not_move() -> None:
    talk = circle(("Jo", "Kai"))
    while talk.asked != "wf-what":
        talk.say("I saw it")
    talk.say("a walk", "me", "on Friday", "nobody", "nothing", "no", "nothing")
    facts = list(talk.facts)
    pressed(talk, "that was", 2)
    assert [fact for fact in talk.facts if fact.kind == FactKind.ANSWER_REOPENED] == []
    assert talk.facts[: len(facts)] == facts


def test_where_nothing_goes_round_it_is_an_answer() -> None:
    talk = Conversation.begin("short", people=FAMILY).say("it was Tuesday", "that was Jo")
    assert Fact(FactKind.ANSWER_KEPT, "p2", "wh-today", {"utterance": 2, "kept": True}) in talk.facts
