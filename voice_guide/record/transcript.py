"""The transcript: what was said, question by question. The words are the people's own; whatever is ours is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voice_guide.guide.model import Question
from voice_guide.journal.projections import KeptAnswer
from voice_guide.record import markdown, text
from voice_guide.record.document import Asked, Papers, Part
from voice_guide.record.filling import filled, marked_runs
from voice_guide.record.options import Order, TranscriptOptions
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Said, Whose, ours
from voice_guide.record.transcript_json import JSON_SCHEMA, as_json
from voice_guide.record.ways import agreed_line, answer_runs, slot_rows, title_runs

__all__ = ["FORMATS", "JSON_SCHEMA", "TranscriptOptions", "as_json", "as_markdown", "as_text", "paper"]

FORMATS = ("md", "txt", "json")
_EVERYTHING = TranscriptOptions()


def as_markdown(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> str:
    """The transcript as Markdown: the whole of it, or what the options choose."""
    return markdown.render(paper(papers, options))


def as_text(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> str:
    """The transcript as plain text: the whole of it, or what the options choose."""
    return text.render(paper(papers, options))


def paper(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> Paper:
    """The transcript before it has a format. Raises UsageError ``unknown_category``."""
    papers = options.applied(papers)
    title = papers.line("transcript.title")
    blocks: list[Block] = [Heading(1, ours(title))]
    blocks += [Line(ours(line)) for line in papers.heading_lines()]
    if not papers.view.all_taken_out:
        blocks += _ORDERS[options.order](papers)
        if papers.has_list:
            blocks += _ways(papers)
        blocks += service(papers, newest=False)
    return Paper(title, papers.line("common.language"), tuple(blocks), papers.line("common.legend"))


def _by_questions(papers: Papers) -> Iterator[Block]:
    for part in papers.parts():
        yield Heading(2, ours(part.title))
        yield from (Line(ours(note), note=True) for note in part.notes)
        for asked in part.questions:
            yield from _asked(papers, asked)
        yield from _to_rules(papers, part)


def _by_person(papers: Papers) -> Iterator[Block]:
    for person in papers.view.people:
        begun = False
        for question in _questions(papers).values():
            if answers := papers.view.answers_to(question.id, person.id):
                if not begun:
                    yield Heading(2, ours(papers.name(person)))
                    begun = True
                yield from _asked(papers, papers.asked(question, (papers.said(person, answers),)))
    yield from _beside_answers(papers)


def _by_time(papers: Papers) -> Iterator[Block]:
    yield Heading(2, ours(papers.line("transcript.in-order")))
    before: str | None = None
    for question, answer in in_order(papers):
        person = papers.view.progress.person(answer.participant)
        said = papers.said(person, [answer])
        if question.id != before:
            yield from _asked(papers, papers.asked(question, ()))
        before = question.id
        at = papers.line("transcript.at", name=said.name, time=papers.clock(answer.at))
        yield from _answers(papers, papers.asked(question, (said,)), name=at)
    yield from _beside_answers(papers)


_ORDERS: dict[Order, Callable[[Papers], Iterator[Block]]] = {
    Order.QUESTIONS: _by_questions,
    Order.TIME: _by_time,
    Order.PERSON: _by_person,
}


def in_order(papers: Papers) -> Iterator[tuple[Question, KeptAnswer]]:
    """Every answer as it was given, one after another, with its question."""
    questions = _questions(papers)
    for answer in sorted(papers.view.answers, key=lambda answer: answer.at):
        if answer.question in questions:
            yield questions[answer.question], answer


def _questions(papers: Papers) -> dict[str, Question]:
    return {question.id: question for category in papers.guide.categories for question in category.questions}


def _beside_answers(papers: Papers) -> Iterator[Block]:
    """What stands between the answers where they go by the guide, and after them elsewhere."""
    for part in papers.parts():
        if part.notes or part.answers:
            yield Heading(2, ours(part.title))
            yield from (Line(ours(note), note=True) for note in part.notes)
            yield from _to_rules(papers, part)


def _to_rules(papers: Papers, part: Part) -> Iterator[Block]:
    if part.answers:
        yield Line(ours(papers.line("transcript.to-rules")))
        yield from (Item(ours(line)) for line in part.answers)


def _asked(papers: Papers, asked: Asked) -> Iterator[Block]:
    yield Heading(3, ours(asked.text))
    if asked.read is not None:
        yield Line(ours(asked.read), read=True)
    if asked.added:
        yield Line(ours(papers.line("transcript.added")), note=True)
    yield from _answers(papers, asked)


def _answers(papers: Papers, asked: Asked, *, name: str | None = None) -> Iterator[Said]:
    """``name``: what stands before the words, where it is more than the name."""
    for said in asked.answers:
        called = name or said.name
        if said.note is not None:
            yield Said(called, ours(said.note), note=True)
            continue
        for number, answer in enumerate(said.kept):
            yield Said(
                papers.line("transcript.later") if number else called,
                marked_runs(papers, answer),
                later=bool(number),
                below=papers.beside(answer),
                after=said.after if number == len(said.kept) - 1 else None,
            )


def _ways(papers: Papers) -> Iterator[Block]:
    view = papers.view
    yield Heading(2, ours(papers.line("transcript.ways-forward")))
    for number, way in enumerate(view.ways_forward, 1):
        yield Heading(3, title_runs(papers, way, number))
        yield from slot_rows(papers, way)
        yield from (Item(runs) for _, runs in answer_runs(papers, way))
        yield Item(ours(agreed_line(papers, way)))
    if not view.ways_forward:
        yield Line(ours(papers.line("transcript.no-ways-forward")))
    if view.ways_taken_out:
        yield Line(ours(papers.line("transcript.way-taken-out")))
    for way in view.left_out:
        yield Line(filled(papers, "transcript.left-out", {"what": (Whose.THEIRS, way.words("what") or "")}))


def service(papers: Papers, *, newest: bool) -> Iterator[Block]:
    """What the service wrote of the plan, apart from the family: each view, or the ``newest`` alone."""
    if lines := list(papers.service_runs(newest=newest)):
        yield Heading(2, ours(papers.line("service.title")))
        yield Line(ours(papers.line("service.note")), note=True)
        yield from (Line(runs) for runs in lines)
