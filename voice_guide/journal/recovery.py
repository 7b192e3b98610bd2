"""The recovery key: what opens a vault when its passphrase is lost, on paper, in signs that can be read aloud.

Seven groups of four signs. The signs are Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so
that nothing looks like anything else. 27 signs are 135 random bits; the last one is a check. The check is a sum over
GF(32) in which each place weighs something else, so that one sign typed wrong, or any two changed about, is always told
from a key that is another vault's.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import reduce

from voice_guide.errors import VaultError

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS = 27  # 135 bits: no guessing, however fast a guess is
LENGTH = RANDOM_SIGNS + 1
GROUP = 4

_LOOK_ALIKES = str.maketrans("OILU", "011V")
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: its powers of x are the 31 numbers from 1 to 31


@dataclass(frozen=True)
class RecoveryKey:
    """One recovery key. ``signs`` are never printed by accident: only ``text`` shows them."""

    signs: str = field(repr=False)

    @classmethod
    def new(cls) -> RecoveryKey:
        """A key that was never there before."""
        values = [secrets.randbelow(len(SIGNS)) for _ in range(RANDOM_SIGNS)]
        return cls("".join(SIGNS[value] for value in [*values, _sum(values)]))

    @classmethod
    def read(cls, typed: str) -> RecoveryKey:
        """The key that somebody typed, in any case, with or without dashes and spaces, O for 0 and I or L for 1.

        Raises VaultError: recovery_key_length (values: typed, wanted), recovery_key_sign (values: place),
        recovery_key_mistyped. None of them holds what was typed.
        """
        plain = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKES)
        signs = "".join(sign for sign in plain if sign.isalnum())
        strange = next((place for place, sign in enumerate(signs, 1) if sign not in SIGNS), None)
        if strange is not None:
            raise VaultError("recovery_key_sign", place=strange)
        if len(signs) != LENGTH:
            raise VaultError("recovery_key_length", typed=len(signs), wanted=LENGTH)
        values = [SIGNS.index(sign) for sign in signs]
        if _sum(values[:-1]) != values[-1]:
            raise VaultError("recovery_key_mistyped")
        return cls(signs)

    @property
    def text(self) -> str:
        """The key as it is printed: groups with dashes between them."""
        return "-".join(self.signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _sum(values: list[int]) -> int:
    """Horner's rule over GF(32): the value in each place counts for another power of x, and the check for the first."""
    return reduce(lambda total, value: _times_x(total ^ value), values, 0)


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 0b100000 else doubled
