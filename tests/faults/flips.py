"""One flipped bit in a vault: what opening it says, and what is read around it. For the fault tests and the benchmark."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.saving import kept_in
from tests.faults.saving_child import answer, begin
from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.unlocking import secret
from voice_guide.journal.vault import Vault
from voice_guide.journal.verify import examine


@dataclass(frozen=True)
class Tried:
    """What came of one flip. ``opened``: noticed, harmless (every answer is there), or silent: an answer is not.

    ``lost``: answers that verify could not read; ``all_named``: it named each of them.
    """

    opened: str
    lost: int
    all_named: bool


@dataclass(frozen=True)
class Flips:
    """A whole vault of answers, and what its database was."""

    folder: Path
    whole: bytes
    said: list[Fact]
    facts: int

    @classmethod
    def of_new_vault(cls, scratch: Path, *, answers: int) -> Flips:
        """A vault with one session of so many answers; some of them fill several pages."""
        folder = scratch / "vault"
        said = [answer(number) for number in range(answers)]
        with Vault.create(folder, passphrase=None) as vault:
            journal = begin(vault)
            for each in said:
                journal.append([each])
        return cls(folder, (folder / "vault.db").read_bytes(), said, answers + 1)

    def places(self, count: int, chance: random.Random) -> Iterator[int]:
        """Bytes of the database: every so many-th, and as many by chance."""
        half = count // 2
        yield from (len(self.whole) * each // half for each in range(half))
        yield from (chance.randrange(len(self.whole)) for _ in range(count - half))

    def flip(self, byte: int, bit: int) -> Tried:
        """Flip this bit alone."""
        damaged = bytearray(self.whole)
        damaged[byte] ^= 1 << bit
        (self.folder / "vault.db").write_bytes(damaged)
        try:
            opened = "harmless" if kept_in(self.folder) == self.said else "silent"
        except VaultError as error:
            opened = "noticed" if error.key == "vault_damaged" else error.key
        (self.folder / "vault.db").write_bytes(damaged)
        read = examine(self.folder, secret(None, None, self.folder)).read
        found = [each.fact for each in read.recorded if each.fact.kind == FactKind.ANSWER_KEPT]
        right = all(each in self.said for each in found)
        named = len(read.recorded) + len(read.lost) == self.facts
        return Tried(opened, len(self.said) - len(found), right and named)
