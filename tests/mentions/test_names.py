"""Sentences and the names that a careful reader finds in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mahdar import mentions, text
from mahdar.lang import load
from mahdar.model import Raw

TABLE = Path(__file__).with_name("names.tsv")


def _rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _found(sentence: str) -> dict[str, list[str]]:
    lang = load("ar")
    doc = text.clean(Raw(sentence, "t", "t"), lang)
    out: dict[str, list[str]] = {"people": [], "bodies": [], "places": []}
    names = mentions.find(doc, lang).names
    for name in names:
        span = name.evidence.span
        if any(n.kind == name.kind and n.evidence.span != span and n.evidence.span.covers(span) for n in names):
            continue  # «منبج» inside «مدينة منبج»
        column = {"person": "people", "place": "places"}.get(name.kind, "bodies")
        out[column].append(name.evidence.quote)
    return out


def _bare(name: str) -> str:
    return name.strip('"“”»«()').removeprefix("ل").removeprefix("ا").removeprefix("ل")


@pytest.mark.parametrize("row", _rows(), ids=lambda r: r["sentence"][:40])
def test_names_of_a_sentence(row: dict[str, str]) -> None:
    found = _found(row["sentence"])
    for column in ("people", "bodies", "places"):
        wanted = [_bare(n) for n in row[column].split("|") if n]
        got = [_bare(n) for n in found[column]]
        assert sorted(set(got)) == sorted(set(wanted)), f"{column} of {row['sentence']}"
