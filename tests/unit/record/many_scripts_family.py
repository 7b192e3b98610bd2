"""A made-up family that speaks several languages: names and words in several scripts, a pass, and signs of markup."""

from __future__ import annotations

from datetime import timedelta

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from tests.unit.record.test_papers import BEGAN
from voice_guide.cli.wiring import load_named_guide, plan_for
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.record.document import Papers

PEOPLE = ("Jo", "Łucja", "마루")
SAID = {
    "wh-today": ("we shouted, <all> of us & the dog", "جدتي سمعت كل شيء", "문을 세게 닫았어요"),
    "tf-thinking": ("I thought 'not again'", "pass", "=1+1 is what it felt like 🙂"),
}


def held() -> Conversation:
    """The whole conversation, with one way forward that two say yes to and one is not sure of."""
    talk = Conversation.begin(people=PEOPLE)
    plan = {"wf-what": "Jo will ring nan", "wf-who": "me", "wf-when": "on Friday", "wf-check": "Łucja"}
    plan |= {"wf-if": "we talk again", "wf-another": "no", "review": "in two weeks"}
    asked: dict[str, int] = {}
    while talk.finished is None:
        kind = talk.asked.partition(":")[0]
        turn = asked[kind] = asked.get(kind, 0) + 1
        if kind in SAID:
            talk.say(SAID[kind][min(turn, 3) - 1])
        elif kind == "wf-what" and turn > 1:
            talk.say("nothing")
        elif kind == "agree":
            talk.say("not sure" if turn == 3 else "yes")
        else:
            talk.say(plan.get(kind, "pass"))
    return talk


def papers(talk: Conversation | None = None) -> Papers:
    """What their papers are made from; of another conversation with the same guide where one is given."""
    guide = load_named_guide(ENGLISH, "short")
    begun = {"guide": guide.id, "guide_title": guide.title, "guide_hash": guide.hash, "language": "en"}
    facts = [Fact(FactKind.SESSION_STARTED, payload=begun | {"rehearsed": False}), *(talk or held()).facts]
    recorded = [RecordedFact(n, BEGAN + timedelta(seconds=n), "cd234", fact) for n, fact in enumerate(facts, 1)]
    view = session_view(recorded)
    return Papers(view, guide, plan_for(guide, ENGLISH), ENGLISH, say_day=MEANING.say_day, zone=lambda at: at)
