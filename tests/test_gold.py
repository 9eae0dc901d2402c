"""A gate that does not go down: the gold articles and suites beside the repository, against tests/floors.json.

It is skipped, saying so, where ../shared is not there. What it measures is in-sample: see "about" in floors.json.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import mahdar
from mahdar import cli

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))
ARTICLES = {"seeds": "coalition", "dev": "dev"}
needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir() or not (SHARED / "eval/score.py").is_file(),
    reason="../shared with gold, eval and suites is not here",
)
CASES = [(part, measure) for part in ARTICLES for measure in FLOORS[part]]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = {}
    for part, folder in ARTICLES.items():
        at = tmp_path_factory.mktemp(part)
        mahdar.build(SHARED / "corpora" / folder, at / "record.db")
        assert cli.run(["export", str(at / "record.db"), "-o", str(at / "record.json")]) == 0
        out[part] = at / "record.json"
    return out


@pytest.fixture(scope="module")
def scores(records: dict[str, Path]) -> dict[str, dict[str, dict[str, float]]]:
    out = {}
    for part, folder in ARTICLES.items():
        told = records[part].with_name("scores.json")
        command = [
            SHARED / "eval/score.py",
            records[part],
            SHARED / "gold" / part,
            SHARED / "corpora" / folder,
            "--json",
            told,
        ]
        subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
        out[part] = json.loads(told.read_text("utf-8"))
    return out


@needs_shared
@pytest.mark.parametrize(("part", "measure"), CASES, ids=[f"{a}-{b}".replace(" ", "_") for a, b in CASES])
def test_floor(scores, part: str, measure: str) -> None:
    row = scores[part][measure]
    reached = row["f1"] if "f1" in row else row["accuracy"]
    assert reached >= FLOORS[part][measure], f"{part}, {measure}: {reached:.3f}; see the misses with score.py --verbose"


@needs_shared
@pytest.mark.parametrize("part", list(ARTICLES))
def test_undamaged_articles_are_left_alone(records: dict[str, Path], part: str) -> None:
    import yaml

    damaged = {
        gold["doc"]
        for path in (SHARED / "gold" / part).glob("*.yaml")
        if (gold := yaml.safe_load(path.read_text("utf-8"))).get("doc")
        and any(r["kind"] in ("lam_alef", "bracket", "glued", "split") for r in gold.get("repairs") or [])
    }
    record = json.loads(records[part].read_text("utf-8"))
    wrong = {
        d["path"]: d["repairs"] for d in record["documents"] if d["repairs"] and Path(d["path"]).stem not in damaged
    }
    assert not wrong


@needs_shared
def test_suites() -> None:
    files = sorted(map(str, (SHARED / "suites").glob("*.jsonl")))
    command = [sys.executable, str(SHARED / "eval/suites.py"), "--mahdar", f"{sys.executable} -m mahdar", *files]
    told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    reached = {kind: float(value) for kind, value in re.findall(r"^all +([a-z]+) .* (\d\.\d+)$", told, re.MULTILINE)}
    below = {kind: reached.get(kind) for kind, floor in FLOORS["suites"].items() if reached.get(kind, 0) < floor}
    assert not below, told


@needs_shared
def test_pdf_pairs() -> None:
    """Damaged words mended in a document full of damage; the right words left alone in one without."""
    lines = (SHARED / "suites/pdf_repair_pairs.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    rows = [(bad, good, int(n), kind) for bad, good, n, kind in (row for row in rows if row[2].isdigit())]
    mended, all_of = Counter(), Counter()
    for at in range(0, len(rows), 40):
        part = [row for row in rows[at : at + 40] if row[3] in ("lam-alef", "lam-meem")]
        if not part:
            continue
        told = mahdar.read("\n".join(row[0] for row in part)).document.text.split("\n")
        right = {word for line in told for word in line.split()}
        for _, good, n, kind in part:
            all_of[kind] += n
            mended[kind] += n * (good in right)
        clean = "\n".join(row[1] for row in part)
        assert not mahdar.read(clean).document.repairs
    reached = {kind: mended[kind] / all_of[kind] for kind in all_of}
    assert sum(mended.values()) / sum(all_of.values()) >= FLOORS["pdf pairs"], reached
