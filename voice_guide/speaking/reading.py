"""Reading a text aloud into one sound, whatever its length and its signs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from voice_guide.ports import Samples, Sound, Synthesiser
from voice_guide.shown import one_line
from voice_guide.speaking.joining import SENTENCE_PAUSE_SECONDS, trimmed
from voice_guide.speaking.spoken import sentences

MOST_SIGNS = 300  # read in one go, 20 s: an engine that is asked for minutes at once is taken to be hanging
BREATH_SECONDS = 0.15  # where a sentence is too long for one go


@dataclass(frozen=True)
class Reading:
    """A voice and how it reads. ``spoken`` turns signs into words; ``unsayable`` is read where words give no sound."""

    synthesiser: Synthesiser
    voice: str
    rate_wpm: int
    spoken: Callable[[str], str]
    abbreviations: Collection[str]
    unsayable: str

    def read(self, text: str) -> tuple[Sound, bool]:
        """The text as sound, and whether all its words were said. Empty for no words. Raises DeviceError."""
        pieces: list[tuple[Sound, float]] = []
        whole = True
        for sentence in sentences(self.spoken(one_line(text)), self.abbreviations):
            for piece in textwrap.wrap(sentence, MOST_SIGNS, break_on_hyphens=False):
                sound = self._say(piece)
                whole = whole and (len(sound.samples) > 0 or not any(map(str.isalnum, piece)))
                pieces.append((sound, BREATH_SECONDS))
            if pieces:
                pieces[-1] = (pieces[-1][0], SENTENCE_PAUSE_SECONDS)
        if not whole:
            pieces.append((self._say(self.unsayable), 0.0))
        return _joined(pieces), whole

    def _say(self, text: str) -> Sound:
        return trimmed(self.synthesiser.render(text, voice=self.voice, rate_wpm=self.rate_wpm))


def _joined(pieces: list[tuple[Sound, float]]) -> Sound:
    """The sounds one after another, each with its pause after it but for the last."""
    rate = pieces[0][0].rate if pieces else 0
    found: list[Samples] = []
    for sound, pause in pieces:
        if len(sound.samples):
            found += [sound.samples, np.zeros(round(pause * rate), np.float32)]
    return Sound(np.concatenate(found[:-1]) if found else np.zeros(0, np.float32), rate)
