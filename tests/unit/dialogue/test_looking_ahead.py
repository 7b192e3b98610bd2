"""What is likely to be said next is worked out from a progress that only looks at the real one."""

from __future__ import annotations

from tests.conversations.scripted import ENGLISH, Conversation
from voice_guide.cli.wiring import load_named_guide, plan_for
from voice_guide.dialogue.asking import likely_facts
from voice_guide.dialogue.next_step import next_step
from voice_guide.dialogue.progress import Progress

GUIDE = load_named_guide(ENGLISH, "short")
PLAN = plan_for(GUIDE, ENGLISH)


def test_looking_ahead_finds_what_an_answer_leads_to_and_changes_nothing() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"))
    lines = {"wf-what": "a meal all at one table", "wf-another": "no", "review": "in two weeks"}
    while talk.finished is None:
        progress = talk.dialogue.progress
        before = repr(progress), len(progress.facts)
        step = next_step(GUIDE, PLAN, progress)
        likely = likely_facts(step)
        ahead = next_step(GUIDE, PLAN, progress.ahead(likely))
        assert (repr(progress), len(progress.facts)) == before
        assert ahead == next_step(GUIDE, PLAN, Progress.fold([*progress.facts, *likely]))
        talk.say(
            "nothing"
            if talk.asked == "wf-what" and progress.ways
            else lines.get(talk.asked, "yes" if talk.asked.startswith("agree") else "on Friday")
        )


def test_a_question_that_everyone_had_answered_is_asked_again_after_going_back() -> None:
    talk = Conversation.begin().say("it was Tuesday")
    assert talk.asked == "tf-thinking"
    talk.say("go back")
    assert talk.asked == "wh-today"
    talk.say("it was Monday")
    assert talk.asked == "tf-thinking"
