"""Every form of every paper of very long sessions: seconds, most memory, and whether they grow with the session and no faster.

Each session's answers are made of common words, 4 to 22 of them, and no two are alike: one sentence again and again is set
faster. The command itself writes each file, in a process of its own.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from scripts.bench_parts.papers_calendar import PEOPLE, Figure, figure_of, keep, long_session
from voice_guide.cli.wiring import load_named_guide
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.languages import Language

_TEXTS = ("md", "txt", "html", "pdf", "docx")
# A new form is one more line here: the command with its options, and the file's ending.
COMMANDS: tuple[tuple[tuple[str, ...], str], ...] = (
    *((("transcript",), form) for form in (*_TEXTS, "json", "vtt")),
    (("transcript", "--layout", "large-print"), "pdf"),
    *((("sheet",), form) for form in _TEXTS),
    *((("sheet", "--layout", "easy-read"), form) for form in ("html", "pdf", "docx")),
    (("sheet", "--layout", "large-print"), "pdf"),
    *((("export", "--person", PEOPLE[0]), form) for form in ("md", "json")),
    (("calendar",), "ics"),
)
_LONG = (4, 22)  # words
_WORDS = (
    "and then I said it was not like that because he came in late again so we were all in the kitchen she did not want "
    "to hear of it any more but my nan rang school on Tuesday which helped a bit when they talked about what happened"
)


@dataclass(frozen=True)
class Grown:
    """One form at each number of answers, in their order."""

    name: str
    figures: tuple[Figure, ...]

    def slopes(self, answers: tuple[int, ...]) -> tuple[float, float]:
        """Seconds for each 1,000 answers more, from the first session to the next, and from the last but one to the last."""
        seconds = [each.seconds for each in self.figures]
        per = [
            1000 * (later - sooner) / (more - fewer)
            for (fewer, more), (sooner, later) in zip(pairwise(answers), pairwise(seconds), strict=True)
        ]
        return (per[0], per[-1]) if per else (0.0, 0.0)


def varied_session(answers: int, ways: int) -> Iterator[Fact]:
    """Like ``long_session``, with the answers spread over all of a guide's questions, and no two alike."""
    chance, words, heard = random.Random(answers), _WORDS.split(), 0
    guide = load_named_guide(Language.load(), "short")
    questions = [question.id for category in guide.categories for question in category.questions]
    for fact in long_session(answers, ways):
        if fact.kind not in (FactKind.UTTERANCE_HEARD, FactKind.ANSWER_KEPT):
            yield fact
            continue
        question, payload = questions[heard * len(questions) // answers], dict(fact.payload)
        if fact.kind == FactKind.UTTERANCE_HEARD:
            payload |= {"turn": question, "text": " ".join(chance.choices(words, k=chance.randint(*_LONG)))}
        else:
            heard += 1
        yield Fact(fact.kind, fact.participant, question, payload)


def measure(sizes: tuple[int, ...], ways: int) -> list[Grown]:
    """Every form of a session with each of so many answers."""
    found: dict[str, list[Figure]] = {}
    for answers in sizes:
        with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
            home = Path(scratch)
            keep(home / "voice-guide", varied_session(answers, ways))
            for (command, *options), ending in COMMANDS:
                name = f"{' '.join((command, *options[1::2]))}, {ending}"
                found.setdefault(name, []).append(figure_of(name, home, (command, "latest", *options), ending))
    return [Grown(name, tuple(figures)) for name, figures in found.items()]
