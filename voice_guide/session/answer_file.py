"""The file of answers for a rehearsal: read, checked, and handed out one item a turn."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voice_guide.dialogue.turns import PAUSED_TURN
from voice_guide.errors import UsageError
from voice_guide.events import Turn, TurnKind
from voice_guide.languages import Language
from voice_guide.session.key_names import USUAL_QUIET_KEY, is_key, presses
from voice_guide.small_file import is_file, read_small

_KEYS = frozenset(
    {"say", "voice", "rate", "wav", "silent", "key", "pauses", "after", "interrupt", "question", "then_key"}
)
_ACTS = ("say", "wav", "silent", "key")
_FILE_BYTES = 16 * 1024 * 1024  # far more than any rehearsal says
DEFAULT_AFTER_SECONDS = 0.6
MOST_IN_A_ROW = 6  # how often the item for "otherwise" answers one turn before the participant says stop


@dataclass(frozen=True)
class Item:
    """What the participant does in one turn: exactly one of ``say``, ``wav``, ``silent`` (seconds) and ``key``."""

    say: str | None = None
    wav: Path | None = None
    silent: float | None = None
    key: str | None = None
    voice: str = "en-gb"
    rate_wpm: int = 150
    pauses: tuple[float, ...] = ()
    after_seconds: float = DEFAULT_AFTER_SECONDS
    interrupt_seconds: float | None = None
    question: str | None = None
    then_key: str | None = None  # pressed soon after the last word


@dataclass(frozen=True)
class Usual:
    """What a made-up participant of a language says where no item tells it, and the voice (``rehearsal.toml``)."""

    yes: str
    no: str
    stop: str
    voice: str

    @classmethod
    def of(cls, language: Language) -> Usual:
        """A language's."""
        return cls(**language.rehearsal)

    def item(self, words: str) -> Item:
        """These words in this voice."""
        return Item(say=words, voice=self.voice)


def _usual_in_default_language() -> Usual:
    return Usual.of(Language.load())


QUIET_AGAIN = Item(key=USUAL_QUIET_KEY)  # whoever made it quiet ends that, where no item says when
ALONE_NO_MORE = Item(key=" ")  # whoever ends the family's private time, and says yes to that
CARRY_ON_KEY = Item(key=".")
STOP_KEY = Item(key="s")
YES_KEY = Item(key="\n")


@dataclass
class AnswerFile:
    """Items for the turns of a rehearsal, in the two forms of design.md, "Rehearsal"."""

    items: list[Item] = field(default_factory=list)  # a plain list: one for every turn
    questions: list[Item] | None = None
    ways_forward: list[Item] | None = None
    otherwise: Item | None = None  # None: a yes
    usual: Usual = field(default_factory=_usual_in_default_language)
    otherwise_to: tuple[str, int] = ("", 0)  # the turn that was answered so last, and how often in a row

    def copy(self) -> AnswerFile:
        """The same items, to be handed out apart."""
        return AnswerFile(
            list(self.items),
            None if self.questions is None else list(self.questions),
            None if self.ways_forward is None else list(self.ways_forward),
            self.otherwise,
            self.usual,
            self.otherwise_to,
        )

    def item(self, turn: Turn, *, in_ways_forward: bool, another: bool) -> Item:
        """What to do in this turn. ``in_ways_forward``: from the first ways-forward question to the review."""
        if turn.quiet:
            return self._take_in_quiet(turn)
        if turn.alone is not None and self.questions is not None:
            return self._take_alone(turn)
        if self.questions is None:
            item = self._take(self.items, turn)
            stops = item == self.usual.item(self.usual.stop)
            return STOP_KEY if stops and turn.alone is not None else item  # no voice stops anything there
        if in_ways_forward and self.ways_forward is not None:
            if another and not any(self._answers_another(item) for item in self.ways_forward[:1]):
                return self.usual.item(self.usual.no)
            return self._take(self.ways_forward, turn)
        if turn.kind is TurnKind.OPEN and turn.question is not None:
            return self._take(self.questions, turn)
        if another:
            return self.usual.item(self.usual.no)
        return self._kept_for(self.questions, turn) or self._otherwise(turn)

    def _otherwise(self, turn: Turn) -> Item:
        """What every other turn gets. Where that leads nowhere (a no to the worker's list, for ever), "stop" ends it."""
        before, often = self.otherwise_to
        self.otherwise_to = (turn.id, often + 1 if turn.id == before else 1)
        if self.otherwise_to[1] > MOST_IN_A_ROW:
            return self.usual.item(self.usual.stop)
        return self.otherwise or self.usual.item(self.usual.yes)

    def _answers_another(self, item: Item) -> bool:
        """Whether this answers "is there another?", rather than a question that needs words."""
        bare = (item.say or "").strip(" .!").lower() in (self.usual.yes, self.usual.no)
        return bare or item.question == "wf-another" or item.key is not None

    def _take_in_quiet(self, turn: Turn) -> Item:
        """In the quiet only keys and time do anything: what is to be said is kept for later."""
        items = self.items if self.questions is None else self.questions
        for number, item in enumerate(items):
            if item.question == turn.id or (self.questions is None and item.question is None):
                return items.pop(number) if item.key is not None or item.silent is not None else QUIET_AGAIN
        return QUIET_AGAIN

    def _take_alone(self, turn: Turn) -> Item:
        """In the family's private time: what is kept for this turn; else a key ends it, so that a rehearsal comes to its end."""
        kept = (number for number, item in enumerate(self.questions or []) if item.question == turn.id)
        number = next(kept, None)
        ends = ALONE_NO_MORE if turn.alone is not None and turn.alone.counts else YES_KEY
        ends = CARRY_ON_KEY if turn.id == PAUSED_TURN else ends
        return ends if number is None or self.questions is None else self.questions.pop(number)

    @staticmethod
    def _kept_for(items: list[Item], turn: Turn) -> Item | None:
        """The first item that is kept for this turn by its name (``role`` for each ``role:NAME``), taken out; else None."""
        names = {turn.id, turn.id.partition(":")[0]}
        found = next((number for number, item in enumerate(items) if item.question in names), None)
        return None if found is None else items.pop(found)

    def _take(self, items: list[Item], turn: Turn) -> Item:
        """The first item that is kept for this question or turn (``agree`` for each ``agree:NAME``), or for none."""
        kept_for = {turn.question, turn.id, turn.id.partition(":")[0]}
        for number, item in enumerate(items):
            if item.question is not None and item.question in kept_for:
                return items.pop(number)
        for number, item in enumerate(items):
            if item.question is None:
                return items.pop(number)
        return self.usual.item(self.usual.stop)


def read_answers(path: Path, language: Language | None = None) -> AnswerFile:
    """Read an answers file, for a participant who speaks ``language``. Raises UsageError with what is wrong and where."""
    usual = Usual.of(language) if language is not None else _usual_in_default_language()
    try:
        data = json.loads(read_small(path, _FILE_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError("answers_unreadable", file=str(path)) from error
    except (ValueError, RecursionError) as error:  # JSONDecodeError, and a number with thousands of digits
        raise UsageError("answers_not_json", file=str(path), wrong=_where(error)) from error
    try:
        return _parse(data, path.parent, usual)
    except _Wrong as error:
        raise UsageError("answers_wrong", file=str(path), wrong=str(error)) from error


class _Wrong(Exception):
    """Where and what is wrong, in the file's own terms."""


def _where(error: Exception) -> str:
    return f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else type(error).__name__


def _parse(data: Any, folder: Path, usual: Usual) -> AnswerFile:
    if isinstance(data, list):
        return AnswerFile(items=_items(data, folder, "", usual), usual=usual)
    if not isinstance(data, dict) or not set(data) <= {"questions", "ways_forward", "otherwise"}:
        raise _Wrong("$")
    found = AnswerFile(questions=_items(data.get("questions", []), folder, "questions", usual), usual=usual)
    if "ways_forward" in data:
        found.ways_forward = _items(data["ways_forward"], folder, "ways_forward", usual)
    if "otherwise" in data:
        found.otherwise = _item(data["otherwise"], folder, "otherwise", usual)
    return found


def _items(data: Any, folder: Path, place: str, usual: Usual) -> list[Item]:
    if not isinstance(data, list):
        raise _Wrong(place or "$")
    return [_item(entry, folder, f"{place}[{number}]", usual) for number, entry in enumerate(data)]


def _item(data: Any, folder: Path, place: str, usual: Usual) -> Item:
    if not isinstance(data, dict):
        raise _Wrong(place)
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise _Wrong(f"{place}.{unknown[0]}")
    if sum(act in data for act in _ACTS) != 1:
        raise _Wrong(place)
    wav = _text(data, "wav", place)
    keys = _text(data, "key", place)
    then_key = _text(data, "then_key", place)
    for name, pressed in (("key", keys), ("then_key", then_key)):
        if not all(is_key(key) for key in presses(pressed or "")):
            raise _Wrong(f"{place}.{name}")
    pauses = data.get("pauses", [])
    if not isinstance(pauses, list) or not all(_is_seconds(pause) for pause in pauses):
        raise _Wrong(f"{place}.pauses")
    return Item(
        say=_text(data, "say", place),
        wav=_sound_file(folder, wav, place) if wav is not None else None,
        silent=_seconds(data, "silent", place),
        key=keys,
        voice=_text(data, "voice", place) or usual.voice,
        rate_wpm=int(_seconds(data, "rate", place) or 150),
        pauses=tuple(float(pause) for pause in pauses),
        after_seconds=_seconds(data, "after", place, default=DEFAULT_AFTER_SECONDS) or 0.0,
        interrupt_seconds=_seconds(data, "interrupt", place),
        question=_text(data, "question", place),
        then_key=then_key,
    )


def _sound_file(folder: Path, name: str, place: str) -> Path:
    """A path as it stands, or beside the answers file."""
    for path in (Path(name), folder / name):
        if is_file(path):
            return path
    raise _Wrong(f"{place}.wav: {name}")


def _text(data: dict[str, Any], key: str, place: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise _Wrong(f"{place}.{key}")
    return value


def _seconds(data: dict[str, Any], key: str, place: str, default: float | None = None) -> float | None:
    value = data.get(key, default)
    if value is not None and not _is_seconds(value):
        raise _Wrong(f"{place}.{key}")
    return None if value is None else float(value)


def _is_seconds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 86_400
