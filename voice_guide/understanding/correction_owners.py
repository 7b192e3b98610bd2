"""Somebody told by whose they are, kept whole: ``my mum's friend`` is not ``my mum`` and what she is doing."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.understanding.correction_signs import Clause
from voice_guide.understanding.people_in_a_row import PeopleInARow
from voice_guide.understanding.who_answers import POSSESSIVE

_MOST = 3


class Owners:
    """Puts such people together where a clause was cut at the ``'s``."""

    def __init__(self, people: PeopleInARow) -> None:
        self._people = people

    def joined(self, clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses, with whoever belongs to somebody among the words before."""
        out: list[Clause] = []
        for clause in clauses:
            if out and out[-1].value and self._is_owned(out[-1], clause):
                out[-1].value = [*out[-1].value, *clause.said, *clause.value]
            else:
                out.append(clause)
        return out

    def _is_owned(self, before: Clause, clause: Clause) -> bool:
        """Whether ``mum`` and ``'s friend`` are one person. A word apart ("mum is friends") is no ``'s``."""
        if [piece.text for piece in clause.said] != [POSSESSIVE] or clause.said[0].word != before.value[-1].word:
            return False
        sizes = range(1, min(len(clause.value), _MOST) + 1)
        return any(self._people.last([*before.texts, POSSESSIVE, *clause.texts[:size]]) > size + 1 for size in sizes)
