"""Writing a paper to a file: whole or not at all, readable by its owner alone, and known to the journal."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from voice_guide.cli.paper_wishes import tell_of_nothing_wished
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.exports import draft_of, exported
from voice_guide.journal.files import PRIVATE_FILE, sync_folder
from voice_guide.journal.vault import Vault


def write_paper(
    vault: Vault,
    session: str,
    path: Path,
    paper: str | bytes,
    *,
    what: str,
    form: str,
    person: str | None = None,
    also: Mapping[str, object] | None = None,
) -> None:
    """Write a paper of a session and have the journal know of it. After an error the file is as it was before.

    The journal is told when the words are on disk, and before they have the file's name: no paper is in a file that the
    journal does not know of. Raises VoiceGuideError ``out_not_written``, StorageError.
    """
    content = paper.encode("utf-8") if isinstance(paper, str) else paper
    place = path.resolve()
    draft = draft_of(place)
    try:
        refuse_what_is_no_file(place)
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        vault.resume_session(session).append([exported(what, form, place, content, person, also)])
        draft.replace(place)
        sync_folder(place.parent)
    except BaseException as error:  # Ctrl-C too: no half of somebody's words stays behind
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        reason = os.strerror(error.errno) if error.errno else ""
        raise VoiceGuideError("out_not_written", file=str(path), reason=reason) from error
    tell_of_nothing_wished(vault, session, person)


def refuse_what_is_no_file(path: Path) -> None:
    """A folder or a device is never replaced. Raises OSError."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "")
