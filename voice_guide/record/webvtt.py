"""The transcript as WebVTT (W3C): captions with each word's own time, as the recogniser heard it.

Times count the answers' own sound, each answer after the one before, in the order in which they were given. So they are
exact for those sounds put one after another, whatever lay between: questions, quiet, a week until the session went on. The
journal has no such exact time by the clock: it knows when an answer was saved, which is after the quiet that ended it. An
answer without times, such as a typed one, gets as long as it takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voice_guide.guide.model import Question
from voice_guide.journal.projections import KeptAnswer
from voice_guide.record.document import Papers
from voice_guide.record.options import TranscriptOptions
from voice_guide.record.own_copy import OwnCopy
from voice_guide.record.own_copy_forms import heading_lines
from voice_guide.record.paper import plain
from voice_guide.record.transcript import in_order
from voice_guide.record.unclear import bare_word, stretches
from voice_guide.shown import one_line

_WORD = re.compile(r"\S+")
_ENDS = re.compile(r"[.?!…][\"'”’)]*$")
MOST_WORDS = 12  # in one caption: two lines on a screen
LONG_PAUSE_MS = 1000  # after one, a new caption begins
READING_MS = 400  # for each word that has no time of its own
_EVERYTHING = TranscriptOptions()


@dataclass(frozen=True)
class _Timed:
    """A word as it stands in the text; ``unclear`` is how many of its signs were not heard well, from its first on.

    Times are milliseconds on the file's timeline. ``stamped``: the start is the word's own.
    """

    text: str
    start: int
    end: int
    stamped: bool
    unclear: int = 0


def render(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> str:
    """Everyone's answers, by time. Raises UsageError ``unknown_category``."""
    chosen = options.applied(papers)
    return _file(chosen, chosen.heading_lines(), in_order(chosen))


def render_own(copy: OwnCopy) -> str:
    """One person's answers alone."""
    given = (each for each in in_order(copy.papers) if each[1].participant == copy.person.id)
    return _file(copy.papers, heading_lines(copy), given)


def _file(papers: Papers, headings: Sequence[str], given: Iterable[tuple[Question, KeptAnswer]]) -> str:
    lines = (papers.line("transcript.title"), *headings, *(papers.line(f"webvtt.{key}") for key in ("only", "times")))
    blocks = ["WEBVTT", "\n".join(("NOTE", *map(_noted, lines)))]
    if not papers.view.all_taken_out:
        blocks += _answers(papers, given)
    return "\n\n".join(blocks) + "\n"


def _answers(papers: Papers, given: Iterable[tuple[Question, KeptAnswer]]) -> Iterator[str]:
    begins, before = 0, ""
    for number, (question, answer) in enumerate(given, 1):
        if question.id != before:
            yield f"NOTE {_noted(question.text)}"
        before = question.id
        said = papers.said(papers.view.progress.person(answer.participant), [answer])
        if said.note is not None:
            yield f"NOTE {_noted(f'{said.name}: {said.note}')}"
            continue
        words = _timed(answer, begins)
        for part, cue in enumerate(_cues(words), 1):
            yield f"{number}.{part}\n{_cue(papers, said.name, cue)}"
        yield from (f"NOTE {_noted(plain(runs))}" for runs in papers.beside(answer))
        sound = round((answer.seconds or 0) * 1000)
        begins = max([begins + sound, *(word.end for word in words)])


def _timed(answer: KeptAnswer, begins: int) -> list[_Timed]:
    """The answer's words with their times: their own, or where text and words do not go together, equal shares of the time."""
    text = answer.text or ""
    found = list(_WORD.finditer(text))
    heard = [(start, end) for word, start, end, _ in answer.words if bare_word(word)]
    spoken = [each for each in found if bare_word(each[0])]
    own = [bare_word(each[0]) for each in spoken] == [bare_word(word) for word, *_ in answer.words if bare_word(word)]
    times = iter(heard if own else ())
    share = (round(max((end for _, end in heard), default=0) * 1000) or READING_MS * len(found)) / max(1, len(found))
    unclear = _unclear_places(answer)
    words: list[_Timed] = []
    for place, each in enumerate(found):
        last = words[-1].end if words else begins
        if not own:
            start, end, stamped = begins + round(place * share), begins + round((place + 1) * share), False
        elif bare_word(each[0]):
            began, ended = next(times)
            start, end, stamped = begins + round(began * 1000), begins + round(ended * 1000), True
        else:
            start, end, stamped = last, last, False  # a sign by itself
        start = max(start, last)
        marked = sum(sign in unclear for sign in range(*each.span()))
        words.append(_Timed(each[0], start, max(end, start + 1), stamped, marked))
    return words


def _unclear_places(answer: KeptAnswer) -> set[int]:
    places, done = set[int](), 0
    for piece in stretches(answer):
        if piece.unclear:
            places.update(range(done, done + len(piece.text)))
        done += len(piece.text)
    return places


def _cues(words: Sequence[_Timed]) -> Iterator[list[_Timed]]:
    """Captions: to the end of a sentence, to a long pause, or as many words as can be read at once."""
    cue: list[_Timed] = []
    for word in words:
        if cue and (len(cue) >= MOST_WORDS or _ENDS.search(cue[-1].text) or word.start - cue[-1].end >= LONG_PAUSE_MS):
            yield cue
            cue = []
        cue.append(word)
    if cue:
        yield cue


def _cue(papers: Papers, name: str, words: Sequence[_Timed]) -> str:
    start, end = words[0].start, words[-1].end
    before, after = (_escaped(side) for side in papers.line("transcript.unclear").split("{words}"))
    shown, last = "", start
    for place, word in enumerate(words):
        stamp = word.stamped and last < word.start < end
        last = word.start if stamp else last
        begins = word.unclear and not (place and words[place - 1].unclear)
        ends = word.unclear and not (place + 1 < len(words) and words[place + 1].unclear)
        shown += f"{' ' if place else ''}{f'<{_clock(word.start)}>' if stamp else ''}"
        shown += f"<c.unclear>{before}" if begins else ""
        cut = word.unclear if ends else len(word.text)
        shown += _escaped(word.text[:cut]) + (f"{after}</c>" if ends else "") + _escaped(word.text[cut:])
    return f"{_clock(start)} --> {_clock(end)}\n<v {_escaped(name)}>{shown}"


def _escaped(words: str) -> str:
    """Words as a caption's text."""
    shown = one_line(words)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _noted(words: str) -> str:
    """Words as a line of a note, in which nothing is escaped and one sign is not allowed."""
    return one_line(words).replace("-->", "-- >").strip() or "-"


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
