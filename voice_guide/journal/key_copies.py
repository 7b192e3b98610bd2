"""The two copies of the key file: which one counts, and mending the other.

    vault.key        the key file
    vault.key.copy   the same again

Of two copies of one vault the newer counts. A copy that is another vault's (put there by mistake) is tried after ours,
and set aside rather than written over: it may be the only one of that vault.
"""

from __future__ import annotations

import contextlib
from enum import StrEnum
from pathlib import Path

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.files import replace_private
from voice_guide.journal.keys import KeyFile
from voice_guide.small_file import read_small

KEY_FILE = "vault.key"
KEY_COPY = "vault.key.copy"
COPIES = (KEY_FILE, KEY_COPY)

_LARGEST_FILE = 64 * 1024  # a key file is under 2 kB; anything longer is not one


class CopyState(StrEnum):
    """How one copy stands beside the key file that opened the vault."""

    GOOD = "good"
    MISSING = "missing"
    DAMAGED = "damaged"
    OLDER = "older"
    OTHER = "other"  # another vault's


def read_keys(folder: Path) -> KeyFile:
    """The newest whole copy. Raises VaultError: vault_key_missing, vault_key_damaged, vault_newer, vault_not_yours."""
    return candidates(folder)[0]


def candidates(folder: Path) -> list[KeyFile]:
    """The newest whole copy of each vault that the copies here are of, the newest first: mostly one. Raises as read_keys."""
    found: dict[str, KeyFile] = {}
    damaged: VaultError | None = None
    for name in COPIES:
        try:
            keys = _read_one(folder / name)
        except FileNotFoundError:
            continue
        except VaultError as error:
            if error.key == "vault_newer":
                raise
            damaged = error
        else:
            earlier = found.setdefault(keys.vault_id, keys)
            found[keys.vault_id] = max(earlier, keys, key=lambda each: each.generation)
    if found:
        return sorted(found.values(), key=lambda each: -each.generation)
    raise damaged or VaultError("vault_key_missing", folder=str(folder))


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Write the key file, then its copy: at every moment one of them is whole.

    Raises StorageError when the first can't be written; the copy, if it fails, is mended when the vault is next opened.
    """
    replace_private(folder / KEY_FILE, keys.to_bytes())
    mend_keys(folder, keys)


def copy_states(folder: Path, keys: KeyFile) -> dict[str, CopyState]:
    """How each copy stands beside ``keys``, by its name."""
    return {name: _state(folder / name, keys) for name in COPIES}


def mend_keys(folder: Path, keys: KeyFile) -> tuple[str, ...]:
    """Write anew every copy that is damaged, missing or older than ``keys``; returns the names of those mended.

    A copy that can't be written now is left for another day: the vault is open, and that matters more.
    """
    mended: list[str] = []
    for name, state in copy_states(folder, keys).items():
        if state is CopyState.GOOD:
            continue
        with contextlib.suppress(StorageError, OSError):
            if state is CopyState.OTHER:
                _set_aside(folder / name)
            replace_private(folder / name, keys.to_bytes())
            mended.append(name)
    return tuple(mended)


def _state(path: Path, keys: KeyFile) -> CopyState:
    try:
        found = _read_one(path)
    except FileNotFoundError:
        return CopyState.MISSING
    except VaultError:
        return CopyState.DAMAGED
    if found == keys:
        return CopyState.GOOD
    return CopyState.OLDER if found.vault_id == keys.vault_id else CopyState.OTHER


def _set_aside(path: Path) -> None:
    other = _read_one(path)
    named = "".join(sign for sign in other.vault_id if sign.isalnum())[
        :16
    ]  # it comes from a file: no path may hide in it
    path.replace(path.with_name(f"{path.name}.of-{named}-{other.generation}"))


def _read_one(path: Path) -> KeyFile:
    try:
        content = read_small(path, _LARGEST_FILE)
    except FileNotFoundError:
        raise
    except PermissionError as error:
        raise VaultError("vault_not_yours", folder=str(path.parent)) from error
    except OSError as error:
        raise VaultError("vault_key_damaged", folder=str(path.parent)) from error
    return KeyFile.from_bytes(content, folder=path.parent)
