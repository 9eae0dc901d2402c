"""How fast Mahdar reads, how much memory it takes, how soon it starts.

Takes: a number of generated articles, or a JSONL file. Gives: a table. Never: fails for being slow; a person judges.

    python bench/speed.py                       400 generated articles, stage by stage, and the start-up
    python bench/speed.py --jsonl news.jsonl    the same for your own articles
    python bench/speed.py --memory 30000        resident memory while 30,000 articles go into a record file
    python bench/speed.py --memory 30000 --jsonl news.jsonl

Generated articles repeat the words of a hundred sentences: what is remembered of a word serves them more often than it serves
news. They are for comparing one version with another; for what to expect, and for whether memory stays flat, give your own.
"""

from __future__ import annotations

import argparse
import gc
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import articles

from mahdar import mentions, pipeline, record, text
from mahdar.lang import load
from mahdar.model import Raw
from mahdar.scale import building
from mahdar.scale.fingerprints import fingerprint, rules_hash
from mahdar.store.database import Store
from mahdar.store.rows import rows

ROUNDS = 5
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in the unit that the system counts memory in


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--number", type=int, default=400, metavar="N", help="how many articles (default 400)")
    parse.add_argument("--jsonl", metavar="FILE", help="read these articles instead of generated ones")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--memory", type=int, metavar="N", help="measure memory over N articles instead")
    chosen = parse.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, one core")
    if chosen.memory:
        found = (
            articles.given(chosen.jsonl, chosen.memory)
            if chosen.jsonl
            else islice(articles.endless(chosen.seed), chosen.memory)
        )
        memory(found, chosen.memory)
        return
    if chosen.jsonl:
        found = list(articles.given(chosen.jsonl, chosen.number))
    else:
        found = list(articles.generated(chosen.number, chosen.seed))
    stages(found)
    start_up()


def stages(found: list[Raw]) -> None:
    """Processor time of each stage, article by article as a build does it."""
    lang = load("ar")
    pipeline.warm(load("ar"))
    for raw in found[:20]:
        pipeline.extract(raw, lang)
    spent = dict.fromkeys(("text", "mentions", "record", "store"), 0.0)
    facts = 0
    gc.collect()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db", create=True) as store:
        store.begin()
        for at in range(0, len(found), building.BATCH):
            batch = []
            for raw in found[at : at + building.BATCH]:
                t0 = time.process_time()
                doc = text.clean(raw, lang)
                t1 = time.process_time()
                seen = mentions.find(doc, lang)
                t2 = time.process_time()
                made = record.build(doc, seen, lang)
                t3 = time.process_time()
                batch.append(rows(made, fingerprint(raw, rules_hash()), pipeline.search_words(doc.text, lang)))
                spent["text"] += t1 - t0
                spent["mentions"] += t2 - t1
                spent["record"] += t3 - t2
                spent["store"] += time.process_time() - t3
                facts += (
                    len(made.times) + len(made.figures) + len(made.entities) + len(made.events) + len(made.statements)
                )
            t4 = time.process_time()
            store.save(batch)
            spent["store"] += time.process_time() - t4
    size = sum(len(raw.text) for raw in found) / len(found)
    print(f"{len(found):,} articles of {size:,.0f} code points, {facts / len(found):.0f} facts each\n")
    print(f"{'stage':10} {'ms an article':>14} {'articles a second':>18}")
    for stage, seconds in spent.items():
        print(f"{stage:10} {1000 * seconds / len(found):14.2f} {len(found) / seconds:18,.0f}")
    whole = sum(spent.values())
    print(f"{'all':10} {1000 * whole / len(found):14.2f} {len(found) / whole:18,.0f}\n")


def start_up() -> None:
    """The best of five starts, in seconds."""
    mahdar = [sys.executable, "-m", "mahdar"]
    for name, command in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("import mahdar", [sys.executable, "-c", "import mahdar"]),
        ("mahdar --help", [*mahdar, "--help"]),
        ("mahdar try TEXT", [*mahdar, "try", "عقد الاجتماع أمس", "--published", "2018-06-27"]),
    ):
        best = min(_seconds(command) for _ in range(ROUNDS))
        print(f"{name:18} {best:6.2f} s")


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def memory(found: Iterator[Raw], number: int) -> None:
    """Resident memory, sampled as the articles go by. Flat means that the last sample is about the second."""
    step = max(1, number // 10)
    print(f"{'articles':>10} {'resident MB':>12}")
    pipeline.warm(load("ar"))
    began = time.perf_counter()
    print(f"{0:10,} {_resident():12,.0f}")
    shown = step

    def tell(summary: building.Summary) -> None:
        nonlocal shown
        while summary.done >= shown and shown <= number:
            print(f"{shown:10,} {_resident():12,.0f}", flush=True)
            shown += step

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db", create=True) as store:
        summary = building.build(found, store, tell=tell)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6
    print(
        f"{summary.done:,} articles; peak {peak:,.0f} MB; {summary.done / seconds:,.0f} articles a second; record file {size / 1e6:,.0f} MB"
    )


def _resident() -> float:
    """Megabytes now (Linux), else the most so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
