"""One paper of one session, made in whatever form it is wanted, and known to the journal wherever it goes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice_guide.cli.output import tell
from voice_guide.cli.progress import told_if_long

if TYPE_CHECKING:
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language

    # What is made, the signs that it could not be set in, and whose alone it is, if it is. Given the form last.
    Make = Callable[[Vault, Language, str, str], tuple[str | bytes, frozenset[str], str | None]]

_NAMED = 12  # signs told of by name


@dataclass(frozen=True)
class Making:
    """A paper that can be made. ``what`` as the journal names it; ``encrypt``: a file of it opens with a passphrase alone."""

    vault: Vault
    language: Language
    session: str
    what: str
    make: Make
    encrypt: bool = False

    def made(self, form: str) -> str | bytes:
        """The paper in this form."""
        return self._made(form)[0]

    def write(self, out: Path, form: str) -> None:
        """Write it to a file. Raises as ``write_paper`` and ``sealed_paper``."""
        from voice_guide.cli.paper_files import write_paper

        content, person = self._made(form)
        if self.encrypt:
            from voice_guide.cli.sealing import sealed_paper

            plain = content.encode("utf-8") if isinstance(content, str) else content
            name = self.language.message("paper_name", id=self.session)
            content, form = sealed_paper(plain, form, name=name, language=self.language)
        write_paper(self.vault, self.session, out, content, what=self.what, form=form, person=person)

    def print(self, title: str, printer: str | None) -> str:
        """Print it; the printer's name, "" where the system does not tell. Raises as ``print_pdf``, and StorageError."""
        from voice_guide.cli.paper_wishes import tell_of_nothing_wished
        from voice_guide.cli.printing import print_pdf
        from voice_guide.journal.exports import printed

        content, person = self._made("pdf")
        assert isinstance(content, bytes)
        name = print_pdf(content, title, printer, self._until_printed)
        self.vault.resume_session(self.session).append([printed(self.what, "pdf", name, content, person)])
        tell_of_nothing_wished(self.vault, self.session, person)
        return name

    def _until_printed(self) -> None:
        tell(self.language.message("paper_printing"))
        if sys.stdin is not None:
            sys.stdin.readline()

    def _made(self, form: str) -> tuple[str | bytes, str | None]:
        """The paper and whose it is. The signs that it could not be set in are told."""
        from voice_guide.journal.projections import as_written
        from voice_guide.record.letters import name_of

        with as_written(self.session), told_if_long(self.language.message("paper_making")):
            content, missing, person = self.make(self.vault, self.language, self.session, form)
        if missing:
            names = ", ".join(sorted(map(name_of, missing))[:_NAMED])
            tell(self.language.message("paper_signs_missing", count=len(missing), names=names))
        return content, person
