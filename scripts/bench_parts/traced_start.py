"""``voice-guide start`` as it is, which also writes what its turns and its process took: figures only, never words.

python scripts/bench_parts/traced_start.py FIGURES.json [GUIDE] [OPTIONS]
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from voice_guide.cli import main, voice_place
from voice_guide.session.answering import Cues
from voice_guide.session.loop import Conversant
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.trace import TurnTrace
from voice_guide.session.voice import VoiceConversant


def rss_mb() -> float:
    """This process's memory now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def traced(figures: Path, arguments: list[str]) -> int:
    """Hold the conversation and write the figures at its end."""
    conversants: list[VoiceConversant] = []
    own = voice_place.VoicePlace.conversant
    loaded: dict[str, float] = {}

    def watched(place: voice_place.VoicePlace, cues: Cues, pause_lock: PauseLock | None = None) -> Conversant:
        conversant = own(place, cues, pause_lock)
        assert isinstance(conversant, VoiceConversant)
        conversants.append(conversant)
        place._recogniser()  # what is loaded before anything has been said
        place._activity()
        loaded.update(rss_mb=rss_mb(), cpu_seconds=time.process_time())
        return conversant

    voice_place.VoicePlace.conversant = watched  # type: ignore[assignment, method-assign]
    try:
        return main.main(["start", *arguments])
    finally:
        figures.write_text(json.dumps(_figures(conversants, loaded), indent=1), encoding="utf-8")


def _figures(conversants: list[VoiceConversant], loaded: dict[str, float]) -> dict[str, Any]:
    return {
        "loaded": loaded,
        "end": {"rss_mb": rss_mb(), "cpu_seconds": time.process_time()},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "turns": [_row(trace) for conversant in conversants for trace in conversant.traces],
    }


def _row(trace: TurnTrace) -> dict[str, Any]:
    return {
        "kind": str(trace.turn.kind),
        "id": trace.turn.id.partition(":")[0],
        "patience": trace.turn.patience_seconds,
        "outcome": trace.outcome,
        "listen_start": trace.listen_start,
        "answer_start": trace.answer_start,
        "answer_end": trace.answer_end,
        "decided_at": trace.decided_at,
        "reply_start": trace.reply_start,
    }


if __name__ == "__main__":
    sys.exit(traced(Path(sys.argv[1]), sys.argv[2:]))
