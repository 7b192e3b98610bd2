"""How a conversation ends: closed, stopped, or because nobody is there any more. What is kept of it, and what is said."""

from __future__ import annotations

from dataclasses import replace

from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply
from voice_guide.events import ALONE_TOO_LONG, ROOM_EMPTY, Fact, Prompt
from voice_guide.facts import FactKind
from voice_guide.languages import Language


class Endings:
    """``locked``: a passphrase guards what was said. ``service_view``: the service says what it holds of the plan."""

    def __init__(self, language: Language, *, locked: bool, service_view: bool = False) -> None:
        self._language = language
        self._service_view = service_view
        self._locked = locked

    def ended(self, reason: str) -> Reply:
        """No more will come. Where that is because nobody is there any more, it is said, and what was said is locked away."""
        told = {ROOM_EMPTY: "answer.room-empty", ALONE_TOO_LONG: "private.too-long"}.get(reason)
        locked = [Fact(FactKind.LOCKED)] if told and self._locked else []
        lead = [self._language.prompt(told)] if told else []
        return Reply("ended", facts=[*locked, _stopped(reason)], lead=lead)

    def stopped(self, reply: Reply) -> Reply:
        """A reply that stops, with the fact and the words that tell of it."""
        lead = [*reply.lead, self._language.prompt("commands.stopped")]
        return replace(reply, facts=[*reply.facts, _stopped("command")], lead=lead)

    def farewell(self, progress: Progress) -> list[Prompt]:
        """Thanks, where the words are now, and goodbye."""
        if any(person.recorded or person.withdrew for person in progress.people):
            saved = "closing.locked" if self._locked else "closing.saved"
        else:
            saved = "closing.not-saved"
        told = ["closing.service-view"] if self._service_view else []
        return [self._language.prompt(key) for key in (*told, "closing.thanks", saved, "closing.goodbye")]


def _stopped(reason: str) -> Fact:
    return Fact(FactKind.STOPPED, payload={"reason": reason})
