"""Lines of papers.toml as runs: what fills a gap is a person's own words, or ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from voice_guide.journal.projections import KeptAnswer
from voice_guide.record.paper import Run, Runs, Whose, ours
from voice_guide.record.unclear import stretches

if TYPE_CHECKING:
    from voice_guide.record.document import Papers

_GAP = re.compile(r"\{([a-z-]+)\}")


def filled(papers: Papers, key: str, values: Mapping[str, tuple[Whose, str]]) -> Runs:
    """One of papers.toml's lines, each gap filled with its run. Braces inside a value stay as they are."""
    return _fill(papers.line(key), values)


def marked_runs(papers: Papers, answer: KeptAnswer) -> Runs:
    """An answer's words, sign for sign, with a mark of ours round those that were not heard well."""
    return tuple(run for piece in stretches(answer) for run in _marked(papers, piece.text, piece.unclear))


def _marked(papers: Papers, words: str, unclear: bool) -> Runs:
    if not unclear:
        return (Run(words, Whose.THEIRS),)
    runs = filled(papers, "transcript.unclear", {"words": (Whose.THEIRS, words)})
    return tuple(run if run.whose is Whose.THEIRS else Run(run.text, Whose.MARK) for run in runs)


def _fill(template: str, values: Mapping[str, tuple[Whose, str]]) -> Runs:
    def pieces() -> Iterator[Run]:
        done = 0
        for gap in _GAP.finditer(template):
            if gap[1] in values:
                yield Run(template[done : gap.start()])
                whose, text = values[gap[1]]
                yield Run(text, whose)
                done = gap.end()
        yield Run(template[done:])

    return tuple(run for run in pieces() if run.text) or ours("")
