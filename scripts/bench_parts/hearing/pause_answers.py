"""Answers with pauses inside, made of recordings of real people, and where their pauses lie.

Two kinds. A recording that pauses by itself is an answer as it stands; where it is quiet is told by its frames' energy.
The others are joined from one speaker's recordings, each cut once at its quietest point, with silences of a drawn length
put in at the joins and the cuts: so some pauses stand after a whole sentence and some inside one. There the place is
known, and a pause's length is what was drawn, the quiet edges of the pieces included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile

from voice_guide.ports import LISTENING_RATE, Samples

SHORTEST, LONGEST = 0.3, 3.5  # seconds of a pause that is counted
PAUSING = ("derived_long", "mfa_hesitation", "ami_turns")
JOINED = ("libri_test_other", "vctk_british")
ROOM_RMS = 0.0003
LEAD_SECONDS, TAIL_SECONDS = 1.0, 6.0  # of room around an answer: longer after than anybody waits
SLACK_SECONDS = 0.1  # an end so shortly before the next word, or the last sample, is still one in the quiet

_TOGETHER = 3  # recordings in a joined answer
_PEAK = 0.5  # a rehearsal's talker has it: so the sound goes through one unchanged
_AUDIBLE = 0.01  # and starts and ends with the first and the last sample as loud
_FRAME = LISTENING_RATE // 100
_EDGE_SECONDS = 0.05  # quiet kept at the edges of a piece
_FADE = LISTENING_RATE // 200


@dataclass(frozen=True)
class Pause:
    """Quiet inside an answer: seconds from the answer's first sample."""

    started: float
    ended: float
    put_in: bool


@dataclass(frozen=True)
class Answer:
    """One answer's sound, whose it is, and its pauses in order."""

    name: str
    speaker: str
    samples: Samples
    pauses: tuple[Pause, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / LISTENING_RATE

    def cut_at(self, at: float) -> bool:
        """Whether an end at this time comes before the answer is over."""
        return at < self.seconds - SLACK_SECONDS

    def pause_at(self, at: float) -> int | None:
        """The number of the counted pause in which this time lies."""
        found = (n for n, pause in enumerate(self.pauses) if pause.started <= at <= pause.ended + SLACK_SECONDS)
        return next(found, None)

    def in_a_room(self) -> Samples:
        """The answer as a microphone hears it, with LEAD_SECONDS and TAIL_SECONDS of a quiet room around it."""
        lead, tail = (round(s * LISTENING_RATE) for s in (LEAD_SECONDS, TAIL_SECONDS))
        whole = np.concatenate([np.zeros(lead), self.samples, np.zeros(tail)])
        return (whole + np.random.default_rng(1).normal(0, ROOM_RMS, len(whole))).astype(np.float32)


def answers_of(folder: Path, pauses: int, seed: int) -> list[Answer]:
    """At least so many pauses: recordings that pause by themselves and joined answers in turn, then joined ones alone."""
    random = np.random.default_rng(seed)
    own = [answer for answer in _pausing(folder) if answer.pauses]
    own = [own[n] for n in random.permutation(len(own))]
    made = _joined(folder, random)
    chosen: list[Answer] = []
    while sum(len(answer.pauses) for answer in chosen) < pauses:
        chosen += own[:1]
        own = own[1:]
        chosen.append(next(made))
    return chosen


def quiet_stretches(samples: Samples) -> list[tuple[float, float]]:
    """Where it is quiet between the first word and the last, by the frames' energy, as seconds."""
    loud = _loud_frames(samples)
    places = np.flatnonzero(loud)
    seconds = _FRAME / LISTENING_RATE
    return [((a + 1) * seconds, b * seconds) for a, b in pairwise(places.tolist()) if b - a > 1]


def _pausing(folder: Path) -> Iterator[Answer]:
    for name, speaker in _listed(folder, PAUSING):
        samples = _levelled(_read(folder / name))
        yield Answer(name, speaker, samples, tuple(_counted(samples, ())))


def _joined(folder: Path, random: np.random.Generator) -> Iterator[Answer]:
    """Joined answers without end: one speaker's recordings in ever new orders."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    for name, speaker in _listed(folder, JOINED):
        of[speaker].append(name)
    speakers = sorted(speaker for speaker, names in of.items() if len(names) >= _TOGETHER)
    number = 0
    while True:
        for speaker in speakers:
            names = [of[speaker][n] for n in random.permutation(len(of[speaker]))[:_TOGETHER]]
            pieces = [piece for name in names for piece in _halves(_levelled(_read(folder / name)))]
            number += 1
            yield _join(f"joined/{number}_{speaker}", speaker, pieces, random)


def _join(name: str, speaker: str, pieces: Sequence[Samples], random: np.random.Generator) -> Answer:
    parts, put_in = [pieces[0]], []
    length = len(pieces[0])
    for before, after in pairwise(pieces):
        wanted = float(random.uniform(SHORTEST, LONGEST))
        ends, begins = _edges(before)[1], _edges(after)[0]
        silence = max(0, round(wanted * LISTENING_RATE) - (len(before) - ends) - begins)
        started = length - (len(before) - ends)
        put_in.append(Pause(started / LISTENING_RATE, (length + silence + begins) / LISTENING_RATE, put_in=True))
        parts += [np.zeros(silence, np.float32), after]
        length += silence + len(after)
    whole = np.concatenate(parts).astype(np.float32)
    earlier = _audible(whole)[0] / LISTENING_RATE
    samples = _levelled(whole)
    put_in = [Pause(pause.started - earlier, pause.ended - earlier, put_in=True) for pause in put_in]
    return Answer(name, speaker, samples, tuple(_counted(samples, put_in)))


def _counted(samples: Samples, put_in: Sequence[Pause]) -> list[Pause]:
    """The pauses that were put in, and those that were there."""
    own = [
        Pause(started, ended, put_in=False)
        for started, ended in quiet_stretches(samples)
        if SHORTEST <= ended - started <= LONGEST
        and not any(started < pause.ended and pause.started < ended for pause in put_in)
    ]
    return sorted([*own, *put_in], key=lambda pause: pause.started)


def _halves(samples: Samples) -> list[Samples]:
    """The two sides of the quietest point in the middle, each with little quiet at its edges."""
    level = np.convolve(samples**2, np.ones(_FRAME * 10), "same")
    low, high = len(samples) // 4, 3 * len(samples) // 4
    cut = low + int(np.argmin(level[low:high]))
    return [_trimmed(half) for half in (samples[:cut], samples[cut:])]


def _trimmed(piece: Samples) -> Samples:
    begins, ends = _edges(piece)
    edge = round(_EDGE_SECONDS * LISTENING_RATE)
    kept = piece[max(0, begins - edge) : ends + edge].copy()
    ramp = np.linspace(0, 1, _FADE, dtype=np.float32)
    kept[:_FADE] *= ramp
    kept[-_FADE:] *= ramp[::-1]
    return kept


def _edges(samples: Samples) -> tuple[int, int]:
    """The first loud sample, and the one after the last, to the frame."""
    places = np.flatnonzero(_loud_frames(samples))
    return int(places[0]) * _FRAME, min(len(samples), (int(places[-1]) + 1) * _FRAME)


def _loud_frames(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which frames of 0.01 s are no quiet: a third of the way up from the recording's floor to its loud frames."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.convolve(np.mean(frames.astype(np.float64) ** 2, axis=1), np.ones(3) / 3, "same")
    level = 10 * np.log10(power + ROOM_RMS**2)
    floor, loud = np.percentile(level, (5, 90))
    threshold = np.clip(floor + (loud - floor) / 3, loud - 35, loud - 20)
    return np.asarray(level > threshold)


def _levelled(samples: Samples) -> Samples:
    """As a rehearsal's participant would speak it: at a talker's level, from the first audible sample to the last."""
    begins, ends = _audible(samples)
    return (samples * (_PEAK / float(np.abs(samples).max()))).astype(np.float32)[begins:ends]


def _audible(samples: Samples) -> tuple[int, int]:
    """The first audible sample at a talker's level, and the one after the last."""
    audible = np.flatnonzero(np.abs(samples) * (_PEAK / float(np.abs(samples).max())) > _AUDIBLE)
    return int(audible[0]), int(audible[-1]) + 1


def _read(path: Path) -> Samples:
    return np.asarray(soundfile.read(path, dtype="float32")[0], np.float32)


def _listed(folder: Path, sets: Sequence[str]) -> list[tuple[str, str]]:
    """Name and speaker of each recording in these folders."""
    head, *lines = (line.split("\t") for line in (folder / "manifest.tsv").read_text("utf-8").splitlines())
    rows = (dict(zip(head, line, strict=False)) for line in lines)
    return [(row["file"], row["speaker"]) for row in rows if row["file"].partition("/")[0] in sets]
