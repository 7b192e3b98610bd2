"""Looking through a whole vault without changing it: key files, pages, facts in their order, guides and notices.

What is found is told by keys and numbers, never by words. Making each session's papers is left to whoever knows papers.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import apsw

from voice_guide.errors import VaultError
from voice_guide.facts import FactKind
from voice_guide.journal.backup import remove
from voice_guide.journal.building import DATABASE
from voice_guide.journal.database import close_quietly, open_database
from voice_guide.journal.files import PRIVATE_FOLDER
from voice_guide.journal.harden import private_files
from voice_guide.journal.kept import OF_THE_VAULT, ReadOut
from voice_guide.journal.key_copies import CopyState, candidates, copy_states
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.lock import VaultLock
from voice_guide.journal.migrations import MIGRATIONS, version_of
from voice_guide.journal.rows import COLUMNS, RecordedFact, recorded
from voice_guide.journal.salvage import read_out
from voice_guide.journal.vault import LOCK, Vault

_FACTS = f"SELECT seq, {COLUMNS} FROM facts ORDER BY seq"  # noqa: S608 - names of columns, no values
_ANSWERS = (FactKind.UTTERANCE_HEARD, FactKind.ANSWER_KEPT)
_SHA256_LENGTH = 64

Unlock = Callable[[KeyFile], bytes]


@dataclass(frozen=True)
class Noted:
    """One thing seen in a session, or (None) in the vault; ``wrong``: something is damaged or missing."""

    key: str
    session: str | None
    wrong: bool
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Examined:
    """What a vault is like. ``copies``: how each key file stands; ``pages_whole``: no page of the database is damaged."""

    keys: KeyFile = field(repr=False)
    data_key: bytes = field(repr=False)
    copies: dict[str, CopyState]
    keys_older: bool
    pages_whole: bool
    read: ReadOut
    noted: tuple[Noted, ...]


def examine(folder: Path, unlock: Unlock) -> Examined:
    """Look through the vault in ``folder``. ``unlock`` gets the data key out of its key file.

    Raises VaultError: no_vault, vault_in_use, vault_database_missing, vault_newer, vault_damaged where nothing at all can be
    read, and what ``unlock`` raises; StorageError.
    """
    if not Vault.exists(folder):
        raise VaultError("no_vault", folder=str(folder))
    private_files()
    lock = VaultLock.take(folder / LOCK)
    scratch = folder / ".verifying"
    try:
        if not (folder / DATABASE).exists():
            raise VaultError("vault_database_missing", folder=str(folder))
        keys, data_key = _fitting(folder, unlock)
        found = _whole(folder, data_key)
        read, generation, newest = found or (_damaged(folder, data_key, scratch), 0, 0)
        noted = (*_in_vault(read, newest), *(n for session in read.session_ids() for n in _in_session(read, session)))
        return Examined(
            keys=keys,
            data_key=data_key,
            copies=copy_states(folder, keys),
            keys_older=keys.generation < generation,
            pages_whole=found is not None,
            read=read,
            noted=noted,
        )
    finally:
        remove(scratch)
        lock.release()


def _fitting(folder: Path, unlock: Unlock) -> tuple[KeyFile, bytes]:
    """The key file that opens the database here; where none does, the first that could be unlocked."""
    unlocked: list[tuple[KeyFile, bytes]] = []
    first: VaultError | None = None
    for keys in candidates(folder):
        try:
            data_key = unlock(keys)
        except VaultError as error:
            first = first or error
            continue
        unlocked.append((keys, data_key))
        with contextlib.suppress(VaultError):
            close_quietly(open_database(folder / DATABASE, data_key, folder=folder))
            return keys, data_key
    if not unlocked:
        assert first is not None
        raise first
    return unlocked[0]


def _whole(folder: Path, data_key: bytes) -> tuple[ReadOut, int, int] | None:
    """Everything in the database, the newest key file it knows of, and the highest number it ever gave to a fact.

    None where any page or row of it is damaged. Raises VaultError ``vault_newer``.
    """
    try:
        connection = open_database(folder / DATABASE, data_key, folder=folder)
    except VaultError as error:
        if error.key != "vault_damaged":
            raise
        return None
    try:
        version = version_of(connection)
        if version > len(MIGRATIONS):
            raise VaultError("vault_newer", folder=str(folder))
        if version == 0 or connection.pragma("integrity_check") != "ok":
            return None
        facts = [recorded(*row) for row in connection.execute(_FACTS)]
        texts = {str(hash_): str(text) for hash_, text in connection.execute("SELECT hash, text FROM texts")}
        newest = [
            int(str(seq)) for (seq,) in connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'facts'")
        ]
        return ReadOut(facts, texts), int(str(connection.pragma("application_id"))), max(newest, default=0)
    except (apsw.Error, ValueError, TypeError, RecursionError):
        return None
    finally:
        close_quietly(connection)


def _damaged(folder: Path, data_key: bytes, scratch: Path) -> ReadOut:
    remove(scratch)
    scratch.mkdir(mode=PRIVATE_FOLDER)
    return read_out(folder / DATABASE, data_key, scratch)


def _in_vault(read: ReadOut, newest: int) -> Iterator[Noted]:
    """Numbers that no fact has. Erasing leaves such gaps; so would anyone who takes facts out by another way."""
    numbers = {each.seq for each in read.recorded} | {each.seq for each in read.lost}
    highest = max(newest, max(numbers, default=0))
    yield from _lost(read, OF_THE_VAULT, None)
    if gaps := highest - len(numbers):
        yield Noted("verify_gaps", None, False, {"count": gaps})


def _in_session(read: ReadOut, session: str) -> Iterator[Noted]:
    facts = [each for each in read.recorded if each.session == session]
    yield from _lost(read, session, session)
    beginnings = sum(each.fact.kind == FactKind.SESSION_STARTED for each in facts)
    if beginnings != 1 or facts[0].fact.kind != FactKind.SESSION_STARTED:
        yield Noted("verify_beginning", session, True)
    else:
        yield from _texts(read, facts[0])
    if any(later.at < earlier.at for earlier, later in pairwise(facts)):
        yield Noted("verify_clock", session, False)
    known = {kind.value for kind in FactKind}
    if strange := sum(str(each.fact.kind) not in known for each in facts):
        yield Noted("verify_unknown_kind", session, False, {"count": strange})


def _lost(read: ReadOut, session: str, told_of: str | None) -> Iterator[Noted]:
    lost = Counter(each.kind in _ANSWERS for each in read.lost if each.session == session)
    if lost:
        facts = sum(each.session == session for each in read.recorded)
        values: dict[str, object] = {"answers": lost[True], "others": lost[False], "facts": facts}
        yield Noted("verify_lost", told_of, True, values)


def _texts(read: ReadOut, started: RecordedFact) -> Iterator[Noted]:
    """The guide and the notice that a session began with: there, and with the words that their hash was made of."""
    for name in ("guide", "notice"):
        hash_ = str(started.fact.payload.get(f"{name}_hash"))
        text = read.texts.get(hash_)
        if text is None:
            yield Noted(f"verify_{name}_missing", started.session, True)
        elif (
            len(hash_) == _SHA256_LENGTH and hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != hash_
        ):
            yield Noted(f"verify_{name}_changed", started.session, True)
