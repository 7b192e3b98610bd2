"""The child process in which pyttsx3 runs: one JSON request a line in, one JSON reply a line out.

It is started by its path, imports nothing of ours and no numpy, and so is ready in about 0.1 s. It ends when its parent
does: a thread waits for the end of standard input, even while the engine hangs.

    {"text": "Hello.", "voice": "gmw/en-gb-x-rp", "rate": 150, "file": "/dev/shm/.../1.wav"}
        -> {"ok": true} | {"error": "voice-missing"} | {"error": "render-failed"}
    {"voices": true}
        -> {"voices": [["gmw/en-gb-x-rp", ["en-gb-x-rp"]], ...]}

The first line out is {"ready": true} or {"error": "engine-missing"}.

What pyttsx3 2.99 does with eSpeak NG (measured over 5,000 renders), and what is done about it here:

- it prints the file's name on standard output: replies go out by a copy of that descriptor, the original leads nowhere;
- a property set before the first ``runAndWait`` waits in a queue: an empty ``runAndWait`` goes first;
- a rate set just after a render is lost (12 of 60): it is set again until the engine reports it;
- an unknown voice only raises a notification, and the last voice goes on speaking: the notification is listened for;
- about 1 render in 3,000 ends at once with an empty file while the sound is still being made: nothing more can be
  trusted then, so the reply is ``render-failed`` and the parent starts a new child;
- a text stays in the driver and is spoken again by a ``runAndWait`` without one: there is none after the first.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

FINISH_SECONDS = 2.5  # a render takes 0.01 s (eSpeak NG) to about 1 s (the voices of Windows and macOS)
RATE_TRIES = 200  # a millisecond apart; usually the first or second is taken
WAV_HEADER_BYTES = 44


class Engine:
    """pyttsx3 with one render at a time."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._finished = threading.Event()
        self._errors: list[Exception] = []
        self._engine.connect("finished-utterance", lambda name, completed: self._finished.set())
        self._engine.connect("error", lambda name, exception: self._errors.append(exception))
        self._engine.runAndWait()

    def voices(self) -> list[tuple[str, list[str]]]:
        """Every voice's id and languages."""
        return [(v.id, [str(code) for code in v.languages or []]) for v in self._engine.getProperty("voices")]

    def render(self, text: str, voice: str, rate: int, file: str) -> dict[str, object]:
        """Write one WAV (AIFF on macOS). Returns the reply."""
        self._errors.clear()
        self._engine.setProperty("voice", voice)
        if self._errors:
            return {"error": "voice-missing"}
        if not self._set_rate(rate):
            return {"error": "render-failed"}
        self._finished.clear()
        self._engine.save_to_file(text, file)
        self._engine.runAndWait()
        written = self._wait(file)
        return {"ok": True} if written and not self._errors else {"error": "render-failed"}

    def _set_rate(self, rate: int) -> bool:
        for _ in range(RATE_TRIES):
            if self._engine.getProperty("rate") == rate:
                return True
            self._engine.setProperty("rate", rate)
            time.sleep(0.001)
        return False

    def _wait(self, file: str) -> bool:
        # The Windows driver sends no notification for a file, but has written it when runAndWait returns.
        if sys.platform != "win32" and not self._finished.wait(FINISH_SECONDS):
            return False
        path = Path(file)
        return path.is_file() and path.stat().st_size > WAV_HEADER_BYTES


def _read_lines(requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    for line in sys.stdin.buffer:
        requests.put(json.loads(line))
    os._exit(0)  # the parent has gone; the engine may be hanging, so nothing is waited for


def _reply_stream() -> TextIO:
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return replies


def serve(make: Callable[[], Any]) -> None:
    """Serve requests with the engine that is made until standard input ends."""
    os.umask(0o077)
    replies = _reply_stream()

    def reply(message: dict[str, object]) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_read_lines, args=(requests,), daemon=True).start()
    try:
        engine = make()
    except Exception:  # whatever the driver raises (RuntimeError, ImportError, OSError), there is no engine
        reply({"error": "engine-missing"})
        return
    reply({"ready": True})
    while True:
        request = requests.get()
        if request.get("voices"):
            reply({"voices": engine.voices()})
        else:
            reply(engine.render(request["text"], request["voice"], request["rate"], request["file"]))


if __name__ == "__main__":
    serve(Engine)
