"""One person's own copy of the list, read aloud: what they said of it themselves, and not a word of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator

from voice_guide.record.audio_copy import SHORT_PAUSE, WAY_PAUSE, AudioCopy, AudioPart, Line, Track, part, script
from voice_guide.record.own_copy import OwnCopy, OwnWay
from voice_guide.record.ways import SLOTS


def audio_own_copy(own: OwnCopy) -> AudioCopy:
    """The script of this person's part in a session's sheet."""
    about = (Line(own.papers.line("audio.own", name=own.name)), Line(own.papers.line("own.alone")))
    return script(own.papers, [] if own.nothing_is_here else list(_parts(own)), about=about)


def _parts(own: OwnCopy) -> Iterator[AudioPart]:
    papers = own.papers
    if (words := papers.strength_of(own.person)) is not None:
        said = Line(papers.line("audio.said", name=own.name), SHORT_PAUSE)
        yield part(papers.line("sheet.strengths"), said, Line(words, WAY_PAUSE))
    ways = list(own.ways())
    count = papers.line("audio.one-way" if len(ways) == 1 else "audio.ways", count=len(ways))
    title, tracks = part(papers.line("sheet.title"), Line(count if ways else papers.line("sheet.nothing")))
    for way in ways:
        tracks.append(Track(papers.line("audio.number", number=way.number), tuple(_way(own, way))))
    yield title, tracks
    if (words := own.review()) is not None:
        yield part(papers.line("audio.review"), Line(papers.line("sheet.review", day=words), WAY_PAUSE))


def _way(own: OwnCopy, way: OwnWay) -> Iterator[Line]:
    """One way forward as far as it is theirs, and their own answer to it."""
    papers = own.papers
    yield Line(f"{papers.line('audio.number', number=way.number)}.", SHORT_PAUSE)
    if "what" in way.parts:
        yield Line(way.parts["what"])
    for slot in SLOTS:
        if slot in way.parts:
            day = papers.day(way.day) if slot == "when" and way.day else None
            words = way.parts[slot]
            shown = papers.line("sheet.words-and-day", day=day, words=words) if day else words
            yield Line(f"{papers.line(f'sheet.{slot}')}: {shown}")
    if way.others:
        yield Line(papers.line("own.others"))
    yield Line(papers.line(f"audio.{way.answer}", name=own.name), WAY_PAUSE)
