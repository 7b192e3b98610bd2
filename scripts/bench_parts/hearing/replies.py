"""How soon are answers taken, and is none taken wrong? On virtual devices, in one recording of both sides.

    scripts/bench hearing replies [--light 60] [--pauses 40] [--others 16]

From the last sample of an answer to the first sample of the next spoken prompt. The program asks with the product's own
listening and speaking; a robot answers: a plain yes or no, one that goes on after a pause of 0.2 to 1 s and turns round,
a long answer, an answer that ends with "I'm finished" after a pause, and one that is ended by a key.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from scripts.bench_parts.conversation import CHECKOUT, virtual_table
from scripts.bench_parts.figures import median, p95, print_machine, print_table, share
from tests.integration.recognisers.voices import spoken
from tests.robot.robot import Robot, at_the_table
from tests.robot.table import Table
from tests.robot.timing import Turn
from voice_guide.ports import LISTENING_RATE, Samples
from voice_guide.session.answer_file import Item

VOICES = ("en-gb", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbclan", "en-us")
PLAIN = ("yes", "no", "yeah", "yes please", "no thank you", "yes that's right", "no not yet")
TURNS_ROUND = (
    ("yes", "but not on Friday, so no", "no"),
    ("no", "well, yes, all right", "yes"),
    ("yes", "no, wait, no", "no"),
)
ANSWERS = (
    "I was thinking that nobody ever listens to me.",
    "We had a big argument about the phone on Tuesday.",
    "My little sister heard everything, and she was scared.",
)
LIGHT_SECONDS, WEIGHTY_SECONDS, OPEN_SECONDS = 0.5, 2.0, 2.0
LEARNING = 3
LIMIT_SECONDS = 1_800.0


@dataclass(frozen=True)
class Trial:
    """One question: how it is listened to, what is said, what is true. ``key_after``: seconds until a key is pressed."""

    sort: str
    kind: str
    patience: float
    say: Item
    truth: str | None = None
    key_after: float | None = None


def trials(folder: Path, *, light: int, pauses: int, others: int) -> list[Trial]:
    """All of them, mixed."""
    random = np.random.default_rng(11)
    found = []
    for n in range(light):
        words = PLAIN[n % len(PLAIN)]
        truth = "no" if words.startswith("no") else "yes"
        found.append(Trial("light yes or no", "light", LIGHT_SECONDS, _said(words, n), truth))
    for n in range(pauses):
        first, then, truth = TURNS_ROUND[n % len(TURNS_ROUND)]
        sound = _joined(first, then, float(random.uniform(0.2, 1.0)), VOICES[n % len(VOICES)])
        file = folder / f"turns-round-{n}.wav"
        soundfile.write(file, sound, LISTENING_RATE)
        found.append(Trial("yes … but, no … well", "light", LIGHT_SECONDS, Item(wav=file), truth))
    for n in range(others):
        words = ANSWERS[n % len(ANSWERS)]
        found.append(Trial("weighty", "weighty", WEIGHTY_SECONDS, _said("yes that is fine", n), "yes"))
        found.append(Trial("open", "open", OPEN_SECONDS, _said(words, n), "answer"))
        end = _joined(words, "I'm finished.", float(random.uniform(0.9, 2.5)), VOICES[n % len(VOICES)])
        file = folder / f"finished-{n}.wav"
        soundfile.write(file, end, LISTENING_RATE)
        found.append(Trial("“I'm finished” after a pause", "open", 4.0, Item(wav=file)))
        found.append(Trial("a key, 2 s after the last word", "open", 4.0, _said(words, n), key_after=2.0))
        found.append(Trial("a key, 0.3 s after the last word", "open", 4.0, _said(words, n), key_after=0.3))
    mixed = [found[place] for place in random.permutation(len(found))]
    # The echo canceller learns in the first prompts; and the last one's end is as provisional as any: something must follow it.
    plain = Trial("open", "open", OPEN_SECONDS, _said(ANSWERS[0], 0), "answer")
    return [*[plain] * LEARNING, *mixed, plain]


def _said(words: str, number: int) -> Item:
    return Item(say=words, voice=VOICES[number % len(VOICES)])


def _joined(first: str, then: str, pause: float, voice: str) -> Samples:
    gap = np.zeros(round(pause * LISTENING_RATE), np.float32)
    return np.concatenate([_trimmed(spoken(first, voice)), gap, _trimmed(spoken(then, voice))])


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]


def hold(table: Table, chosen: Sequence[Trial], folder: Path) -> tuple[list[tuple[int, Turn]], list[dict[str, Any]]]:
    """Have them all asked and answered: the first answer to each with its times, and what the program made of it."""
    asked, results, log = folder / "turns.json", folder / "results.json", folder / "asking.log"
    asked.write_text(json.dumps([{"kind": trial.kind, "patience": trial.patience} for trial in chosen]))
    command = [sys.executable, "-m", "scripts.bench_parts.hearing.asking", str(asked), str(results)]
    places = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    firsts: list[tuple[int, int]] = []
    with (
        log.open("wb") as output,
        at_the_table(
            table, command, environment=places, log=output, terminal=True, limit_seconds=LIMIT_SECONDS
        ) as robot,
    ):
        while robot.wait_for_turn():
            lines = [line.split() for line in log.read_text().splitlines() if line.startswith(("ask ", "again "))]
            word, number = lines[-1]
            trial = chosen[int(number)]
            if word == "ask":
                firsts.append((int(number), len(robot.turns) + (trial.key_after is not None)))
                _answer(robot, trial)
            else:
                robot.do(Item(say=trial.truth if trial.truth in ("yes", "no") else "I'm finished."))
        robot.wait_for_end()
        turns = robot.timed()
    return [(number, turns[place]) for number, place in firsts if place < len(turns)], json.loads(results.read_text())


def _answer(robot: Robot, trial: Trial) -> None:
    robot.do(trial.say)
    if trial.key_after is not None:
        time.sleep(trial.key_after)
        robot.turns.append(Turn(Item(key=" "), robot.press(" ")))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing replies", description="how soon answers are taken")
    parser.add_argument("--light", type=int, default=60, help="plain yes and no")
    parser.add_argument("--pauses", type=int, default=42, help="those that turn round after a pause")
    parser.add_argument("--others", type=int, default=16, help="of each other sort")
    options = parser.parse_args()
    print_machine()
    with virtual_table() as table, tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as name:
        chosen = trials(Path(name), light=options.light, pauses=options.pauses, others=options.others)
        held, results = hold(table, chosen, Path(name))
    waits: defaultdict[str, list[float]] = defaultdict(list)
    for place, turn in held:
        trial, result = chosen[place], results[place]
        if turn.reply_seconds is not None and result["reopened"] == 0 and result["asked"] == 1:
            waits[trial.sort].append(turn.reply_seconds)
    patience = {trial.sort: trial.patience for trial in chosen if trial.key_after is None}
    rows = [_row(sort, found, patience.get(sort, 0.0)) for sort, found in sorted(waits.items())]
    print_table(["answer", "n", "median s", "p95 s", "past patience, p95"], rows)
    yes_no = [(trial, result) for trial, result in zip(chosen, results, strict=True) if trial.truth in ("yes", "no")]
    counted = [
        [
            sort,
            sum(trial.sort == sort for trial, _ in yes_no),
            share(sum(trial.sort == sort and r["outcome"] != trial.truth for trial, r in yes_no), _count(yes_no, sort)),
            share(sum(trial.sort == sort and r["asked"] > 1 for trial, r in yes_no), _count(yes_no, sort)),
            sum(r["reopened"] for trial, r in yes_no if trial.sort == sort),
        ]
        for sort in dict.fromkeys(trial.sort for trial, _ in yes_no)
    ]
    print_table(["answer", "n", "ended wrong", "asked again", "opened again"], counted)


def _count(yes_no: Sequence[tuple[Trial, dict[str, Any]]], sort: str) -> int:
    return sum(trial.sort == sort for trial, _ in yes_no)


def _row(sort: str, waits: Sequence[float], patience: float) -> list[object]:
    past = f"{p95([wait - patience for wait in waits]):.2f}" if patience else None
    return [sort, len(waits), f"{median(waits):.2f}", f"{p95(waits):.2f}", past]


if __name__ == "__main__":
    main()
