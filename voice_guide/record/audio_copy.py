"""The agreement as it is read aloud: what the sheet holds, line by line, with pauses between. Nothing from the transcript.

It begins with what it is, who made it, how long it takes and which parts it has. How long it takes is known only when all
the rest has been read (``audio_reading.py``), so that sentence is made then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voice_guide.dialogue.parts import LATER, WayForward
from voice_guide.languages import fill
from voice_guide.record.document import Papers
from voice_guide.record.paper import plain
from voice_guide.record.ways import SLOTS, agreed_line, checking_only, slot_text

SHORT_PAUSE = 0.6  # seconds; between a name and what that person said
LINE_PAUSE = 1.2  # long enough to take a line in; a sentence's own pause is 0.5 s
WAY_PAUSE = 2.0  # after a way forward, and after a part


@dataclass(frozen=True)
class Line:
    """What is read in one go, and the quiet after it in seconds."""

    text: str
    pause: float = LINE_PAUSE


@dataclass(frozen=True)
class Track:
    """What a mark of the cue sheet leads to. ``title`` holds nobody's words. ``new_part``: a tone is heard before it."""

    title: str
    lines: tuple[Line, ...]
    new_part: bool = False


AudioPart = tuple[str, list[Track]]  # a part's title, and its tracks


@dataclass(frozen=True)
class AudioCopy:
    """All that is read. The sentence that says how long it takes stands between ``greeting`` and ``outline``.

    ``label``, ``comment``, ``date`` are for the file's own labels: they tell nothing of what was agreed, or by whom.
    """

    title: str
    greeting: tuple[Line, ...]
    outline: tuple[Line, ...]
    tracks: tuple[Track, ...]
    label: str
    comment: str
    date: str
    unsayable: str  # in place of a line that a voice gives no sound for
    lengths: tuple[str, str, str]  # under a minute, one minute, {minutes}

    def length(self, seconds: float) -> Line:
        """The sentence that says how long all of it takes, to the nearest minute."""
        minutes = int(seconds / 60 + 0.5)
        under, one, more = self.lengths
        return Line(under if seconds < 45 else one if minutes < 2 else fill(more, {"minutes": minutes}))


def audio_copy(papers: Papers) -> AudioCopy:
    """The script of a session's sheet."""
    people = [Line(papers.line("sheet.people", names=papers.names))] if papers.has_roles else []
    return script(papers, [] if papers.view.all_taken_out else list(_parts(papers)), last=people)


def script(
    papers: Papers, parts: Sequence[AudioPart], *, about: Sequence[Line] = (), last: Sequence[Line] = ()
) -> AudioCopy:
    """What is read of these parts, with all that goes round them. ``about`` follows who made it, ``last`` the outline."""
    out = papers.view.all_taken_out
    tracks = [track for _, each in parts for track in each]
    whose = () if out else (Line(papers.line("sheet.made-by")),)
    ending = (*whose, Line(papers.line("audio.end")))
    return AudioCopy(
        title=papers.line("audio.opening"),
        greeting=(*_greeting(papers), *about),
        outline=(*_outline(papers, [title for title, _ in parts]), *(() if out else last)),
        tracks=(*tracks, Track(papers.line("audio.ending"), ending)),
        label=papers.line("audio.label"),
        comment=papers.line("audio.comment", language=papers.line("common.language")),
        date=papers.date_held.isoformat(),
        unsayable=papers.line("audio.unsayable"),
        lengths=(papers.line("audio.length-under"), papers.line("audio.length-one"), papers.line("audio.length")),
    )


def _greeting(papers: Papers) -> Iterator[Line]:
    yield Line(f"{papers.line('sheet.title')}.")
    yield Line(f"{papers.day_held}.")
    yield Line(papers.line("audio.made-by"))
    if papers.view.rehearsed:
        yield Line(papers.line("common.rehearsed"))


def _outline(papers: Papers, titles: list[str]) -> Iterator[Line]:
    if papers.view.all_taken_out:
        yield Line(papers.line("common.all-taken-out"), WAY_PAUSE)
        return
    if len(titles) == 1:
        yield Line(papers.line("audio.one-part", title=titles[0]))
    else:
        yield Line(papers.line("audio.parts", count=len(titles)), SHORT_PAUSE)
        for place, title in enumerate(titles):
            key = "first" if place == 0 else "last" if place == len(titles) - 1 else "then"
            yield Line(papers.line(f"audio.{key}", title=title), SHORT_PAUSE)


def part(title: str, *lines: Line) -> AudioPart:
    """A part that is one track and begins with its title."""
    return title, [Track(title, (Line(f"{title}."), *lines), new_part=True)]


def _parts(papers: Papers) -> Iterator[AudioPart]:
    """Each part's title and tracks, in the sheet's order."""
    view = papers.view
    if strengths := list(papers.strengths()):
        yield part(papers.line("sheet.strengths"), *_said(papers, strengths))
    yield papers.line("sheet.title"), list(_list(papers))
    if any(view.wanted(way) for way in view.ways_forward):
        yield part(papers.line("audio.review"), Line(_review(papers), WAY_PAUSE))
    if view.service_views and view.service_views[-1].on_sheet:
        told = [papers.line("service.note"), *map(plain, papers.service_runs(newest=True))]
        yield part(papers.line("service.title"), *map(Line, told))


def _said(papers: Papers, strengths: list[tuple[str, str]]) -> Iterator[Line]:
    for name, words in strengths:
        yield Line(papers.line("audio.said", name=name), SHORT_PAUSE)
        yield Line(words, WAY_PAUSE)


def _list(papers: Papers) -> Iterator[Track]:
    """The list: how many things are on it, then each of them."""
    view, title = papers.view, papers.line("sheet.title")
    ways = view.ways_forward
    count = papers.line("audio.one-way" if len(ways) == 1 else "audio.ways", count=len(ways))
    nothing = () if any(view.wanted(way) for way in ways) else (Line(papers.line("sheet.nothing"), WAY_PAUSE),)
    yield Track(title, (Line(f"{title}."), *((Line(count),) if ways else nothing)), new_part=True)
    for number, way in enumerate(ways, 1):
        lines = (*_way(papers, way, number), *(nothing if number == len(ways) else ()))
        yield Track(papers.line("audio.number", number=number), lines)


def _way(papers: Papers, way: WayForward, number: int) -> Iterator[Line]:
    """One way forward: what, then a line for each thing known of it, and each person's own answer."""
    yield Line(f"{papers.line('audio.number', number=number)}.", SHORT_PAUSE)
    yield Line(way.words("what") or "")
    for slot in SLOTS:
        yield Line(f"{papers.line(f'sheet.{slot}')}: {slot_text(papers, slot, way.slots.get(slot))}")
    for person in papers.view.asked(way):
        yield Line(papers.line(f"audio.{way.answers.get(person.id, LATER)}", name=papers.name(person)), SHORT_PAUSE)
    for who in way.absent("who"):
        yield Line(papers.line("audio.absent", who=who), SHORT_PAUSE)
    for who in checking_only(way):
        yield Line(papers.line("audio.absent-check", who=who), SHORT_PAUSE)
    yield Line(agreed_line(papers, way), WAY_PAUSE)


def _review(papers: Papers) -> str:
    review = papers.view.progress.review
    if review is None or review.words is None:
        return papers.line("sheet.no-review")
    return papers.line("sheet.review", day=slot_text(papers, "when", review))
