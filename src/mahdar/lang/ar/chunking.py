"""Base noun phrases of Arabic.

Takes: tokens and their tags. Gives: ``Chunk``s. Never: crosses a mark, a verb, a particle or a preposition.

A phrase is a noun and what belongs to it: nouns in idafa (all but the last without article or ending that shuts it
off) and adjectives that agree in definiteness («وزير الخارجية الأمريكي», «دول مجلس التعاون الخليجي»).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mahdar.lang.ar.orthography import fold
from mahdar.lang.tagging import Chunk, Tags, bare_span
from mahdar.model import Tokens
from mahdar.rules import table

DATA = Path(__file__).parent / "data"
_NUMBERS = {"ات": "p", "ين": None, "ون": "p", "ان": "d", "ت+ين": "d", "ت+ان": "d"}


@dataclass(frozen=True, slots=True)
class AdverbialRow:
    """A row of adverbial_nouns.tsv."""

    forms: tuple[str, ...]


@lru_cache(maxsize=1)
def _adverbial() -> frozenset[str]:
    """Nouns that act as prepositions («خلال», «بعد»): they open no phrase and end the one before."""
    return frozenset(fold(form) for row in table.load(DATA / "adverbial_nouns.tsv", AdverbialRow) for form in row.forms)


def _gender(form: str, suffix: str) -> str | None:
    if suffix.startswith(("ة", "ات", "ت")) or form.endswith("اء"):
        return "f"
    return "m"


def chunks(tokens: Tokens, tags: Tags) -> Iterator[Chunk]:
    """The base noun phrases, from left to right."""
    pos, article, pronoun, proclitics = tags.pos, tags.article, tags.pronoun, tags.proclitics
    adverbial = _adverbial()
    forms = tokens.forms
    n = len(pos)
    i = 0
    while i < n:
        if pos[i] not in ("NOUN", "ABBREV") or forms[i][proclitics[i] : len(forms[i]) - pronoun[i]] in adverbial:
            i += 1
            continue
        first = last = i
        shut = bool(article[i] or pronoun[i])
        qualified = False
        i += 1
        while i < n and not proclitics[i] and not _breaks(tags, i):
            if pos[i] == "NOUN" or (pos[i] == "NUM" and article[i]):
                # a noun after a definite one, an adjective or an accusative opens a phrase of its own
                inside = tags.names[i].startswith("I-")
                if not inside and (shut or qualified or tags.suffix[i - 1] == "ا" or forms[i] in adverbial):
                    break
                last = i
                shut = shut or bool(article[i] or pronoun[i])
            elif pos[i] == "ADJ":
                qualified = True
            else:
                break
            i += 1
        yield _chunk(tokens, tags, (first, i), last)


def _breaks(tags: Tags, i: int) -> bool:
    """Whether the name of a person ends or begins between two words."""
    before, here = tags.names[i - 1], tags.names[i]
    return (before.endswith("PER") and here != "I-PER") or (here == "B-PER" and before != "O")


def _chunk(tokens: Tokens, tags: Tags, stretch: tuple[int, int], last: int) -> Chunk:
    first, end = stretch
    definite = any(tags.article[k] or tags.pronoun[k] for k in range(first, end))
    gender: str | None = _gender(tokens.forms[first], tags.suffix[first])
    number = _NUMBERS.get(tags.suffix[first], "s")
    adjective = next((k for k in range(last + 1, end) if tags.pos[k] == "ADJ"), None) if last == first else None
    feminine = adjective is not None and _gender(tokens.forms[adjective], tags.suffix[adjective]) == "f"
    if feminine and number == "s" and gender == "m":
        # a broken plural takes a feminine adjective: «الدول العربية» against «أزمة عربية»
        gender, number = "f", None
    return Chunk(first, end, first, last, bare_span(tokens, tags, first, end), definite, gender, number)
