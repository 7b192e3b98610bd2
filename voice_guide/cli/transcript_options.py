"""What ``voice-guide transcript`` may be told to leave out, or to put in another order."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language
    from voice_guide.record.document import Papers
    from voice_guide.record.look import Look
    from voice_guide.record.options import TranscriptOptions
    from voice_guide.record.own_copy import OwnCopy
    from voice_guide.record.paper import Paper
    from voice_guide.record.pictured import Pictures

_ORDERS = ("questions", "time", "person")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--person", metavar="P", help="one person's words alone: their name, or their number (p1)")
    parser.add_argument("--category", metavar="C", help="one part alone, such as impact")
    parser.add_argument("--without-names", action="store_true", help="Person 1, Person 2 instead of names")
    parser.add_argument("--order", choices=_ORDERS, help="questions (unless said), time or person")


@dataclass(frozen=True)
class Told:
    """What a transcript is made from, as it was chosen. ``own``: one person's copy, where it is one person alone."""

    papers: Papers
    options: TranscriptOptions
    own: OwnCopy | None
    order: str | None = None  # as it was typed

    @property
    def person(self) -> str | None:
        """Whose words these are alone, by their number in the session."""
        return None if self.own is None else self.own.person.id

    def paper(self) -> Paper:
        """The transcript before it has a format."""
        from voice_guide.record import own_copy_forms, transcript

        return own_copy_forms.paper(self.own) if self.own else transcript.paper(self.papers, self.options)

    def made(self, form: str, look: Look, pictures: Pictures) -> tuple[str | bytes, frozenset[str]]:
        """The transcript in this form, and the signs that it could not be set in. Raises UsageError."""
        from voice_guide.record.forms import make

        if form == "json":
            return self.as_json(), frozenset()
        if form == "vtt":
            return self.as_webvtt(), frozenset()
        found = make(self.paper(), form, look, pictures)
        return found.content, found.missing

    def as_json(self) -> str | bytes:
        """The transcript as JSON; one person's copy has a form of its own."""
        from voice_guide.record import own_copy_forms, transcript_json

        if self.own:
            return own_copy_forms.as_json(self.own)
        return b"".join(piece.encode() for piece in transcript_json.pieces(self.papers, self.options))

    def as_webvtt(self) -> str:
        """The answers as captions, which go by time. Raises UsageError ``order_not_here`` where another order was asked for."""
        from voice_guide.errors import UsageError
        from voice_guide.record import webvtt

        if self.order not in (None, "time"):
            raise UsageError("order_not_here", order=self.order, other="--format vtt")
        return webvtt.render_own(self.own) if self.own else webvtt.render(self.papers, self.options)


def told_of(arguments: argparse.Namespace, vault: Vault, language: Language, session: str) -> Told:
    """Read what was chosen. Raises UsageError: ``unknown_person``, ``unknown_category``, ``order_not_here`` and others."""
    from voice_guide.cli.papers import papers_of
    from voice_guide.cli.whom import find_person
    from voice_guide.dialogue.progress import Progress
    from voice_guide.errors import UsageError
    from voice_guide.record.options import Order, TranscriptOptions
    from voice_guide.record.own_copy import OwnCopy

    papers = papers_of(vault, language, session)
    options = TranscriptOptions(
        not arguments.without_names, arguments.category, Order(arguments.order or Order.QUESTIONS)
    )
    if arguments.person is None:
        return Told(papers, options, None, arguments.order)
    if arguments.order is not None:
        raise UsageError("order_not_here", order=arguments.order, other="--person")
    facts = vault.facts(session)
    people = Progress.fold(recorded.fact for recorded in facts).everyone
    person = find_person(people, arguments.person, session=session)
    return Told(papers, options, OwnCopy(options.applied(papers), facts, person, vault.texts()))
