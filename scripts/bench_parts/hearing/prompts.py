"""Is every prompt played whole, and silent as soon as it is stopped? At a virtual loudspeaker, by its recording.

scripts/bench hearing prompts [--prompts 1000] [--stops 100]
"""

from __future__ import annotations

import argparse
import os
import time

import numpy as np

from scripts.bench_parts.figures import median, p95, print_machine, print_table, share
from scripts.bench_parts.hearing.material import Rendered, prompt_texts
from tests.virtual_sound import RATE, missing_programs, virtual_sound
from voice_guide.ports import LISTENING_RATE, Played, Samples, Sound
from voice_guide.session.sound_room import SoundRoom

LONGEST_SECONDS = 0.5  # of each prompt only the beginning: a thousand take ten minutes then
GAP_SECONDS = 0.08
HUNG_SECONDS = 3.0
AUDIBLE = 0.003
CUT_SECONDS = 0.03  # so much of its loud part may be too soft to be found again


def beginnings(count: int) -> list[Sound]:
    """The first half second of prompts, from their first loud sample to a last one."""
    prompts = Rendered(prompt_texts(200))
    found = []
    for prompt in prompts.prompts():
        samples = prompts.get(prompt.text).samples
        loud = np.flatnonzero(np.abs(samples) > 0.05)
        if len(loud):
            piece = samples[loud[0] : loud[0] + round(LONGEST_SECONDS * LISTENING_RATE)]
            last = np.flatnonzero(np.abs(piece) > 0.05)[-1]
            found.append(Sound(piece[: last + 1], LISTENING_RATE))
    return [found[n % len(found)] for n in range(count)]


def wait(room: SoundRoom, number: int) -> Played | None:
    """Until this sound is over; None where it hangs."""
    given_up = room.now() + HUNG_SECONDS
    while room.now() < given_up:
        event = room.next(given_up)
        if isinstance(event, Played) and event.id == number:
            return event
    return None


def play_all(room: SoundRoom, sounds: list[Sound], tape: list[Samples]) -> tuple[int, int, int]:
    """How many were lost, cut short and hung."""
    lost = cut = hung = 0
    for sound in sounds:
        first = max(0, len(tape) - 10)
        played = wait(room, room.play(sound))
        time.sleep(GAP_SECONDS)
        if played is None:
            hung += 1
            continue
        heard = np.concatenate(tape[first:])
        loud = np.flatnonzero(np.abs(heard) > AUDIBLE)
        seconds = (loud[-1] - loud[0]) / RATE if len(loud) else 0.0
        lost += seconds == 0.0
        cut += 0.0 < seconds < sound.seconds - CUT_SECONDS
    return lost, cut, hung


def stop_all(room: SoundRoom, sounds: list[Sound], tape: list[Samples]) -> list[float]:
    """From asking for silence to the last sample, in seconds."""
    found = []
    random = np.random.default_rng(3)
    for sound in sounds:
        number = room.play(Sound(np.tile(sound.samples, 4), sound.rate))
        time.sleep(float(random.uniform(0.2, 0.8)))
        at = len(tape)
        room.stop_playing()
        wait(room, number)
        time.sleep(0.3)
        after = np.concatenate(tape[at:])
        loud = np.flatnonzero(np.abs(after) > AUDIBLE)
        found.append(float(loud[-1]) / RATE if len(loud) else 0.0)
    return found


def main() -> int:
    """Play and stop, and print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing prompts", description="prompts whole, stops quick")
    parser.add_argument("--prompts", type=int, default=1_000, help="how many are played")
    parser.add_argument("--stops", type=int, default=100, help="how many are stopped")
    options = parser.parse_args()
    if missing := missing_programs():
        print(f"needs {', '.join(missing)}")
        return 0
    print_machine()
    sounds = beginnings(max(options.prompts, options.stops))
    with virtual_sound() as sound, sound.recorded() as recording:
        os.environ.update(sound.environment)
        room = SoundRoom(keys=False)
        try:
            lost, cut, hung = play_all(room, sounds[: options.prompts], recording.blocks)
            stops = stop_all(room, sounds[: options.stops], recording.blocks)
        finally:
            room.close()
    count = options.prompts
    print_table(["prompts", "lost", "cut short", "hung"], [[count, *(share(n, count) for n in (lost, cut, hung))]])
    print_table(
        ["stops", "to silence, median ms", "p95 ms"],
        [[len(stops), f"{1000 * median(stops):.0f}", f"{1000 * p95(stops):.0f}"]],
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
