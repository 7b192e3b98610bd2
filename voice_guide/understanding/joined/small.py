"""Small readers where words are joined: nothing, "can't", an answer that hangs, a spoken choice, a deed, plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voice_guide.languages import Language
from voice_guide.understanding.joined.letters import ends_with, letters, plain, spread
from voice_guide.understanding.joined.sayings import Sayings
from voice_guide.understanding.text import normalise


class JoinedWords:
    """The words that carry meaning, in lower case (``understanding/yes_no.toml``, ``hesitations``)."""

    def __init__(self, language: Language) -> None:
        self.hesitations = frozenset(language.understanding("yes_no")["hesitations"])

    def plain(self, text: str) -> list[str]:
        """The words without hesitations."""
        return [word for word in normalise(text) if word not in self.hesitations]


class JoinedNothing:
    """Answers to "What is one thing that someone will do?" that name nothing (``understanding/yes_no.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        self._sayings = Sayings({"nothing": data["nothing"], "soft": data["soft"]}, data["rules"])
        self._hesitations = frozenset(data["hesitations"])

    def is_nothing(self, text: str) -> bool:
        """Whether the whole answer names nothing."""
        pieces = self._sayings.cover(letters(text, self._hesitations).letters)
        return bool(pieces) and any(piece.kind == "nothing" for piece in pieces or ())


class JoinedCannot:
    """Says that something can't be done (``understanding/yes_no.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        self._cannot = tuple(map(plain, data["cannot"]))

    def says_cannot(self, text: str) -> bool:
        """Whether the answer ends by saying so: what comes after it would be another thing."""
        return plain(text).endswith(self._cannot)


class JoinedUnfinished:
    """Endings after which more must follow (``understanding/unfinished.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("unfinished")
        self._endings = tuple(spread(ending) for ending in data["endings"])
        self._words = frozenset(data["words"])

    def hangs(self, text: str) -> bool:
        """Whether the last word asks for another."""
        words = normalise(text)
        return bool(words) and (words[-1] in self._words or ends_with(words[-1], self._endings))


class JoinedChoices:
    """Spoken choices (``understanding/choices.toml``), by the name of the question that offers them."""

    def __init__(self, language: Language) -> None:
        data = dict(language.understanding("choices"))
        polite: Sequence[str] = data.pop("polite")
        self._around = [*polite, *data.pop("around")]
        self._wordings = {name: [text for texts in table.values() for text in texts] for name, table in data.items()}
        self._choices = {name: Sayings({**table, "": polite}) for name, table in data.items()}

    def read(self, name: str, text: str) -> str | None:
        """The choice that this whole answer is, or None. Raises KeyError for a question without choices."""
        known = self._choices[name]
        pieces = known.cover(plain(text)) or ()
        chosen = {piece.kind for piece in pieces} - {""}
        return chosen.pop() if len(chosen) == 1 else None

    def words(self, name: str) -> list[str]:
        """Everything that may be said at this choice."""
        return sorted(set(self._wordings[name]))

    def kinds(self, name: str) -> list[str]:
        """What can be chosen here."""
        return [kind for kind in self._choices[name].kinds if kind]

    def titled(self, titles: Mapping[str, str], text: str) -> str | None:
        """The key of the one title that this whole answer is, with what may stand around it; else None."""
        words = {key: " ".join(normalise(title)) for key, title in titles.items()}
        alone = {key: [title] for key, title in words.items() if title and list(words.values()).count(title) == 1}
        pieces = Sayings({**alone, "": self._around}).cover(plain(text)) or ()
        chosen = {piece.kind for piece in pieces} - {""}
        return chosen.pop() if len(chosen) == 1 else None


class JoinedDeeds:
    """Words that can be what is done, by themselves (``understanding/plan.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("plan")
        self._endings = tuple(spread(plain(ending)) for ending in [*data["will"], *data["deeds"]])

    def is_deed(self, text: str) -> bool:
        """Whether these words end as what somebody does ends."""
        return ends_with(plain(text), self._endings)
