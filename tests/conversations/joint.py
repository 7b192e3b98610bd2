"""Guides of their own for conversations of several people."""

from __future__ import annotations

from tests.conversations.scripted import guide_file
from voice_guide.guide.loader import parse_guide
from voice_guide.guide.model import Guide


def joint(*lines: str, of: str = "short") -> Guide:
    """A guide that ships, marked ``joint = true``, and with these further lines at its top."""
    text = guide_file(of).read_text(encoding="utf-8")
    return parse_guide(
        text.replace("\nid = ", "\n" + "\n".join(["joint = true", *lines]) + "\nid = ", 1), file="joint.toml"
    )
