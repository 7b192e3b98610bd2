"""Are the words that are marked as unclear the wrong ones?

    scripts/bench hearing confidence [--sets ami_turns,vctk_british] [--dump FILE]

Every recording goes through our path. Each word of the text is right or wrong by its alignment with the reference, and
has the confidence that the record marks by. AUC: how often a wrong word is less sure than a right one (0.5 is chance).
Intervals are resampled by recording. Words that the reference never holds (um, hm) are counted, but not judged.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
import numpy.typing as npt

from scripts.bench_parts.figures import print_table
from scripts.bench_parts.hearing.material import has_recordings, whisper
from scripts.bench_parts.recognition import RESAMPLES, Listening, Recording, played, recordings, speech_folder, words_of
from voice_guide.events import Word
from voice_guide.record.unclear import UNCLEAR_BELOW, is_unclear

SETS = ("ami_turns", "vctk_british", "libri_test_other", "mfa_hesitation", "ocean_adults", "ocean_children")

random = np.random.default_rng(21)


@dataclass(frozen=True)
class Judged:
    """One recording's words: confidence of all of them, and of those that could be compared, which are right."""

    recording: Recording
    shown: tuple[float, ...]
    compared: tuple[tuple[float, bool], ...]


def judge(recording: Recording, words: Sequence[Word]) -> Judged:
    """Align word by word. A word may be several to the normaliser (I'm); it is right when all of them are."""
    reference = [part for word in recording.reference.split() for part in words_of(word)]
    owners = [(number, part) for number, word in enumerate(words) for part in words_of(word.text)]
    wrong: set[int] = set()
    if owners and reference:
        found = jiwer.process_words(" ".join(reference), " ".join(part for _, part in owners))
        for chunk in found.alignments[0]:
            if chunk.type != "equal":
                wrong |= {number for number, _ in owners[chunk.hyp_start_idx : chunk.hyp_end_idx]}
    known = sorted({number for number, _ in owners})
    compared = tuple((words[number].confidence, number not in wrong) for number in known)
    return Judged(recording, tuple(word.confidence for word in words), compared)


def auc(confidences: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """The share of pairs of a right and a wrong word in which the right one is surer; a tie is half a pair."""
    good, bad = np.sort(confidences[right]), confidences[~right]
    if not len(good) or not len(bad):
        return float("nan")
    above = len(good) - np.searchsorted(good, bad, side="right")
    ties = np.searchsorted(good, bad, side="right") - np.searchsorted(good, bad, side="left")
    return float((above + ties / 2).sum() / (len(good) * len(bad)))


def _arrays(judged: Sequence[Judged]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    pairs = [pair for one in judged for pair in one.compared]
    return np.array([confidence for confidence, _ in pairs]), np.array([right for _, right in pairs], dtype=bool)


def _resampled(judged: Sequence[Judged]) -> list[list[Judged]]:
    picks = random.integers(0, len(judged), (RESAMPLES // 5, len(judged)))
    return [[judged[place] for place in pick] for pick in picks]


def _marked_percent(judged: Sequence[Judged]) -> float:
    shown = [confidence for one in judged for confidence in one.shown]
    return 100 * sum(map(is_unclear, shown)) / max(1, len(shown))


def row(name: str, judged: Sequence[Judged]) -> list[object]:
    """One line of the table."""
    confidences, right = _arrays(judged)
    resampled = _resampled(judged)
    low, high = np.nanpercentile([auc(*_arrays(one)) for one in resampled], (2.5, 97.5))
    least, most = np.percentile([_marked_percent(one) for one in resampled], (2.5, 97.5))
    marked = np.array([is_unclear(float(one)) for one in confidences], dtype=bool)
    wrong_marked = 100 * float(np.mean(~right[marked])) if marked.any() else float("nan")
    found = 100 * float(np.mean(marked[~right])) if (~right).any() else float("nan")
    return [
        name,
        sum(len(one.shown) for one in judged),
        f"{100 * float(np.mean(~right)):.1f}",
        f"{auc(confidences, right):.2f} ({low:.2f} to {high:.2f})",
        f"{_marked_percent(judged):.1f} ({least:.1f} to {most:.1f})",
        f"{wrong_marked:.0f}",
        f"{found:.0f}",
    ]


def listen(files: Sequence[Recording]) -> list[Judged]:
    """Hear every recording through our path, with its words' confidences."""
    cost = Listening()
    judged = []
    for one in files:
        answer = whisper().open(words=True)
        answer.feed(played(one, cost))
        judged.append(judge(one, answer.finish().words))
    return judged


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing confidence", description="are unclear words wrong")
    parser.add_argument("--sets", default=",".join(SETS), help="folders of the speech recordings, with commas between")
    parser.add_argument("--dump", type=Path, help="also write every compared word's confidence, as JSON")
    chosen = parser.parse_args()
    if not has_recordings():
        print("No recordings: set VOICE_GUIDE_SPEECH. Confidence is not measured.\n")
        return
    sets = chosen.sets.split(",")
    judged = listen(recordings(speech_folder(), sets))
    folders = {name: [one for one in judged if one.recording.folder == name] for name in sets}
    head = ["recordings", "words", "wrong %", "AUC (95 %)", f"under {UNCLEAR_BELOW}, % (95 %)"]
    rows = [row(name, kept) for name, kept in folders.items() if kept]
    print_table([*head, "of these wrong %", "of the wrong words marked %"], [*rows, row("all", judged)])
    if chosen.dump:
        chosen.dump.write_text(json.dumps([[one.recording.path.name, one.compared] for one in judged]), "utf-8")


if __name__ == "__main__":
    main()
