"""Papers that are hard to set: none and many ways forward, very long words, names of many languages, rare signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tests.unit.record.made_up_family import WHATS, family
from tests.unit.record.test_papers import papers_of
from voice_guide.languages import Language
from voice_guide.record import easy_read, sheet, transcript
from voice_guide.record.document import Papers
from voice_guide.record.look import EASY_READ, LAYOUTS, Look
from voice_guide.record.paper import Paper
from voice_guide.record.pictures import Pictures

PICTURES = Pictures.load(Language.load("en"))
LONG_WORD = "sesquipedalian" * 22  # 308 letters without a place to break
NAMES = ("Łucja Święcka", "أحمد", "지민")
EMOJI = "we \U0001f600 more \u2764\ufe0f and \U0001f468\u200d\U0001f469\u200d\U0001f467 too"


@dataclass(frozen=True)
class Case:
    """One conversation: who is in it, what is to be done, and what they say to the questions named."""

    people: tuple[str, ...] = ("Jo", "Kai")
    whats: tuple[str, ...] = WHATS
    lines: Mapping[str, str] | None = None

    def papers(self) -> Papers:
        """Its papers."""
        return papers_of(family(self.people, self.whats, **(self.lines or {})))


CASES: Mapping[str, Case] = {
    "no ways forward": Case(whats=()),
    "one way forward": Case(whats=WHATS[:1]),
    "40 ways forward": Case(whats=tuple(f"{WHATS[number % 2]}, the {number}th time" for number in range(40))),
    "long words": Case(whats=(LONG_WORD, f"say {LONG_WORD}"), lines={"wf-check": LONG_WORD, "wh-today": LONG_WORD}),
    "names": Case(people=NAMES, lines={"wh-today": f"{NAMES[0]} saw {NAMES[1]} and {NAMES[2]}"}),
    "emoji": Case(whats=(EMOJI,), lines={"wh-today": EMOJI, "wf-check": "\ue000 \U0001f600"}),
}


@cache
def papers_in(case: str) -> Papers:
    """The papers of one of ``CASES``."""
    return CASES[case].papers()


def with_look(papers: Papers, layout: str) -> Iterator[tuple[str, Paper, Look]]:
    """The sheet and the transcript as this layout has them."""
    look = Look.of(layout)
    yield "sheet", easy_read.paper(papers, PICTURES) if layout == EASY_READ else sheet.paper(papers), look
    yield "transcript", transcript.paper(papers), look


def hard_papers() -> Iterator[tuple[str, Paper, Look]]:
    """Each of ``CASES`` as the sheet and the transcript in every layout, with a name for it."""
    for case in CASES:
        for layout in LAYOUTS:
            for what, paper, look in with_look(papers_in(case), layout):
                yield f"{case}, {what}, {layout}", paper, look
