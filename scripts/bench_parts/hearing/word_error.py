"""What does the program's way of listening add to the engine's word error? Clean, in noise, and in rooms that ring.

    scripts/bench hearing word_error [--sets vctk_british,ami_turns] [--conditions clean,5]

Every recording is heard twice by the same loaded model, as in `scripts/bench recognition`: the whole file by the engine
alone, and through our path. In noise (one of the `noise` recordings, so many dB under the voice) the noise is there
before and after the recording too; in a room both hear the recording as the room makes it. Intervals are of the
difference, resampled by recording.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import soundfile

from scripts.bench_parts.figures import print_table
from scripts.bench_parts.hearing.material import has_recordings, level, room_responses, whisper
from scripts.bench_parts.recognition import (
    Heard,
    Listening,
    Recording,
    alone,
    difference_interval,
    error_percent,
    played,
    recordings,
    speech_folder,
    through_our_path,
)
from voice_guide.listening.whisper_recogniser import WhisperRecogniser
from voice_guide.ports import LISTENING_RATE, Samples

SETS = ("libri_test_other", "vctk_british", "ami_turns", "mfa_hesitation")
SNRS_DB = (15, 5)


@dataclass(frozen=True)
class InNoise(Recording):
    """A recording with noise under it, and before and after it."""

    snr_db: float = 15.0

    def samples(self) -> Samples:
        """See Recording."""
        return self._mixed(0.0, 0.0)

    def in_room(self, lead_seconds: float, tail_seconds: float) -> Samples:
        """See Recording."""
        return self._mixed(lead_seconds, tail_seconds)

    def _mixed(self, lead_seconds: float, tail_seconds: float) -> Samples:
        clean = super().samples()
        before, after = (round(seconds * LISTENING_RATE) for seconds in (lead_seconds, tail_seconds))
        number = zlib.crc32(self.path.name.encode())
        noise = noises()[number % len(noises())]
        # The noise under the recording is the same for both ways of listening.
        places = (np.arange(-before, len(clean) + after) + number) % len(noise)
        under = noise[places] / np.sqrt(np.mean(np.square(noise))) * level(clean) * 10 ** (-self.snr_db / 20)
        mixed = under + np.pad(clean, (before, after))
        return np.asarray(mixed / max(1.0, float(np.abs(mixed).max())), np.float32)


@dataclass(frozen=True)
class Ringing(Recording):
    """A recording as it is heard in a room."""

    room: str = ""

    def samples(self) -> Samples:
        """As loud as it was, with what rings on after it."""
        clean = super().samples()
        response = responses()[self.room]
        if response is None:
            return clean
        length = len(clean) + len(response) - 1
        rung = np.fft.irfft(np.fft.rfft(clean, length) * np.fft.rfft(response, length), length)
        rung = rung * level(clean) / level(rung.astype(np.float32))
        return (rung / max(1.0, float(np.abs(rung).max()))).astype(np.float32)


@cache
def noises() -> list[Samples]:
    """The noise recordings."""
    files = sorted((speech_folder() / "noise").glob("*.flac"))
    return [np.asarray(soundfile.read(path, dtype="float32")[0], np.float32) for path in files]


@cache
def responses() -> dict[str, Samples | None]:
    """How rooms ring."""
    return room_responses()


def conditions() -> dict[str, Callable[[Recording], Recording]]:
    """What is done to a recording, by name."""
    made: dict[str, Callable[[Recording], Recording]] = {"clean": lambda one: one}
    if noises():
        made |= {f"{snr} dB SNR": partial(_in_noise, snr) for snr in SNRS_DB}
    return made | {name: partial(_ringing, name) for name in responses() if name != "dry"}


def _in_noise(snr_db: float, one: Recording) -> Recording:
    return InNoise(one.path, one.seconds, one.reference, snr_db)


def _ringing(room: str, one: Recording) -> Recording:
    return Ringing(one.path, one.seconds, one.reference, room)


def listen(
    recogniser: WhisperRecogniser, files: Sequence[Recording], cost: Listening
) -> tuple[list[Heard], list[Heard]]:
    """Every recording through our path, and by the engine alone."""
    theirs = [alone(recogniser.engine, one, defaults=False) for one in files]
    ours = [through_our_path(recogniser, one, played(one, cost), words=False) for one in files]
    return ours, theirs


def row(name: str, ours: Sequence[Heard], theirs: Sequence[Heard]) -> list[object]:
    """Both word errors and their difference."""
    low, high = difference_interval(ours, theirs)
    added = error_percent(ours) - error_percent(theirs)
    errors = [f"{error_percent(theirs):.1f}", f"{error_percent(ours):.1f}"]
    return [name, len(ours), sum(one.words for one in ours), *errors, f"{added:+.2f} ({low:+.2f} to {high:+.2f})"]


def main() -> None:
    """Print the tables."""
    named = conditions()
    parser = argparse.ArgumentParser(prog="scripts/bench hearing word_error", description="what our path adds")
    parser.add_argument("--sets", default=",".join(SETS), help="folders of the speech recordings, with commas between")
    parser.add_argument(
        "--conditions", default="", help=f"parts of their names, with commas between: {', '.join(named)}"
    )
    parser.add_argument("--each", action="store_true", help="also a line for each folder")
    parser.add_argument("--worst", type=int, default=0, help="also so many recordings to which our path adds most")
    chosen = parser.parse_args()
    if not has_recordings():
        print("No recordings: set VOICE_GUIDE_SPEECH. Word error is not measured.\n")
        return
    recogniser = whisper()
    assert isinstance(recogniser, WhisperRecogniser)
    files = recordings(speech_folder(), chosen.sets.split(","))
    wanted = {name: make for name, make in named.items() if any(part in name for part in chosen.conditions.split(","))}
    cost = {name: Listening() for name in wanted}
    worst: list[str] = []

    def rows() -> Iterator[list[object]]:
        for name, make in wanted.items():
            ours, theirs = listen(recogniser, [make(one) for one in files], cost[name])
            yield row(name, ours, theirs)
            for folder in chosen.sets.split(",") if chosen.each else ():
                kept = [place for place, one in enumerate(files) if one.folder == folder]
                yield row(f"{name}, {folder}", [ours[place] for place in kept], [theirs[place] for place in kept])
            pairs = sorted(zip(ours, theirs, strict=True), key=lambda pair: pair[1].errors - pair[0].errors)
            for mine, other in pairs[: chosen.worst]:
                worst.append(
                    f"- {name}, {mine.recording.path.name}: {other.errors} errors alone, {mine.errors} by ours"
                )

    print_table(["", "recordings", "words", "engine alone %", "our path %", "added, points (95 %)"], rows())
    lost = [[name, one.unheard, one.ended_early] for name, one in cost.items()]
    print_table(["", "recordings unheard", "patience ran out inside"], lost)
    print("\n".join(worst))


if __name__ == "__main__":
    main()
