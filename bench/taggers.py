"""Held-out quality of the trained models, the error rates of name keys, and the speed of the tagger.

Takes: the corpora in ``../shared`` (skips, saying so, what is absent) and the samples. Gives: tables on standard output.
Never: writes; tests on a document it learned from.

    python bench/taggers.py            # the splitter, name keys, speed: four minutes
    python bench/taggers.py --names 5  # also the name tagger, with and without clusters and lists, five parts held out
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from mahdar.lang import load
from mahdar.lang.ar.namekeys import same_name
from mahdar.lang.ar.training import evaluation

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora" / "tagging"
PAIRS = ROOT / "tests" / "lang"


def pairs(name: str) -> list[tuple[str, str]]:
    """The pairs of names of a table of the tests."""
    lines = [line for line in (PAIRS / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(a, b) for _, a, b in (line.split("\t") for line in lines[1:])]


def keys() -> None:
    """Print the two error rates of the name keys."""
    variants, misses = pairs("name_pairs.tsv"), pairs("name_nearmisses.tsv")
    missed = sum(same_name(a, b).verdict != "same" for a, b in variants)
    joined = sum(same_name(a, b).verdict == "same" for a, b in misses)
    print(f"name keys: {missed} of {len(variants)} variants missed ({missed / len(variants):.3f}), "
          f"{joined} of {len(misses)} near misses joined ({joined / len(misses):.3f})")  # fmt: skip


def speed() -> None:
    """Print the speed of the tagger over the samples, words met for the first time and met before."""
    language = load("ar")
    begun = time.perf_counter()
    tagger = language.tagger
    loaded = time.perf_counter() - begun
    if tagger is None:
        print("speed: no models, nothing to measure")
        return
    reports = [
        language.tokens(p.read_text(encoding="utf-8", errors="replace"))
        for p in sorted((ROOT / "samples").rglob("*.txt"))
    ]
    words = sum(map(len, reports))
    rates = []
    for _ in range(2):
        begun = time.perf_counter()
        for tokens in reports:
            tagger.tag(tokens)
        rates.append(words / (time.perf_counter() - begun) if words else 0.0)
    print(
        f"speed: loaded in {loaded * 1000:.0f} ms; {rates[0]:,.0f} tokens a second on new words, {rates[1]:,.0f} on known"
    )


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=0, metavar="PARTS", help="parts of five to hold out (0 to skip)")
    wanted = parser.parse_args()
    keys()
    speed()
    if not CORPORA.exists():
        print("held-out quality: skipped, ../shared/corpora/tagging is absent")
        return
    evaluation.segmentation(CORPORA, print)
    evaluation.treebank(CORPORA, print)
    if wanted.names:
        evaluation.named(CORPORA, wanted.names, print)


if __name__ == "__main__":
    main()
