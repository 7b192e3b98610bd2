"""How each recorded fact is folded into the progress. Kinds that are not here change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue import ground_rules, talk_time
from voice_guide.dialogue.parts import ANSWERED, ERASED, PASSED, Person, Slot, WayForward
from voice_guide.dialogue.people_folding import PEOPLE
from voice_guide.dialogue.presence import come_back, leave, miss
from voice_guide.dialogue.private_folding import PRIVATE_TIME
from voice_guide.dialogue.rounds import hand_on
from voice_guide.dialogue.second_thoughts import SECOND_THOUGHTS
from voice_guide.facts import FactKind

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress

_WHAT = "what"


def _joined(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    person = Person(participant, payload.get("name"), bool(payload["recorded"]), erased=bool(payload.get("erased")))
    person.role, person.answers = payload.get("role"), bool(payload.get("answers", True))
    (progress.people if person.answers else progress.supporters).append(person)
    progress.joined += 1
    progress.expected_people = int(payload["of"])
    progress.whole.clear()
    if person.answers:
        miss(progress, participant, payload)


def _prepared(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.prepared[str(payload["text"])] = str(payload["answer"])


def _asked(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    if payload.get("round"):
        progress.rounds.asked((question, participant))
    if payload.get("ways_forward"):
        progress.at_ways_forward.add(participant)
    if "category" in payload:
        progress.introduced.add(payload["category"])


def _heard(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.utterances += 1
    progress.heard = str(payload.get("text", ""))


def _settle(progress: Progress, participant: str, question: str, outcome: str) -> None:
    place = (question, participant)
    if outcome == ANSWERED:
        progress.answered[place] = None
    elif place in progress.answered:
        outcome = ANSWERED  # passing a question asked again takes nothing back
    if place not in progress.settled:
        progress.times_settled[question] = progress.times_settled.get(question, 0) + 1
    progress.settled[place] = outcome
    progress.back_to = None if progress.back_to == place else progress.back_to
    progress.rounds.settled(place)
    progress.order.pop(place, None)
    progress.order[place] = None


def _kept(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    if not payload.get("out_of_turn"):  # else they still have their turn
        _settle(progress, participant, question, ANSWERED)
        progress.rounds.answered((question, participant))
        _changed_or_left(progress, participant, question)
    if payload.get("cannot"):
        progress.cannot.add((question, participant))
    if payload.get("ground_rule"):
        progress.ground_rules.give(int(payload["utterance"]))
    if payload.get("strength"):
        progress.strengths[participant] = (int(payload["utterance"]), progress.heard)


def _passed(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    if payload.get("round"):
        progress.rounds.passed((question, participant))
    _settle(progress, participant, question, PASSED)
    _changed_or_left(progress, participant, question)


def _changed_or_left(progress: Progress, participant: str, question: str) -> None:
    if progress.changing == (question, participant):
        progress.changing = None


def _command(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    if payload.get("name") == "change":
        if payload.get("again") == "review":
            progress.review_before, progress.review = progress.review, None
        elif payload.get("again"):
            progress.changing = (question, participant)
        return
    if payload.get("name") != "back" or payload.get("done") is False:
        return
    if progress.changing is not None:
        progress.changing = None  # the change is left, and the answer stays as it was
        return
    if "slot" in payload:
        progress.way(int(payload["way"])).slots.pop(payload["slot"], None)
    elif progress.order:
        place, _ = progress.order.popitem()
        if progress.settled.pop(place, None) is not None:
            progress.times_settled[place[0]] -= 1
            progress.whole.clear()
        progress.back_to = place


def _skipped(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.skipped.update(payload["categories"])
    progress.changing = progress.back_to = None


def _silence(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.offered = True


def _drafted(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    way = WayForward(int(payload["way"]), participant)
    _fill(way, payload)
    progress.ways.append(way)


def _changed(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    way = progress.way(int(payload["way"]))
    if payload.get("again"):
        way.before = (dict(way.slots), dict(way.answers))
        way.slots.clear()
        way.answers.clear()
        way.change_offered = False
    if payload.get("restore") and way.before is not None:
        way.slots, way.answers = way.before
        way.before, way.change_offered = None, way.change_offered if way.reopened else True
    way.reopened = None
    if "reopen" in payload:
        way.reopened = str(payload["reopen"])
        way.before = (dict(way.slots), dict(way.answers))
        way.slots.pop(way.reopened, None)
    if "reopen" in payload or payload.get("amended"):
        way.answers.clear()
        way.change_offered = False
    _fill(way, payload)


def _fill(way: WayForward, payload: dict[str, Any]) -> None:
    for slot, kept in payload.get("slots", {}).items():
        way.slots[slot] = _slot(kept)
        if slot == _WHAT and (kept.get(ERASED) or way.taken_out):  # without what is done there is no way forward
            way.dropped = way.taken_out = bool(kept.get(ERASED))


def _slot(kept: dict[str, Any]) -> Slot:
    return Slot(
        kept.get("words"),
        kept.get("day"),
        people=tuple(kept.get("people", ())),
        absent=tuple(kept.get("absent", ())),
        day_asked_for=bool(kept.get("day_asked_for", True)),
    )


def _offered_change(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).change_offered = True


def _dropped(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).dropped = True


def _answered_by(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).answers[participant] = str(payload["answer"])


def _named(progress: Progress, participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.ways_named.add(participant)


def _review(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    kept = _slot(payload)
    progress.review = (progress.review_before or kept) if kept.words is None else kept
    progress.review_before = None


def _paused(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.paused = True
    progress.no_probes = progress.no_probes or bool(payload.get("quiet"))


def _resumed(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.paused = False


def _lost(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.lost += 1
    if payload["kind"] == FactKind.UTTERANCE_HEARD:  # counted, so that the words after it keep their numbers
        progress.utterances += 1
        progress.heard = ""


def _closed(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.closed = True


HANDLERS: dict[str, Callable[[Progress, str, str, dict[str, Any]], None]] = {
    FactKind.PREPARATION_ANSWERED: _prepared,
    FactKind.PARTICIPANT_JOINED: _joined,
    FactKind.PARTICIPANT_LEFT: leave,
    FactKind.PARTICIPANT_RETURNED: come_back,
    FactKind.QUESTION_ASKED: _asked,
    FactKind.UTTERANCE_HEARD: _heard,
    FactKind.ANSWER_KEPT: _kept,
    FactKind.PASSED: _passed,
    FactKind.TALKING_PIECE: hand_on,
    FactKind.GROUND_RULES_ANSWERED_BY: ground_rules.answered,
    FactKind.TALK_TIME_ANSWERED: talk_time.answered,
    FactKind.FIRST_WORD_OFFERED: talk_time.offered,
    FactKind.COMMAND: _command,
    FactKind.CATEGORY_SKIPPED: _skipped,
    FactKind.SILENCE: _silence,
    FactKind.WAY_FORWARD_DRAFTED: _drafted,
    FactKind.WAY_FORWARD_CHANGED: _changed,
    FactKind.WAY_FORWARD_CHANGE_OFFERED: _offered_change,
    FactKind.WAY_FORWARD_DROPPED: _dropped,
    FactKind.WAY_FORWARD_ANSWERED_BY: _answered_by,
    FactKind.WAYS_FORWARD_NAMED: _named,
    FactKind.REVIEW_DAY_SET: _review,
    FactKind.PAUSED: _paused,
    FactKind.RESUMED: _resumed,
    FactKind.CLOSED: _closed,
    FactKind.LOST: _lost,
    **PEOPLE,
    **PRIVATE_TIME,
    **SECOND_THOUGHTS,
}
