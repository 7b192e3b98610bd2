"""Writing speech to a sound file as it comes: WAV, MP3, or Opus in Ogg, with labels."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TypeVar

import numpy as np
import soundfile
import soxr

from voice_guide.ports import Samples

Given = TypeVar("Given")

OPUS_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)  # libsndfile writes Opus at no other


@dataclass(frozen=True)
class Form:
    """A format as libsndfile names it."""

    container: str
    coding: str
    level: float | None = None  # of compression, 0 to 1; None: the library's own


WAV, MP3 = Form("WAV", "PCM_16"), Form("MP3", "MPEG_LAYER_III")
# 46 kbit/s: at its own 29 kbit/s libsndfile takes three times as long over speech, and it is further from the voice.
OPUS = Form("OGG", "OPUS", level=0.8)
FORMS = {"wav": WAV, "mp3": MP3, "opus": OPUS, "ogg": OPUS}  # by a file name's ending


@dataclass(frozen=True)
class Labels:
    """What a player shows of the file."""

    title: str
    comment: str
    date: str

    def sayable_in(self, form: Form) -> Labels:
        """Those that the format can hold: libsndfile 1.2 writes nothing but ASCII into an MP3 that is read back right."""
        if form is not MP3:
            return self
        kept = [text if text.isascii() else "" for text in (self.title, self.comment, self.date)]
        return Labels(*kept)


def rate_for(form: Form, rate: int) -> int:
    """The rate at which a voice of this rate is written: the same, or for Opus the next that it has."""
    if form is not OPUS:
        return rate
    return next((each for each in OPUS_RATES if each >= rate), OPUS_RATES[-1])


class SoundWriter:
    """Writes samples of one voice into an open file, which stays open. Raises OSError."""

    def __init__(self, file: IO[bytes], form: Form, rate: int, labels: Labels) -> None:
        written = rate_for(form, rate)
        self._resampler = soxr.ResampleStream(rate, written, 1, dtype="float32") if written != rate else None
        self._file = _Noting(file)
        self._sound = soundfile.SoundFile(
            self._file, "w", written, 1, form.coding, format=form.container, compression_level=form.level
        )
        held = labels.sayable_in(form)
        self._sound.software = "Voice Guide"
        for name, text in (("title", held.title), ("comment", held.comment), ("date", held.date)):
            if text:
                setattr(self._sound, name, text)

    def __enter__(self) -> SoundWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is still held back and make the file whole; after an error only let it go."""
        with contextlib.closing(self._sound):
            if kind is None and self._resampler is not None:
                self._put(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        if kind is None:
            self._file.raise_noted()

    def write(self, samples: Samples) -> None:
        """Write the next samples."""
        self._put(samples if self._resampler is None else self._resampler.resample_chunk(samples))

    def _put(self, samples: Samples) -> None:
        try:
            self._sound.write(np.clip(samples, -1, 1))
        except AssertionError as error:  # the library's own way to say that not all was written
            self._file.raise_noted()
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        self._file.raise_noted()


class _Noting:
    """A file whose errors, and Ctrl-C, are kept for ``raise_noted``: libsndfile calls it, and what is raised there is lost."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._noted: BaseException | None = None

    def raise_noted(self) -> None:
        """Raise the first thing that was noted, if any."""
        if self._noted is not None:
            raise self._noted

    def write(self, data: bytes) -> int:
        """Write; after an error nothing more, as if all were well."""
        return self._tried(lambda: self._file.write(data), len(data))

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move."""
        return self._tried(lambda: self._file.seek(offset, whence), 0)

    def tell(self) -> int:
        """Where it stands."""
        return self._tried(self._file.tell, 0)

    def read(self, size: int = -1) -> bytes:
        """Read back, which some formats do when they are closed."""
        return self._tried(lambda: self._file.read(size), b"")

    def _tried(self, what: Callable[[], Given], instead: Given) -> Given:
        if self._noted is None:
            try:
                return what()
            except BaseException as error:
                self._noted = error
        return instead
