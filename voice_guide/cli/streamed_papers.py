"""Papers that are written piece by piece, and belong together: all of them or none, known to the journal.

While one is made it lies beside its place in a file without a name: a program that is killed leaves nothing of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from voice_guide.cli.paper_files import refuse_what_is_no_file
from voice_guide.cli.paper_wishes import tell_of_nothing_wished
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.exports import draft_of, exported_as
from voice_guide.journal.files import PRIVATE_FILE, sync_folder
from voice_guide.journal.vault import Vault

_CHUNK = 1 << 20


@dataclass(frozen=True)
class StreamedPaper:
    """One paper: where it goes, its format, and what writes it into an open file."""

    path: Path
    form: str
    fill: Callable[[IO[bytes]], object]


def write_streamed(
    vault: Vault, session: str, papers: Sequence[StreamedPaper], *, what: str, person: str | None = None
) -> None:
    """Make and write these papers of a session, in order, and have the journal know of them.

    After an error all is as it was before. As ``write_paper`` does, the journal is told when all is on disk and before
    anything has its name. Raises VoiceGuideError ``out_not_written``, StorageError, and what ``fill`` raises.
    """
    facts, drafts = [], []
    try:
        with contextlib.ExitStack() as files:
            made = [(paper, files.enter_context(_nameless(paper))) for paper in papers]
            for paper, file in made:
                with _told_of(paper):
                    paper.fill(file)
            for paper, file in made:
                place = paper.path.resolve()
                drafts.append(place)
                with _told_of(paper):
                    facts.append(exported_as(what, paper.form, place, _put_down(file, draft_of(place)), person))
        vault.resume_session(session).append(facts)
        for paper, place in zip(papers, drafts, strict=True):
            with _told_of(paper):
                draft_of(place).replace(place)
                sync_folder(place.parent)
    finally:  # after Ctrl-C too: no half of somebody's words stays behind
        for place in drafts:
            with contextlib.suppress(OSError):
                draft_of(place).unlink(missing_ok=True)
    tell_of_nothing_wished(vault, session, person)


@contextlib.contextmanager
def _nameless(paper: StreamedPaper) -> Iterator[IO[bytes]]:
    """A file in the paper's folder that nobody else can open. What can't be replaced is told at once."""
    with contextlib.ExitStack() as file:
        with _told_of(paper):
            refuse_what_is_no_file(paper.path.resolve())
            opened = file.enter_context(tempfile.TemporaryFile(dir=paper.path.resolve().parent))
        yield opened


def _put_down(file: IO[bytes], draft: Path) -> str:
    """Copy a whole file under the name that it has on the way, on disk when this returns; its SHA-256. Raises OSError."""
    digest = hashlib.sha256()
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, PRIVATE_FILE), "wb") as target:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


@contextlib.contextmanager
def _told_of(paper: StreamedPaper) -> Iterator[None]:
    """Tell a system's error by the paper that could not be written."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else ""
        raise VoiceGuideError("out_not_written", file=str(paper.path), reason=reason) from error
