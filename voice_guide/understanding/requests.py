"""Requests told from the words they are made of, in any order, where no whole phrase of ``commands.toml`` fits.

Each piece of an utterance has a class: a thing asked for, a way to begin, a courtesy, a reason. An utterance is a request
when pieces cover it from the first word to the last, all of them are such as go with that request, and among them are
those that it needs. One word that has no place makes it an answer, which is what keeps stories out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday, false_starts
from voice_guide.understanding.phrase_net import PhraseNet


class _Found(Protocol):
    @property
    def command(self) -> str: ...
    @property
    def about(self) -> str | None: ...


@dataclass(frozen=True)
class Request:
    """What was asked for, and the words it is about, if it is about something; ``beside``: a reason in words of one's own."""

    command: str
    about: str | None = None
    beside: bool = False


class _Piece(NamedTuple):
    end: int
    kind: str  # a class, or the command that these words are by themselves (see _alone)
    about: str | None = None


class _State(NamedTuple):
    """A way to cover words up to some place: the needed classes in it, what it is about, whether it ends on an opening.

    ``beside``: whether words of the person's own are in it that what is asked for is not about.
    """

    kinds: frozenset[str]
    about: str | None
    opened: bool
    beside: bool = False


@dataclass(frozen=True)
class _Wanted:
    """A request, as the data describes it."""

    command: str
    about: str | None
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    allowed: frozenset[str]

    @property
    def whole(self) -> str:
        """The class of words that are this command by themselves."""
        return _alone(self.command, self.about)

    @property
    def counted(self) -> frozenset[str]:
        """The classes that decide."""
        return frozenset().union(*self.needs, [self.whole])

    def met_by(self, kinds: frozenset[str]) -> bool:
        """Whether these of the counted classes make the request, with none that was only half of some need."""
        met = [need for need in (*self.needs, frozenset([self.whole])) if need <= kinds]
        return bool(met) and kinds <= self.may.union(*met)


@dataclass(frozen=True)
class _Open:
    """A class whose pieces begin in a known way and go on with a few words of the person's own."""

    words: int
    never: frozenset[str]
    never_endings: tuple[str, ...]
    before: frozenset[str]  # what may follow; anything where it is empty
    must: tuple[str, ...]  # one of its words ends so; nothing is asked where it is empty
    about: bool


class Requests:
    """A language's requests (``understanding/requests.toml``).

    ``whole``: the command that words are by themselves; ``vocabulary``: the words that such commands are made of.
    """

    def __init__(
        self,
        language: Language,
        everyday: Everyday,
        whole: Callable[[tuple[str, ...]], _Found | None],
        vocabulary: Collection[str],
    ) -> None:
        self._data: Mapping[str, Any] = language.understanding("requests")
        self._everyday = everyday
        self._whole = whole
        self._vocabulary = frozenset(vocabulary)
        self._rules = {name: [everyday.phrase(way) for way in ways] for name, ways in self._data["classes"].items()}
        self._dialect = {said: meant.split() for said, meant in self._data["dialect"].items()}
        self._read_rules = phrases.read_rules(self._rules)
        self._closed = PhraseNet({name: [(self._read_rules[name],)] for name in self._rules})
        self._topics = frozenset(self._data["topics"])
        self._opens = frozenset(self._data["opens"])
        self._plain_endings = frozenset(self._data["never_endings_but"])
        self._unfinished = frozenset(self._data["never_ends"])
        self._unfinished_endings = tuple(self._data["never_ends_endings"])
        self._open = {name: self._read_open(entry) for name, entry in self._data["open"].items()}
        self._own = frozenset(name for name, opened in self._open.items() if not opened.about)
        self._begins = PhraseNet({name: self._read(entry["begins"]) for name, entry in self._data["open"].items()})
        self._wanted = [self._read_wanted(entry) for entry in self._data["request"]]

    def without_dialect(self, text: str) -> list[str]:
        """The plain words, a dialect's words taken for the ones they stand for."""
        return self._everyday.fluent(text, self._dialect)

    def find(self, words: Sequence[str]) -> Request | None:
        """What these words, plain and without dialect, ask for, or None."""
        row = tuple(words)
        if not row or len(row) > self._data["most_words"]:
            return None
        pieces = self._pieces(row)
        if pieces is None:
            return None
        for wanted in self._wanted:
            reached = _reached(wanted, pieces, self._opens, self._own)
            met = [state for state in reached if wanted.met_by(state.kinds)]
            fits = [(state.about is None, len(state.about or ""), state.beside, state.about) for state in met]
            if fits:
                *_, beside, about = min(fits)
                return Request(wanted.command, about or wanted.about, beside)
        return None

    def _pieces(self, row: tuple[str, ...]) -> list[list[_Piece]] | None:
        """The pieces that begin at each place, as far as pieces lead there, or None where they don't lead to the end."""
        pieces: list[list[_Piece]] = [[] for _ in row]
        ends = {0}
        for at in range(len(row)):
            if at in ends:
                pieces[at] = list(self._pieces_at(row, at))
                ends.update(piece.end for piece in pieces[at])
        return pieces if len(row) in ends else None

    def _pieces_at(self, row: tuple[str, ...], at: int) -> Iterator[_Piece]:
        for end, name in self._closed.walk(row, at):
            yield _Piece(end, name, " ".join(row[at:end]) if name in self._topics else None)
        for end in range(at + 1, len(row) + 1):
            if row[end - 1] not in self._vocabulary:
                break
            if found := self._whole(row[at:end]):
                yield _Piece(end, _alone(found.command, found.about))
        for begun, name in self._begins.walk(row, at):
            yield from self._opened(name, row, begun)
        for end in false_starts(row, at, skipped=1):
            if row[end - 1] in self._data["left_off"]:
                yield _Piece(end, self._data["false_start"])

    def _opened(self, name: str, row: tuple[str, ...], begun: int) -> Iterator[_Piece]:
        opened = self._open[name]
        met = not opened.must
        for end in range(begun + 1, min(len(row), begun + opened.words) + 1):
            last = row[end - 1]
            if self._never(opened, last):
                return
            met = met or f" {last}".endswith(opened.must)
            finished = last not in self._unfinished and (
                opened.words == 1 or not last.endswith(self._unfinished_endings)
            )
            if met and finished and self._may_follow(opened, row, end):
                yield _Piece(end, name, " ".join(row[begun:end]) if opened.about else None)

    def _never(self, opened: _Open, word: str) -> bool:
        """Whether this word can't be one of the person's own in such a piece."""
        if word in opened.never or (not opened.about and word.removesuffix("'s") in opened.never):
            return True
        return word.endswith(opened.never_endings) and word not in self._plain_endings

    def _may_follow(self, opened: _Open, row: tuple[str, ...], at: int) -> bool:
        return (
            not opened.before or at == len(row) or any(name in opened.before for _, name in self._closed.walk(row, at))
        )

    def _read_wanted(self, entry: Mapping[str, Any]) -> _Wanted:
        needs = tuple(frozenset(need.split()) for need in entry["needs"])
        known = self._rules.keys() | self._open.keys()
        own = {_alone(entry["command"], entry.get("about")), *map(_alone, entry.get("beside", []))}
        shared = self._data["weighty" if entry.get("weighty") else "always"]
        allowed = frozenset().union(*needs, entry.get("may", []), shared)
        if not allowed <= known:
            raise GuideError("understanding_phrase_wrong", phrase=min(allowed - known))
        return _Wanted(entry["command"], entry.get("about"), needs, frozenset(entry.get("may", [])), allowed | own)

    def _read_open(self, entry: Mapping[str, Any]) -> _Open:
        return _Open(
            words=entry["words"],
            never=frozenset(self._data["never"]) - frozenset(entry.get("but", [])),
            never_endings=tuple(self._data["never_endings"]) if not entry.get("about") else ("'ll",),
            before=frozenset(entry.get("before", [])),
            must=tuple(entry.get("must", [])),
            about=entry.get("about", False),
        )

    def _read(self, texts: Sequence[str]) -> list[phrases.Phrase]:
        return [phrases.read(self._everyday.phrase(text), self._read_rules) for text in texts]


def _alone(command: str, about: str | None = None) -> str:
    """The class of words that are a command by themselves: what stands before the words can't be a class's name."""
    return f"={command}/{about}" if about else f"={command}"


def _reached(
    wanted: _Wanted, pieces: Sequence[Sequence[_Piece]], opens: Collection[str], own: Collection[str]
) -> set[_State]:
    """Every way to cover the words with pieces of this request."""
    counted = wanted.counted
    states: list[set[_State]] = [set() for _ in range(len(pieces) + 1)]
    states[0].add(_State(frozenset(), None, opened=False))
    for at, here in enumerate(pieces):
        for piece in here if states[at] else ():
            if piece.kind in wanted.allowed:
                kind = counted & {piece.kind}
                about = piece.about if kind else None
                alone = piece.kind.startswith("=")
                states[piece.end] |= {
                    _State(
                        known.kinds | kind, about or known.about, piece.kind in opens, known.beside or piece.kind in own
                    )
                    for known in states[at]
                    if not (alone and known.opened)
                }
    return states[-1]
