"""The key file: a random data key, wrapped in one or more ways.

    {"format", "version", "vault", "generation", "wrappings": [...], "check"}

The database is encrypted with the data key, so a new passphrase only wraps that key anew. ``generation`` counts these
changes: when the copies differ the newer one counts, so that an old passphrase dies with the change. Whoever kept an
older key file and knows its passphrase still has the same data key: nothing written here can take that back. ``check``
is a SHA-256 that tells a damaged file from a wrong passphrase; it protects nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nacl.utils

from voice_guide.errors import VaultError
from voice_guide.journal import wrapping
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.wrapping import Cost, Wrapping

FORMAT = "voice-guide vault key"
VERSION = 1

_NOT_WELL_FORMED = (ValueError, KeyError, TypeError, RecursionError, OverflowError)


@dataclass(frozen=True)
class KeyFile:
    """What one key file says. Wrappings of a kind unknown here are kept as they are."""

    vault_id: str
    generation: int
    wrappings: tuple[Wrapping, ...] = field(repr=False)

    @property
    def has_passphrase(self) -> bool:
        """True when nothing but a secret from outside opens it."""
        return all(each["kind"] != wrapping.NONE for each in self.wrappings)

    @property
    def has_recovery_key(self) -> bool:
        """True when a recovery key opens it too."""
        return any(each["kind"] == wrapping.RECOVERY for each in self.wrappings)

    @classmethod
    def new(cls, data_key: bytes, *, passphrase: str | None, cost: Cost) -> KeyFile:
        """The first key file of a new vault. Raises NotEnoughMemory."""
        blank = cls(vault_id=nacl.utils.random(8).hex(), generation=0, wrappings=())
        return blank.rewrapped(data_key, passphrase=passphrase, cost=cost)

    def rewrapped(self, data_key: bytes, *, passphrase: str | None, cost: Cost) -> KeyFile:
        """The same data key under another passphrase, or none; other kinds stay. Raises NotEnoughMemory.

        With the passphrase the recovery key goes too: the key then lies in plain, and there is nothing to recover.
        """
        gone = {wrapping.PASSPHRASE, wrapping.NONE}
        if passphrase is None:
            fresh = wrapping.wrap_in_plain(data_key)
            gone.add(wrapping.RECOVERY)
        else:
            fresh = wrapping.wrap_with_passphrase(data_key, passphrase, vault_id=self.vault_id, cost=cost)
        others = tuple(each for each in self.wrappings if each["kind"] not in gone)
        return replace(self, generation=self.generation + 1, wrappings=(fresh, *others))

    def with_recovery_key(self, data_key: bytes, recovery_key: RecoveryKey) -> KeyFile:
        """The same file with this recovery key, and no earlier one."""
        made = wrapping.wrap_with_recovery(data_key, recovery_key.signs, vault_id=self.vault_id)
        others = tuple(each for each in self.wrappings if each["kind"] != wrapping.RECOVERY)
        return replace(self, generation=self.generation + 1, wrappings=(*others, made))

    def unlock(self, passphrase: str | None, *, folder: Path) -> bytes:
        """The data key. Raises VaultError: vault_locked, wrong_passphrase, vault_needs_memory, vault_key_damaged."""
        found = _well_formed(lambda: self._try(passphrase), folder)
        if found is None:
            raise VaultError("vault_locked" if passphrase is None else "wrong_passphrase", folder=str(folder))
        return found

    def recover(self, recovery_key: RecoveryKey, *, folder: Path) -> bytes:
        """The data key. Raises VaultError: no_recovery_key, wrong_recovery_key, vault_key_damaged."""
        if not self.has_recovery_key:
            raise VaultError("no_recovery_key", folder=str(folder))
        found = _well_formed(lambda: self._try_recovery(recovery_key.signs), folder)
        if found is None:
            raise VaultError("wrong_recovery_key", folder=str(folder))
        return found

    def _try(self, passphrase: str | None) -> bytes | None:
        for each in self.wrappings:
            if each["kind"] == wrapping.NONE:
                return wrapping.unwrap_in_plain(each)
        for each in self.wrappings:
            if each["kind"] == wrapping.PASSPHRASE and passphrase is not None:
                found = wrapping.unwrap_with_passphrase(each, passphrase, vault_id=self.vault_id)
                if found is not None:
                    return found
        return None

    def _try_recovery(self, signs: str) -> bytes | None:
        boxes = (each for each in self.wrappings if each["kind"] == wrapping.RECOVERY)
        found = (wrapping.unwrap_with_recovery(each, signs, vault_id=self.vault_id) for each in boxes)
        return next((data_key for data_key in found if data_key is not None), None)

    def to_bytes(self) -> bytes:
        """The file's content."""
        body: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "vault": self.vault_id,
            "generation": self.generation,
            "wrappings": [dict(each) for each in self.wrappings],
        }
        return (json.dumps({**body, "check": _check(body)}, indent=2) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes, *, folder: Path) -> KeyFile:
        """Read a file's content. Raises VaultError ``vault_newer`` or ``vault_key_damaged``."""
        try:
            body = json.loads(content.decode())
            told_check = body.pop("check")
            if body["format"] != FORMAT or told_check != _check(body):
                raise ValueError("not a whole key file")
            if body["version"] > VERSION:
                raise VaultError("vault_newer", folder=str(folder))
            kinds = [str(each["kind"]) for each in body["wrappings"]]
            if not kinds:
                raise ValueError("no wrapping")
            return cls(str(body["vault"]), int(body["generation"]), tuple(body["wrappings"]))
        except (*_NOT_WELL_FORMED, AttributeError) as error:
            raise VaultError("vault_key_damaged", folder=str(folder)) from error


def _well_formed(attempt: Callable[[], bytes | None], folder: Path) -> bytes | None:
    """What an attempt to open a box finds, or None. Raises VaultError where the file itself can't be used."""
    try:
        data_key = attempt()
    except wrapping.NotEnoughMemory as error:
        raise VaultError("vault_needs_memory", folder=str(folder)) from error
    except _NOT_WELL_FORMED as error:
        raise VaultError("vault_key_damaged", folder=str(folder)) from error
    if data_key is not None and len(data_key) != wrapping.KEY_BYTES:
        raise VaultError("vault_key_damaged", folder=str(folder))
    return data_key


def _check(body: Mapping[str, Any]) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
