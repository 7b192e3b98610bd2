"""A rehearsal: the same loop in a room of sound files, with a made-up participant."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.events import Prompt
from voice_guide.guide.model import Guide
from voice_guide.ports import Journal, Recogniser, Sound, Synthesiser, VoiceActivity
from voice_guide.session import loop
from voice_guide.session.answer_file import AnswerFile
from voice_guide.session.answering import Cues
from voice_guide.session.dropped_words import DroppedWords
from voice_guide.session.participant import Participant
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.report import turn_rows, write_report
from voice_guide.session.second_reading import JournalWithSecondTexts, SecondReadings
from voice_guide.session.spoken_prompts import Cache, SpokenPrompts
from voice_guide.session.typed_line import drop_line
from voice_guide.session.voice import VoiceConversant


class SecondLoader(Protocol):
    """Loads the second recogniser when it is first called."""

    def __call__(self) -> Recogniser:
        """The recogniser."""

    def give_up(self) -> None:
        """Nobody waits for its words any more."""


@dataclass(frozen=True)
class Engines:
    """What a rehearsal is held with, loaded before its clock starts."""

    recogniser: Recogniser
    activity: VoiceActivity
    synthesiser: Synthesiser  # the participant's voice
    prompts: Cache
    tone: Sound
    cue: Sound
    second: SecondLoader | None = None  # reads answers again where the recogniser listens live
    closed_tone: Sound | None = None  # the family is left alone; None: the usual tone
    opened_tone: Sound | None = None


@dataclass(frozen=True)
class Rehearsed:
    """What came of it. ``report`` is report.json's content."""

    closed: bool
    report: dict[str, Any]
    room: RehearsalRoom


def rehearse(
    *,
    session_id: str,
    dialogue: Dialogue,
    guide: Guide,
    journal: Journal,
    engines: Engines,
    answers: AnswerFile,
    cues: Cues,
    today: Callable[[], date],
    real_time: bool = False,
    out: Path | None = None,
    thanks: Prompt | None = None,
    empty_after_seconds: float | None = None,
    pause_lock: PauseLock | None = None,
    on_prompt: Callable[[Prompt], None] = lambda prompt: None,
    on_numbers: Callable[[], None] = lambda: None,
    may_interrupt: Callable[[Callable[[], None]], None] = lambda call: None,
    may_ask: Callable[[VoiceConversant], None] = lambda conversant: None,
) -> Rehearsed:
    """Hold a whole conversation with a made-up participant; ``out`` gets the sound of both sides.

    ``may_ask`` is given the voice side before the first word, for whoever asks things outside the dialogue.
    Raises what the loop raises, and OSError.
    """
    room = RehearsalRoom(real_time=real_time)
    if out is not None:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        room.prompts_track.keep_in(out / "prompts.wav")
        room.participant_track.keep_in(out / "participant.wav")
    may_interrupt(room.interrupt)
    second = engines.second
    readings = SecondReadings(room, second, second.give_up) if second else None
    participant = Participant(room, answers, guide, engines.synthesiser)
    conversant = VoiceConversant(
        room=room,
        prompts=SpokenPrompts(engines.prompts, volume=1.0, set_volume=lambda volume: None),
        recogniser=lambda: engines.recogniser,
        activity=lambda: engines.activity,
        cues=cues,
        tone=engines.tone,
        cue=engines.cue,
        observer=participant,
        thanks=thanks,
        empty_after_seconds=empty_after_seconds,
        pause_lock=pause_lock,
        on_prompt=on_prompt,
        on_numbers=on_numbers,
        readings=readings,
        on_typed=drop_line,
        closed_tone=engines.closed_tone,
        opened_tone=engines.opened_tone,
    )
    may_ask(conversant)
    kept = DroppedWords(journal)
    second_texts = JournalWithSecondTexts(kept, readings, lambda: dialogue.progress.utterances) if readings else None
    began = time.perf_counter()
    closed = loop.run(dialogue, second_texts or kept, conversant, today)
    if second_texts is not None:
        second_texts.finish()
    kept.leave_out(conversant.traces)
    report = {
        "session": session_id,
        "guide": guide.id,
        "closed": closed,
        "recogniser": engines.recogniser.name,
        "real_seconds": round(time.perf_counter() - began, 3),
        "clock_seconds": round(room.now(), 3),
        "turns": turn_rows(conversant.traces, participant.spoken),
    }
    return Rehearsed(closed, report, room)


def write_rehearsal(folder: Path, done: Rehearsed) -> None:
    """Write report.json beside the sound, which was written as it passed. Raises OSError."""
    done.room.close()
    write_report(folder, done.report)
