"""Yes, no and unsure where words are joined (``understanding/yes_no.toml``). In doubt it is none of them."""

from __future__ import annotations

import re

from voice_guide.languages import Language
from voice_guide.understanding.joined.letters import Letters, letters
from voice_guide.understanding.joined.sayings import Sayings
from voice_guide.understanding.yes_no import Answer

_MOST_LETTERS = 200
_ASKS = re.compile(r"[?？]\s*$")


class JoinedYesNo:
    """A language's ways to say yes and no. Every letter must belong to one of them, but for the reason after a plain no."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        kinds = ("no", "unsure", "condition", "turn", "yes", "soft")  # of two kinds the one that agrees to less
        self._sayings = Sayings({kind: data[kind] for kind in kinds}, data["rules"])
        self._plain_no = Sayings({"no": data["plain_no"]}, data["rules"])
        self._agreeing = tuple(data["agreeing"])
        self._hesitations = frozenset(data["hesitations"])

    def read(self, text: str) -> Answer:
        """Tell what was answered. Anything mixed, conditional or unknown is OTHER; agreement is never inferred."""
        said = letters(text, self._hesitations)
        if not said.letters or len(said.letters) > _MOST_LETTERS or _ASKS.search(text):
            return Answer.OTHER
        pieces = self._sayings.cover(said.letters)
        if pieces is None:
            return Answer.NO if self._is_no_with_reason(said) else Answer.OTHER
        kinds = {piece.kind for piece in pieces} - {"soft"}
        if len(kinds) != 1:
            return Answer.OTHER
        known = {"yes": Answer.YES, "no": Answer.NO, "unsure": Answer.UNSURE}
        return known.get(kinds.pop(), Answer.OTHER)

    def known(self, text: str) -> Answer:
        """As ``read``: rules are all there is."""
        return self.read(text)

    def is_plain(self, text: str) -> bool:
        """Whether every word of this belongs to a yes, a no or a doubt."""
        return self.read(text) is not Answer.OTHER and self._sayings.cover(letters(text).letters) is not None

    def _is_no_with_reason(self, said: Letters) -> bool:
        """A plain no at the beginning, and then words in which nothing may be agreeing: ``아니요 그건 어려워요``."""
        edges = [at for at in sorted(said.begins) if at and self._plain_no.kind(said.letters[:at])]
        return bool(edges) and not any(word in said.letters[edges[-1] :] for word in self._agreeing)
