"""What words are most like, learnt from examples: a logistic regression over what the words are made of.

Pure, and the same examples always give the same table. It sees words, pairs and threes of words, pairs with some words
between, and stretches of letters, so that a wording nobody wrote down is known by what it has in common with many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_WORDS = 3  # the longest row of words
_APART = 4  # how far apart two words may be to count as a pair
_LETTERS = (3, 4)
_PAIR_WEIGHT, _LETTERS_WEIGHT = 0.4, 0.3  # many go with one word, so each counts for less
_SEEN = 2  # what stands in fewer examples tells nothing
# 2.0 and 60 steps were as good as any up to 10 and 200 on 900 lines that no rule and no example was made for.
_TRUST = 2.0  # how much the examples count against weights near nothing
_STEPS, _REMEMBERED = 60, 5
_ENOUGH = 1e-4  # a step that gains less than this part is the last
_SHORTEST = 1e-4


@dataclass(frozen=True)
class Table:
    """What was learnt: how much each feature (a row of ``weights``, float32) speaks for each kind (a column).

    The last row is what speaks for a kind before any word is known. ``examples``: the words it was learnt from, and their kinds.
    """

    kinds: tuple[str, ...]
    features: dict[str, int]
    weights: Floats
    examples: dict[str, str]

    def likely(self, words: Sequence[str]) -> dict[str, float]:
        """How likely each kind is for these plain words; they add up to 1."""
        found = [(self.features[name], weight) for name, weight in features(words) if name in self.features]
        score = self.weights[-1].copy()
        if found:
            rows, weights = zip(*found, strict=True)
            score += np.asarray(weights, np.float32) @ self.weights[list(rows)]
        likely = np.exp(score - score.max())
        return dict(zip(self.kinds, (likely / likely.sum()).tolist(), strict=True))

    def known(self, words: Sequence[str]) -> float:
        """The share of these words that the examples hold, from 0 to 1."""
        return sum(word in self.features for word in words) / len(words) if words else 0.0


def features(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What some plain words are made of, each once, and how much it counts."""
    row = ["^", *words, "$"]
    found: dict[str, float] = {}
    for size in range(1, _WORDS + 1):
        for at in range(len(row) - size + 1):
            found[" ".join(row[at : at + size])] = 1.0
    for at, first in enumerate(row):
        for second in row[at + 2 : at + 1 + _APART]:
            found[f"{first}~{second}"] = _PAIR_WEIGHT
    for word in words:
        edged = f"<{word}>"
        for size in range(_LETTERS[0], _LETTERS[1] + 1):
            for at in range(len(edged) - size + 1):
                found["#" + edged[at : at + size]] = _LETTERS_WEIGHT
    yield from found.items()


def learn(examples: Sequence[tuple[Sequence[str], str]]) -> Table:
    """A table from examples: plain words, and the kind that they are. Takes about 1 s for 5,000 examples of 4 kinds."""
    made = [dict(features(words)) for words, _ in examples]
    seen = Counter(name for row in made for name in row)
    known = {name: at for at, name in enumerate(sorted(name for name, times in seen.items() if times >= _SEEN))}
    kinds = tuple(sorted({kind for _, kind in examples}))
    right = np.zeros((len(examples), len(kinds)), np.float32)
    for at, (_, kind) in enumerate(examples):
        right[at, kinds.index(kind)] = 1
    entries = [(at, known[name], value) for at, row in enumerate(made) for name, value in row.items() if name in known]
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
    loss = _loss(rows, columns, values.astype(np.float32), right, len(known))
    weights = _least(loss, np.zeros((len(known) + 1) * len(kinds), np.float32))
    told = {" ".join(words): kind for words, kind in examples}
    return Table(kinds, known, np.ascontiguousarray(weights.reshape(len(kinds), -1).T), told)


_Loss = Callable[[Floats], tuple[float, Floats]]


def _loss(rows: NDArray[np.int_], columns: NDArray[np.int_], values: Floats, right: Floats, known: int) -> _Loss:
    """How badly weights tell the examples' kinds, and how that changes with each weight."""
    size, kinds = right.shape
    by_row, by_column = np.argsort(rows, kind="stable"), np.argsort(columns, kind="stable")
    row_ends = np.searchsorted(rows[by_row], np.arange(size))
    column_ends = np.searchsorted(columns[by_column], np.arange(known))
    row_columns, row_values = columns[by_row], values[by_row]
    column_rows, column_values = rows[by_column], values[by_column]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(kinds, -1)
        # One kind after another: numpy adds up a plain row of numbers ten times faster than a table of them.
        score = np.stack([np.add.reduceat(one[row_columns] * row_values, row_ends) + one[-1] for one in weights])
        score -= score.max(axis=0)
        likely = np.exp(score)
        likely /= likely.sum(axis=0)
        told = np.maximum((likely * right.T).sum(axis=0), 1e-12)
        cost = -_TRUST * float(np.log(told).sum()) + 0.5 * float((weights[:, :-1] ** 2).sum())
        off = (likely - right.T) * np.float32(_TRUST)
        change = np.empty_like(weights)
        change[:, -1] = off.sum(axis=1)
        for kind, one in enumerate(off):
            change[kind, :-1] = np.add.reduceat(one[column_rows] * column_values, column_ends) + weights[kind, :-1]
        return cost, change.ravel()

    return loss


def _least(loss: _Loss, at: Floats) -> Floats:
    """Where the loss is least, from there on (L-BFGS; Nocedal and Wright, Numerical Optimization, algorithm 7.5)."""
    cost, change = loss(at)
    pairs: list[tuple[Floats, Floats, float]] = []
    for _ in range(_STEPS):
        way = _downhill(change, pairs)
        slope, step = float(change @ way), np.float32(1)
        while True:
            there = at - step * way
            cost_there, change_there = loss(there)
            if cost_there <= cost - 1e-4 * step * slope or step < _SHORTEST:
                break
            step /= 2
        moved, turned = there - at, change_there - change
        if (along := float(moved @ turned)) > 0:
            pairs = [*pairs, (moved, turned, along)][-_REMEMBERED:]
        gained = cost - cost_there
        at, cost, change = there, cost_there, change_there
        if gained < _ENOUGH * cost:
            break
    return at


def _downhill(change: Floats, pairs: Sequence[tuple[Floats, Floats, float]]) -> Floats:
    """The way to go, from how the loss changes and from the last moves."""
    if not pairs:
        return change / np.linalg.norm(change)
    way, shares = change.copy(), []
    for moved, turned, along in reversed(pairs):
        shares.append(float(moved @ way) / along)
        way -= np.float32(shares[-1]) * turned
    _, turned, along = pairs[-1]
    way *= np.float32(along / float(turned @ turned))
    for (moved, turned, along), share in zip(pairs, reversed(shares), strict=True):
        way += np.float32(share - float(turned @ way) / along) * moved
    return way
