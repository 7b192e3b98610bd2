"""What a stranger tries first, as conversations from end to end.

The quiet key is not here: it belongs to the room, which the dialogue does not know.
"""

from __future__ import annotations

import json

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_taking_out import every_paper
from tests.conversations.test_ways_forward import agreed, at_the_list
from tests.unit.record.test_papers import papers_of
from voice_guide.cli.wiring import load_named_guide
from voice_guide.facts import FactKind
from voice_guide.guide.model import Role
from voice_guide.record import sheet, transcript

THREE = ("Jo", "Kai", "Sam")
ASKED_EACH = {"wf-who": "Jo", "wf-when": "on Friday", "wf-check": "Sam", "wf-if": "we talk again"}
NOT_YES = ["no", "not sure", "mm-hmm", "pass", "he said yes", "yes but only if he stops", "no well yes"]


def listed(people: tuple[str, ...] = THREE, who: str = "Jo") -> Conversation:
    """One thing on the list, and everybody about to be asked whether they agree to it."""
    talk = at_the_list(people).say("a meal all at one table")
    while not talk.asked.startswith("agree:"):
        talk.say(
            "no" if talk.asked == "wf-another" else "nothing" if talk.asked == "wf-what" else told(talk.asked, who)
        )
    return talk


def told(asked: str, who: str) -> str:
    """The answer to one of a way forward's questions."""
    return who if asked == "wf-who" else ASKED_EACH[asked]


def to_the_end(talk: Conversation) -> Conversation:
    """Whatever else is asked is passed."""
    while talk.finished is None:
        talk.say("pass")
    return talk


def test_passing_everything_comes_to_a_kind_end_and_no_probe_is_asked() -> None:
    for guide in ("short", "restorative"):
        talk = Conversation.begin(guide, people=THREE)
        asked = []
        while talk.finished is None:
            asked.append(talk.asked)
            talk.say("pass")
        assert talk.finished.closed
        assert talk.said[-1] == "Goodbye."
        assert "Thank you." in talk.said
        probes = {
            q.id
            for c in load_named_guide(ENGLISH, guide).categories
            for q in c.questions
            if q.role is Role.PROBE and q.after
        }
        assert not probes & set(asked)


def test_ten_minutes_of_silence_are_one_offer_and_the_same_question() -> None:
    talk = Conversation.begin()
    offers = []
    for _ in range(15):
        talk.say("")
        offers += talk.said
        assert (talk.asked, talk.aloud) == ("wh-today", False)
    assert offers == [ENGLISH.prompt("answer.offer").text]
    assert talk.say("it was Tuesday").asked == "tf-thinking"


@pytest.mark.parametrize("mixed", ["no well yes", "no er yes", "no I mean yes", "yes no yes", "no... well, yes."])
def test_no_and_then_yes_is_asked_again(mixed: str) -> None:
    recording = Conversation.begin(agreed=False).say(mixed)
    assert recording.asked == "record:Jo"
    assert recording.kinds() == []
    agreeing = listed(("Jo",)).say(mixed)
    assert agreeing.asked == "agree:Jo"
    assert agreed(agreeing) == [False]


def test_who_refuses_recording_is_nowhere() -> None:
    talk = Conversation.begin(people=("Jo", "Zoltan"), agreed=False).say("yes", "no")
    while talk.finished is None:
        mine = talk.turn is not None and talk.turn.name == "Zoltan"
        talk.say("the river" if mine else "pass")
    assert "river" not in talk.words_kept() + every_paper(talk)
    assert "Zoltan" not in talk.words_kept() + every_paper(talk)


def test_a_story_with_commands_in_it_is_kept_whole() -> None:
    story = "I told him stop, that's all, then he left"
    talk = Conversation.begin().say(story)
    assert talk.asked == "tf-thinking"
    assert story in every_paper(talk)


@pytest.mark.parametrize("absent", ["my brother", "grandad", "her teacher"])
def test_a_task_for_somebody_absent_is_never_agreed(absent: str) -> None:
    talk = listed(who=absent).say("yes", "yes", "yes")
    assert agreed(talk) == [False]
    page = sheet.as_markdown(papers_of(to_the_end(talk)))
    assert f"{absent}: still to be asked" in page
    assert "Agreed by everyone" not in page


@pytest.mark.parametrize("absent", ["my brother", "grandad", "the social worker"])
def test_who_is_to_check_and_is_not_here_is_still_to_be_asked(absent: str) -> None:
    talk = listed()
    talk.say("yes", "yes", "yes")
    talk.say(f"change what I said about {ASKED_EACH['wf-check']}")
    assert talk.asked == "wf-check"
    talk.say(absent, "yes", "yes", "yes")
    assert agreed(talk) == [True]  # those who do it have said yes themselves
    papers = papers_of(to_the_end(talk))
    page = sheet.as_markdown(papers)
    assert f"- {absent}, who is to check: still to be asked" in page
    assert "Agreed by everyone who was here." in page
    assert json.loads(transcript.as_json(papers))["ways_forward"][0]["still_to_be_asked"] == [absent]


def test_who_is_to_do_it_and_to_check_is_still_to_be_asked_once() -> None:
    talk = at_the_list(("Jo",)).say("ring the school", "my brother", "on Friday", "my brother", "nothing", "no", "yes")
    page = sheet.as_markdown(papers_of(to_the_end(talk)))
    assert page.count("still to be asked") == 1


def test_one_no_and_one_not_sure_are_shown_and_nobody_is_persuaded() -> None:
    talk = listed().say("yes", "no", "not sure")
    assert talk.asked == "wf-change"
    talk.say("keep it")
    while talk.finished is None:
        assert not talk.asked.startswith(("agree:", "wf-change")), "asked once more"
        talk.say("pass")
    page = sheet.as_markdown(papers_of(talk))
    assert all(line in page for line in ("Jo: yes", "Kai: no", "Sam: not sure", "Not agreed by everyone yet."))
    assert "Agreed by everyone" not in page


@pytest.mark.parametrize("not_yes", NOT_YES)
@pytest.mark.parametrize("holding_back", range(len(THREE)))
def test_it_is_agreed_only_with_each_persons_own_yes(holding_back: int, not_yes: str) -> None:
    talk = listed()
    for number, name in enumerate(THREE):
        assert talk.asked == f"agree:{name}"
        talk.say(not_yes if number == holding_back else "yes")
        if talk.asked == f"agree:{name}":
            talk.say(not_yes)  # asked once more
    assert agreed(talk) == [False]
    assert "Agreed by everyone" not in sheet.as_markdown(papers_of(to_the_end(talk)))


def test_with_everybodys_yes_it_is_agreed() -> None:
    talk = listed().say("yes", "yes", "yes")
    assert agreed(talk) == [True]
    assert "Agreed by everyone." in sheet.as_markdown(papers_of(to_the_end(talk)))


def test_silence_is_no_yes() -> None:
    talk = listed(("Jo",)).say("", "", "").leave()
    assert agreed(talk) == [False]


def test_one_answer_taken_out_is_on_no_paper_and_the_others_are_whole() -> None:
    answers = ["it was Tuesday", "I thought of him", "I felt rotten", "I want it mended"]
    talk = Conversation.begin().say(*answers, "take out what I said about rotten", "yes")
    papers = every_paper(to_the_end(talk))
    assert "rotten" not in papers
    assert all(answer in papers for answer in answers if "rotten" not in answer)


def test_it_can_be_finished_by_voice_alone() -> None:
    talk = Conversation.begin(people=(), agreed=False).say("I'm Jo and this is Kai", "yes", "yes", "yes")
    lines = ASKED_EACH | {"wf-what": "Jo will make tea", "wf-another": "no", "review": "in two weeks"}
    while talk.finished is None:
        named = FactKind.WAY_FORWARD_DRAFTED in talk.kinds()
        line = "nothing" if talk.asked == "wf-what" and named else lines.get(talk.asked, f"what I say to {talk.asked}")
        talk.say("yes" if talk.asked.startswith("agree:") else line)
    assert talk.finished.closed
    assert agreed(talk) == [True]


@pytest.mark.parametrize("recorded", ["yes", "no"])
def test_it_can_be_finished_by_keys_alone(recorded: str) -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False)
    presses = 0
    while talk.finished is None:
        talk.press(recorded if talk.asked.startswith("record:") else "finished" if presses % 2 else "pass")
        presses += 1
        assert presses < 100, talk.asked
    assert talk.finished.closed
    assert FactKind.CLOSED in talk.kinds()


def test_what_may_tell_of_a_life_stops_nothing_and_is_kept() -> None:
    for line in ("I want to end it all", "I just want to end it", "I don't want to go on any more"):
        talk = Conversation.begin().say(line)
        assert talk.asked == "check"
        talk.say("no")
        assert talk.finished is None
        assert line in talk.words_kept()
        stopped = Conversation.begin().say(line, "yes")
        assert stopped.finished is not None
        assert line in stopped.words_kept()


def test_a_way_to_finish_that_says_something_is_kept() -> None:
    talk = Conversation.begin().say("that's all I know")
    assert "that's all I know" in talk.words_kept()
    assert talk.asked == "tf-thinking"
