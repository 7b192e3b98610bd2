"""Are answers cut off in their pauses? Ours and the peers', on the same sound. Prints a Markdown table.

Answers with pauses of 0.3 to 3.5 s inside, made of the recordings in VOICE_GUIDE_SPEECH (by default
``../shared/speech``), are spoken in whole rehearsals and given to the peers' detectors. A peer's every end counts; of
ours, those that were not taken back when the person spoke on. After an end inside an answer the others are listened on
with, so that each pause tells by itself; in ours a cut answer's later pauses belong to another turn and count as not cut.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.bench_parts.figures import median, p95, print_machine, print_table, share
from scripts.bench_parts.hearing import peers
from scripts.bench_parts.hearing.pause_answers import LONGEST, PAUSING, SHORTEST, Answer, answers_of
from scripts.bench_parts.hearing.pause_ends import HEAD, Ended, by_silence, row
from scripts.bench_parts.hearing.pause_rehearsals import PATIENCE_SECONDS, Rehearsals, scratch
from scripts.bench_parts.recognition import speech_folder
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import CHUNK_SAMPLES

GOAL = ("goal", None, None, "at most 1 %; 0 with hold", None, None, None)
RULES = ((0.5, " (Moonshine's)"), (0.7, " (OpenVoiceOS's)"), (1.25, ""))


def main() -> int:
    """Listen to the answers in every way and print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing pauses", description="pauses that cut answers")
    parser.add_argument("--pauses", type=int, default=420, help="at least so many pauses")
    parser.add_argument("--seed", type=int, default=20, help="of the joined answers")
    parser.add_argument("--only", choices=("ours", "hold", "peers"), help="some rows of the table")
    options = parser.parse_args()
    folder = speech_folder()
    if not (folder / "manifest.tsv").is_file():
        print(f"No recordings in {folder}: set VOICE_GUIDE_SPEECH. Nothing measured.")
        return 0
    print_machine()
    answers = answers_of(folder, options.pauses, options.seed)
    _print_material(answers)
    rows: list[Sequence[object]] = []
    with scratch() as place:
        ways = [held for held, only in ((False, "ours"), (True, "hold")) if options.only in (None, only)]
        if ways:
            rows += _ours(answers, Path(place), ways)
        rows.append(GOAL)
        if options.only in (None, "peers"):
            rows += [*_rules(answers), *_peers(answers, Path(place))]
    print_table(HEAD, rows)
    return 0


def _print_material(answers: Sequence[Answer]) -> None:
    lengths = [pause.ended - pause.started for answer in answers for pause in answer.pauses]
    put_in = sum(pause.put_in for answer in answers for pause in answer.pauses)
    joined = sum(answer.name.startswith("joined/") for answer in answers)
    print(
        f"{len(answers)} answers, {sum(answer.seconds for answer in answers) / 60:.0f} minutes: {len(answers) - joined}"
        f" recordings of {', '.join(PAUSING)} as they stand, {joined} joined. {len(lengths)} pauses of {SHORTEST} to"
        f" {LONGEST} s (median {median(lengths):.1f}, p95 {p95(lengths):.1f}): {len(lengths) - put_in} people's own,"
        f" {put_in} put in.\n"
    )


def _ours(answers: Sequence[Answer], folder: Path, ways: Sequence[bool]) -> list[list[object]]:
    rehearsals = Rehearsals(folder)
    rows = []
    try:
        for held in ways:
            name = "ours, with hold" if held else f"ours, patience {PATIENCE_SECONDS:.0f} s"
            _tell(name)
            ends = rehearsals.hold(answers, held=held)
            rows.append(row(f"**{name}**", answers, ends, waits=not held))
            _print_rest(name, ends)
    finally:
        rehearsals.close()
    return rows


def _print_rest(name: str, ends: Sequence[Ended | None]) -> None:
    """What is in no column: ends that were taken back, answers that no rehearsal came to."""
    spoken = [ended for ended in ends if ended is not None]
    taken_back = share(sum(ended.taken_back for ended in spoken), len(spoken))
    print(f"{name}: answers whose end was taken back, because the person spoke on: {taken_back}.")
    print(f"{name}: answers that no rehearsal came to: {len(ends) - len(spoken)}.\n", flush=True)


def _rules(answers: Sequence[Answer]) -> list[list[object]]:
    _tell("silence rules")
    voices = [_voice(answer) for answer in answers]
    return [
        row(f"{seconds} s of silence{whose}", answers, [by_silence(seconds, voice) for voice in voices])
        for seconds, whose in RULES
    ]


def _peers(answers: Sequence[Answer], folder: Path) -> list[list[object]]:
    rows: list[list[object]] = []
    for peer in peers.PEERS:
        _tell(peer.name)
        try:
            rows.append(row(peer.name, answers, peers.listened(peer, answers, folder)))
        except peers.PeerError as error:
            rows.append([peer.name, f"could not be run: {error}", *[None] * (len(HEAD) - 2)])
    return rows


def _voice(answer: Answer) -> list[float]:
    """The probability of speech in each chunk."""
    sound, activity = answer.in_a_room(), SileroVoiceActivity()
    starts = range(0, len(sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES)
    return [activity.probability(sound[first : first + CHUNK_SAMPLES]) for first in starts]


def _tell(name: str) -> None:
    print(f"{name} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
