"""Prompts rendered before they are needed, kept in memory alone."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable

import numpy as np

from voice_guide.ports import Sound, Synthesiser
from voice_guide.speaking.joining import joined, trimmed
from voice_guide.speaking.spoken import sentences

SLOWEST_WPM, FASTEST_WPM = 100, 350
DEFAULT_WPM = 150
LIMIT_SECONDS = 900.0  # of kept sound: three times a whole guide; 80 MB at 22,050 samples a second

_Key = tuple[str, str, int]  # text, voice, rate


class PromptCache:
    """Prompts as sound. ``spoken`` turns what is written into what is said.

    One background thread renders what was prepared; a ``get`` goes before it. Any thread may call any method.
    """

    def __init__(
        self,
        synthesiser: Synthesiser,
        *,
        spoken: Callable[[str], str],
        voice: str,
        rate_wpm: int = DEFAULT_WPM,
        abbreviations: Collection[str] = (),
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        self._synthesiser = synthesiser
        self._spoken = spoken
        self._voice = voice
        self._rate_wpm = clamped_rate(rate_wpm)
        self._abbreviations = frozenset(abbreviations)
        self._limit_seconds = limit_seconds
        self._sounds: OrderedDict[_Key, Sound] = OrderedDict()
        self._seconds = 0.0
        self._waiting: list[str] = []  # texts still to be prepared
        self._prepared: dict[str, None] = {}  # every text ever prepared, in order
        self._rendering: set[_Key] = set()
        self._wanted = 0  # how many gets are under way: preparing waits for them
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def rate_wpm(self) -> int:
        """Words a minute."""
        return self._rate_wpm

    def set_rate(self, rate_wpm: int) -> None:
        """Speak at this rate (kept within 100-350) from now on; what was prepared is prepared again."""
        with self._changed:
            self._rate_wpm = clamped_rate(rate_wpm)
            prepared = list(self._prepared)
        self.prepare(prepared)

    def get(self, text: str) -> Sound:
        """This prompt's sound, rendered now if it was not before. Raises DeviceError as the synthesiser does."""
        with self._changed:
            key = self._key(text)
            self._wanted += 1
            try:
                self._changed.wait_for(lambda: key not in self._rendering)
                if key in self._sounds:
                    self._sounds.move_to_end(key)
                    return self._sounds[key]
                self._rendering.add(key)
            finally:
                self._wanted -= 1
                self._changed.notify_all()
        return self._render(key)

    def prepare(self, texts: Iterable[str]) -> None:
        """Render these in the background, in order, before whatever else still waits. Returns at once."""
        with self._changed:
            first = dict.fromkeys(texts)
            self._prepared |= first
            self._waiting = [*first, *(text for text in self._waiting if text not in first)]
            if self._waiting and self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="prompts", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def close(self) -> None:
        """Forget every sound and end the background thread. The synthesiser is its owner's to close."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._sounds.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=1.0)

    def _key(self, text: str) -> _Key:
        return (text, self._voice, self._rate_wpm)

    def _work(self) -> None:
        while (key := self._next_key()) is not None:
            with contextlib.suppress(Exception):  # told by the get that wants it: preparing only saves time
                self._render(key)

    def _next_key(self) -> _Key | None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._closed or (self._waiting and not self._wanted))
                if self._closed:
                    return None
                key = self._key(self._waiting.pop(0))
                if key not in self._sounds and key not in self._rendering:
                    self._rendering.add(key)
                    return key

    def _render(self, key: _Key) -> Sound:
        text, voice, rate_wpm = key
        try:
            sound = self._make(text, voice, rate_wpm)
            with self._changed:
                self._keep(key, sound)
            return sound
        finally:
            with self._changed:
                self._rendering.discard(key)
                self._changed.notify_all()

    def _make(self, text: str, voice: str, rate_wpm: int) -> Sound:
        said = sentences(self._spoken(text), self._abbreviations)
        parts = [trimmed(self._synthesiser.render(one, voice=voice, rate_wpm=rate_wpm)) for one in said]
        audible = [part for part in parts if len(part.samples)]
        if audible:
            return joined(audible)
        return parts[0] if parts else Sound(np.zeros(0, np.float32), 22_050)

    def _keep(self, key: _Key, sound: Sound) -> None:
        if self._closed:
            return
        self._sounds[key] = sound
        self._seconds += sound.seconds
        while self._seconds > self._limit_seconds and len(self._sounds) > 1:
            _, oldest = self._sounds.popitem(last=False)
            self._seconds -= oldest.seconds


def clamped_rate(rate_wpm: int) -> int:
    """The rate within what can be understood (practice.md: 100-350 words a minute)."""
    return min(FASTEST_WPM, max(SLOWEST_WPM, rate_wpm))
