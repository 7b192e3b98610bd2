"""Ways forward: in people's own words, read aloud, agreed by each."""

from __future__ import annotations

from tests.conversations.scripted import Conversation
from voice_guide.dialogue.next_step import is_agreed
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind


def at_the_list(people: tuple[str, ...] = ("Jo",)) -> Conversation:
    talk = Conversation.begin("short", people=people)
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    return talk


def progress(talk: Conversation) -> Progress:
    return Progress.fold(talk.facts)


def agreed(talk: Conversation) -> list[bool]:
    state = progress(talk)
    return [is_agreed(way, state) for way in state.ways]


def test_one_sentence_with_everything_is_not_asked_again() -> None:
    talk = at_the_list().say("Mum will ring the school on Friday")
    assert talk.asked == "wf-check"
    way = progress(talk).ways[0]
    assert way.words("what") == "ring the school"
    assert (way.words("who") or "").lower() == "mum"
    assert way.slots["when"].day == "2026-11-27"


def test_a_plan_in_the_answer_to_what_would_help_is_offered_to_the_list() -> None:
    talk = Conversation.begin("short")
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say("Mum will ring the school on Friday")
    assert talk.asked == "wf-list"
    talk.say("yes")
    assert talk.asked == "wf-check"
    assert progress(talk).ways[0].words("what") == "ring the school"


def test_a_bare_yes_is_not_a_way_forward() -> None:
    talk = at_the_list().say("yes")
    assert talk.asked == "wf-what"
    talk.say("yes")
    assert talk.asked == "wf-add"
    assert progress(talk).ways == []


def test_words_that_are_no_yes_or_no_to_another_are_in_the_journal() -> None:
    talk = at_the_list().say("a meal all at one table", "pass", "pass", "pass", "pass")
    assert talk.asked == "wf-another"
    talk.say("the garden was cold", "the garden was very cold")
    assert talk.asked == "agree:Jo"
    assert "the garden was very cold" in talk.words_kept()
    assert talk.words_kept().count("the garden was cold") == 1


def test_another_and_another() -> None:
    talk = at_the_list().say("a meal all at one table", "pass", "pass", "pass", "pass")
    assert talk.asked == "wf-another"
    talk.say("yes")
    assert talk.asked == "wf-what"
    talk.say("Jo will ring the school", "on Friday", "pass", "pass", "no")
    assert talk.asked == "agree:Jo"
    said = " ".join(talk.said)
    assert "It has 2 things." in said
    talk.say("yes")
    assert talk.asked == "agree:Jo"
    talk.say("yes")
    assert agreed(talk) == [True, True]
    assert talk.asked == "review"


def test_each_person_answers_for_themselves_and_no_stands() -> None:
    talk = at_the_list(("Jo", "Kai", "Sam"))
    talk.say("a meal all at one table", "Jo", "on Friday", "Sam", "nothing", "no", "nothing", "nothing")
    assert talk.asked == "agree:Jo"
    talk.say("yes")
    assert talk.asked == "agree:Kai"
    talk.say("not sure")
    assert talk.asked == "agree:Sam"
    talk.say("no")
    assert talk.asked == "wf-change"
    talk.say("keep it as it is")
    assert talk.asked == "wf-add"
    assert agreed(talk) == [False]
    assert list(progress(talk).ways[0].answers.values()) == ["yes", "unsure", "no"]


def test_a_no_can_be_changed_and_is_asked_of_everyone_again() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no", "no")
    assert talk.asked == "wf-change"
    talk.say("change it")
    assert talk.asked == "wf-what"
    talk.say("a walk by the river", "me", "on Saturday", "pass", "pass")
    assert talk.asked == "agree:Jo"
    assert "“a walk by the river”" in " ".join(talk.said)
    talk.say("yes")
    assert agreed(talk) == [True]
    assert "a meal all at one table" in talk.words_kept()  # every change keeps its history


def test_a_no_can_be_left_out() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no", "no", "leave it out")
    assert talk.asked == "wf-add"
    assert progress(talk).ways_kept == []


def test_somebody_who_is_not_here_is_still_to_be_asked() -> None:
    talk = at_the_list().say("a meal all at one table", "Dad", "on Friday", "pass", "pass", "no", "yes")
    assert agreed(talk) == [False]
    assert progress(talk).ways[0].slots["who"].absent == ("Dad",)


def test_unclear_agreement_is_asked_once_in_plainer_words_and_is_then_not_a_yes() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no")
    talk.say("s'pose yeah OK maybe")
    assert FactKind.WAY_FORWARD_ANSWERED_BY not in talk.kinds() or agreed(talk) == [False]
    while talk.asked == "agree:Jo":
        talk.say("well it depends on him really")
    assert agreed(talk) == [False]


def test_passing_an_agreement_leaves_it_for_later() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no", "pass")
    assert progress(talk).ways[0].answers == {"p1": "later"}
    assert agreed(talk) == [False]


def test_every_time_is_kept_as_said() -> None:
    talk = at_the_list().say("text me when he is late", "Kai", "every time he's late from Friday")
    way = progress(talk).ways[0]
    assert way.words("when") == "every time he's late from Friday"


def test_saying_the_thing_itself_instead_of_yes_puts_it_on_the_list() -> None:
    talk = Conversation.begin("short")
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say("he could text me when he is late", "Sam will ring the school on Friday")
    assert talk.asked == "wf-check"
    assert progress(talk).ways[0].words("what") == "ring the school"


def test_unclear_about_the_list_is_asked_once_more_and_is_then_not_a_yes() -> None:
    talk = Conversation.begin("short")
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say("he could text me when he is late", "hmm")
    assert talk.asked == "wf-list"
    talk.say("hmm")
    assert talk.asked == "wf-what"
    assert progress(talk).ways == []


def test_he_is_asked_for_by_name_and_the_sentence_stays_whole() -> None:
    talk = at_the_list().say("he could text me when he is late")
    assert talk.asked == "wf-who"
    assert progress(talk).ways[0].words("what") == "he could text me when he is late"


def test_a_change_that_is_not_wanted_after_all_keeps_what_was_agreed() -> None:
    talk = at_the_list(("Jo", "Kai"))
    talk.say("a meal all at one table", "Jo", "on Friday", "pass", "pass", "no", "nothing", "yes", "no", "change it")
    assert talk.asked == "wf-what"
    talk.say("pass")
    assert talk.asked == "wf-add"
    way = progress(talk).ways_kept[0]
    assert way.words("what") == "a meal all at one table"
    assert way.answers == {"p1": "yes", "p2": "no"}


def test_back_where_it_cannot_be_done_undoes_nothing() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no")
    talk.say("go back")
    assert talk.asked == "agree:Jo"
    talk.say("yes")
    assert talk.asked == "review"


def test_i_will_answers_who() -> None:
    talk = at_the_list().say("a meal all at one table", "I will")
    assert talk.asked == "wf-when"
    assert progress(talk).ways[0].slots["who"].people == ("p1",)


def test_words_beyond_yes_and_no_are_kept() -> None:
    talk = at_the_list().say(
        "a meal all at one table", "not mum, dad", "I don't know, Friday maybe", "pass", "pass", "no"
    )
    way = progress(talk).ways[0]
    assert way.words("who") == "not mum, dad"
    assert way.words("when") == "I don't know, Friday maybe"


def test_the_words_and_the_day_are_both_read_back() -> None:
    talk = at_the_list().say("text when late", "Jo", "every time he's late, from Friday", "pass", "pass", "no")
    said = " ".join(talk.said)
    assert "every time he's late, from Friday" in said
    assert "Friday the 27th of November" in said


def test_me_is_read_back_with_the_name() -> None:
    talk = at_the_list(("Jo", "Kai")).say("a meal all at one table", "me", "on Friday", "pass", "pass", "no", "nothing")
    assert "Who: me, Jo." in " ".join(talk.said)


def test_a_relation_of_someone_here_is_still_to_be_asked() -> None:
    talk = at_the_list(("Jo", "Kai")).say(
        "a meal all at one table", "Jo's sister", "on Friday", "pass", "pass", "no", "nothing"
    )
    talk.say("yes", "yes")
    assert agreed(talk) == [False]
    assert progress(talk).ways[0].slots["who"].absent == ("Jo's sister",)


def test_a_name_with_will_and_a_day_is_that_person_on_that_day() -> None:
    talk = at_the_list(("Jo", "Kai")).say("a meal all at one table", "Kai will, on Saturday")
    assert talk.asked == "wf-check"
    way = progress(talk).ways[0]
    assert way.slots["who"].people == ("p2",)
    assert way.slots["who"].absent == ()
    assert way.slots["when"].day == "2026-11-28"


def test_no_shouting_is_not_a_plan_to_shout() -> None:
    talk = at_the_list().say("no shouting")
    assert progress(talk).ways[0].words("what") == "no shouting"


def test_yes_she_will_is_no_way_forward_by_itself() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "yes she will")
    assert len(progress(talk).ways) == 1


def test_a_yes_in_other_words_names_nobody_to_check() -> None:
    talk = at_the_list().say("ring the school", "me", "on Friday", "yes, agreed")
    assert (talk.asked, talk.said[-1][:6]) == ("wf-check", "Please")
    talk.say("Jo")
    assert progress(talk).ways[0].slots["check"].absent == ()
    talk = at_the_list().say("ring the school", "me", "on Friday", "yes, I'll do it")
    assert talk.asked == "wf-if"


def test_soon_stays_as_it_was_said_and_a_day_is_asked_for_once() -> None:
    for line in ("no", "pass", "not sure", "when he's ready"):
        talk = at_the_list().say("ring the school", "me", "soon")
        assert talk.prompt == "Is there a day?"
        talk.say(line)
        assert talk.asked == "wf-check", line
        assert progress(talk).ways[0].words("when") == "soon"
    talk = at_the_list().say("ring the school", "me", "soon", "yes", "on Friday")
    assert talk.asked == "wf-check"
    assert progress(talk).ways[0].slots["when"].day == "2026-11-27"


def test_a_time_said_before_the_plan_is_kept_as_its_when_and_a_day_is_asked_for_once() -> None:
    for line in ("no", "pass", "not sure", "some time next week", "when he's ready"):
        talk = at_the_list(("Jo", "Kai")).say("next week Kai will ring the school")
        assert talk.prompt == "Jo, is there a day?"
        talk.say(line)
        assert talk.asked == "wf-check", line
        way = progress(talk).ways[0]
        assert (way.words("what"), way.words("who"), way.words("when")) == ("ring the school", "Kai", "next week")
        assert way.slots["when"].day is None
    talk = at_the_list(("Jo", "Kai")).say("next week Kai will ring the school", "on Friday")
    assert talk.asked == "wf-check"
    assert progress(talk).ways[0].slots["when"].day == "2026-11-27"


def test_no_day_is_asked_for_where_none_is_meant() -> None:
    for line in ("every time he's late", "whenever I can", "from now on", "every Friday"):
        talk = at_the_list().say("ring the school", "me", line)
        assert talk.asked == "wf-check", line
        assert progress(talk).ways[0].words("when") == line


def test_back_from_a_line_of_which_nothing_is_left_asks_again() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass")
    while talk.asked != "wf-what":
        talk.say("go back")
    talk.say("pass")
    assert talk.asked == "wf-another"
    talk.say("go back")
    assert talk.asked == "wf-another"
    assert talk.finished is None
