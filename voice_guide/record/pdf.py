"""A paper as tagged PDF (PDF/UA-1), set by Typst. The words are handed over as data, so nothing in them is run.

Where no font has a sign, the file is made all the same: the sign's name or an empty box stands in its place, and it is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from voice_guide.record.letters import Letters, letters_for
from voice_guide.record.look import Look
from voice_guide.record.page_room import fits
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Run, Runs, Said, Sign
from voice_guide.record.pictured import Pictures, without
from voice_guide.shown import one_line

_TEMPLATE = Path(__file__).parent / "paper.typ"
_STANDARD: Literal["ua-1"] = "ua-1"
_MOST_LOOSE = 3  # paragraphs in one block: measured, with 10,000 answers, against 1 to 50 (docs/benchmarks.md)
_NO_TITLE = 9  # deeper than any heading: the one after the paper's title is not under it


@dataclass(frozen=True)
class Pdf:
    """A PDF file, and the signs in it that no font had."""

    content: bytes
    missing: frozenset[str]


def render(paper: Paper, look: Look, pictures: Pictures = without) -> Pdf:
    """The paper as PDF/UA-1."""
    import typst

    given, letters = _given(paper, look, pictures)
    content = typst.compile(
        _TEMPLATE,
        output=None,
        format="pdf",
        font_paths=list(letters.folders),
        ignore_system_fonts=True,
        sys_inputs=given,
        pdf_standards=[_STANDARD],
    )
    return Pdf(content, frozenset(sign for sign in letters.missing if sign.isprintable()))


def _given(paper: Paper, look: Look, pictures: Pictures) -> tuple[dict[str, str], Letters]:
    """What Typst is handed, and the letters for it. Blocks are made one by one, twice: all at once take much memory."""
    head, drawn = _head(paper, look, pictures)
    letters = letters_for(text for part in chain((head,), _blocks(paper, look, drawn)) for text in _texts(part))
    settable = (_settable(part, letters) for part in chain((head,), _blocks(paper, look, drawn)))
    whole, *blocks = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in settable)
    given = f'{{"fonts":{json.dumps(letters.families)},"head":{whole},"blocks":[{",".join(blocks)}]}}'
    return {"paper": given} | _logo(look), letters


def _head(paper: Paper, look: Look, pictures: Pictures) -> tuple[dict[str, Any], frozenset[str]]:
    """What is true of the whole paper, and the names of the pictures that there are."""
    language, _, region = paper.language.partition("-")
    used = {block.picture for block in paper.blocks if isinstance(block, (Line, Item, Row)) and block.picture}
    drawn = {key: picture for key in sorted(used) if (picture := pictures(key)) is not None}
    sizes = {name: value for name, value in vars(look).items() if isinstance(value, float | int)}
    return {
        "title": one_line(paper.title),
        "lang": language,
        "region": region or None,
        "look": sizes | vars(look.light),
        "logo": one_line(look.logo[1]) if look.logo is not None else None,
        "pictures": {key: {"svg": picture.svg, "alt": picture.alt} for key, picture in drawn.items()},
    }, frozenset(drawn)


def _logo(look: Look) -> dict[str, str]:
    """The logo's picture apart from the words, as numbers: Typst is handed text alone."""
    return {} if look.logo is None else {"logo": json.dumps(list(look.logo[0]))}


def _blocks(paper: Paper, look: Look, drawn: frozenset[str]) -> Iterator[dict[str, Any]]:
    """All blocks, those that belong together in one: a heading with all that is told under it, where a page holds that.

    What stands under a paper belongs to its last section, so that it is on no page alone.
    """
    lines = [one_line(words) for words in (paper.legend, look.footer, look.contact) if words]
    ends = [{"kind": "ends", "lines": lines}] if lines else []
    sections = [[block for _, block in found] for _, found in groupby(_in_sections(paper.blocks), key=itemgetter(0))]
    for number, section in enumerate(sections, 1):
        last = number == len(sections)
        told = [*_grouped(section, drawn), *(ends if last else [])]
        if len(told) > 1 and fits(section, look, lines if last else ()):
            yield {"kind": "together", "blocks": told}
        else:
            yield from told
    if not sections:
        yield from ends


def _in_sections(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    """Each block with the number of its section. A heading under another one begins none, but where nothing is between."""
    number, top, before = 0, 0, None
    for block in blocks:
        if isinstance(block, Sign):
            number, top = number + 1, 0
        elif isinstance(block, Heading) and (block.level <= top or not top or isinstance(before, Heading)):
            number, top = number + 1, block.level if block.level > 1 else _NO_TITLE
        yield number, block
        before = block


def _grouped(blocks: list[Block], drawn: frozenset[str]) -> Iterator[dict[str, Any]]:
    for kind, found in groupby(blocks, type):
        some = list(found)
        if kind is Item:
            yield {"kind": "items", "items": [_block(each, drawn) for each in some]}
        elif kind is Row:
            yield {"kind": "rows", "rows": [_block(each, drawn) for each in some]}
        elif kind is Said:
            for at in range(0, len(some), _MOST_LOOSE):
                yield {"kind": "loose", "blocks": [_block(each, drawn) for each in some[at : at + _MOST_LOOSE]]}
        else:
            yield from (_block(each, drawn) for each in some)


def _block(block: Block, drawn: frozenset[str]) -> dict[str, Any]:
    match block:
        case Heading(level, runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case Line(runs, _, read, picture):
            return {"kind": "read" if read else "line", "runs": _runs(runs), "picture": _drawn(picture, drawn)}
        case Item(runs, picture):
            return {"runs": _runs(runs), "picture": _drawn(picture, drawn)}
        case Row(label, runs, picture):
            return {"label": one_line(label), "runs": _runs(runs), "picture": _drawn(picture, drawn)}
        case Said():
            below = [_runs(runs) for runs in block.below]
            after = one_line(block.after) if block.after is not None else None
            said = {"kind": "said", "name": one_line(block.name), "later": block.later, "runs": _runs(block.runs)}
            return said | {"below": below, "after": after}
        case Sign():
            return {"kind": "sign"} | {key: _lines(value) for key, value in vars(block).items()}
    raise AssertionError(block)


def _lines(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else [one_line(each) for each in value]


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [{"text": shown.text, "whose": shown.whose.value} for shown in map(_shown, runs) if shown.text]


def _shown(run: Run) -> Run:
    return replace(run, text=one_line(run.text))


def _drawn(picture: str | None, drawn: frozenset[str]) -> str | None:
    return picture if picture in drawn else None


def _texts(data: Any) -> Iterator[str]:
    """Every text in the data: pictures' drawings too, which hold none but plain letters."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _settable(data: Any, letters: Letters) -> Any:
    if not letters.missing:
        return data
    if isinstance(data, str):
        return letters.settable(data)
    if isinstance(data, dict):
        return {key: _settable(value, letters) for key, value in data.items()}
    return [_settable(value, letters) for value in data] if isinstance(data, list) else data
