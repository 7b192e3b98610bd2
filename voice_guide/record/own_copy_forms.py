"""One person's copy as Markdown, plain text and JSON (docs/person-json.md says what each field holds)."""

from __future__ import annotations

import json
from typing import Any

from voice_guide.journal.projections import KeptAnswer
from voice_guide.record.own_copy import SLOTS, OwnCopy, OwnWay
from voice_guide.record.transcript import escaped, private_json
from voice_guide.record.unclear import is_unclear

FORMATS = ("md", "txt", "json")
PERSON_SCHEMA = 1


def as_markdown(copy: OwnCopy) -> str:
    """The copy as Markdown."""
    line = copy.papers.line
    lines = [f"# {escaped(line('own.title', name=copy.name))}", ""]
    for heading in _headings(copy):
        lines += [escaped(heading), ""]
    if copy.nothing_is_here:
        return "\n".join(lines).rstrip() + "\n"
    for part in copy.parts():
        lines += [f"## {escaped(part.title)}", ""]
        for _, text, answers in part.questions:
            lines += [f"### {escaped(text)}", ""]
            for answer in answers:
                lines += [_said(copy, answer, markdown=True), ""]
                for more in copy.papers.beside(answer, escaped):
                    lines += [more, ""]
    lines += [f"## {line('transcript.ways-forward')}", ""]
    for way in copy.ways():
        lines += [f"### {line('own.way', number=way.number)}", ""]
        lines += [*(f"- {escaped(each)}" for each in _way_lines(copy, way)), ""]
    lines += [*(escaped(each) for each in _list_lines(copy)), ""]
    if said := list(copy.else_said()):
        lines += [f"## {line('own.else')}", "", *(f"- {escaped(words.text)}" for words in said)]
    return "\n".join(lines).rstrip() + "\n"


def as_text(copy: OwnCopy) -> str:
    """The copy as plain text."""
    line = copy.papers.line
    lines = [line("own.title", name=copy.name), "", *_headings(copy), ""]
    if copy.nothing_is_here:
        return "\n".join(lines).rstrip() + "\n"
    for part in copy.parts():
        lines += [part.title, "=" * len(part.title), ""]
        for _, text, answers in part.questions:
            lines.append(text)
            for answer in answers:
                lines.append(f"  {_said(copy, answer, markdown=False)}")
                lines += [f"    {more}" for more in copy.papers.beside(answer)]
            lines.append("")
    title = line("transcript.ways-forward")
    lines += [title, "=" * len(title), ""]
    for way in copy.ways():
        lines += [line("own.way", number=way.number), *(f"  {each}" for each in _way_lines(copy, way)), ""]
    lines += _list_lines(copy)
    if said := list(copy.else_said()):
        title = line("own.else")
        lines += ["", title, "=" * len(title), "", *(f"  {words.text}" for words in said)]
    return "\n".join(lines).rstrip() + "\n"


def as_json(copy: OwnCopy) -> str:
    """The copy as JSON."""
    view, agreement = copy.papers.view, copy.agreement()
    here = not copy.nothing_is_here
    data: dict[str, Any] = {
        "schema": PERSON_SCHEMA,
        "kind": "person",
        "made_by": copy.papers.line("common.made-by"),
        "session": view.id,
        "guide": view.guide_id,
        "guide_title": view.guide_title,
        "language": view.language,
        "started": view.started.isoformat(),
        "last": view.last.isoformat(),
        "rehearsed": view.rehearsed,
        "all_taken_out": view.all_taken_out,
        "private_times": private_json(view.private_times),
        "service_view_given": bool(view.service_views),
        "person": {
            "id": copy.person.id,
            "name": copy.person.name if here else None,
            "recorded": copy.person.recorded,
            "erased": copy.person.erased,
            "role": copy.person.role if here else None,
            "answers": copy.person.answers,
        },
        "agreement_to_record": {
            "agreed": agreement.agreed,
            "at": agreement.at.isoformat() if agreement.at else None,
            "notice": agreement.notice,
            "withdrawn_at": agreement.withdrawn_at.isoformat() if agreement.withdrawn_at else None,
        },
        "questions": [
            {"id": number, "category": part.id, "text": text, "answers": [_answer_json(answer) for answer in answers]}
            for part in (copy.parts() if here else ())
            for number, text, answers in part.questions
        ],
        "ways_forward": [_way_json(way) for way in (copy.ways() if here else ())],
        "review": copy.review() if here else None,
        "else_said": [
            {"turn": words.turn, "at": words.at.isoformat(), "text": words.text}
            for words in (copy.else_said() if here else ())
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _headings(copy: OwnCopy) -> list[str]:
    line, view, agreement = copy.papers.line, copy.papers.view, copy.agreement()
    lines = [
        line("common.made-by"),
        line("transcript.facts", guide=view.guide_title, day=copy.papers.day_held, id=view.id),
        line("own.alone"),
    ]
    if view.rehearsed:
        lines.append(line("common.rehearsed"))
    if copy.nothing_is_here:
        return [*lines, line("common.all-taken-out")]
    lines += [line("own.role", role=copy.person.role)] if copy.person.role else []
    lines += [] if copy.person.answers else [line("own.supporter")]
    if copy.person.erased:
        lines.append(line("own.erased"))
    elif agreement.agreed is not None:
        lines.append(line("own.agreed" if agreement.agreed else "own.declined"))
    if agreement.withdrawn_at is not None:
        lines.append(line("own.withdrew"))
    if agreement.notice:
        lines.append(line("own.notice", notice=agreement.notice))
    told = [line("service.given")] if view.service_views else []
    return [*lines, *copy.papers.private_lines(), *told]


def _said(copy: OwnCopy, answer: KeptAnswer, *, markdown: bool) -> str:
    if answer.text is not None:
        return copy.papers.marked(answer, escaped if markdown else str)
    key = "passed" if answer.passed else "taken-out" if answer.taken_out else "erased" if answer.erased else "not-saved"
    note = copy.papers.line(f"transcript.{key}")
    return f"*{note}*" if markdown else f"({note})"


def _way_lines(copy: OwnCopy, way: OwnWay) -> list[str]:
    line = copy.papers.line
    lines = [f"{line('own.what' if slot == 'what' else f'sheet.{slot}')}: {way.parts[slot]}" for slot in way.parts]
    if way.others:
        lines.append(line("own.others"))
    lines.append(line(f"sheet.{way.answer}", name=copy.name))
    return [*lines, line("own.words", words=way.words)] if way.words else lines


def _list_lines(copy: OwnCopy) -> list[str]:
    if not copy.papers.view.ways_forward:
        return [copy.papers.line("transcript.no-ways-forward")]
    review = copy.review()
    return [copy.papers.line("sheet.review", day=review)] if review else []


def _answer_json(answer: KeptAnswer) -> dict[str, Any]:
    return {
        "at": answer.at.isoformat(),
        "passed": answer.passed,
        "taken_out": answer.taken_out,
        "changed": answer.changed,
        "erased": answer.erased,
        "text": answer.text,
        "engine": answer.engine,
        "words": [
            {"text": text, "start": start, "end": end, "confidence": confidence, "unclear": is_unclear(confidence)}
            for text, start, end, confidence in answer.words
        ],
        "over_prompt": answer.over_prompt,
        "second_text": answer.second_text if answer.text is not None else None,
        "second_engine": answer.second_engine if answer.text is not None else None,
    }


def _way_json(way: OwnWay) -> dict[str, Any]:
    parts = {slot: way.parts.get(slot) for slot in SLOTS}
    given: dict[str, Any] = {"number": way.number, **parts, "day": way.day}
    return given | {"others": way.others, "answer": way.answer, "words": way.words}
