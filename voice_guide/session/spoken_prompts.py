"""Rendered prompts with the rate and loudness that people asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from voice_guide.ports import Sound

SLOWEST_WPM, FASTEST_WPM = 100, 350  # practice.md, "Speaking and listening to people"
LOWEST_VOLUME, HIGHEST_VOLUME = 0.2, 1.0


class Cache(Protocol):
    """What renders and keeps prompts."""

    @property
    def rate_wpm(self) -> int:
        """Words a minute."""

    def set_rate(self, rate_wpm: int) -> None:
        """Speak at this rate from now on."""

    def get(self, text: str) -> Sound:
        """The sound of a text."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Render these beside the loop."""

    def close(self) -> None:
        """End."""


class SpokenPrompts:
    """Prompts from a cache. ``set_volume`` reaches the loudspeaker; where there is none, nothing is louder."""

    def __init__(self, cache: Cache, *, volume: float, set_volume: Callable[[float], None]) -> None:
        self._cache = cache
        self._volume = volume
        self._set_volume = set_volume
        set_volume(volume)

    def get(self, text: str) -> Sound:
        """The sound of a text."""
        return self._cache.get(text)

    def prepare(self, texts: Iterable[str]) -> None:
        """Render these beside the loop."""
        self._cache.prepare(texts)

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Speak slower or faster, louder or quieter from now on."""
        if rate_step_wpm:
            rate = min(FASTEST_WPM, max(SLOWEST_WPM, self._cache.rate_wpm + rate_step_wpm))
            self._cache.set_rate(rate)
        if volume_step:
            self._volume = min(HIGHEST_VOLUME, max(LOWEST_VOLUME, self._volume + volume_step))
            self._set_volume(self._volume)
