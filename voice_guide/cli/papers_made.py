"""What was made from a session: which papers, where they went, and when."""

from __future__ import annotations

from collections.abc import Iterator

from voice_guide.facts import FactKind
from voice_guide.journal.exports import Paper, Print, papers, prints
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language


def made_lines(vault: Vault, session: str, language: Language) -> Iterator[str]:
    """A line for each file that is known, and for each print, in order. Reads the files. Raises VaultError, StorageError."""
    facts = vault.facts_of(session, FactKind.EXPORTED)
    when = {each.seq: each.at.astimezone().strftime("%Y-%m-%d %H:%M") for each in facts}
    found: list[Paper | Print] = [*papers(facts), *prints(facts)]
    for each in sorted(found, key=lambda one: one.seq):
        whose = f" {each.person}" if each.person else ""
        values: dict[str, object] = {"when": when[each.seq], "what": f"{each.what}{whose}"}
        if isinstance(each, Paper):
            key = each.state.value.replace(" ", "_")
            yield language.message(f"papers_made_{key}", file=each.file, **values)
        else:
            yield language.message("papers_made_printed", printer=each.printer or "-", **values)
