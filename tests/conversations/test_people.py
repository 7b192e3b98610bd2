"""Who is here today: names said back, put right, spelt, told apart; whatever people are called."""

from __future__ import annotations

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Utterance
from voice_guide.facts import FactKind

# Names that are words as well, and some of them commands, or nearly a yes.
WORDS = ("Pat", "Will", "Stop", "Yasser", "Mark", "Grace", "Hope", "Bill", "May", "June")


def who(guide: str = "short") -> Conversation:
    return Conversation.begin(guide, people=(), agreed=False)


def names(talk: Conversation) -> list[str | None]:
    return [person.name for person in Progress.fold(talk.facts).people]


def spoken(talk: Conversation, *lines: str) -> Conversation:
    """As ``say``, but heard and not typed."""
    for line in lines:
        assert talk.turn is not None
        talk.take(Utterance(talk.turn.id, line, engine="vosk"))
    return talk


def test_a_name_is_put_right_by_a_letter_and_its_letters_are_said_back() -> None:
    talk = who().say("er I'm Jo and this is Guy")
    assert talk.prompt == "Jo, and Guy. Is that right?"
    talk.say("no, it's Kai with a K")
    assert talk.prompt == "Jo, and Kai. Kai is spelt K, A, I. Is that right?"
    talk.say("yes", "yes", "yes")
    assert names(talk) == ["Jo", "Kai"]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("no it's Kai", "Jo, and Kai"),
        ("it's Kai not Guy", "Jo, and Kai"),
        ("Guy should be Kai", "Jo, and Kai"),
        ("not Guy", "Jo"),
        ("Guy isn't here", "Jo"),
        ("and Priya", "Jo, Guy, and Priya"),
        ("Priya is here too", "Jo, Guy, and Priya"),
        ("you missed out Priya, sorry", "Jo, Guy, and Priya"),
    ],
)
def test_names_are_put_right_by_voice(said: str, right: str) -> None:
    talk = spoken(who(), "Jo and Guy", said)
    assert talk.asked == "who-check"
    assert talk.prompt == f"{right}. Is that right?"


@pytest.mark.parametrize("said", ["yes", "yes that's right", "yeah that's us", "that's correct", "yep"])
def test_a_yes_is_no_name(said: str) -> None:
    assert spoken(who(), "Jo and Guy", said).asked == "record:Jo"


def test_a_name_is_spelt_by_voice() -> None:
    talk = spoken(who(), "Jo and Guy", "can I spell it")
    assert talk.asked == "who-spell"
    assert talk.turn is not None
    assert "k" in talk.turn.choices
    assert talk.turn.patience_seconds == 4.0
    spoken(talk, "k for kite, a, i")
    assert talk.prompt == "Jo, and Kai. Kai is spelt K, A, I. Is that right?"


def test_what_is_no_spelling_is_asked_once_more_and_then_the_names_stand() -> None:
    talk = spoken(who(), "Jo", "spell it", "well you know")
    assert talk.asked == "who-spell"
    assert talk.prompt.startswith("Please say one letter after another")
    spoken(talk, "I can't")
    assert talk.prompt == "Jo. Is that right?"


def test_a_name_that_is_hard_to_hear_is_typed_whatever_it_is() -> None:
    talk = spoken(who(), "type it")
    assert talk.turn is not None
    assert (talk.asked, talk.turn.typed) == ("who-type", True)
    talk.say("Nguyễn Thị Łucja")
    assert talk.prompt.startswith("Nguyễn Thị Łucja. ")
    assert spoken(who(), "type it").say("Stop").prompt.startswith("Stop. Stop is spelt S, T, O, P.")


def test_where_there_is_no_keyboard_it_is_spelt_or_said_instead() -> None:
    assert spoken(who(), "type it", "k a i").prompt.startswith("Kai. ")
    assert spoken(who(), "type it", "Kai").prompt.startswith("Kai. ")


def test_where_no_name_can_be_heard_a_label_will_do() -> None:
    talk = spoken(who(), "mhm um")
    assert talk.prompt == "I did not get the names. Please say your names, one at a time."
    spoken(talk, "what what")
    assert talk.prompt == "I did not get the names. You can spell a name, type it, or say person one."
    spoken(talk, "person two")
    assert talk.prompt == "Person Two. Is that right?"
    assert spoken(talk, "yes", "yes", "it rained").words_kept().count("Person Two") == 1


def test_two_people_of_one_name_are_told_apart() -> None:
    talk = spoken(who(), "Dan and Kai and Dan")
    assert (talk.asked, talk.prompt) == ("who-two", "Are there two people called Dan?")
    spoken(talk, "yes")
    assert talk.asked == "who-apart"
    spoken(talk, "Dan")
    assert (talk.asked, talk.prompt.startswith("I need to tell them apart.")) == ("who-apart", True)
    spoken(talk, "b for bravo")
    assert talk.prompt == "Dan, Kai, and Dan B. Is that right?"
    assert names(spoken(talk, "yes", "yes", "yes", "yes")) == ["Dan", "Kai", "Dan B"]


def test_who_is_named_twice_may_be_one() -> None:
    assert spoken(who(), "I'm Dan, and Dan", "no").prompt == "Dan. Is that right?"
    assert spoken(who(), "Dan and Dan", "yes", "no").prompt == "Dan. Is that right?"
    assert who().say("Dan and Dan", "yes").press("pass").prompt == "Dan. Is that right?"


def test_two_dans_given_beforehand_are_told_apart_first() -> None:
    talk = Conversation.begin(people=("Dan", "Dan"), agreed=False)
    assert talk.asked == "who-apart"
    talk.say("Danny", "yes")
    assert talk.asked == "record:Dan"
    assert names(talk.say("yes", "yes")) == ["Dan", "Danny"]


@pytest.mark.parametrize("name", WORDS)
def test_a_name_that_is_a_word_can_be_given(name: str) -> None:
    talk = spoken(who(), f"my name is {name.lower()}")
    assert talk.prompt == f"{name}. Is that right?"
    assert names(spoken(talk, "yes", "yes")) == [name]


@pytest.mark.parametrize("name", [name for name in WORDS if name != "Stop"])
def test_a_name_that_is_a_word_can_be_all_that_is_said(name: str) -> None:
    assert spoken(who(), name.lower()).prompt == f"{name}. Is that right?"


def test_stop_by_itself_stops_also_where_names_are_asked_for() -> None:
    talk = spoken(who(), "stop")
    assert talk.finished is not None


@pytest.mark.parametrize("name", WORDS)
def test_it_works_at_every_place_where_a_name_is_asked_for(name: str) -> None:
    talk = Conversation.begin(people=("Jo", name))
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday")
    assert talk.asked == "wf-who"
    talk.say(name, name, "nothing", "no")
    while not talk.asked.startswith("agree:"):
        talk.say("no")
    way = Progress.fold(talk.facts).ways[0]
    assert [way.slots[slot].people for slot in ("who", "check")] == [("p2",), ("p2",)]
    assert way.absent("who") == way.absent("check") == ()
    talk.say("yes")
    assert talk.asked == f"agree:{name}"
    assert talk.prompt == f"{name}, this is something you would do. Do you agree to this?"


@pytest.mark.parametrize("label", ["the victim", "Victim", "I'm the offender", "my name is Perpetrator"])
def test_nobody_is_called_by_a_label(label: str) -> None:
    talk = spoken(who(), label)
    assert (talk.asked, talk.prompt) == ("who", "Nobody is called that here. What name shall I say?")
    assert spoken(talk, "Jo").asked == "who-check"


def test_names_stay_in_memory_until_their_people_agree() -> None:
    talk = spoken(who(), "Jo and Guy", "no it's Kai with a K", "spell jo", "j o", "yes", "no", "no")
    assert talk.asked == "wh-today"
    assert not any(name in talk.words_kept() for name in ("Jo", "Guy", "Kai"))


def test_whoever_speaks_over_a_question_changes_no_name() -> None:
    talk = spoken(who(), "Jo and Guy").say_over("not Guy")
    assert talk.prompt.startswith("I want to be sure.")
    assert "Jo, and Guy" in talk.prompt


def test_what_was_being_done_about_a_name_can_be_left_by_key() -> None:
    assert who().say("Jo", "spell it").press("pass").prompt == "Jo. Is that right?"
    assert who().say("Dan and Dan").press("pass").prompt == "Dan. Is that right?"


def test_speaking_on_after_the_names_gives_them_once_more() -> None:
    talk = spoken(who(), "Jo and Guy")
    talk.speak_on("who")
    assert talk.asked == "who"
    assert spoken(talk, "Jo and Guy and Priya").prompt == "Jo, Guy, and Priya. Is that right?"


def test_a_group_is_gathered_by_name_and_only_those_who_agree_are_written_down() -> None:
    talk = spoken(who(), "we're Jo, Kai, Priya, Sam and Mum", "yes", "yes", "no", "yes", "not sure", "yes")
    people = Progress.fold(talk.facts).people
    assert [(person.name, person.recorded) for person in people] == [
        ("Jo", True), (None, False), ("Priya", True), (None, False), ("Mum", True),
    ]  # fmt: skip
    answers = {"Jo": "it was the river", "Kai": "I hid by the bridge", "Priya": "I rang him", "Sam": "I saw the boat"}
    while talk.turn is not None and talk.turn.name in answers:
        talk.say(answers.pop(talk.turn.name))
    assert not answers
    kept = talk.words_kept()
    assert "river" in kept
    assert "rang" in kept
    assert not any(word in kept for word in ("bridge", "boat", "Kai", "Sam"))


def test_an_old_journal_folds_as_it_did() -> None:
    old = Conversation.begin(people=("Jo", "Kai")).facts
    joined = [fact.payload for fact in old if fact.kind == FactKind.PARTICIPANT_JOINED]
    assert [set(payload) for payload in joined] == [{"name", "recorded", "number", "of"}] * 2
    assert [person.answers for person in Progress.fold(old).people] == [True, True]
    assert joint().joint
