"""A paper as one HTML file: no scripts, nothing from elsewhere, light and dark, and made to be printed and enlarged."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from voice_guide.record.look import Colours, Look
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Run, Runs, Said, Sign, Whose
from voice_guide.record.pictured import Pictures, without
from voice_guide.shown import one_line

_STYLE = Path(__file__).parent / "paper.css"
# What every page begins with. By its policy nothing would be loaded or run even if words could get past the escaping.
_HEAD = Path(__file__).parent / "page_head.html"


def render(paper: Paper, look: Look, pictures: Pictures = without) -> str:
    """The paper as a page. Sizes are in the reader's own unit, so that their browser's setting counts."""
    return "\n".join(_page(paper, look, pictures)) + "\n"


def _page(paper: Paper, look: Look, pictures: Pictures) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{html.escape(paper.language)}">'
    yield "<head>"
    yield _HEAD.read_text(encoding="utf-8").rstrip()
    yield f"<title>{_words(paper.title)}</title>"
    yield f"<style>\n{_variables(look)}{_STYLE.read_text(encoding='utf-8')}</style>"
    yield "</head>"
    yield f'<body class="{look.layout}">'
    if look.logo is not None:
        yield f"<header>{_logo(look.logo)}</header>"
    yield "<main>"
    for kind, blocks in groupby(paper.blocks, type):
        yield from _group(kind, list(blocks), pictures)
    yield "</main>"
    yield f"<footer>{''.join(_footer(paper, look))}</footer>"
    yield "</body>"
    yield "</html>"


def _footer(paper: Paper, look: Look) -> Iterator[str]:
    for words in (paper.legend, look.footer, look.contact):
        if words:
            yield f"<p>{_words(words)}</p>"


def _group(kind: type[Block], blocks: list[Block], pictures: Pictures) -> Iterator[str]:
    if kind is Item:
        yield "<ul>"
        for block in blocks:
            assert isinstance(block, Item)
            yield f"<li>{_pictured(block.picture, f'<span>{_runs(block.runs)}</span>', pictures)}</li>"
        yield "</ul>"
    elif kind is Row:
        yield "<dl>"
        for block in blocks:
            assert isinstance(block, Row)
            label = _pictured(block.picture, f"<span>{_words(block.label)}</span>", pictures)
            yield f"<div><dt>{label}</dt><dd>{_runs(block.runs)}</dd></div>"
        yield "</dl>"
    else:
        for block in blocks:
            yield from _block(block, pictures)


def _block(block: Block, pictures: Pictures) -> Iterator[str]:
    match block:
        case Heading(level, runs):
            yield f"<h{level}>{_runs(runs)}</h{level}>"
        case Line(runs, note, read, picture):
            if read:
                yield f"<blockquote><p>{_runs(runs)}</p></blockquote>"
            else:
                inside = _pictured(picture, f"<span>{_runs(runs)}</span>", pictures)
                yield f'<p class="note">{inside}</p>' if note else f"<p>{inside}</p>"
        case Said():
            yield from _said(block)
        case Sign():
            yield from _sign(block)


def _said(said: Said) -> Iterator[str]:
    name = _words(said.name) if said.later else f"<strong>{_words(said.name)}:</strong>"
    words = f'<span class="note">{_runs(said.runs)}</span>' if said.note else _runs(said.runs)
    yield f'<p class="said">{name} {words}</p>'
    for runs in said.below:
        yield f'<p class="below">{_runs(runs)}</p>'
    if said.after is not None:
        yield f'<p class="below note">{_words(said.after)}</p>'


def _sign(sign: Sign) -> Iterator[str]:
    yield f"<h2>{_words(sign.title)}</h2>"
    yield '<table class="sign">'
    heads = "".join(
        f'<th scope="col">{_words(each)}</th>' for each in (sign.name_label, sign.sign_label, sign.day_label)
    )
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for name in sign.names:
        yield f'<tr><th scope="row">{_words(name)}</th><td></td><td></td></tr>'
    yield "</tbody></table>"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = _words(run.text)
    match run.whose:
        case Whose.THEIRS:
            return f'<span class="theirs" dir="auto">{words}</span>'
        case Whose.LABEL:
            return f"<strong>{words}</strong>"
        case Whose.MARK | Whose.OURS:
            return words


def _pictured(key: str | None, inside: str, pictures: Pictures) -> str:
    picture = pictures(key) if key is not None else None
    if picture is None:
        return inside
    drawn = base64.b64encode(picture.svg.encode("utf-8")).decode("ascii")
    image = f'<img src="data:image/svg+xml;base64,{drawn}" alt="{html.escape(picture.alt)}">'
    return f'<span class="pictured">{image}{inside}</span>'


def _logo(logo: tuple[bytes, str, str]) -> str:
    content, alt, kind = logo
    shown = f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    # Logos are made for white, so they have it on a dark screen too.
    return f'<img class="logo" style="background: #ffffff" src="{shown}" alt="{html.escape(alt)}">'


def _words(words: str) -> str:
    return html.escape(one_line(words), quote=False)


def _variables(look: Look) -> str:
    """The layout's numbers as the style sheet names them. ``rem``: as many times the reader's own letter size."""
    sizes = {
        "body": look.body_pt, "small": look.small_pt, "title": look.title_pt,
        "heading": look.heading_pt, "subheading": look.subheading_pt,
    }  # fmt: skip
    rules = [f"--{name}: {size / 12:.4g}rem; --{name}-print: {size:g}pt;" for name, size in sizes.items()]
    rules.append(f"--spacing: {1 + look.leading * 0.7:.3g}; --margin: {look.margin_mm:g}mm;")
    rules.append(f"--picture: {look.picture_mm:g}mm;")
    dark = "@media (prefers-color-scheme: dark) { @media screen { :root { " + _colours(look.dark) + " } } }"
    return f":root {{ {' '.join(rules)} {_colours(look.light)} }}\n{dark}\n"


def _colours(colours: Colours) -> str:
    return " ".join(f"--{name}: {value};" for name, value in vars(colours).items())
