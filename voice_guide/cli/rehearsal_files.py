"""What a rehearsal writes is known to the journal, like any paper: it holds the words that were made up for it."""

from __future__ import annotations

from pathlib import Path

from voice_guide.journal.exports import REHEARSAL, begun, written
from voice_guide.journal.session_journal import SessionJournal

FILES = {"report.json": "json", "prompts.wav": "wav", "participant.wav": "wav"}


def tell_begun(journal: SessionJournal, folder: Path) -> None:
    """Before the first of them is written. Raises StorageError."""
    journal.append([begun(REHEARSAL, form, folder.resolve() / name) for name, form in FILES.items()])


def tell_written(journal: SessionJournal, folder: Path) -> None:
    """When all of them are whole. Raises StorageError, OSError."""
    journal.append([written(REHEARSAL, form, folder.resolve() / name) for name, form in FILES.items()])
