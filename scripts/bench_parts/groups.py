"""Does a long meeting of a group get slower, or forget whose words are whose? A whole rehearsal, with the real engines.

    scripts/bench groups [--turns 400] [--people 8]

Eight people answer each question of a guide whose questions go round: 400 turns are about two hours on the rehearsal's clock.
Each person has a sentence of their own, so that every answer can be held against whose it must be.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import soundfile

from scripts.bench_parts.figures import median, print_machine, print_table
from voice_guide.cli import wiring
from voice_guide.cli.rehearsing import load_engines
from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Action, Event, Fact, Prompt
from voice_guide.guide.loader import parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.writer import guide_text
from voice_guide.journal.projections import SessionView, session_view
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.ports import LISTENING_RATE, Synthesiser
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.participant import with_pauses
from voice_guide.session.rehearsal import Rehearsed, rehearse
from voice_guide.session.tracks import at_listening_rate
from voice_guide.settings import Settings
from voice_guide.understanding.text import normalise

TODAY = date(2026, 11, 26)
QUESTIONS_EACH = 5  # of a category
GOAL_RATIO = 1.2  # the last turns against the first
GOAL_GROWTH_MB = 20
WARM_TURNS = 50  # until then the recogniser still takes memory that it keeps; of a shorter meeting, half of it
PAUSES = (1.2, 2.0, 1.5)  # seconds: people think while they speak
SPOKEN = {
    "Anna": "We walked home along the river in the dark, and nobody said a word until we came to the door.",
    "Ben": "My brother shouted at me about the bicycle, and I was very upset about it for a long time.",
    "Clara": "I made the dinner that evening, and there was nobody there to eat it with me at the table.",
    "Daniel": "The teacher asked me what had happened, and I told her about the window and the broken glass.",
    "Emma": "I would like us to have one day in the week when all the telephones stay in the kitchen.",
    "Frank": "It was raining when the letter came from the school, and I read it three times in the hall.",
    "Grace": "My grandmother used to say that every family needs a garden, and I think that she was right.",
    "Henry": "I was worried about the money for the holiday, so I worked on Saturday and on Sunday as well.",
}
VOICES = ("en-gb", "en-us", "en-gb-scotland", "en-gb-x-rp")


@dataclass
class Clocked:
    """What one rehearsal cost, in processor time, so that whatever else runs on the machine is left out.

    ``own``: the dialogue and the journal alone, turn by turn; ``whole``: with the engines.
    """

    dialogue: Dialogue
    journal: SessionJournal
    whole: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    resident_mb: list[float] = field(default_factory=list)
    _began: float | None = None
    _own: float = 0.0

    def handle(self, event: Event, *, today: date) -> list[Action]:
        """See Dialogue."""
        began = time.thread_time()
        actions = self.dialogue.handle(event, today=today)
        self._own += time.thread_time() - began
        return actions

    def upcoming(self) -> list[str]:
        """See Dialogue."""
        began = time.thread_time()
        found = self.dialogue.upcoming()
        self._own += time.thread_time() - began
        return found

    @property
    def progress(self) -> Progress:
        """See Dialogue."""
        return self.dialogue.progress

    def append(self, facts: Sequence[Fact]) -> object:
        """See Journal."""
        began = time.thread_time()
        written = self.journal.append(facts)
        self._own += time.thread_time() - began
        return written

    def asked(self, prompt: Prompt) -> None:
        """A prompt begins: where it is a question, the turn before it is over."""
        if not prompt.key.startswith("q-"):
            return
        now = time.process_time()
        if self._began is not None:
            self.whole.append(now - self._began)
            self.own.append(self._own)
            self.resident_mb.append(_resident_mb())
        self._began, self._own = now, 0.0


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def long_guide(circle: Guide, rounds: int) -> Guide:
    """A guide of so many rounds: the circle's first question about what happened, over and over."""
    model = next(category for category in circle.categories if category.id == "what-happened")
    parts = []
    for at in range(0, rounds, QUESTIONS_EACH):
        questions = tuple(
            replace(model.questions[0], id=f"q-{number}") for number in range(at, min(rounds, at + QUESTIONS_EACH))
        )
        order = tuple(question.id for question in questions)
        parts.append(replace(model, id=f"part-{at}", questions=questions, ask_order=order))
    # Without the worker's list: it is asked once, and what is measured are the rounds.
    made = replace(circle, id="long-circle", joint=False, categories=tuple(parts))
    return parse_guide(guide_text(made), file="long-circle.toml")


def sounds(folder: Path, people: Sequence[str], synthesiser: Synthesiser) -> dict[str, Path]:
    """Each person's sentence as a sound file, with pauses in it."""
    found = {}
    for number, name in enumerate(people):
        spoken = at_listening_rate(
            synthesiser.render(SPOKEN[name], voice=VOICES[number % len(VOICES)], rate_wpm=150 - 5 * (number // 4))
        )
        found[name] = folder / f"{name}.wav"
        soundfile.write(found[name], with_pauses(spoken, PAUSES), LISTENING_RATE)
    return found


def under_their_names(view: SessionView, people: Sequence[str]) -> int:
    """How many answers stand under the name of the one whose sentence they are most like."""
    own = {name: normalise(SPOKEN[name]) for name in people}

    def most_like(text: str) -> str:
        words = normalise(text)
        return max(own, key=lambda name: SequenceMatcher(None, words, own[name], autojunk=False).ratio())

    return sum(
        view.progress.person(answer.participant).name == most_like(answer.text)
        for answer in view.answers
        if answer.text is not None
    )


def held(turns: int, people: Sequence[str], folder: Path) -> tuple[Rehearsed, Clocked, SessionView]:
    """Hold the meeting in a vault of its own."""
    language = Language.load()
    meaning = Meaning(language)
    guide = long_guide(wiring.load_named_guide(language, "circle"), -(-turns // len(people)))
    engines = load_engines(language, Settings(), "whisper")
    try:
        spoken = sounds(folder, people, engines.synthesiser)
        asked = [question.id for category in guide.categories for question in category.questions]
        items = [Item(say="yes", question="record")] * len(people)
        items += [Item(wav=spoken[name], question=question) for question in asked for name in people]
        with Vault.create(folder / "vault", passphrase=None) as vault:
            session = wiring.begin(vault, guide, language, settings={}, rehearsed=True)
            options = DialogueOptions(people=tuple(people))
            clocked = Clocked(wiring.dialogue_for(guide, language, meaning, options, Progress()), session)
            done = rehearse(
                session_id=session.id,
                dialogue=clocked,  # type: ignore[arg-type]
                guide=guide,
                journal=clocked,
                engines=engines,
                answers=AnswerFile(items=items),
                cues=meaning,
                today=lambda: TODAY,
                thanks=language.prompt("answer.finished"),
                on_prompt=clocked.asked,
            )
            return done, clocked, session_view(vault.facts(session.id))
    finally:
        engines.prompts.close()
        engines.synthesiser.close()


def main() -> int:
    """Print the table; 1 where the meeting got slower, or bigger, or an answer stands under another's name."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench groups", description="does a long meeting of a group get slower"
    )
    parser.add_argument("--turns", type=int, default=400)
    parser.add_argument("--people", type=int, default=8, choices=range(2, len(SPOKEN) + 1))
    chosen = parser.parse_args()
    people = tuple(SPOKEN)[: chosen.people]
    print_machine()
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        done, clocked, view = held(chosen.turns, people, Path(scratch))
    ends = max(1, len(clocked.whole) // 8)
    given = sum(answer.text is not None for answer in view.answers)
    right = under_their_names(view, people)
    rows, ok = [], done.closed and right == given and given >= chosen.turns
    for name, seconds in (("with voice and recogniser", clocked.whole), ("dialogue and journal alone", clocked.own)):
        first, last = median(seconds[:ends]), median(seconds[-ends:])
        ok = ok and last / first <= GOAL_RATIO
        rows.append([name, f"{1000 * first:.1f}", f"{1000 * last:.1f}", f"{last / first:.2f}"])
    warm = min(WARM_TURNS, len(clocked.resident_mb) // 2)
    growth = clocked.resident_mb[-1] - clocked.resident_mb[warm]
    ok = ok and growth <= GOAL_GROWTH_MB
    print(
        f"{len(people)} people, {given} answers, {done.report['clock_seconds'] / 3600:.2f} hours on the rehearsal's clock.\n"
    )
    print_table(
        [
            f"processor time of a turn, ms (median of {ends})",
            "first",
            "last",
            f"last to first (goal: at most {GOAL_RATIO})",
        ],
        rows,
    )
    print()
    growth_goal = f"growth, MB (goal: at most {GOAL_GROWTH_MB})"
    print_table(
        ["answers under their speaker's name", f"memory after {warm} turns, MB", growth_goal],
        [[f"{right} of {given}", f"{clocked.resident_mb[warm]:.0f}", f"{growth:+.1f}"]],
    )
    return 0 if ok else 1


if __name__ == "__main__":
    raise SystemExit(main())
