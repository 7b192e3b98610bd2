"""The papers that were written to files, as the journal knows of them, and what became of them since."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.files import overwrite_and_remove
from voice_guide.journal.rows import RecordedFact

ENTRIES = "entries"  # the key that names what was in a calendar
REHEARSAL = "rehearsal"  # what a rehearsal writes: its report, and the sound of both sides


class State(StrEnum):
    """What is in a paper's place now."""

    AS_WRITTEN = "as written"  # byte for byte
    CHANGED = "changed"  # something else, or nothing that can be read
    GONE = "gone"


@dataclass(frozen=True)
class Paper:
    """One paper that was written. ``person``: the participant whose copy it is, or None for everybody's."""

    seq: int
    session: str
    what: str
    file: Path
    sha256: str
    person: str | None

    @property
    def state(self) -> State:
        """What is there now. Reads the file."""
        found = self._state_of(self.file)
        # A program that was killed while it wrote may have left the words under the name they had on the way.
        return self._state_of(draft_of(self.file)) if found is State.GONE else found

    def erase(self) -> None:
        """Write over the file and remove it. Raises OSError."""
        for path in (self.file, draft_of(self.file)):
            if path.is_file() and not path.is_symlink():
                overwrite_and_remove(path)

    def _state_of(self, path: Path) -> State:
        try:
            if not stat.S_ISREG(path.lstat().st_mode):  # reading a pipe or a device might never end
                return State.CHANGED
            with path.open("rb") as file:
                now = hashlib.file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            return State.GONE
        except (OSError, ValueError):  # no path has a zero in it
            return State.CHANGED
        return State.AS_WRITTEN if now == self.sha256 else State.CHANGED


@dataclass(frozen=True)
class Print:
    """One paper that was printed: it is in somebody's hands. ``printer`` as the system names it."""

    seq: int
    session: str
    what: str
    at: datetime
    printer: str
    person: str | None


def draft_of(path: Path) -> Path:
    """Where a paper lies while it is written."""
    return path.with_name(f".{path.name}.new")


def exported(
    what: str,
    form: str,
    file: Path,
    content: bytes,
    person: str | None = None,
    also: Mapping[str, object] | None = None,
) -> Fact:
    """The fact that a paper is in a file; ``also``: what else is to be known of it, without a word of anybody's."""
    payload: dict[str, object] = {**(also or {}), "what": what, "format": form, "file": str(file)}
    return Fact(FactKind.EXPORTED, person, None, payload | {"sha256": hashlib.sha256(content).hexdigest()})


def exported_as(what: str, form: str, file: Path, sha256: str, person: str | None = None) -> Fact:
    """As ``exported``, for a paper that is too large to be held at once."""
    payload: dict[str, object] = {"what": what, "format": form, "file": str(file), "sha256": sha256}
    return Fact(FactKind.EXPORTED, person, None, payload)


def printed(what: str, form: str, printer: str, content: bytes, person: str | None = None) -> Fact:
    """The fact that a paper was printed. It names no file: nothing here can be looked at or erased."""
    payload: dict[str, object] = {
        "what": what,
        "format": form,
        "printer": printer,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return Fact(FactKind.EXPORTED, person, None, payload)


def begun(what: str, form: str, file: Path) -> Fact:
    """The fact that something is being written to a file, piece by piece: were it cut short, the file is known."""
    return Fact(FactKind.EXPORTED, payload={"what": what, "format": form, "file": str(file), "sha256": ""})


def written(what: str, form: str, file: Path) -> Fact:
    """The fact that a file, told of by ``begun``, is whole. Reads it. Raises OSError."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    told = begun(what, form, file)
    return Fact(told.kind, payload=told.payload | {"sha256": digest})


def without_gone(recorded: RecordedFact, gone: Container[Path]) -> RecordedFact | None:
    """A fact where these files are there no more: nothing needs to be known of them, so None.

    Of a calendar it stays known what was in it, and no more: a phone may have its entries still, and they can be taken back.
    """
    fact = recorded.fact
    if fact.kind != FactKind.EXPORTED or Path(str(fact.payload.get("file", ""))) not in gone:
        return recorded
    if ENTRIES not in fact.payload:
        return None
    left = {key: kept for key, kept in fact.payload.items() if key not in ("file", "sha256")}
    return replace(recorded, fact=replace(fact, payload=left))


def papers(facts: Iterable[RecordedFact]) -> list[Paper]:
    """Every paper that these facts tell of, the newest for each file: what was written there before is not there now.

    A fact that names no file, which only a damaged or altered vault has, tells of none: erasing is not held up by it.
    """
    newest: dict[Path, Paper] = {}
    for recorded in facts:
        told = recorded.fact.payload
        file = Path(str(told.get("file", "")))
        if recorded.fact.kind == FactKind.EXPORTED and file.name:
            what, sha256 = str(told.get("what", "")), str(told.get("sha256", ""))
            newest[file] = Paper(recorded.seq, recorded.session, what, file, sha256, recorded.fact.participant)
    return list(newest.values())


def prints(facts: Iterable[RecordedFact]) -> list[Print]:
    """Every time that a paper was printed."""
    return [
        Print(each.seq, each.session, str(told.get("what", "")), each.at, str(told["printer"]), each.fact.participant)
        for each in facts
        if each.fact.kind == FactKind.EXPORTED and "printer" in (told := each.fact.payload)
    ]
