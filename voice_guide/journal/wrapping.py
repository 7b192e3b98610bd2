"""Wrappings: ways in which the vault's data key is kept in the key file.

``passphrase``  the key in a box (XChaCha20-Poly1305) that the passphrase opens through Argon2id
``recovery``    the key in a box that the recovery key opens; that is 135 random bits, so one quick hash is enough
``none``        the key in plain, under a name that says so: a vault without a passphrase

More kinds may stand beside them; what is not known here is left as it is.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nacl.exceptions
import nacl.pwhash.argon2id as argon2id
import nacl.secret
import nacl.utils

MEBIBYTE = 1024 * 1024
KEY_BYTES = 32

PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
RECOVERY = "recovery"
NONE = "none"

Wrapping = Mapping[str, Any]


@dataclass(frozen=True)
class Cost:
    """How dear one guess at the passphrase is. 256 MiB twice took 0.38 s on two cores of a small server."""

    memory_bytes: int = 256 * MEBIBYTE
    passes: int = 2


# A key file from elsewhere may ask for neither a guess that costs nothing nor all the memory of the machine.
LEAST_COST = Cost(memory_bytes=64 * MEBIBYTE, passes=1)
MOST_COST = Cost(memory_bytes=2048 * MEBIBYTE, passes=20)


class NotEnoughMemory(Exception):
    """The machine could not give the memory that the passphrase's protection asks for."""


def wrap_with_passphrase(data_key: bytes, passphrase: str, *, vault_id: str, cost: Cost) -> dict[str, Any]:
    """The key in a box that only this passphrase opens. Raises NotEnoughMemory."""
    salt = nacl.utils.random(argon2id.SALTBYTES)
    box = _box(passphrase, salt, cost).encrypt(data_key, _bound_to(vault_id))
    return {
        "kind": PASSPHRASE,
        "derivation": "argon2id",
        "memory_bytes": cost.memory_bytes,
        "passes": cost.passes,
        "salt": salt.hex(),
        "nonce": box.nonce.hex(),
        "box": box.ciphertext.hex(),
    }


def unwrap_with_passphrase(wrapping: Wrapping, passphrase: str, *, vault_id: str) -> bytes | None:
    """The data key, or None for a wrong passphrase.

    Raises ValueError, KeyError or TypeError when the wrapping itself is not well formed, and NotEnoughMemory.
    """
    cost = Cost(memory_bytes=int(wrapping["memory_bytes"]), passes=int(wrapping["passes"]))
    if wrapping["derivation"] != "argon2id" or not _allowed(cost):
        raise ValueError("unknown derivation")
    salt, nonce, box = (bytes.fromhex(wrapping[name]) for name in ("salt", "nonce", "box"))
    if len(salt) != argon2id.SALTBYTES or len(nonce) != nacl.secret.Aead.NONCE_SIZE:
        raise ValueError("salt or nonce of another length")
    opener = _box(passphrase, salt, cost)
    try:
        return opener.decrypt(box, _bound_to(vault_id), nonce)
    except nacl.exceptions.CryptoError:
        return None


def wrap_with_recovery(data_key: bytes, signs: str, *, vault_id: str) -> dict[str, Any]:
    """The key in a box that only this recovery key opens."""
    salt = nacl.utils.random(hashlib.blake2b.SALT_SIZE)
    box = _recovery_box(signs, salt).encrypt(data_key, _bound_to(vault_id, RECOVERY))
    return {
        "kind": RECOVERY,
        "derivation": "blake2b",
        "salt": salt.hex(),
        "nonce": box.nonce.hex(),
        "box": box.ciphertext.hex(),
    }


def unwrap_with_recovery(wrapping: Wrapping, signs: str, *, vault_id: str) -> bytes | None:
    """The data key, or None for another recovery key. Raises ValueError, KeyError or TypeError as the passphrase's does."""
    if wrapping["derivation"] != "blake2b":
        raise ValueError("unknown derivation")
    salt, nonce, box = (bytes.fromhex(wrapping[name]) for name in ("salt", "nonce", "box"))
    if len(salt) != hashlib.blake2b.SALT_SIZE or len(nonce) != nacl.secret.Aead.NONCE_SIZE:
        raise ValueError("salt or nonce of another length")
    try:
        return _recovery_box(signs, salt).decrypt(box, _bound_to(vault_id, RECOVERY), nonce)
    except nacl.exceptions.CryptoError:
        return None


def wrap_in_plain(data_key: bytes) -> dict[str, Any]:
    """The key as it is: whoever can read the key file can read the vault."""
    return {"kind": NONE, "key_in_plain": data_key.hex()}


def unwrap_in_plain(wrapping: Wrapping) -> bytes:
    """The key of a ``none`` wrapping. Raises ValueError, KeyError or TypeError when it is not well formed."""
    return bytes.fromhex(wrapping["key_in_plain"])


def _allowed(cost: Cost) -> bool:
    return (
        LEAST_COST.memory_bytes <= cost.memory_bytes <= MOST_COST.memory_bytes
        and LEAST_COST.passes <= cost.passes <= MOST_COST.passes
    )


def _bound_to(vault_id: str, kind: str = PASSPHRASE) -> bytes:
    """A box opens only in the key file of the vault that it was made for."""
    return f"voice-guide {kind} {vault_id}".encode()


def _recovery_box(signs: str, salt: bytes) -> nacl.secret.Aead:
    key = hashlib.blake2b(signs.encode(), digest_size=KEY_BYTES, salt=salt, person=b"vg recovery key").digest()
    return nacl.secret.Aead(key)


def _box(passphrase: str, salt: bytes, cost: Cost) -> nacl.secret.Aead:
    # The same letters typed on different systems may come composed or not: one form for all.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        key = argon2id.kdf(KEY_BYTES, typed, salt, opslimit=cost.passes, memlimit=cost.memory_bytes)
    except (nacl.exceptions.RuntimeError, MemoryError) as error:
        raise NotEnoughMemory from error
    return nacl.secret.Aead(key)
