"""The peers' own detectors of an answer's end, in an environment of their own that is made when it is first wanted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import soundfile

from scripts.bench_parts.hearing.pause_answers import LEAD_SECONDS, Answer
from scripts.bench_parts.hearing.pause_ends import Ended
from voice_guide.ports import LISTENING_RATE

_PACKAGES = ("pipecat-ai==1.14.0", "livekit-agents==1.8.9", "livekit-local-inference==0.2.7")
_CHILD = Path(__file__).with_name("peers_child.py")
_LAST_LINES = 300  # characters of what a failed command said


@dataclass(frozen=True)
class Peer:
    """A detector, as the child knows it and as the table names it."""

    key: str
    name: str


PEERS = (
    Peer("pipecat", "Pipecat 1.14.0, Smart Turn v3.2"),
    Peer("livekit", "LiveKit Agents 1.8.9, turn-detector-v1-mini"),
)


class PeerError(Exception):
    """A peer could not be installed or run; the text says why."""


def environment(name: str = "peers", packages: Sequence[str] = _PACKAGES) -> Path:
    """The Python of an environment with these packages, made if it is not there. Raises PeerError."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "voice-guide-bench" / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "packages.txt"
    if done.is_file() and done.read_text("utf-8") == "\n".join(packages):
        return python
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if uv:
        ran([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
        ran([uv, "pip", "install", "--quiet", "--python", str(python), *packages])
    else:
        ran([sys.executable, "-m", "venv", "--clear", str(folder)])
        ran([str(python), "-m", "pip", "install", "--quiet", *packages])
    done.write_text("\n".join(packages), "utf-8")
    return python


def listened(peer: Peer, answers: Sequence[Answer], folder: Path) -> list[Ended | None]:
    """Where the peer ended each answer, from the same sound. Raises PeerError."""
    python = environment()
    paths = []
    for number, answer in enumerate(answers):
        path = folder / f"room_{number}.wav"
        if not path.exists():
            soundfile.write(path, answer.in_a_room(), LISTENING_RATE, subtype="PCM_16")
        paths.append(str(path))
    listing = folder / "room.json"
    listing.write_text(json.dumps(paths), "utf-8")
    said = ran([str(python), str(_CHILD), peer.key, str(listing)])
    found: list[Ended | None] = [None] * len(answers)
    for line in said.splitlines():
        told = json.loads(line)
        found[told["number"]] = Ended(tuple(at - LEAD_SECONDS for at in told["ended"]), None)
    return found


def ran(command: Sequence[str]) -> str:
    """What a command printed. Raises PeerError."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=3_600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(str(error)) from error
    if done.returncode:
        raise PeerError(" ".join(done.stderr.split())[-_LAST_LINES:] or f"exit {done.returncode}")
    return done.stdout
