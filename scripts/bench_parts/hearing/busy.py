"""Is sound lost on a busy machine? The microphone listens at a virtual device while one core is kept fully busy.

    scripts/bench hearing busy [--minutes 60]

The sound server's clock is the machine's own, so the samples that should have come are known: those that neither came nor
were marked as lost are lost unmarked.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from scripts.bench_parts.conversation import virtual_table
from scripts.bench_parts.figures import print_machine, print_table
from voice_guide.ports import LISTENING_RATE

LISTENER = """
import sys, time
from voice_guide.listening.far_end import FarEnd
from voice_guide.listening.microphone import Microphone
from voice_guide.listening.near_end import NearEnd
from voice_guide.listening.voice_activity import SileroVoiceActivity

seconds, activity = float(sys.argv[1]), SileroVoiceActivity()
chunks, lost, first, last = 0, 0, 0.0, 0.0

def take(heard):
    global chunks, lost, first, last
    first, last = first or heard.at, heard.at
    chunks, lost = chunks + 1, lost + heard.lost + heard.missed
    activity.probability(heard.samples)

microphone = Microphone(device=None, post=take, now=time.monotonic, near_end=NearEnd(FarEnd()))
microphone.open()
time.sleep(seconds)
microphone.close()
print(chunks, lost, first, last)
"""
CHUNK_SAMPLES = 512
BURNER = "while True: pass"
EDGE_SECONDS = 0.05  # how exactly a driver tells when a sample came


def main() -> None:
    """Listen, and print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing busy", description="sound lost on a busy machine")
    parser.add_argument("--minutes", type=float, default=60.0, help="how long to listen")
    options = parser.parse_args()
    print_machine()
    with virtual_table() as table:
        burner = subprocess.Popen([sys.executable, "-c", BURNER])
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(burner.pid, {0})
        try:
            time.sleep(1.0)
            done = subprocess.run(
                [sys.executable, "-c", LISTENER, str(options.minutes * 60)],
                env=dict(table.sound.environment),
                capture_output=True,
                text=True,
                check=True,
            )
        finally:
            burner.kill()
            burner.wait()
    chunks, lost, first, last = (float(word) for word in done.stdout.split())
    expected = (last - first) * LISTENING_RATE + CHUNK_SAMPLES
    missing = expected - chunks * CHUNK_SAMPLES - lost
    unmarked = 0.0 if abs(missing) < EDGE_SECONDS * LISTENING_RATE else missing
    print_table(
        ["minutes", "samples that came", "marked as lost", "lost unmarked"],
        [[f"{(last - first) / 60:.1f}", f"{chunks * CHUNK_SAMPLES:,.0f}", f"{lost:,.0f}", f"{unmarked:,.0f}"]],
    )


if __name__ == "__main__":
    main()
