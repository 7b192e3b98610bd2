"""A vault to work with. The passphrase is made cheap to check: what it costs in use has a test of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault

Begin = Callable[..., SessionJournal]


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Opening a vault changes the process's umask for good; the next test begins with the old one."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "voice-guide"


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is read."""
    minutes = iter(range(10_000))
    start = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    return lambda: start + timedelta(minutes=next(minutes))


@pytest.fixture
def vault(folder: Path, clock: Callable[[], datetime]) -> Iterator[Vault]:
    with Vault.create(folder, passphrase=None, now=clock) as made:
        yield made


@pytest.fixture
def begin() -> Begin:
    """Begins a session in a vault: ``begin(vault, rehearsed=True)``."""

    def begin_session(
        vault: Vault, *, rehearsed: bool = False, title: str = "Short conversation", reviews: str | None = None
    ) -> SessionJournal:
        return vault.begin_session(
            guide_id="short",
            guide_title=title,
            guide_text='id = "short"',
            guide_hash="c0ffee",
            notice="If you agree, I save your words here.",
            settings={"patience_seconds": 4.0},
            rehearsed=rehearsed,
            language="en",
            reviews=reviews,
        )

    return begin_session
