"""Finds where a person spoke and the engine wrote nothing.

Whisper can skip whole sentences inside a window, above all where another voice begins. Its word times show the hole;
voice activity tells whether somebody spoke in it. Filling such holes took word error from 23.8 to 15.6 % of the 614 words
of five recordings of two speakers in turn (tiny.en, beam 5).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from voice_guide.events import Word
from voice_guide.listening.windows import Window
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, VoiceActivity

# Voice between two words that makes a hole. Of 23 gaps with 0.8 s or more in 2,265 words, the 4 above this were skipped
# sentences (2.8 to 7.5 s); in the 19 below it (up to 2.4 s) were hesitations, or the next word again.
HOLE_VOICED_SECONDS = 2.5
WORD_SECONDS = 0.7  # few words last longer; Whisper stretches the ones beside a hole into it
VOICED = 0.5


def holes(sound: Samples, words: Sequence[Word], activity: VoiceActivity) -> list[Window]:
    """Where in the sound somebody speaks for HOLE_VOICED_SECONDS without a word. Word times count from its start."""
    return [gap for gap in _gaps(len(sound), words) if _is_spoken(sound[gap.first : gap.end], activity)]


def _gaps(length: int, words: Sequence[Word]) -> list[Window]:
    """The places between words that are long enough to be a hole, in order and apart from one another."""
    seconds = length / LISTENING_RATE
    edges = [Word("", 0.0, 0.0, 1.0), *words, Word("", seconds, seconds, 1.0)]
    gaps: list[Window] = []
    for before, after in itertools.pairwise(edges):
        begins = round(min(before.end, before.start + WORD_SECONDS) * LISTENING_RATE)
        ends = round(max(after.start, after.end - WORD_SECONDS) * LISTENING_RATE)
        gap = Window(max(begins, gaps[-1].end if gaps else 0), min(ends, length))
        if gap.seconds >= HOLE_VOICED_SECONDS:
            gaps.append(gap)
    return gaps


def _is_spoken(sound: Samples, activity: VoiceActivity) -> bool:
    activity.reset()
    starts = range(0, len(sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES)
    voiced = sum(activity.probability(sound[start : start + CHUNK_SAMPLES]) >= VOICED for start in starts)
    return voiced * CHUNK_SAMPLES / LISTENING_RATE >= HOLE_VOICED_SECONDS
