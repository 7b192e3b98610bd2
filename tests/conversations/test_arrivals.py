"""Somebody comes in the middle of a joint conversation, or is taken off: by voice and by key, and never out of a story."""

from __future__ import annotations

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind

JOINT = joint()


def begun(*people: str) -> Conversation:
    talk = Conversation.begin(JOINT, people=people or ("Jo", "Kai"), agreed=False).say("yes", "yes", "yes", "yes")
    while talk.asked.startswith("record:"):
        talk.say("yes")
    return talk


def names(talk: Conversation) -> list[str | None]:
    return [person.name for person in Progress.fold(talk.facts).people]


def heard(talk: Conversation) -> list[str]:
    return [str(fact.payload["text"]) for fact in talk.facts if fact.kind == FactKind.UTTERANCE_HEARD]


def test_somebody_is_added_by_voice_and_hears_the_notice_first() -> None:
    talk = begun().say("it was on Tuesday", "add Priya")
    assert (talk.asked, talk.prompt) == ("who-check", "Priya. Is that right?")
    talk.say("yes")
    assert talk.asked == "record:Priya"
    assert any(line.startswith("If you say yes, I save what you say") for line in talk.said)
    talk.say("yes")
    assert (talk.asked, talk.prompt) == ("wh-today", "Kai, what has brought us to where we are today?")
    assert names(talk) == ["Jo", "Kai", "Priya"]
    assert heard(talk) == ["it was on Tuesday"]


def test_whoever_comes_is_asked_from_there_on() -> None:
    talk = begun().say("it was on Tuesday", "he left", "add Priya", "yes", "yes")
    assert talk.asked == "tf-thinking"
    asked = []
    while talk.asked != "wf-what":
        assert talk.turn is not None
        asked.append((talk.asked, talk.turn.name))
        talk.say("I have said what I think")
    assert ("wh-today", "Priya") not in asked
    assert ("tf-thinking", "Priya") in asked
    assert ("im-hardest", "Priya") in asked


def test_whoever_comes_while_a_question_goes_round_is_asked_it_too() -> None:
    talk = begun().say("it was on Tuesday", "add Priya", "yes", "yes", "I was out")
    assert (talk.asked, talk.turn and talk.turn.name) == ("wh-today", "Priya")


@pytest.mark.parametrize("said", ["Dan has come", "Dan's here now", "and Dan has just arrived", "Dan just turned up"])
def test_words_that_may_be_a_story_are_kept_and_asked_about(said: str) -> None:
    talk = begun().say(said)
    assert (talk.asked, talk.prompt) == ("check", "Did you want to add somebody, or is that part of your answer?")
    assert heard(talk) == [said]
    kept = Conversation.begin(JOINT, people=(), facts=talk.facts, agreed=False)
    assert (kept.asked, kept.turn and kept.turn.name) == ("wh-today", "Kai")  # a kill loses nothing
    talk.say("yes")
    assert talk.prompt == "Dan. Is that right?"
    talk.say("yes", "yes")
    assert (talk.asked, talk.turn and talk.turn.name) == ("wh-today", "Jo")
    assert names(talk) == ["Jo", "Kai", "Dan"]
    assert Progress.fold(talk.facts).utterances == 0


def test_it_was_part_of_the_story() -> None:
    talk = begun().say("Dan has come", "no it's part of my answer")
    assert (talk.asked, talk.turn and talk.turn.name) == ("wh-today", "Kai")
    assert names(talk) == ["Jo", "Kai"]
    assert heard(talk) == ["Dan has come"]


@pytest.mark.parametrize(
    "story",
    [
        "Dan has come round drunk again and mum cried",
        "then Dan came in and it all kicked off",
        "I asked them to add Priya to the group chat",
        "he has come",
        "the police arrived",
        "they said take Dan off the team",
    ],
)
def test_a_story_adds_nobody(story: str) -> None:
    talk = begun().say(story)
    assert (talk.asked, talk.turn and talk.turn.name) == ("wh-today", "Kai")
    assert heard(talk) == [story]


def test_the_key_asks_who_has_come() -> None:
    talk = begun().press("add")
    assert (talk.asked, talk.prompt) == ("who-add", "Who has come? Please say the name.")
    talk.say("this is Priya", "yes", "yes")
    assert names(talk) == ["Jo", "Kai", "Priya"]
    assert talk.asked == "wh-today"


@pytest.mark.parametrize("said", ["nobody", "no", "no one"])
def test_nobody_has_come_after_all(said: str) -> None:
    assert begun().press("add").say(said).asked == "wh-today"
    assert begun().press("add").press("pass").asked == "wh-today"


def test_the_name_is_put_right_and_spelt_as_at_the_start() -> None:
    talk = begun().say("add Guy", "no it's Cai with a C")
    assert talk.prompt == "Cai. Cai is spelt C, A, I. Is that right?"
    talk.say("spell it", "k for kite, y, e")
    assert talk.prompt == "Kye. Kye is spelt K, Y, E. Is that right?"
    assert names(talk.say("yes", "yes")) == ["Jo", "Kai", "Kye"]


def test_a_name_that_is_taken_already_is_told_apart() -> None:
    talk = begun().say("add Kai")
    assert talk.asked == "who-apart"
    talk.say("Kai B", "yes", "yes")
    assert names(talk) == ["Jo", "Kai", "Kai B"]
    assert begun().say("add Kai", "no").asked == "wh-today"  # it is the same Kai


def test_whoever_comes_may_stay_unrecorded_and_nothing_of_them_is_kept() -> None:
    talk = begun().press("add").say("Priya", "yes", "no thank you")
    assert names(talk) == ["Jo", "Kai", None]
    talk.say("it was Tuesday", "I went out")
    assert talk.turn is not None
    assert (talk.turn.name, talk.turn.recorded) == ("Priya", False)
    talk.say("I saw the river")
    assert "Priya" not in talk.words_kept()
    assert "river" not in talk.words_kept()


def test_several_come_one_after_another() -> None:
    talk = begun().press("add").say("Priya and Sam", "yes", "yes", "yes")
    assert names(talk) == ["Jo", "Kai", "Priya", "Sam"]
    assert talk.asked == "wh-today"


def test_while_somebody_is_asked_about_recording_another_may_come() -> None:
    talk = Conversation.begin(JOINT, people=("Jo", "Kai"), agreed=False).say("yes", "yes", "yes", "yes", "Dan has come")
    assert talk.prompt == "Jo, Kai, and Dan. Is that right?"
    assert names(talk.say("yes", "yes", "yes", "yes")) == ["Jo", "Kai", "Dan"]


def test_somebody_is_taken_off_and_what_they_said_stays() -> None:
    talk = begun("Jo", "Kai", "Dan").say("it was Tuesday", "I went out", "I stayed in")
    talk.say("take Dan off", "yes")
    assert talk.prompt == "Shall I take Dan off? I would ask Dan nothing more. What was said stays."
    talk.say("yes")
    assert talk.said[0] == "I ask Dan nothing more."
    asked = set()
    while talk.asked != "wf-what":
        assert talk.turn is not None
        asked.add(talk.turn.name)
        talk.say("I have said what I think")
    assert asked == {"Jo", "Kai"}
    assert "I stayed in" in heard(talk)
    again = Conversation.begin(JOINT, people=(), facts=talk.facts, agreed=False)
    assert again.asked == "wf-what"


def test_without_a_clear_yes_nobody_is_taken_off() -> None:
    talk = begun().say("remove Kai", "yes", "not sure")
    assert names(talk) == ["Jo", "Kai"]
    assert talk.asked == "wh-today"


def test_whoever_is_taken_off_while_it_is_their_turn_is_asked_no_more() -> None:
    talk = begun().say("it was Tuesday", "take Kai off", "yes", "yes")
    assert (talk.asked, talk.turn and talk.turn.name) == ("tf-thinking", "Jo")


def test_whoever_was_taken_off_by_mistake_is_put_on_again_without_being_asked_anew() -> None:
    talk = begun().say("take Kai off", "yes", "yes", "add Kai", "yes")
    assert names(talk) == ["Jo", "Kai"]
    assert talk.asked == "wh-today"
    assert talk.kinds(FactKind.PARTICIPANT_JOINED) == [FactKind.PARTICIPANT_JOINED] * 2


def test_where_everybody_is_taken_off_who_is_here_is_asked_again() -> None:
    talk = begun("Jo").say("take Jo off", "yes", "yes")
    assert talk.asked == "who"
    assert names(talk.say("Priya", "yes", "yes")) == ["Priya"]


def test_wherever_it_is_cut_short_it_goes_on() -> None:
    whole = begun().say(
        "it was Tuesday", "Dan has come", "yes", "yes", "yes", "I was out", "me too", "remove Kai", "yes", "yes"
    )
    assert names(whole) == ["Jo", "Dan"]
    for many in range(len(whole.facts) + 1):
        again = Conversation.begin(JOINT, people=(), facts=whole.facts[:many], agreed=False)
        assert again.asked != "nothing"
        assert again.turn is not None
    end = Conversation.begin(JOINT, people=(), facts=whole.facts, agreed=False)
    assert (end.asked, end.prompt) == (whole.asked, whole.prompt)


def test_a_guide_that_is_not_joint_adds_and_removes_nobody() -> None:
    for said in ("add Priya", "Dan has come", "take Kai off"):
        talk = Conversation.begin(people=("Jo", "Kai")).say(said)
        assert (talk.asked, talk.turn and talk.turn.name) == ("wh-today", "Kai")
        assert heard(talk) == [said]
    talk = Conversation.begin(people=("Jo", "Kai")).press("add")
    assert (talk.asked, talk.aloud) == ("wh-today", False)


def test_at_the_list_a_way_forward_goes_on_without_whoever_proposed_it() -> None:
    talk = begun()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday")
    talk.press("pass").press("add").say("nobody")
    while not talk.asked.startswith("agree:"):
        talk.say("no")
    talk.say("take Jo off")
    assert talk.asked == "who-off"
    talk.say("yes")
    assert talk.asked == "agree:Kai"
    assert talk.say("yes").asked == "review"
