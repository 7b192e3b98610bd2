"""The sheet in Easy Read: the same ways forward, one idea a line and a picture beside each; people's words as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voice_guide.dialogue.parts import WayForward
from voice_guide.guide.numbers import HelpNumber
from voice_guide.record.document import Papers
from voice_guide.record.filling import filled
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Run, Runs, Sign, Whose, ours, theirs
from voice_guide.record.pictures import Pictures, key_of
from voice_guide.record.ways import SLOTS, agreed_line, answer_runs, slot_runs

TABLE = "easy"  # of papers.toml


def paper(papers: Papers, pictures: Pictures, *, sign: bool = True, numbers: Sequence[HelpNumber] = ()) -> Paper:
    """The sheet before it has a format. ``sign``: with a place to sign; ``numbers``: help numbers, where they are wished."""
    title = papers.line("easy.title")
    blocks: list[Block] = [Heading(1, ours(title)), *_facts(papers)]
    if papers.view.all_taken_out:
        blocks.append(Line(ours(papers.line("common.all-taken-out")), picture="erased"))
        return Paper(title, papers.line("common.language"), tuple(blocks))
    blocks += _strengths(papers)
    for number, way in enumerate(papers.view.ways_forward, 1):
        blocks.append(Heading(2, ours(papers.line("easy.number", number=number))))
        blocks += _way(papers, way, pictures)
    blocks += _end(papers, sign=sign)
    blocks += _numbers(papers, numbers)
    blocks.append(_said_by_us(papers, "easy.made-by", "computer"))
    legend = papers.line("easy.legend", id=papers.view.id)
    return Paper(title, papers.line("common.language"), tuple(blocks), legend)


def _said_by_us(papers: Papers, key: str, picture: str) -> Line:
    return Line(ours(papers.line(key)), picture=picture)


def _asked(papers: Papers, key: str, answer: Runs, picture: str) -> Line:
    """A question of ours, and what stands for an answer beside it."""
    return Line((Run(papers.line(f"easy.{key}"), Whose.LABEL), Run(" "), *answer), picture=picture)


def _facts(papers: Papers) -> Iterator[Block]:
    yield Line(ours(papers.line("easy.day", day=papers.day_held)), picture="when")
    if papers.view.rehearsed:
        yield _said_by_us(papers, "easy.rehearsed", "computer")
    if not papers.view.all_taken_out and papers.has_roles:
        yield Line(ours(papers.line("easy.people", names=papers.names)), picture="people")


def _strengths(papers: Papers) -> Iterator[Block]:
    """What people said is good here, each in their own words."""
    if said := list(papers.strengths()):
        yield _heading(papers, "easy.strengths")
        for name, words in said:
            runs = filled(papers, "easy.said", {"name": (Whose.OURS, name), "words": (Whose.THEIRS, words)})
            yield Item(runs, picture="strength")


def _way(papers: Papers, way: WayForward, pictures: Pictures) -> Iterator[Block]:
    """One way forward. What nobody has agreed to is told as an idea, not as what will happen."""
    agreed, what = papers.view.agreed(way), way.words("what") or ""
    yield _asked(papers, "what" if agreed else "what-open", theirs(what), key_of(pictures.of_words(what)))
    for slot in SLOTS:
        yield _asked(papers, slot, slot_runs(papers, slot, way.slots.get(slot), TABLE), slot)
    for kind, runs in answer_runs(papers, way, TABLE):
        yield Item(runs, picture=kind)
    yield Line(ours(agreed_line(papers, way, TABLE)), picture="agreed" if agreed else "people")


def _end(papers: Papers, *, sign: bool) -> Iterator[Block]:
    """When it is looked at again, what the service says where that was chosen, and a place to sign."""
    view, review = papers.view, papers.view.progress.review
    if not any(view.wanted(way) for way in view.ways_forward):
        yield _said_by_us(papers, "easy.nothing", "what")
    else:
        yield _heading(papers, "sheet.looking-again")
        if review is None or review.words is None:
            yield _said_by_us(papers, "easy.no-review", "review")
        else:
            yield _asked(papers, "review", slot_runs(papers, "when", review, TABLE), "review")
    if view.service_views and view.service_views[-1].on_sheet:
        yield _heading(papers, "service.title")
        yield _said_by_us(papers, "service.note", "service")
        yield from (Line(runs, picture="service") for runs in papers.service_runs(newest=True))
    if sign and view.ways_forward and view.people:
        yield _said_by_us(papers, "easy.sign", "sign")
        names = tuple(papers.name(person) for person in view.people)
        name, here, day = (papers.line(f"sheet.{key}") for key in ("sign-name", "sign-here", "sign-day"))
        yield Sign(papers.line("easy.sign-title"), names, name, here, day)


def _numbers(papers: Papers, numbers: Sequence[HelpNumber]) -> Iterator[Block]:
    """The help numbers: only where they were asked for."""
    if not numbers:
        return
    yield _heading(papers, "sheet.numbers")
    yield _said_by_us(papers, "easy.numbers", "help")
    for number in numbers:
        runs = (Run(number.name, Whose.LABEL), Run(f". {number.number}. {number.hours}"))
        yield Line(runs, picture="help")


def _heading(papers: Papers, key: str) -> Heading:
    return Heading(2, ours(papers.line(key)))
