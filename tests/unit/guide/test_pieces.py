"""A word that known pieces make up can be heard, where a language's words are joined."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.guide.pieces import in_pieces

KNOWN = {"좋", "아요", "생각", "네"}


def unknown(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in KNOWN]


def test_pieces_make_up_a_word() -> None:
    assert unknown(["좋아요", "네"]) == ["좋아요"]
    assert in_pieces(unknown)(["좋아요", "네", "생각아요"]) == []


def test_a_piece_that_is_not_known_is_told_with_its_word() -> None:
    assert in_pieces(unknown)(["좋네요", "플로"]) == ["좋네요", "플로"]
