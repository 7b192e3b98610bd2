"""Facts without somebody's words: what was said goes, and what the other people's words need in order to stand stays.

No fact is left out that a fold counts, so that numbers of utterances and answers that were opened again stay true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from voice_guide.dialogue.out_of_turn import DROPPED, MOVED_TO
from voice_guide.dialogue.parts import ERASED
from voice_guide.dialogue.progress import Progress, effective_by
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.whose import Whose, moved_words, parts_of, way_of

Payload = dict[str, Any]

# What steers the order of questions for everybody is kept of a command, and nothing else.
_STEERING = ("back", "change")
_OF_STEERING = ("name", "done", "again", "way", "slot")


def without_person(facts: Sequence[RecordedFact], person: str) -> list[RecordedFact]:
    """One session's facts without what this person said, their name, and their answers.

    That a participant with this number took part stays, and which questions were put to them. What others said of them
    stays: those are the others' words. A line whose words are theirs and somebody else's in one goes.
    """
    whose = Whose()
    moved = moved_words(facts)
    kept: list[RecordedFact] = []
    for recorded in facts:
        fact = recorded.fact
        whose.take(fact)
        if moved.get(recorded.seq) == person:  # said out of turn, and taken down under another's name at first
            kept += [_with(recorded, {ERASED: True})] if fact.kind != FactKind.SECOND_TEXT else []
        elif fact.participant == person:
            if fact.kind != FactKind.SECOND_TEXT:
                kept.append(_with(recorded, _theirs(fact)))
        elif mixed := [slot for slot in parts_of(fact) if person in whose.people((way_of(fact), slot))]:
            kept.append(_with(recorded, _without_slots(fact, mixed)))
        else:
            kept.append(recorded)
    return kept


def without_hidden(facts: Sequence[RecordedFact], person: str | None = None) -> list[RecordedFact]:
    """One session's facts without the words that no paper shows any more, because they were taken out or changed.

    ``person``: only those of this participant. What somebody who took words out had begun to say, and said whole later, goes
    too: those words may stand in it.
    """
    numbers = _numbers_of_utterances(facts)
    hidden = {number for number, place in numbers.items() if place in _hidden_places(facts, numbers, person)}
    of_them = {facts[numbers[number]].fact.participant for number in hidden}
    moved = moved_words(facts)
    holds = {id(recorded) for recorded in effective_by(facts, lambda each: each.fact)}
    outs = [(place, recorded.fact.payload) for place, recorded in enumerate(facts) if _takes_out(recorded.fact, person)]
    nameless = {facts[place].fact.participant for place, payload in outs if payload.get("name")}
    kept: list[RecordedFact] = []
    for place, recorded in enumerate(facts):
        fact = recorded.fact
        later = [payload for at, payload in outs if at > place]
        if fact.kind == FactKind.SECOND_TEXT:
            if fact.payload.get("utterance") not in hidden:
                kept.append(recorded)
            continue
        if moved.get(recorded.seq) in of_them - {None}:
            recorded = _with(recorded, {ERASED: True})
        elif id(recorded) not in holds and fact.participant in of_them and fact.kind in _TAKEN_BACK:
            recorded = _with(recorded, _TAKEN_BACK[fact.kind](fact))
        elif place in {numbers[number] for number in hidden}:
            recorded = _with(recorded, {ERASED: True})
        elif slots := [slot for slot in parts_of(fact) if _is_out((way_of(fact), slot), later)]:
            recorded = _with(recorded, _without_slots(fact, slots))
        elif fact.kind == FactKind.REVIEW_DAY_SET and any(payload.get("review") for payload in later):
            recorded = _with(recorded, _no_words(fact))
        elif fact.participant in nameless and fact.kind in _OF_NAMELESS:
            recorded = _with(recorded, _OF_NAMELESS[fact.kind](fact))
        kept.append(recorded)
    return kept


def hidden_utterances(facts: Sequence[RecordedFact], person: str | None = None) -> int:
    """How many utterances there are whose words no paper shows any more and the journal still holds."""
    return len(_hidden_places(facts, _numbers_of_utterances(facts), person))


def _hidden_places(facts: Sequence[RecordedFact], numbers: Mapping[int, int], person: str | None) -> set[int]:
    progress = Progress.fold(recorded.fact for recorded in facts)
    found = {numbers[number] for number in progress.taken_out | progress.replaced if number in numbers}
    return {
        place
        for place in found
        if facts[place].fact.payload.get("text") is not None and person in (None, facts[place].fact.participant)
    }


def _numbers_of_utterances(facts: Sequence[RecordedFact]) -> dict[int, int]:
    """The place of each utterance that holds, by its number: facts name utterances by these numbers."""
    holds = effective_by(enumerate(facts), lambda each: each[1].fact)
    heard = (place for place, recorded in holds if is_utterance(recorded.fact))
    return dict(enumerate(heard, 1))


def is_utterance(fact: Fact) -> bool:
    """Whether somebody said something here, also where a damaged disk lost it: facts count both."""
    lost = fact.kind == FactKind.LOST and fact.payload.get("kind") == FactKind.UTTERANCE_HEARD
    return lost or fact.kind == FactKind.UTTERANCE_HEARD


def _takes_out(fact: Fact, person: str | None) -> bool:
    return fact.kind == FactKind.ANSWER_TAKEN_OUT and person in (None, fact.participant)


def _is_out(part: tuple[int, str], outs: Sequence[Payload]) -> bool:
    way, slot = part
    return any(way in out.get("ways", []) or [way, slot] in out.get("slots", []) for out in outs)


def _with(recorded: RecordedFact, payload: Payload) -> RecordedFact:
    return replace(recorded, fact=replace(recorded.fact, payload=payload))


def _theirs(fact: Fact) -> Payload:
    """What stays of a fact of the person whose words go. Of a kind that is not known here, nothing."""
    keep = _OF_THEIRS.get(fact.kind)
    return keep(fact) if keep else {ERASED: True}


def _joined(fact: Fact) -> Payload:
    # From here on nothing of theirs is kept either: whoever carries the session on has not asked them again.
    return _nameless(fact) | {"recorded": False, ERASED: True}


def _nameless(fact: Fact) -> Payload:
    return {key: kept for key, kept in fact.payload.items() if key != "role"} | {
        "name": None
    }  # a role can tell who it was


def _asked(fact: Fact) -> Payload:
    return fact.payload | {"turn": str(fact.payload.get("turn", "")).partition(":")[0]}  # "agree:Jo" has a name in it


def _only(*keys: str) -> Callable[[Fact], Payload]:
    return lambda fact: {key: fact.payload[key] for key in keys if key in fact.payload}


def _kept_answer(fact: Fact) -> Payload:
    return _only("out_of_turn")(fact) | {"utterance": fact.payload.get("utterance"), "kept": False, ERASED: True}


def _no_words(fact: Fact) -> Payload:
    return {"words": None, ERASED: True}


def _command(fact: Fact) -> Payload:
    return _only(*_OF_STEERING)(fact) if fact.payload.get("name") in _STEERING else {ERASED: True}


def _way(fact: Fact) -> Payload:
    return _without_slots(fact, parts_of(fact))


def _without_slots(fact: Fact, slots: Sequence[str] | dict[str, Any]) -> Payload:
    filled = {slot: {"words": None, ERASED: True} if slot in slots else kept for slot, kept in parts_of(fact).items()}
    return _only("way", "utterance", "again", "restore", "reopen", "amended")(fact) | {"slots": filled}


def _answered(fact: Fact) -> Payload:
    return {"way": fact.payload["way"], "answer": ERASED, "words": None}


def _whole(fact: Fact) -> Payload:
    return fact.payload


_OF_THEIRS: dict[str, Callable[[Fact], Payload]] = {
    FactKind.PARTICIPANT_JOINED: _joined,
    FactKind.PARTICIPANT_LEFT: _only("out"),
    FactKind.PARTICIPANT_RETURNED: _only("missed", "named"),
    FactKind.PARTICIPANT_REMOVED: _only("back"),
    FactKind.AGREED_TO_RECORD: _only("notice"),
    FactKind.DECLINED_TO_RECORD: _only("notice"),
    FactKind.WITHDREW: _only(),
    FactKind.QUESTION_ASKED: _asked,
    FactKind.CONDITIONAL_ASKED: _only(),
    FactKind.CATEGORY_SKIPPED: _only("categories"),
    FactKind.UTTERANCE_HEARD: lambda fact: {ERASED: True},
    FactKind.SECOND_TEXT: _only("utterance"),
    FactKind.ANSWER_KEPT: _kept_answer,
    FactKind.ANSWER_REOPENED: _only("back_to", MOVED_TO, DROPPED),
    FactKind.ANSWER_CHANGED: _only("replaces"),
    FactKind.ANSWER_TAKEN_OUT: _whole,  # numbers, and the guide's own names of questions
    FactKind.PASSED: _only("round"),
    FactKind.TALKING_PIECE: _whole,  # who handed it to whom: no words
    FactKind.COMMAND: _command,
    FactKind.SILENCE: _only(),
    FactKind.WAY_FORWARD_DRAFTED: _way,
    FactKind.WAY_FORWARD_CHANGED: _way,
    FactKind.WAY_FORWARD_DROPPED: _only("way"),
    FactKind.WAY_FORWARD_CHANGE_OFFERED: _only("way"),
    FactKind.WAY_FORWARD_ANSWERED_BY: _answered,
    FactKind.WAYS_FORWARD_NAMED: _only(),
    FactKind.GROUND_RULES_ANSWERED_BY: lambda fact: {"answer": ERASED, "words": None},
    FactKind.TALK_TIME_ANSWERED: lambda fact: {"answer": ERASED},
    FactKind.FIRST_WORD_OFFERED: lambda fact: {"to": fact.payload["to"], "answer": ERASED},
    FactKind.REVIEW_DAY_SET: _no_words,
    FactKind.PAPERS_WISHED: _only(),
    FactKind.EXPORTED: _whole,  # a file that is still there must stay known; erase.py drops those that are not
    FactKind.ERASED: _whole,
}

# Of someone who took back their agreement and had all their words taken out, the name goes too.
_OF_NAMELESS: dict[str, Callable[[Fact], Payload]] = {
    FactKind.PARTICIPANT_JOINED: _nameless,
    FactKind.AGREED_TO_RECORD: _only("notice"),
    FactKind.QUESTION_ASKED: _asked,
    FactKind.PAPERS_WISHED: _only(),
    FactKind.WAY_FORWARD_ANSWERED_BY: lambda fact: fact.payload | {"words": None},
    FactKind.GROUND_RULES_ANSWERED_BY: lambda fact: fact.payload | {"words": None},
}

# Of what was taken back because the person went on: it is in no paper, and its words may be among those taken out.
_TAKEN_BACK: dict[str, Callable[[Fact], Payload]] = {
    FactKind.UTTERANCE_HEARD: lambda fact: {ERASED: True},
    FactKind.WAY_FORWARD_DRAFTED: _way,
    FactKind.WAY_FORWARD_CHANGED: _way,
    FactKind.WAY_FORWARD_ANSWERED_BY: lambda fact: fact.payload | {"words": None},
    FactKind.GROUND_RULES_ANSWERED_BY: lambda fact: fact.payload | {"words": None},
    FactKind.REVIEW_DAY_SET: _no_words,
}
