"""The sheet of ways forward as one page of Markdown: what was agreed, and nothing from the transcript."""

from __future__ import annotations

from voice_guide.record.document import Papers
from voice_guide.record.transcript import escaped, page
from voice_guide.record.ways import SLOTS, agreed_line, answer_lines, slot_text

FORMATS = ("md",)


def as_markdown(papers: Papers) -> str:
    """The sheet as Markdown."""
    view = papers.view
    lines = [f"# {papers.line('sheet.title')}", ""]
    lines += [escaped(papers.line("sheet.facts", day=papers.day_held, id=view.id)), ""]
    if view.rehearsed:
        lines += [papers.line("common.rehearsed"), ""]
    if view.all_taken_out:
        return page([*lines, papers.line("common.all-taken-out")])
    lines += [escaped(papers.line("sheet.people", names=papers.names)), ""] if papers.has_roles else []
    lines += _strengths(papers)
    for number, way in enumerate(view.ways_forward, 1):
        lines += [f"## {papers.line('sheet.number', number=number, what=escaped(way.words('what') or ''))}", ""]
        for slot in SLOTS:
            lines.append(
                f"- **{papers.line(f'sheet.{slot}')}:** {escaped(slot_text(papers, slot, way.slots.get(slot)))}"
            )
        lines += ["", f"**{papers.line('sheet.answers')}**", ""]
        lines += [f"- {escaped(line)}" for line in answer_lines(papers, way)]
        lines += ["", agreed_line(papers, way), ""]
    if not any(view.wanted(way) for way in view.ways_forward):
        lines += [papers.line("sheet.nothing"), ""]
    else:
        lines += [_review(papers), ""]
    lines += _service(papers)
    lines += [papers.line("sheet.made-by")]
    return page(lines)


def _service(papers: Papers) -> list[str]:
    """The newest view of the service, apart, where it was chosen that the sheet has it."""
    given = papers.view.service_views[-1:]
    if not given or not given[0].on_sheet:
        return []
    lines = [f"## {papers.line('service.title')}", "", f"*{papers.line('service.note')}*", ""]
    return [*lines, *(each for line in papers.service_lines(escaped, newest=True) for each in (line, ""))]


def _strengths(papers: Papers) -> list[str]:
    """What people said is good here, each in their own words."""
    said = [f"- {escaped(papers.line('sheet.said', name=name, words=words))}" for name, words in papers.strengths()]
    return [f"## {papers.line('sheet.strengths')}", "", *said, ""] if said else []


def _review(papers: Papers) -> str:
    review = papers.view.progress.review
    if review is None or review.words is None:
        return papers.line("sheet.no-review")
    return escaped(papers.line("sheet.review", day=slot_text(papers, "when", review)))
