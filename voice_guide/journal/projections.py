"""A session as its papers show it: a projection of the journal's facts, stored nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from voice_guide.dialogue.next_step import concerned, is_agreed, is_wanted
from voice_guide.dialogue.parts import Person, WayForward
from voice_guide.dialogue.progress import Progress, effective_by
from voice_guide.errors import GuideError, VaultError
from voice_guide.facts import FactKind
from voice_guide.journal.private_times import PrivateSpan, private_spans
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.service_views import ServiceView, service_views


@dataclass(frozen=True)
class KeptAnswer:
    """One answer as it was heard. ``text`` is None where the person's words are not kept.

    ``second_text`` is what another recogniser read in the same sound, if one did; ``over_prompt``: the answer began while
    its question was still being asked. ``taken_out``: by the person who said it, so no words are here. ``changed``: it took
    the place of an answer that is not here any more. ``lost``: a damaged disk lost the words; ``erased``: a person did, for good.
    """

    question: str
    participant: str
    at: datetime
    text: str | None
    words: tuple[tuple[str, float, float, float], ...]
    engine: str | None
    passed: bool = False
    over_prompt: bool = False
    second_text: str | None = None
    second_engine: str | None = None
    taken_out: bool = False
    changed: bool = False
    lost: bool = False
    erased: bool = False
    seconds: float | None = None  # how long its sound was


@dataclass(frozen=True)
class SessionView:
    """What a transcript or a sheet needs to know of a session."""

    id: str
    started: datetime
    last: datetime
    guide_id: str
    guide_title: str
    guide_hash: str
    language: str
    rehearsed: bool
    closed: bool
    reviews: str | None  # the session whose list this one reviews
    progress: Progress
    answers: tuple[KeptAnswer, ...]
    private_times: tuple[PrivateSpan, ...] = ()
    service_views: tuple[ServiceView, ...] = ()

    @property
    def people(self) -> list[Person]:
        """Everyone who took part, in the order in which they joined; who was taken off only where something is kept of them."""
        off = {person.id for person in self.progress.removed} - self._given
        return [person for person in self.progress.everyone if person.id not in off]

    @property
    def _given(self) -> set[str]:
        """Those of whom there is an answer, or something on the list."""
        ways = self.progress.ways
        on_list = {way.proposer for way in ways} | {person for way in ways for person in way.answers}
        return on_list | {answer.participant for answer in self.answers}

    def asked(self, way: WayForward) -> list[Person]:
        """Those whose own answer a way forward needs, or has."""
        asked = {person.id for person in (*self.progress.people, *concerned(way, self.progress))}
        wanted = asked | set(way.answers)
        return [person for person in self.progress.everyone if person.id in wanted]

    @property
    def ways_forward(self) -> list[WayForward]:
        """The ways forward that stand."""
        return self.progress.ways_kept

    @property
    def left_out(self) -> list[WayForward]:
        """The ways forward that were on the list and were left out again."""
        return [way for way in self.progress.ways if way.dropped and way.words("what")]

    @property
    def all_taken_out(self) -> bool:
        """Whether everything was taken out: then nothing else is here."""
        return self.progress.all_taken_out

    @property
    def ways_taken_out(self) -> int:
        """How many ways forward are not shown because their words were taken out."""
        return sum(way.taken_out for way in self.progress.ways)

    def agreed(self, way: WayForward) -> bool:
        """Whether each participant has said yes to it."""
        return is_agreed(way, self.progress)

    def wanted(self, way: WayForward) -> bool:
        """Whether each participant has said yes to it, though somebody absent may still have to be asked."""
        return is_wanted(way, self.progress)

    def answers_to(self, question: str, participant: str) -> list[KeptAnswer]:
        """One person's answers to one question, in the order in which they were given."""
        return list(self._answers_by_place.get((question, participant), ()))

    @cached_property
    def _answers_by_place(self) -> dict[tuple[str, str], list[KeptAnswer]]:
        found: dict[tuple[str, str], list[KeptAnswer]] = {}
        for answer in self.answers:
            found.setdefault((answer.question, answer.participant), []).append(answer)
        return found

    def latest(self, question: str, participant: str) -> KeptAnswer:
        """One person's newest answer to a question; a pass takes no answer back. Raises IndexError where there is none."""
        given = self.answers_to(question, participant)
        return next((answer for answer in reversed(given) if not answer.passed), given[-1])


# Where one of these is lost, nobody can tell any more whose words are whose, or which are not to be shown.
_BEARING = {
    FactKind.SESSION_STARTED,
    FactKind.PARTICIPANT_JOINED,
    FactKind.WITHDREW,
    FactKind.ANSWER_REOPENED,
    FactKind.ANSWER_CHANGED,
    FactKind.ANSWER_TAKEN_OUT,
    FactKind.ERASED,
}


_NEVER_WRITTEN_SO = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    GuideError,
)


def session_view(facts: Sequence[RecordedFact]) -> SessionView:
    """Fold a session's facts into its view.

    Raises VaultError: ``session_incomplete`` where so much was lost with a damaged disk that it could show wrong words,
    ``session_unreadable`` where there are facts that this program never writes so.
    """
    with as_written(facts[0].session if facts else ""):
        return _view(facts)


@contextmanager
def as_written(session: str) -> Iterator[None]:
    """Inside, something is made of this session's facts: they are folded, or a paper is made of their view.

    Raises VaultError ``session_unreadable`` where they, or the guide that is kept with them, are not as they are ever written.
    """
    try:
        yield
    except _NEVER_WRITTEN_SO:
        raise VaultError("session_unreadable", session=session) from None  # the cause might quote words


def _view(facts: Sequence[RecordedFact]) -> SessionView:
    started = facts[0]
    if any(each.fact.kind == FactKind.LOST and each.fact.payload["kind"] in _BEARING for each in facts):
        raise VaultError("session_incomplete", session=started.session)
    begun: dict[str, Any] = started.fact.payload
    progress = Progress.fold(recorded.fact for recorded in facts)
    if progress.all_taken_out:
        progress = Progress(closed=progress.closed, all_taken_out=True)
    return SessionView(
        id=started.session,
        started=started.at,
        last=facts[-1].at,
        guide_id=str(begun["guide"]),
        guide_title=str(begun.get("guide_title", begun["guide"])),
        guide_hash=str(begun["guide_hash"]),
        language=str(begun.get("language", "en")),
        rehearsed=bool(begun.get("rehearsed", False)),
        closed=progress.closed,
        reviews=begun.get("reviews"),
        progress=progress,
        answers=() if progress.all_taken_out else tuple(_answers(facts, progress)),
        private_times=() if progress.all_taken_out else private_spans(facts),
        service_views=() if progress.all_taken_out else service_views(facts),
    )


def _answers(facts: Sequence[RecordedFact], progress: Progress) -> list[KeptAnswer]:
    """The answers that hold and were not changed later, those that were taken out without their words."""
    changes = False
    heard: list[dict[str, Any]] = []
    second = _second_texts(facts)
    answers: list[KeptAnswer] = []
    for recorded in effective_by(facts, lambda each: each.fact):
        fact = recorded.fact
        if fact.kind == FactKind.UTTERANCE_HEARD:
            heard.append(fact.payload)
        elif fact.kind == FactKind.LOST and fact.payload["kind"] == FactKind.UTTERANCE_HEARD:
            heard.append({"lost": True})
        elif fact.kind == FactKind.ANSWER_CHANGED:
            changes = bool(fact.payload["replaces"])
        elif fact.kind == FactKind.ANSWER_KEPT:
            number = fact.payload.get("utterance")
            out = number in progress.taken_out
            said = heard[int(number) - 1] if isinstance(number, int) and fact.payload.get("kept") and not out else {}
            if number not in progress.replaced or out:
                answer = _answer(recorded, said, second.get(number) if said else None)
                erased = bool(fact.payload.get("erased"))
                answers.append(replace(answer, taken_out=out, changed=changes, erased=erased))
            changes = False
        elif fact.kind == FactKind.PASSED:
            answers.append(_answer(recorded, {}, passed=True))
    return answers


def _second_texts(facts: Sequence[RecordedFact]) -> dict[object, dict[str, Any]]:
    """The second texts of the utterances that hold, by their numbers: an answer opened again takes its own back."""
    found: dict[object, dict[str, Any]] = {}
    holds: list[RecordedFact] = []
    for recorded in facts:
        if recorded.fact.kind == FactKind.SECOND_TEXT:
            found[recorded.fact.payload["utterance"]] = recorded.fact.payload
            continue
        holds.append(recorded)
        if recorded.fact.kind == FactKind.ANSWER_REOPENED:
            holds = effective_by(holds, lambda each: each.fact)
            heard = sum(each.fact.kind == FactKind.UTTERANCE_HEARD for each in holds)
            found = {number: payload for number, payload in found.items() if int(str(number)) <= heard}
    return found


def _answer(
    recorded: RecordedFact, said: dict[str, Any], second: dict[str, Any] | None = None, *, passed: bool = False
) -> KeptAnswer:
    words = tuple((str(w[0]), float(w[1]), float(w[2]), float(w[3])) for w in said.get("words", []))
    return KeptAnswer(
        question=recorded.fact.question or "",
        participant=recorded.fact.participant or "",
        at=recorded.at,
        text=said.get("text"),
        words=words,
        engine=said.get("engine"),
        passed=passed,
        lost=bool(said.get("lost")),
        over_prompt=bool(said.get("over_prompt")),
        second_text=second["text"] if second else None,
        second_engine=second.get("engine") if second else None,
        seconds=said.get("seconds"),
    )
