"""The formats that any paper can be written in, one file each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from voice_guide.record.look import Look
from voice_guide.record.paper import Line, Paper, Run
from voice_guide.record.pictured import Pictures, without


@dataclass(frozen=True)
class Made:
    """A paper in its format. ``missing``: signs that no font here has; something else stands in their places."""

    content: str | bytes
    missing: frozenset[str] = frozenset()


def make(paper: Paper, form: str, look: Look, pictures: Pictures = without) -> Made:
    """The paper in this form, one of ``FORMS``; without pictures where the layout has no room for them."""
    return FORMS[form](paper, look, pictures if look.picture_mm else without)


# What a format needs is loaded where it is asked for, so that no other one waits for it.
def _md(paper: Paper, look: Look, pictures: Pictures) -> Made:
    from voice_guide.record import markdown

    return Made(markdown.render(_with_contact(paper, look)))


def _txt(paper: Paper, look: Look, pictures: Pictures) -> Made:
    from voice_guide.record import text

    return Made(text.render(_with_contact(paper, look)))


def _html(paper: Paper, look: Look, pictures: Pictures) -> Made:
    from voice_guide.record import html

    return Made(html.render(paper, look, pictures))


def _pdf(paper: Paper, look: Look, pictures: Pictures) -> Made:
    from voice_guide.record import pdf

    made = pdf.render(paper, look, pictures)
    return Made(made.content, made.missing)


def _docx(paper: Paper, look: Look, pictures: Pictures) -> Made:
    from voice_guide.record import word

    return Made(word.render(paper, look, pictures))


def _with_contact(paper: Paper, look: Look) -> Paper:
    """For what has no foot: an organisation's lines as the last ones."""
    lines = (Line((Run(words),), note=True) for words in (look.footer, look.contact) if words)
    return replace(paper, blocks=(*paper.blocks, *lines))


FORMS: dict[str, Callable[[Paper, Look, Pictures], Made]] = {
    "md": _md, "txt": _txt, "html": _html, "pdf": _pdf, "docx": _docx,
}  # fmt: skip
BINARY = frozenset({"pdf", "docx"})  # no text for a terminal
