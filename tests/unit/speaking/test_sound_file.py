"""Sound files in every format, written piece by piece: their length, rate, pitch and labels are read back."""

from __future__ import annotations

import errno
import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voice_guide.speaking.sound_file import FORMS, MP3, OPUS, OPUS_RATES, WAV, Labels, SoundWriter, rate_for

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

SECONDS, HERTZ = 4.0, 440.0
LABELS = Labels("Read aloud", "Made by a computer. Language: en-GB.", "2026-11-26")


def written(ending: str, rate: int, labels: Labels = LABELS, *, piece: int = 1000) -> io.BytesIO:
    tone = (0.3 * np.sin(2 * np.pi * HERTZ * np.arange(round(SECONDS * rate)) / rate)).astype(np.float32)
    file = io.BytesIO()
    with SoundWriter(file, FORMS[ending], rate, labels) as writer:
        for start in range(0, len(tone), piece):
            writer.write(tone[start : start + piece])
    file.seek(0)
    return file


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
@pytest.mark.parametrize("ending", FORMS)
def test_each_format_holds_the_whole_sound(ending: str, rate: int) -> None:
    with soundfile.SoundFile(written(ending, rate)) as sound:
        assert sound.channels == 1
        assert sound.samplerate == rate_for(FORMS[ending], rate)
        assert sound.frames / sound.samplerate == pytest.approx(SECONDS, abs=0.06)
        assert (sound.format, sound.subtype) == (FORMS[ending].container, FORMS[ending].coding)
        heard = sound.read()
    middle = heard[len(heard) // 4 : -len(heard) // 4]
    loudest = np.argmax(np.abs(np.fft.rfft(middle))) * sound.samplerate / len(middle)
    assert loudest == pytest.approx(HERTZ, abs=2)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)


@pytest.mark.parametrize("ending", FORMS)
def test_labels_are_read_back(ending: str) -> None:
    with soundfile.SoundFile(written(ending, 22_050)) as sound:
        found = sound.copy_metadata()
    assert (found["title"], found["comment"], found["date"]) == (LABELS.title, LABELS.comment, LABELS.date)


@pytest.mark.parametrize("ending", FORMS)
def test_labels_in_other_letters_are_whole_or_left_out(ending: str) -> None:
    with soundfile.SoundFile(written(ending, 22_050, Labels("약속", "컴퓨터", "2026-11-26"))) as sound:
        found = sound.copy_metadata()
    assert found.get("title", "") == ("" if FORMS[ending] is MP3 else "약속")
    assert found["date"] == ("2026" if FORMS[ending] is MP3 else "2026-11-26")  # short labels are ID3v1's alone


def test_opus_is_written_at_a_rate_that_it_has() -> None:
    assert [rate_for(OPUS, rate) for rate in (8_000, 11_025, 22_050, 24_000, 44_100, 96_000)] == [
        8_000, 12_000, 24_000, 24_000, 48_000, 48_000,
    ]  # fmt: skip
    assert set(OPUS_RATES) == {8_000, 12_000, 16_000, 24_000, 48_000}
    assert rate_for(WAV, 22_050) == rate_for(MP3, 22_050) == 22_050


def test_the_size_of_the_pieces_changes_nothing() -> None:
    assert written("wav", 22_050, piece=10).getvalue() == written("wav", 22_050, piece=9999).getvalue()


class FullDisk(io.BytesIO):
    """A file that takes so many bytes and no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Buffer) -> int:
        if self.tell() + memoryview(data).nbytes > self._room:
            raise OSError(errno.ENOSPC, "full")
        return super().write(data)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("room", [0, 100, 3000])
def test_a_full_disk_is_told_as_one(ending: str, room: int) -> None:
    with pytest.raises(OSError, match="full"):
        write_noise(FullDisk(room), ending)


class Interrupted(FullDisk):
    """A file at which Ctrl-C is pressed as soon as it holds so many bytes."""

    def write(self, data: Buffer) -> int:
        try:
            return super().write(data)
        except OSError:
            raise KeyboardInterrupt from None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ending", FORMS)
def test_ctrl_c_is_not_lost_inside_the_library(ending: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_noise(Interrupted(1000), ending)


def write_noise(file: io.BytesIO, ending: str) -> None:
    with SoundWriter(file, FORMS[ending], 22_050, LABELS) as writer:
        for _ in range(10):
            writer.write(np.random.default_rng(1).uniform(-0.5, 0.5, 10_000).astype(np.float32))
