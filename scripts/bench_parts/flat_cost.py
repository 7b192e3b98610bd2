"""Does a long session get slower? Answers through the dialogue and a real vault, the first hundred beside the last.

    scripts/bench flat_cost [--answers 10000]

One answer is: the event handled, every fact kept on disk, and what is likely to be said next worked out. Two sessions: one
person answers the short guide's first question and goes back to it, again and again; and six people answer each question of
a guide that is as long as it takes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from scripts.bench_parts.figures import median, print_machine, print_table
from voice_guide.cli.wiring import begin, dialogue_for, load_named_guide
from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Event, Keep, Listen, Started, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language

TODAY = date(2026, 11, 26)
ENDS = 100  # answers at each end that are compared
GOAL = 1.2
PEOPLE = ("Jo", "Kai", "Sam", "Mo", "Bea", "Tom")
Hold = Callable[["Session", int], None]
WORDS = "it was a Tuesday and he came in late and we both said things"


@dataclass
class Session:
    """A conversation that is kept in a vault, and how long each of its answers took."""

    dialogue: Dialogue
    journal: SessionJournal
    seconds: list[float] = field(default_factory=list)
    turn: Turn | None = None

    def take(self, event: Event) -> bool:
        """Handle an event as the loop does. True when it became an answer."""
        began = time.perf_counter()
        kept = False
        for action in self.dialogue.handle(event, today=TODAY):
            match action:
                case Keep(facts):
                    self.journal.append(facts)
                    kept = kept or any(fact.kind == FactKind.ANSWER_KEPT for fact in facts)
                case Listen(turn):
                    self.turn = turn
                    self.dialogue.upcoming()
        if kept:
            self.seconds.append(time.perf_counter() - began)
        return kept

    def say(self, words: str) -> bool:
        """Say something for the turn that is listened to. True when it became an answer."""
        assert self.turn is not None
        return self.take(Utterance(self.turn.id, words))


def back_and_forth(session: Session, answers: int) -> None:
    """The same question is answered again and again."""
    for _ in range(answers):
        session.say(WORDS)
        session.say("go back")


def one_after_another(session: Session, answers: int) -> None:
    """Everybody answers every question."""
    while len(session.seconds) < answers and session.say(WORDS):
        pass


def long_guide(guide: Guide, answers: int) -> Guide:
    """The guide with its first category over and over, each time with questions of its own, and then its last."""
    first, last = guide.categories[0], guide.categories[-1]
    again = []
    for number in range(1 + answers // (len(PEOPLE) * len(first.questions))):
        questions = tuple(replace(question, id=f"{question.id}-{number}") for question in first.questions)
        again.append(replace(first, id=f"{first.id}-{number}", questions=questions, ask_order=()))
    return replace(guide, categories=(*again, last))


def held(folder: Path, guide: Guide, people: Sequence[str], hold: Hold, answers: int) -> list[float]:
    """Hold one session in a vault of its own; how long each answer took."""
    language = Language.load()
    dialogue = dialogue_for(guide, language, Meaning(language), DialogueOptions(people=tuple(people)), Progress())
    with Vault.create(folder, passphrase=None) as vault:
        session = Session(dialogue, begin(vault, guide, language, settings={}, rehearsed=True))
        session.take(Started())
        while session.turn is not None and session.turn.id.startswith("record:"):
            session.say("yes")
        hold(session, answers)
    return session.seconds


def main() -> int:
    """Print the table; 1 where a session got slower."""
    parser = argparse.ArgumentParser(prog="scripts/bench flat_cost", description="does a long session get slower")
    parser.add_argument("--answers", type=int, default=10_000)
    chosen = parser.parse_args()
    print_machine()
    short = load_named_guide(Language.load(), "short")
    long = long_guide(short, chosen.answers)
    rows, slower = [], False
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        for name, guide, people, hold in (
            ("one question, over and over", short, PEOPLE[:1], back_and_forth),
            (f"{len(long.categories)} categories, six people", long, PEOPLE, one_after_another),
        ):
            seconds = held(Path(scratch) / guide.id / hold.__name__, guide, people, hold, chosen.answers)
            first, last = median(seconds[:ENDS]), median(seconds[-ENDS:])
            slower = slower or last > GOAL * first
            rows.append([name, len(seconds), f"{1000 * first:.2f}", f"{1000 * last:.2f}", f"{last / first:.2f}"])
    print_table(("session", "answers", "first hundred, ms (median)", "last hundred, ms (median)", "times"), rows)
    return int(slower)


if __name__ == "__main__":
    raise SystemExit(main())
