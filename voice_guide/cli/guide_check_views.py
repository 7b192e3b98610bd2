"""How the check of a guide is shown: as facts for ``--json``, and as lines for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voice_guide.cli.guide_views import question_count
from voice_guide.cli.guide_words import Hearing
from voice_guide.guide.checker import Concern, ConcernKind
from voice_guide.guide.faults import Fault
from voice_guide.guide.looking_over import concern_lines
from voice_guide.guide.model import Guide
from voice_guide.languages import Language
from voice_guide.shown import printable


@dataclass(frozen=True)
class CheckResult:
    """What checking one file gave. ``name`` is what was typed; ``guide`` is None where there are faults, and then
    nothing listens.
    """

    file: str
    name: str
    guide: Guide | None
    faults: Sequence[Fault]
    concerns: Sequence[Concern]
    hearing: Hearing


def check_facts(result: CheckResult, language: Language) -> dict[str, Any]:
    """A check as JSON facts."""
    return {
        "file": result.file,
        "ok": not result.faults,
        "faults": [_fault_facts(fault, language) for fault in result.faults],
        "warnings": [_concern_facts(result, concern, language) for concern in result.concerns],
        "words": {"model": result.hearing.model, "looked_up": result.hearing.vocabulary is not None},
    }


def _concern_facts(result: CheckResult, concern: Concern, language: Language) -> dict[str, Any]:
    what, mend = _tell(result, concern, language)
    return {
        "kind": concern.kind.value,
        "line": _line(result, concern),
        "place": concern.place,
        "found": concern.found,
        "what": what,
        "mend": mend,
    }


def _fault_facts(fault: Fault, language: Language) -> dict[str, Any]:
    what, mend = _what_and_mend(fault, language)
    return {
        "line": fault.line,
        "key": fault.key,
        "wrong": fault.wrong,
        "example": fault.example,
        "what": what,
        "mend": mend,
    }


def check_lines(result: CheckResult, language: Language) -> list[str]:
    """A check as a person reads it: each fault with what mends it, then what to think about."""
    say = language.message
    lines: list[str] = []
    for fault in result.faults:
        what, mend = _what_and_mend(fault, language)
        lines += [what, f"   {mend}"]
    if result.faults:
        lines.append(say("guide_check_faults", count=len(result.faults)))
        return [*lines, say("guide_check_again", name=printable(result.name))]
    for concern in result.concerns:
        what, mend = _tell(result, concern, language)
        lines += [what, f"   {mend}"]
    if result.concerns:
        lines.append(say("guide_check_warnings", count=len(result.concerns)))
    if result.guide is not None:
        parts, questions = len(result.guide.categories), question_count(result.guide)
        lines.append(say("guide_check_fine", file=printable(result.file), categories=parts, questions=questions))
        lines.append(_words_line(result, language))
        lines.append(say("guide_check_next", name=printable(result.name)))
    return lines


def _words_line(result: CheckResult, language: Language) -> str:
    hearing = result.hearing
    if hearing.model is None:
        return language.message("guide_check_words_none")
    if hearing.vocabulary is None:
        return language.message("guide_check_words_open", model=hearing.model)
    some = any(concern.kind is ConcernKind.UNHEARD for concern in result.concerns)
    return language.message("guide_check_words_some" if some else "guide_check_words_known", model=hearing.model)


def _line(result: CheckResult, concern: Concern) -> int:
    return concern_lines(result.guide)(concern) if result.guide is not None else 1


def _tell(result: CheckResult, concern: Concern, language: Language) -> tuple[str, str]:
    """A concern, and what would mend it."""
    key = f"guide_warning_{concern.kind.value}"
    what = language.message(
        key,
        file=printable(result.file),
        line=_line(result, concern),
        found=concern.found,
        limit=concern.limit,
        reason=concern.reason,
    )
    return what, concern.mend or language.message(f"{key}_mend")


def _what_and_mend(fault: Fault, language: Language) -> tuple[str, str]:
    """The first and last sentence of the explanation; what is safe is left out of a list that changes nothing."""
    told = language.explain(fault.error()).splitlines()
    return told[0], told[-1]
