"""A short answer heard again by Vosk with phrases alone, as other readings of it: so a yes need not rest on one way of hearing.

With few phrases Vosk takes whatever is near for one of them; with many it takes one for another. Where both, or one of them
and what was heard freely, say the same, it is so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voice_guide.events import Expected, Reading


@dataclass(frozen=True)
class Usual:
    """What may well be said: ``phrases`` that an answer wholly is, and those with others that may be said ``beside``."""

    phrases: Sequence[str] = ()
    beside: Sequence[str] = ()


class HeardAgain:
    """One answer's sound in Kaldi recognisers that hear phrases alone. ``few`` hears ``usual.phrases``, ``many`` those beside."""

    def __init__(self, few: Any, many: Any | None, usual: Usual, expected: Expected) -> None:
        self._ways = [way for way in (few, many) if way is not None]
        self._heard: list[list[str]] = [[] for _ in self._ways]
        self._usual, self._expected = usual, expected

    def accept(self, pcm: bytes) -> None:
        """Take more sound."""
        for kaldi, heard in zip(self._ways, self._heard, strict=True):
            if kaldi.AcceptWaveform(pcm):
                heard.append(json.loads(kaldi.Result()).get("text", ""))

    def readings(self, text: str) -> tuple[Reading, ...]:
        """All ways in which the answer was heard; ``text`` is what was heard freely. Kaldi's measures can't be compared."""
        for kaldi, heard in zip(self._ways, self._heard, strict=True):
            heard.append(json.loads(kaldi.FinalResult()).get("text", ""))
        few, *many = (" ".join(" ".join(heard).split()) for heard in self._heard)
        whole = few if few in self._usual.phrases else ""
        beside = [Reading(said, 0.0) for said in many if said in self._usual.beside]
        return Reading(text, 0.0), *beside, Reading(whole, 0.0, self._expected)
