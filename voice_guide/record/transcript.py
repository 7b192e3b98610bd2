"""The transcript as Markdown, plain text and JSON. The words are the people's own; whatever is ours is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from voice_guide.journal.private_times import PrivateSpan
from voice_guide.journal.service_views import ServiceView
from voice_guide.record.document import Asked, Papers
from voice_guide.record.unclear import is_unclear
from voice_guide.record.ways import checking_only, way_lines, way_title
from voice_guide.shown import one_line, plain_json

FORMATS = ("md", "txt", "json")
JSON_SCHEMA = 1

# Signs that are markup anywhere, and an & that would begin a named or numbered sign.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$]|&(?=#?\w+;))")
_LIST_SIGN = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")
_FORMULA = ("=", "+", "-", "@")


def escaped(words: str) -> str:
    """A person's words as Markdown text: signs that would be read as markup are shown as they are."""
    return _LIST_SIGN.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", words))


def page(lines: Sequence[str], *, bare: bool = False) -> str:
    """The lines of a paper as its text, each on one line, without a sign that would steer a terminal.

    ``bare``: there is no markup, so a line whose first sign would make it a formula in a spreadsheet gets a space before it.
    """
    shown = [one_line(line) for line in lines]
    if bare:
        shown = [f" {line}" if line.startswith(_FORMULA) and set(line) != {"="} else line for line in shown]
    return "\n".join(shown).rstrip() + "\n"


def as_markdown(papers: Papers) -> str:
    """The whole transcript as Markdown."""
    lines = [f"# {papers.line('transcript.title')}", ""]
    for heading in papers.heading_lines():
        lines += [escaped(heading), ""]
    if papers.view.all_taken_out:
        return page(lines)
    for part in papers.parts():
        lines += [f"## {escaped(part.title)}", ""]
        for note in part.notes:
            lines += [f"*{escaped(note)}*", ""]
        for asked in part.questions:
            lines += [f"### {escaped(asked.text)}", ""]
            lines += [f"> {escaped(asked.read)}", ""] if asked.read is not None else []
            if asked.added:
                lines += [f"*{papers.line('transcript.added')}*", ""]
            lines += _markdown_answers(papers, asked)
        if part.answers:
            lines += [papers.line("transcript.to-rules"), "", *(f"- {escaped(line)}" for line in part.answers), ""]
    lines += [f"## {papers.line('transcript.ways-forward')}", ""]
    for number, way in enumerate(papers.view.ways_forward, 1):
        title = papers.line("sheet.number", number=number, what=escaped(way.words("what") or ""))
        lines += [f"### {title}", "", *(f"- {escaped(line)}" for line in way_lines(papers, way)), ""]
    if not papers.view.ways_forward:
        lines += [papers.line("transcript.no-ways-forward"), ""]
    if papers.view.ways_taken_out:
        lines += [papers.line("transcript.way-taken-out"), ""]
    for way in papers.view.left_out:
        lines += [papers.line("transcript.left-out", what=escaped(way.words("what") or "")), ""]
    if papers.view.service_views:
        lines += [f"## {papers.line('service.title')}", "", f"*{papers.line('service.note')}*", ""]
        lines += [each for line in papers.service_lines(escaped) for each in (line, "")]
    return page(lines)


def _markdown_answers(papers: Papers, asked: Asked) -> list[str]:
    lines: list[str] = []
    for said in asked.answers:
        name = f"**{escaped(said.name)}:**"
        if said.note is not None:
            lines += [f"{name} *{said.note}*", ""]
            continue
        for number, answer in enumerate(said.kept):
            who = f"*{papers.line('transcript.later')}*" if number else name
            lines += [f"{who} {papers.marked(answer, escaped)}", ""]
            for line in papers.beside(answer, escaped):
                lines += [line, ""]
        if said.after is not None:
            lines += [f"*{said.after}*", ""]
    return lines


def as_text(papers: Papers) -> str:
    """The whole transcript as plain text."""
    lines = [papers.line("transcript.title"), "", *papers.heading_lines(), ""]
    if papers.view.all_taken_out:
        return page(lines, bare=True)
    for part in papers.parts():
        lines += [part.title, "=" * len(part.title), ""]
        lines += [*(f"({note})" for note in part.notes), ""] if part.notes else []
        for asked in part.questions:
            lines += [asked.read] if asked.read is not None else []
            lines.append(asked.text)
            if asked.added:
                lines.append(f"({papers.line('transcript.added')})")
            for said in asked.answers:
                if said.note is not None:
                    lines.append(f"  {said.name}: ({said.note})")
                    continue
                for number, answer in enumerate(said.kept):
                    who = papers.line("transcript.later") if number else f"{said.name}:"
                    lines.append(f"  {who} {papers.marked(answer)}")
                    lines += [f"    {line}" for line in papers.beside(answer)]
                lines += [f"  ({said.after})"] if said.after is not None else []
            lines.append("")
        if part.answers:
            lines += [papers.line("transcript.to-rules"), *(f"  {line}" for line in part.answers), ""]
    title = papers.line("transcript.ways-forward")
    lines += [title, "=" * len(title), ""]
    for number, way in enumerate(papers.view.ways_forward, 1):
        lines += [way_title(papers, way, number), *(f"  {line}" for line in way_lines(papers, way)), ""]
    if not papers.view.ways_forward:
        lines.append(papers.line("transcript.no-ways-forward"))
    if papers.view.ways_taken_out:
        lines.append(papers.line("transcript.way-taken-out"))
    lines += [papers.line("transcript.left-out", what=way.words("what") or "") for way in papers.view.left_out]
    if papers.view.service_views:
        title = papers.line("service.title")
        lines += ["", title, "=" * len(title), "", papers.line("service.note"), *papers.service_lines()]
    return page(lines, bare=True)


def as_json(papers: Papers) -> str:
    """The whole transcript as JSON (docs/transcript-json.md says what each field holds)."""
    view = papers.view
    data: dict[str, Any] = {
        "schema": JSON_SCHEMA,
        "made_by": papers.line("common.made-by"),
        "session": view.id,
        "guide": view.guide_id,
        "guide_title": view.guide_title,
        "language": view.language,
        "started": view.started.isoformat(),
        "last": view.last.isoformat(),
        "closed": view.closed,
        "rehearsed": view.rehearsed,
        "reviews": view.reviews,
        "preparation": [{"text": text, "answer": answer} for text, answer in view.progress.prepared.items()],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "recorded": person.recorded,
                "erased": person.erased,
                "role": person.role,
                "answers": person.answers,
                "away": person.away,
            }
            for person in view.people
        ],
        "ground_rules": [] if view.all_taken_out else papers.to_ground_rules(),
        "all_taken_out": view.all_taken_out,
        "categories": [] if view.all_taken_out else [_category_json(papers, each) for each in _category_ids(papers)],
        "private_times": private_json(view.private_times),
        "ways_forward": [_way_json(papers, number) for number in range(len(view.ways_forward))],
        "ways_taken_out": view.ways_taken_out,
        "left_out": [way.words("what") for way in view.left_out],
        "service_views": [_service_json(given) for given in view.service_views],
        "review": None
        if view.progress.review is None
        else {"words": view.progress.review.words, "day": view.progress.review.day},
    }
    return plain_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def private_json(spans: Sequence[PrivateSpan]) -> list[dict[str, str | None]]:
    """When the family was alone."""
    return [
        {"began": span.began.isoformat(), "ended": span.ended.isoformat() if span.ended is not None else None}
        for span in spans
    ]


def _service_json(given: ServiceView) -> dict[str, Any]:
    return {
        "at": given.at.isoformat(),
        "support": None if given.erased else given.support,
        "why": given.why,
        "on_sheet": given.on_sheet,
        "erased": given.erased,
    }


def _category_ids(papers: Papers) -> list[str]:
    return [category.id for category in papers.guide.categories]


def _category_json(papers: Papers, category_id: str) -> dict[str, Any]:
    category = next(category for category in papers.guide.categories if category.id == category_id)
    questions = []
    for question in category.questions:
        answers = [answer for answer in papers.view.answers if answer.question == question.id]
        if not answers:
            continue
        questions.append(
            {
                "id": question.id,
                "text": question.text,
                "source": question.source,
                "read": question.read,
                "strength": question.strength,
                "answers": [
                    {
                        "participant": answer.participant,
                        "name": papers.name(papers.view.progress.person(answer.participant)),
                        "at": answer.at.isoformat(),
                        "passed": answer.passed,
                        "latest": answer is papers.view.latest(answer.question, answer.participant),
                        "taken_out": answer.taken_out,
                        "changed": answer.changed,
                        "lost": answer.lost,
                        "erased": answer.erased,
                        "text": answer.text,
                        "engine": answer.engine,
                        "words": [
                            {
                                "text": text,
                                "start": start,
                                "end": end,
                                "confidence": confidence,
                                "unclear": is_unclear(confidence),
                            }
                            for text, start, end, confidence in answer.words
                        ],
                        "over_prompt": answer.over_prompt,
                        "second_text": answer.second_text if answer.text is not None else None,
                        "second_engine": answer.second_engine if answer.text is not None else None,
                    }
                    for answer in answers
                ],
            }
        )
    return {"id": category.id, "title": category.title, "questions": questions}


def _way_json(papers: Papers, index: int) -> dict[str, Any]:
    way = papers.view.ways_forward[index]
    return {
        "number": index + 1,
        **{
            slot: None if (kept := way.slots.get(slot)) is None else kept.words
            for slot in ("what", "who", "when", "check", "if")
        },
        "day": way.slots["when"].day if "when" in way.slots else None,
        "agreed": papers.view.agreed(way),
        "still_to_be_asked": [*way.absent("who"), *checking_only(way)],
        "answers": [
            {"participant": person.id, "name": papers.name(person), "answer": way.answers.get(person.id, "later")}
            for person in papers.view.asked(way)
        ],
    }
