"""What the parts of hearing share: the product's own engines, its prompts as sound, rooms that ring, people's voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from scripts.bench_parts.recognition import model_folder, recordings, speech_folder
from voice_guide.events import Prompt
from voice_guide.guide.loader import find_guide
from voice_guide.guide.sayings import guide_sayings, language_sayings
from voice_guide.languages import Language
from voice_guide.listening.load import load_recogniser
from voice_guide.ports import LISTENING_RATE, Recogniser, Samples, Sound
from voice_guide.session.tracks import at_listening_rate
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser

FRAME_SAMPLES = LISTENING_RATE // 100
_GAP = re.compile(r"\{[^}]*\}")
_BELOW_LOUDEST = 0.1  # -20 dB: softer frames are not counted as speech


@cache
def whisper() -> Recogniser:
    """The recogniser of this installation, loaded once."""
    return load_recogniser("whisper", model_folder(), name="tiny.en", language="en")


def prompt_texts(count: int) -> list[str]:
    """What the program says, evenly over all there is; a name stands in every gap."""
    language = Language.load()
    said = language_sayings(language)
    for name in ("short", "restorative"):
        said += guide_sayings(find_guide(name, language.folder / "guides"))
    texts = list(dict.fromkeys(_GAP.sub("Jo", saying.text) for saying in said))
    return [texts[round(place)] for place in np.linspace(0, len(texts) - 1, min(count, len(texts)))]


class Rendered:
    """``session.speech.Prompts`` over sounds that are rendered beforehand, by their text."""

    def __init__(self, texts: Iterable[str]) -> None:
        voice = Language.load().voice
        synthesiser = Pyttsx3Synthesiser()
        try:
            self._sounds = {
                text: Sound(
                    at_listening_rate(synthesiser.render(text, voice=voice["voice"], rate_wpm=voice["rate_wpm"])),
                    LISTENING_RATE,
                )
                for text in texts
            }
        finally:
            synthesiser.close()

    def get(self, text: str) -> Sound:
        """The sound of a text."""
        return self._sounds[text]

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing is left to prepare."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Nobody asks for it here."""

    def prompts(self) -> list[Prompt]:
        """All of them."""
        return [Prompt(f"prompt-{number}", text) for number, text in enumerate(self._sounds)]


def room_responses() -> dict[str, Samples | None]:
    """Each room's impulse response by its name; None for the dry one."""
    found: dict[str, Samples | None] = {"dry": None}
    for path in sorted((speech_folder() / "rir").glob("*.flac")):
        found[path.stem] = np.asarray(soundfile.read(path, dtype="float32")[0], np.float32)
    return found


def voices(folders: Sequence[str], count: int, *, seconds: float) -> list[Samples]:
    """The beginnings of recordings of real people, each longer than half of ``seconds``, in a random order."""
    found = [one for one in recordings(speech_folder(), folders) if one.seconds > seconds / 2]
    order = np.random.default_rng(4).permutation(len(found))[:count]
    kept = [found[place].samples() for place in order]
    starts = [max(0, onset(samples) - LISTENING_RATE // 10) for samples in kept]
    return [one[start : start + round(seconds * LISTENING_RATE)] for one, start in zip(kept, starts, strict=True)]


def has_recordings(folder: Path | None = None) -> bool:
    """Whether there are recordings to measure with."""
    return ((folder or speech_folder()) / "manifest.tsv").is_file()


def frame_levels(samples: Samples) -> Samples:
    """The root mean square of every 10 ms."""
    frames = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return np.asarray(np.sqrt(np.mean(np.square(frames), axis=1)), np.float32)


def level(samples: Samples) -> float:
    """How loud speech is where it is speech: over its frames at most 20 dB below the loudest twentieth."""
    frames = frame_levels(samples)
    return float(np.sqrt(np.mean(np.square(frames[frames > np.percentile(frames, 95) * _BELOW_LOUDEST]))))


def onset(samples: Samples) -> int:
    """Where a voice begins: three frames in a row at most 20 dB below its loudest twentieth."""
    frames = frame_levels(samples)
    loud = frames > np.percentile(frames, 95) * _BELOW_LOUDEST
    return int(np.flatnonzero(loud[:-2] & loud[1:-1] & loud[2:])[0]) * FRAME_SAMPLES
