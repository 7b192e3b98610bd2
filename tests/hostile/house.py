"""What the house holds to, whatever it is given: errors in words, nothing that steers a terminal, and no endless work."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from hypothesis import HealthCheck, settings

from voice_guide.errors import VoiceGuideError
from voice_guide.languages import Language

ENGLISH = Language.load("en")
MOST_SECONDS = 5.0  # of the processor's time, for any one thing that was given
# A long run, such as `scripts/bench safety hostile`, asks for more, and for others each time.
_CASES = int(os.environ.get("VOICE_GUIDE_HOSTILE_CASES", "0"))
# Signs that steer a terminal or turn a line round; the end of a line is ours.
STEERING = {chr(n) for n in (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F))}
STEERING |= {chr(n) for n in range(0x2066, 0x206A)} | {"\u2028", "\u2029"}
STEERING -= {"\n"}

Test = TypeVar("Test", bound=Callable[..., None])


def cases(number: int) -> Callable[[Test], Test]:
    """Try a property with so many cases, the same each time; in a long run with more, and others."""
    return settings(
        max_examples=max(number, _CASES),
        deadline=None,
        derandomize=not _CASES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def soon() -> Iterator[None]:
    """What is done inside must not take longer than anybody would wait. It is ended where it does."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {MOST_SECONDS} s of the processor's time")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def told(error: VoiceGuideError) -> str:
    """An error as it is shown. It must have words, say what is wrong, and steer no terminal."""
    text = ENGLISH.explain(error)
    assert text.splitlines()[0].strip()
    assert harmless(text)
    assert "Traceback" not in text
    return text


def harmless(text: str) -> bool:
    """Whether nothing in it steers a terminal."""
    return not STEERING & set(text)


def snapshot(folder: Path) -> dict[str, bytes | str | None]:
    """Everything below a folder: the content of files, where links lead, None for folders and the like."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }
