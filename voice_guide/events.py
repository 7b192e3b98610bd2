"""What goes in and out of the dialogue: turns, prompts, events, actions and the facts that the journal keeps.

Everything here is a small frozen dataclass. Times are seconds on the session's clock unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class TurnKind(StrEnum):
    """How heavy a turn is; it sets the patience (practice.md, "Timing")."""

    OPEN = "open"  # an answer in the person's own words
    LIGHT = "light"  # a light yes or no
    WEIGHTY = "weighty"  # agreeing to record, to a way forward, to erase
    CHOICE = "choice"  # one of a few named choices


class Expected(StrEnum):
    """What a short answer may well be, for engines that can be told before they listen."""

    YES_NO = "yes_no"
    COMMAND = "command"
    SPELLING = "spelling"  # a name, letter by letter


@dataclass(frozen=True)
class Prompt:
    """One thing to say. ``key`` names where it stands in the data (a question's id or a prompts.toml key)."""

    key: str
    text: str


@dataclass(frozen=True)
class Seat:
    """Somebody's place in a group: their ``number`` there, which is also their key, and what they are called.

    ``recorded`` False: not one of their words is to be captured.
    """

    number: int
    name: str
    recorded: bool


@dataclass(frozen=True)
class Alone:
    """The family is alone at this turn: whoever is recorded, the microphone is closed, and keys alone answer.

    After ``seconds`` of it ``TimeOver`` is told once; None: never. ``counts``: this is the time itself, whose seconds add up
    from turn to turn, and not a question within it; after ``longest_seconds`` of it nobody is taken to be there.
    """

    seconds: float | None = None
    longest_seconds: float | None = None
    counts: bool = False


@dataclass(frozen=True)
class Turn:
    """One turn to listen.

    ``id`` is what keyboard mode prints (``wh-today``, ``record:Jo``, ``agree:Jo``); ``question`` the guide question, if it
    is one; ``participant`` the person's id in the journal (``p1``) or None for everyone; ``name`` what they are called;
    ``prompt`` what is asked.
    ``patience_seconds`` of quiet end the answer. ``recorded`` False means: the microphone stays closed, keys only.
    ``choices`` are the words allowed at a spoken choice (a grammar for recognisers that take one).
    ``joins``: not open, but whoever speaks on goes on with what they said, as at an open turn.
    ``expected``: what a short answer may well be, where it is no yes or no.
    ``typed``: where there is a keyboard, a line is typed for it, and not spoken.
    ``quiet`` True: nothing is said, shown or heard; only the quiet key, or the end of all input, ends it.
    ``seats``: everyone in the group, where a talking piece goes round; its keys mean something then.
    ``alone``: it is in the family's private time; never with ``recorded``.
    """

    id: str
    kind: TurnKind
    name: str
    question: str | None = None
    participant: str | None = None
    prompt: Prompt | None = None
    patience_seconds: float = 4.0
    recorded: bool = True
    hold: bool = False
    choices: tuple[str, ...] = ()
    quiet: bool = False
    joins: bool = False
    typed: bool = False
    expected: Expected | None = None
    seats: tuple[Seat, ...] = ()
    alone: Alone | None = None

    @property
    def goes_on(self) -> bool:
        """Whether words said on after the answer was taken are joined to it; else it is asked again."""
        return self.joins or self.kind is TurnKind.OPEN


@dataclass(frozen=True)
class Word:
    """One recognised word: its start and end in seconds from the start of the answer's sound, confidence 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True)
class Reading:
    """One way in which a short answer can be heard, and its score: higher is likelier, by the engine's own measure.

    ``expecting``: heard by an engine that was told what people usually say then. ``no_speech``: how likely
    the engine holds it, from 0 to 1, that nobody spoke.
    """

    text: str
    score: float
    expecting: Expected | None = None
    no_speech: float = 0.0


@dataclass(frozen=True)
class Transcription:
    """What a recogniser made of one answer. ``text`` is exactly its words; ``engine`` names the recogniser and model.

    ``readings``: other ways to hear a short answer, best first, where they were asked for and the engine gives them.
    ``doubtful``: by the engine's own measures perhaps nobody spoke. Of little voice, such words are inventions.
    """

    text: str
    words: tuple[Word, ...] = ()
    engine: str = ""
    readings: tuple[Reading, ...] = ()
    doubtful: bool = False


# Events: what happened, told to the dialogue.


@dataclass(frozen=True)
class Started:
    """The session begins, or goes on after a resume."""


@dataclass(frozen=True)
class Utterance:
    """A person spoke (or typed) for a turn. ``seconds`` is how long the sound was; None for typed text.

    ``over_prompt``: it began while a prompt still played, so it may have been heard badly. ``seat``: the number of the one in
    the group who the worker says was speaking, where that is not whose turn it is.
    """

    turn_id: str
    text: str
    words: tuple[Word, ...] = ()
    engine: str = "keyboard"
    seconds: float | None = None
    over_prompt: bool = False
    readings: tuple[Reading, ...] = ()
    seat: int | None = None


@dataclass(frozen=True)
class KeyCommand:
    """A key or button was pressed; ``name`` is a command name, or ``yes``, ``no``, ``unsure``, ``quiet``, ``numbers``.

    ``seat``: the number of somebody in the group, where it is about them; ``person``: their id, where that is known.
    """

    name: str
    seat: int | None = None
    person: str | None = None


@dataclass(frozen=True)
class NoInput:
    """Nothing was said: an empty line, or ``quiet_seconds`` of quiet."""

    turn_id: str
    quiet_seconds: float = 0.0


@dataclass(frozen=True)
class NoMatch:
    """There was speech, and the recogniser made no words of it."""

    turn_id: str


@dataclass(frozen=True)
class NothingHeard:
    """The microphone gives no sound at all, not even a room's: it is muted, or not permitted."""

    turn_id: str


@dataclass(frozen=True)
class SpokeOn:
    """The person goes on speaking after their answer was taken: it is open again, and the words will be joined."""

    turn_id: str


@dataclass(frozen=True)
class TimeOver:
    """The time that a turn has (``Alone.seconds``) is over, and no key came."""

    turn_id: str


QUIET = KeyCommand("quiet")  # the quiet key: first everything is silent and blank, the second time it may go on
ROOM_EMPTY = "room-empty"  # the reason of InputEnded where nobody was heard for a long time
ALONE_TOO_LONG = "private-time-too-long"  # and where nobody ended the family's private time


@dataclass(frozen=True)
class InputEnded:
    """No more input will come: end of a pipe, Ctrl-C, SIGTERM, a lost device, an empty room. ``reason`` names which."""

    reason: str = "end-of-input"


Event = Started | Utterance | KeyCommand | NoInput | NoMatch | NothingHeard | SpokeOn | TimeOver | InputEnded


# Actions: what the dialogue wants done, in order.


@dataclass(frozen=True)
class Fact:
    """One thing that happened, as the journal keeps it. Kinds are design's; ``payload`` holds plain JSON values."""

    kind: str
    participant: str | None = None
    question: str | None = None
    payload: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Keep:
    """Write these facts, all or none, and have them on disk before the next action begins."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Say:
    """Say these prompts, one after another."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Listen:
    """Ask ``turn.prompt`` and listen until the person is done; the answer comes back as an event.

    ``ask`` False: the prompt has been heard already, so by voice only listen on.
    """

    turn: Turn
    ask: bool = True


@dataclass(frozen=True)
class Outcome:
    """How a turn was understood: ``answer``, ``command:NAME``, ``yes``, ``no``, ``unsure``, ``no-input``, ``no-match``."""

    turn_id: str
    outcome: str


@dataclass(frozen=True)
class Adjust:
    """Change how prompts are spoken: steps of rate (words a minute) and of volume (0 to 1)."""

    rate_step_wpm: int = 0
    volume_step: float = 0.0


@dataclass(frozen=True)
class ShowNumbers:
    """Put the page of help numbers on the screen; nothing is said, and it is written nowhere."""


@dataclass(frozen=True)
class ShowTalkTime:
    """Put how long each has spoken on the screen, a line for each; nothing is said, and it is written nowhere."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Finish:
    """The session's process ends. ``closed`` True: the closing was reached; False: resumable."""

    closed: bool


Action = Keep | Say | Listen | Outcome | Adjust | ShowNumbers | ShowTalkTime | Finish
