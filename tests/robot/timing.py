"""Where each answer and each reply lie on the tape. Times are seconds on its sample clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tests.robot.hearing import FRAME, exactly, first_speech, labels, last_speech
from tests.robot.table import LOUDSPEAKER, MICROPHONE, Tape
from tests.virtual_sound import RATE, Samples
from voice_guide.session.answer_file import Item

AUDIBLE = 0.01  # an answer's samples; the room's noise stays far below


@dataclass(frozen=True)
class Turn:
    """One turn: what the robot did, from which sample of the tape on, and what was measured."""

    item: Item
    from_sample: int
    prompt_end: float | None = None
    answer_start: float | None = None
    answer_end: float | None = None
    reply_start: float | None = None
    cut_off: bool = False  # the program spoke while the robot was still answering

    @property
    def reply_seconds(self) -> float | None:
        """From the last sample of the answer to the first sample of the next spoken prompt."""
        if self.reply_start is None or self.answer_end is None:
            return None
        return self.reply_start - self.answer_end


def timed(turns: Sequence[Turn], tape: Tape) -> list[Turn]:
    """The turns with their times."""
    speaker, microphone = tape.channel(LOUDSPEAKER), tape.channel(MICROPHONE)
    heard = labels(speaker)
    ends = [turn.from_sample for turn in turns[1:]] + [len(speaker)]
    return [_timed(turn, end, heard, speaker, microphone) for turn, end in zip(turns, ends, strict=False)]


def _timed(turn: Turn, end: int, heard: npt.NDArray[np.int8], speaker: Samples, microphone: Samples) -> Turn:
    first = last = turn.from_sample
    loud = np.flatnonzero(np.abs(microphone[first:end]) > AUDIBLE)
    if len(loud):
        first, last = first + int(loud[0]), first + int(loud[-1])
    prompt_end = last_speech(heard, first // FRAME)
    reply = first_speech(heard, last // FRAME + 1)
    during = first_speech(heard[: last // FRAME], first // FRAME)
    return replace(
        turn,
        prompt_end=None if prompt_end is None else (prompt_end + 1) * FRAME / RATE,
        answer_start=first / RATE,
        answer_end=last / RATE,
        reply_start=None if reply is None else exactly(speaker, reply) / RATE,
        cut_off=during is not None,
    )
