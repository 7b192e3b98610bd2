"""A vault of ten thousand answers: does opening stay quick, does saving stay even, does the file grow in a line?

    scripts/bench safety growth [--answers 10000]

Forty sessions, each answer with the three facts that a conversation keeps of it and a time and confidence for each of thirty
words. Opening is without a passphrase, so without the time that its protection costs on purpose.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from scripts.bench_parts.figures import median, print_machine, print_table
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.projections import session_view
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.unlocking import secret
from voice_guide.journal.vault import Vault
from voice_guide.journal.verify import examine

SESSIONS = 40
STEPS = 4
ENDS = 100
GOAL_SECONDS, GOAL_TIMES = 1.0, 1.2
WORDS = [[f"word{number}", number * 0.4, number * 0.4 + 0.3, 0.87] for number in range(30)]


def answer(number: int) -> list[Fact]:
    """One answer, as a conversation keeps it."""
    text = f"answer {number} " + " ".join(str(word[0]) for word in WORDS)
    heard: dict[str, Any] = {"text": text, "words": WORDS, "engine": "whisper:tiny.en"}
    return [
        Fact(FactKind.QUESTION_ASKED, "p1", "wh-today", {"category": "what-happened"}),
        Fact(FactKind.UTTERANCE_HEARD, "p1", "wh-today", heard),
        Fact(FactKind.ANSWER_KEPT, "p1", "wh-today", {"utterance": number + 1, "kept": True}),
    ]


def begun(vault: Vault) -> SessionJournal:
    """A new session."""
    journal = vault.begin_session(
        guide_id="short",
        guide_title="Short conversation",
        guide_text='id = "short"',
        guide_hash="short",
        notice="If you agree, I save your words here.",
        settings={},
        rehearsed=True,
        language="en",
    )
    journal.append([Fact(FactKind.PARTICIPANT_JOINED, "p1", payload={"name": "Jo", "recorded": True, "of": 1})])
    return journal


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main() -> int:
    """Print the table; 1 where a goal was missed."""
    parser = argparse.ArgumentParser(prog="scripts/bench safety growth", description="a vault of ten thousand answers")
    parser.add_argument("--answers", type=int, default=10_000)
    chosen = parser.parse_args()
    print_machine()
    rows: list[list[object]] = []
    saving: list[float] = []
    opening = 0.0
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        folder = Path(scratch) / "vault"
        Vault.create(folder, passphrase=None).close()
        each_session = chosen.answers // SESSIONS
        for _ in range(STEPS):
            with Vault.open(folder, passphrase=None) as vault:
                for _ in range(SESSIONS // STEPS):
                    saving += _saved(begun(vault), each_session)
            opening = median([_opened(folder) for _ in range(5)])
            size = (folder / "vault.db").stat().st_size
            rows.append([len(saving), f"{size / 1e6:.2f}", f"{size / len(saving):.0f}", *_reading(folder, opening)])
        verifying = timed(lambda: examine(folder, secret(None, None, folder)))
    first, last = median(saving[:ENDS]), median(saving[-ENDS:])
    print_table(("answers", "MB", "bytes an answer", "open, s", "list, s", "one session's view, s"), rows)
    print_table(
        ("saving: first hundred, ms", "last hundred, ms", "times", "verify without papers, s"),
        [[f"{1000 * first:.2f}", f"{1000 * last:.2f}", f"{last / first:.2f}", f"{verifying:.2f}"]],
    )
    return int(opening > GOAL_SECONDS or last > GOAL_TIMES * first)


def _saved(journal: SessionJournal, answers: int) -> list[float]:
    return [timed(partial(journal.append, answer(number))) for number in range(answers)]


def _opened(folder: Path) -> float:
    began = time.perf_counter()
    with Vault.open(folder, passphrase=None):
        return time.perf_counter() - began


def _reading(folder: Path, opening: float) -> list[str]:
    with Vault.open(folder, passphrase=None) as vault:
        listing = timed(vault.sessions)
        viewing = timed(lambda: session_view(vault.facts(vault.find_session("latest"))))
    return [f"{seconds:.3f}" for seconds in (opening, listing, viewing)]


if __name__ == "__main__":
    raise SystemExit(main())
