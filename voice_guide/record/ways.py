"""The lines of one way forward, as the transcript and the sheet show them."""

from __future__ import annotations

from voice_guide.dialogue.parts import LATER, Slot, WayForward
from voice_guide.record.document import Papers

SLOTS = ("who", "when", "check", "if")


def slot_text(papers: Papers, slot: str, kept: Slot | None) -> str:
    """What stands in a slot: the words used, and beside them the day in full where one was worked out."""
    if kept is None or kept.words is None:
        return papers.line("sheet.not-said")
    if slot == "when" and kept.day:
        day = papers.day(kept.day)
        return papers.line("sheet.words-and-day", day=day, words=kept.words) if day else kept.words
    if kept.people and not _names_them(papers, kept):
        return papers.line("sheet.words-and-names", words=kept.words, names=_names(papers, kept))
    return kept.words


def _names(papers: Papers, kept: Slot) -> str:
    return ", ".join(papers.name(papers.view.progress.person(person_id)) for person_id in kept.people)


def _names_them(papers: Papers, kept: Slot) -> bool:
    """Whether the words themselves name everyone they mean; "me" and "we" do not."""
    words = (kept.words or "").casefold()
    return all(papers.name(papers.view.progress.person(person_id)).casefold() in words for person_id in kept.people)


def answer_lines(papers: Papers, way: WayForward) -> list[str]:
    """Each person's own answer; whoever has not given one, and whoever is not here, is still to be asked."""
    lines = [
        papers.line(f"sheet.{way.answers.get(person.id, LATER)}", name=papers.name(person))
        for person in papers.view.asked(way)
    ]
    lines += [papers.line("sheet.absent", who=words) for words in way.absent("who")]
    return lines + [papers.line("sheet.absent-check", who=words) for words in checking_only(way)]


def checking_only(way: WayForward) -> list[str]:
    """Who is to check and is not here, but for those who are to do it and are not here either."""
    doing = {words.casefold() for words in way.absent("who")}
    return [words for words in way.absent("check") if words.casefold() not in doing]


def way_title(papers: Papers, way: WayForward, number: int) -> str:
    """The number and the words of what will be done."""
    return papers.line("sheet.number", number=number, what=way.words("what") or "")


def way_lines(papers: Papers, way: WayForward) -> list[str]:
    """One line for each thing known; ``way_title`` stands above them."""
    lines = [f"{papers.line(f'sheet.{slot}')}: {slot_text(papers, slot, way.slots.get(slot))}" for slot in SLOTS]
    lines += answer_lines(papers, way)
    return [*lines, agreed_line(papers, way)]


def agreed_line(papers: Papers, way: WayForward) -> str:
    """How far it is agreed: by everyone, or, where somebody who is only to check is away, by everyone who was here."""
    if not papers.view.agreed(way):
        return papers.line("sheet.not-agreed")
    return papers.line("sheet.agreed-here" if checking_only(way) else "sheet.agreed")
