"""Whether an answer names nothing, or says that something can't be done."""

from __future__ import annotations

import re

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.sayings import Sayings
from voice_guide.understanding.shared import shared


class Nothing:
    """ "Nothing", "no idea really", "no one": answers to "What is one thing that someone will do?" that name nothing."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        self._everyday = shared(Everyday, language)
        self._sayings = Sayings(
            self._everyday, {"nothing": data["nothing"], "aside": [*data["neutral"], *data["weak"]]}
        )

    def is_nothing(self, text: str) -> bool:
        """Whether the whole answer names nothing."""
        kinds = {kind for kind, _ in self._sayings.parts(self._everyday.plain(text))}
        return "nothing" in kinds and kinds <= {"nothing", "aside"}


class Cannot:
    """ "I can't", "it's not possible": what makes "If you can't do that, what can you do?" worth asking."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        self._everyday = shared(Everyday, language)
        not_so = "|".join(re.escape(words) for words in data["cannot_but"])
        cannot = phrases.any_of(map(self._everyday.phrase, data["cannot"]))
        self._expression = re.compile(rf"(?:^| ){cannot}(?!(?:{not_so}) )")

    def says_cannot(self, text: str) -> bool:
        """Whether the answer says that something can't be done; "I can't believe it" and the like do not."""
        words = self._everyday.without_asides(self._everyday.plain(text))
        return self._expression.search(" ".join(words) + " ") is not None
