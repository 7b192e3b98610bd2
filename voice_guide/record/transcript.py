"""The transcript: what was said, question by question. The words are the people's own; whatever is ours is marked."""

from __future__ import annotations

from collections.abc import Iterator

from voice_guide.record import markdown, text
from voice_guide.record.document import Asked, Papers, Part
from voice_guide.record.filling import filled, marked_runs
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Said, Whose, ours
from voice_guide.record.transcript_json import JSON_SCHEMA, as_json
from voice_guide.record.ways import agreed_line, answer_runs, slot_rows, title_runs

__all__ = ["FORMATS", "JSON_SCHEMA", "as_json", "as_markdown", "as_text", "paper"]

FORMATS = ("md", "txt", "json")


def as_markdown(papers: Papers) -> str:
    """The whole transcript as Markdown."""
    return markdown.render(paper(papers))


def as_text(papers: Papers) -> str:
    """The whole transcript as plain text."""
    return text.render(paper(papers))


def paper(papers: Papers) -> Paper:
    """The whole transcript before it has a format."""
    title = papers.line("transcript.title")
    blocks: list[Block] = [Heading(1, ours(title))]
    blocks += [Line(ours(line)) for line in papers.heading_lines()]
    if not papers.view.all_taken_out:
        for part in papers.parts():
            blocks += _part(papers, part)
        blocks += _ways(papers)
        blocks += service(papers, newest=False)
    return Paper(title, papers.line("common.language"), tuple(blocks), papers.line("common.legend"))


def _part(papers: Papers, part: Part) -> Iterator[Block]:
    yield Heading(2, ours(part.title))
    yield from (Line(ours(note), note=True) for note in part.notes)
    for asked in part.questions:
        yield Heading(3, ours(asked.text))
        if asked.read is not None:
            yield Line(ours(asked.read), read=True)
        if asked.added:
            yield Line(ours(papers.line("transcript.added")), note=True)
        yield from _answers(papers, asked)
    if part.answers:
        yield Line(ours(papers.line("transcript.to-rules")))
        yield from (Item(ours(line)) for line in part.answers)


def _answers(papers: Papers, asked: Asked) -> Iterator[Said]:
    for said in asked.answers:
        if said.note is not None:
            yield Said(said.name, ours(said.note), note=True)
            continue
        for number, answer in enumerate(said.kept):
            yield Said(
                papers.line("transcript.later") if number else said.name,
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
