"""The key file: a random data key, wrapped in one or more ways, in two copies.

    vault.key        {"format", "version", "vault", "generation", "wrappings": [...], "check"}
    vault.key.copy   the same again

The database is encrypted with the data key, so a new passphrase only wraps that key anew. ``generation`` counts these
changes: when the copies differ the newer one counts, so that an old passphrase dies with the change. ``check`` is a
SHA-256 that tells a damaged file from a wrong passphrase; it protects nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nacl.utils

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal import wrapping
from voice_guide.journal.files import replace_private
from voice_guide.journal.wrapping import Cost, Wrapping

FORMAT = "voice-guide vault key"
VERSION = 1
KEY_FILE = "vault.key"
KEY_COPY = "vault.key.copy"

_LARGEST_FILE = 64 * 1024  # a key file is under 1 kB; anything longer is not one
_NOT_WELL_FORMED = (ValueError, KeyError, TypeError, RecursionError)


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

    @classmethod
    def new(cls, data_key: bytes, *, passphrase: str | None, cost: Cost) -> KeyFile:
        """The first key file of a new vault. Raises NotEnoughMemory."""
        blank = cls(vault_id=nacl.utils.random(8).hex(), generation=0, wrappings=())
        return blank.rewrapped(data_key, passphrase=passphrase, cost=cost)

    def rewrapped(self, data_key: bytes, *, passphrase: str | None, cost: Cost) -> KeyFile:
        """The same data key under another passphrase, or none; other kinds stay. Raises NotEnoughMemory."""
        if passphrase is None:
            fresh = wrapping.wrap_in_plain(data_key)
        else:
            fresh = wrapping.wrap_with_passphrase(data_key, passphrase, vault_id=self.vault_id, cost=cost)
        others = tuple(each for each in self.wrappings if each["kind"] not in (wrapping.PASSPHRASE, wrapping.NONE))
        return replace(self, generation=self.generation + 1, wrappings=(fresh, *others))

    def unlock(self, passphrase: str | None, *, folder: Path) -> bytes:
        """The data key. Raises VaultError: vault_locked, wrong_passphrase, vault_needs_memory, vault_key_damaged."""
        try:
            data_key = self._try(passphrase)
        except wrapping.NotEnoughMemory as error:
            raise VaultError("vault_needs_memory", folder=str(folder)) from error
        except _NOT_WELL_FORMED as error:
            raise VaultError("vault_key_damaged", folder=str(folder)) from error
        if data_key is None:
            raise VaultError("vault_locked" if passphrase is None else "wrong_passphrase", folder=str(folder))
        if len(data_key) != wrapping.KEY_BYTES:
            raise VaultError("vault_key_damaged", folder=str(folder))
        return data_key

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


def read_keys(folder: Path) -> KeyFile:
    """The newest whole copy. Raises VaultError: vault_key_missing, vault_key_damaged, vault_newer, vault_not_yours."""
    found: list[KeyFile] = []
    damaged: VaultError | None = None
    for name in (KEY_FILE, KEY_COPY):
        try:
            found.append(_read_one(folder / name))
        except FileNotFoundError:
            continue
        except VaultError as error:
            if error.key == "vault_newer":
                raise
            damaged = error
    if found:
        return max(found, key=lambda each: each.generation)
    raise damaged or VaultError("vault_key_missing", folder=str(folder))


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Write the key file, then its copy: at every moment one of them is whole.

    Raises StorageError when the first can't be written; the copy, if it fails, is mended when the vault is next opened.
    """
    replace_private(folder / KEY_FILE, keys.to_bytes())
    mend_keys(folder, keys)


def mend_keys(folder: Path, keys: KeyFile) -> tuple[str, ...]:
    """Write anew every copy that is damaged, missing or older than ``keys``; returns the names of those mended.

    A copy that can't be written now is left for another day: the vault is open, and that matters more.
    """
    mended: list[str] = []
    for name in (KEY_FILE, KEY_COPY):
        with contextlib.suppress(FileNotFoundError, VaultError):
            if _read_one(folder / name) == keys:
                continue
        with contextlib.suppress(StorageError):
            replace_private(folder / name, keys.to_bytes())
            mended.append(name)
    return tuple(mended)


def _read_one(path: Path) -> KeyFile:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        raise
    except PermissionError as error:
        raise VaultError("vault_not_yours", folder=str(path.parent)) from error
    except OSError as error:
        raise VaultError("vault_key_damaged", folder=str(path.parent)) from error
    if len(content) > _LARGEST_FILE:
        raise VaultError("vault_key_damaged", folder=str(path.parent))
    return KeyFile.from_bytes(content, folder=path.parent)


def _check(body: Mapping[str, Any]) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
