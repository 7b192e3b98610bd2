"""An audio copy read aloud and written: every line is read once, then the length is known and said, then all is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np

from voice_guide.ports import Samples
from voice_guide.record.audio_copy import AudioCopy, Line, Track
from voice_guide.speaking.earcons import part_tone
from voice_guide.speaking.reading import Reading
from voice_guide.speaking.sound_file import Form, Labels, SoundWriter
from voice_guide.speaking.tape import Stretch, Tape

TONE_PAUSE = 0.5  # seconds between the tone and the first words of a part
EDGE_PAUSE = 0.3  # at the very beginning: some players lose the first moment


@dataclass
class Read:
    """What came of it. ``marks``: each track's title and the second at which it begins."""

    marks: list[tuple[str, float]] = field(default_factory=list)
    seconds: float = 0.0
    unsaid: int = 0  # lines that hold words the voice gave no sound for


@dataclass
class AudioReader:
    """Reads a copy, then writes it. ``on_line(done, count)`` is told of each line, ``on_written(percent)`` of what is written."""

    copy: AudioCopy
    reading: Reading
    folder: Path  # where the samples lie meanwhile, in a file without a name
    on_line: Callable[[int, int], None] = lambda done, count: None
    on_written: Callable[[int], None] = lambda percent: None
    _rate: int = 0
    _done: int = 0
    _unsaid: int = 0

    def write(self, file: IO[bytes], form: Form) -> Read:
        """Read all of it into this file. Raises DeviceError, OSError."""
        tape = Tape(self.folder)
        try:
            return self._write(tape, file, form)
        finally:
            tape.close()

    def _write(self, tape: Tape, file: IO[bytes], form: Form) -> Read:
        copy = self.copy
        greeting, outline = self._read(tape, copy.greeting), self._read(tape, copy.outline)
        tracks = [(track, self._read(tape, track.lines, track)) for track in copy.tracks]
        whole = [*greeting, *outline, *(each for _, stretches in tracks for each in stretches)]
        length = self._read(tape, [self._length_line(tape, sum(stretch.length for stretch in whole))])
        parts = [(copy.title, [*greeting, *length, *outline]), *((track.title, found) for track, found in tracks)]
        read = Read(unsaid=self._unsaid)
        samples, count = 0, sum(stretch.length for _, stretches in parts for stretch in stretches)
        with SoundWriter(file, form, self._rate, Labels(copy.label, copy.comment, copy.date)) as writer:
            for title, stretches in parts:
                read.marks.append((title, samples / self._rate))
                for stretch in stretches:
                    samples += stretch.length
                    for chunk in tape.read(stretch):
                        writer.write(chunk)
                    self.on_written(100 * samples // count)
        read.seconds = samples / self._rate
        return read

    def _length_line(self, tape: Tape, samples: int) -> Line:
        """The sentence that says how long all takes, itself too: it is read once to see how long it is."""
        first = self.copy.length(samples / self._rate)
        said = sum(stretch.length for stretch in self._read(tape, [first]))
        return self.copy.length((samples + said) / self._rate)

    def _read(self, tape: Tape, lines: Sequence[Line], track: Track | None = None) -> list[Stretch]:
        """Each line with its pause, on the tape. A part begins with its tone, and the file with a moment of quiet."""
        found = []
        for place, line in enumerate(lines):
            sound, whole = self.reading.read(line.text)
            self._rate = self._rate or sound.rate
            before: list[Samples] = []
            if place == 0 and track is not None and track.new_part:
                before = [part_tone(self._rate).samples, self._quiet(TONE_PAUSE)]
            elif not self._done:
                before = [self._quiet(EDGE_PAUSE)]
            found.append(tape.add(np.concatenate([*before, sound.samples, self._quiet(line.pause)])))
            self._unsaid += not whole
            self._done += 1
            self.on_line(self._done, self._count)
        return found

    @property
    def _count(self) -> int:
        copy = self.copy
        return len(copy.greeting) + len(copy.outline) + sum(len(track.lines) for track in copy.tracks) + 2

    def _quiet(self, seconds: float) -> Samples:
        return np.zeros(round(seconds * self._rate), np.float32)
