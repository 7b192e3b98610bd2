"""The sheet of ways forward: what was agreed, and nothing from the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voice_guide.guide.numbers import HelpNumber
from voice_guide.record import markdown, text
from voice_guide.record.document import Papers
from voice_guide.record.filling import filled
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Sign, Whose, ours
from voice_guide.record.transcript import service
from voice_guide.record.ways import agreed_line, answer_runs, slot_rows, slot_runs, title_runs

FORMATS = ("md", "txt")


def as_markdown(papers: Papers) -> str:
    """The sheet as Markdown."""
    return markdown.render(paper(papers))


def as_text(papers: Papers) -> str:
    """The sheet as plain text."""
    return text.render(paper(papers))


def paper(papers: Papers, *, sign: bool = True, numbers: Sequence[HelpNumber] = ()) -> Paper:
    """The sheet before it has a format. ``sign``: with a place to sign; ``numbers``: help numbers, where they are wished."""
    title = papers.line("sheet.title")
    blocks: list[Block] = [Heading(1, ours(title)), *_facts(papers)]
    if papers.view.all_taken_out:
        blocks.append(Line(ours(papers.line("common.all-taken-out"))))
        return Paper(title, papers.line("common.language"), tuple(blocks))
    blocks += _strengths(papers)
    for number, way in enumerate(papers.view.ways_forward, 1):
        blocks.append(Heading(2, title_runs(papers, way, number)))
        blocks += slot_rows(papers, way)
        blocks.append(Heading(3, ours(papers.line("sheet.answers"))))
        blocks += [Item(runs, picture=kind) for kind, runs in answer_runs(papers, way)]
        blocks.append(Line(ours(agreed_line(papers, way)), picture="agreed" if papers.view.agreed(way) else "later"))
    blocks += _end(papers, sign=sign)
    blocks += _numbers(papers, numbers)
    blocks.append(Line(ours(papers.line("sheet.made-by"))))
    return Paper(title, papers.line("common.language"), tuple(blocks), papers.line("common.legend"))


def _facts(papers: Papers) -> Iterator[Block]:
    yield Line(ours(papers.line("sheet.facts", day=papers.day_held, id=papers.view.id)))
    if papers.view.rehearsed:
        yield Line(ours(papers.line("common.rehearsed")))
    if not papers.view.all_taken_out and papers.has_roles:
        yield Line(ours(papers.line("sheet.people", names=papers.names)))


def _strengths(papers: Papers) -> Iterator[Block]:
    """What people said is good here, each in their own words."""
    if said := list(papers.strengths()):
        yield Heading(2, ours(papers.line("sheet.strengths")))
        for name, words in said:
            runs = filled(papers, "sheet.said", {"name": (Whose.OURS, name), "words": (Whose.THEIRS, words)})
            yield Item(runs, picture="strength")


def _end(papers: Papers, *, sign: bool) -> Iterator[Block]:
    """When it is looked at again, what the service says where that was chosen, and a place to sign."""
    view = papers.view
    if not any(view.wanted(way) for way in view.ways_forward):
        yield Line(ours(papers.line("sheet.nothing")))
    else:
        yield Heading(2, ours(papers.line("sheet.looking-again")))
        yield _review(papers)
    if view.service_views and view.service_views[-1].on_sheet:
        yield from service(papers, newest=True)
    if sign and view.ways_forward and view.people:
        names = tuple(papers.name(person) for person in view.people)
        title, name, here, day = (papers.line(f"sheet.{key}") for key in ("sign", "sign-name", "sign-here", "sign-day"))
        yield Sign(title, names, name, here, day)


def _review(papers: Papers) -> Line:
    review = papers.view.progress.review
    if review is None or review.words is None:
        return Line(ours(papers.line("sheet.no-review")), picture="review")
    before, after = papers.line("sheet.review").split("{day}")
    runs = (*ours(before), *slot_runs(papers, "when", review), *ours(after))
    return Line(runs, picture="review")


def _numbers(papers: Papers, numbers: Sequence[HelpNumber]) -> Iterator[Block]:
    """The page of help numbers: only where it was asked for."""
    if not numbers:
        return
    yield Heading(2, ours(papers.line("sheet.numbers")))
    for number in numbers:
        yield Row(number.name, ours(f"{number.number}. {number.hours}"), picture="help")
