"""Finds the triggers of events: words of the kinds' lists, put together by their patterns.

Takes: kinds (``rules.event_kinds``), a language's inflection, tokens. Gives: ``Rules``, and ``Trigger`` places in a text.
Never: knows a language; never says what happened (``record`` does).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import RuleError
from mahdar.model import Tokens
from mahdar.rules.event_kinds import Kind, Pattern, Sort, load_all
from mahdar.rules.phrases import Phrases

Inflect = Callable[[str, Sort], Iterable[tuple[str, str]]]
Splits = Callable[[str], tuple[tuple[int, str], ...]]


def _anything(_lead: str, _marks: str) -> bool:
    return True


class Word(NamedTuple):
    """A word list's entry as it may stand in a text.

    ``marks`` are letters the language gives: d definite, x pronoun, n plural, u dual, p past, i imperfect, f future.
    """

    kind: str
    list: str
    entry: str
    marks: str


class Forms(NamedTuple):
    """What the engine asks of a language.

    Its tokens, the written forms of an entry with their marks, its proclitics, and whether these proclitics may stand
    before a form with these marks.
    """

    tokens: Callable[[str], Tokens]
    inflect: Inflect
    splits: Splits | None = None
    joins: Callable[[str, str], bool] = _anything


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row of the list of small words; ``value`` is a number for lists that count."""

    list: str
    value: int | None
    terms: tuple[str, ...]


class Words:
    """Small closed lists that bound a clause: single words by list, and phrases with a number.

    >>> from mahdar.rules.tokens import tokenize
    >>> words = Words([WordRow("prep", None, ("in", "at")), WordRow("duration", 2, ("two days",))], lambda s: tokenize(s, str.lower))
    >>> sorted(words["prep"]), words.numbers["duration"]
    (['at', 'in'], {('two', 'days'): 2})
    """

    def __init__(self, rows: Iterable[WordRow], tokens: Callable[[str], Tokens]) -> None:
        single: dict[str, set[str]] = {}
        self.numbers: dict[str, dict[tuple[str, ...], int]] = {}
        for row in rows:
            for term in row.terms:
                forms = tokens(term).forms
                if row.value is not None:
                    self.numbers.setdefault(row.list, {})[forms] = row.value
                else:
                    single.setdefault(row.list, set()).add(" ".join(forms))
        self._single = {name: frozenset(terms) for name, terms in single.items()}

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of a list; empty where the language has none."""
        return self._single.get(name, frozenset())


class Hit(NamedTuple):
    """A word list's entry found at tokens ``first`` to ``end``, ``skip`` code points of proclitics before it."""

    first: int
    end: int
    skip: int
    word: Word


class Trigger(NamedTuple):
    """A pattern of a kind found in a text: tokens ``first`` to ``end``; its head is the hit ``head``."""

    kind: str
    patterns: tuple[tuple[Pattern, tuple[Hit, ...]], ...]
    head: Hit


class Rules:
    """All kinds of events of a language, ready to find triggers."""

    def __init__(self, kinds: Sequence[Kind], words: Words, forms: Forms) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        if len(self.kinds) != len(kinds):
            names = sorted({k.name for k in kinds if sum(k.name == o.name for o in kinds) > 1})
            raise RuleError([f"kind {name!r} is defined twice; give each kind one file" for name in names])
        self.words = words
        self._forms = forms
        tokens, inflect = forms.tokens, forms.inflect
        entries: dict[tuple[str, ...], dict[tuple[str, str, str], Word]] = {}
        for kind in kinds:
            for name, (sort, listed) in kind.lists.items():
                for entry in listed:
                    for form, marks in inflect(entry, sort):
                        key = tokens(form).forms
                        if key:
                            entries.setdefault(key, {}).setdefault(
                                (kind.name, name, entry), Word(kind.name, name, entry, marks)
                            )
            for role, marker in self._markers(kind):
                entries.setdefault(marker, {})[(kind.name, f"@{role}", "")] = Word(kind.name, f"@{role}", "", "")
            for level, listed in kind.levels.items():
                for entry in listed:
                    for form, _ in inflect(entry, "word"):
                        entries.setdefault(tokens(form).forms, {})[(kind.name, f"#{level}", "")] = Word(
                            kind.name, f"#{level}", entry, ""
                        )
        self._phrases: Phrases[tuple[Word, ...]] = Phrases((k, tuple(v.values())) for k, v in entries.items())
        self._heads = {k.name: _by_head(k) for k in kinds}

    def _markers(self, kind: Kind) -> Iterable[tuple[str, tuple[str, ...]]]:
        for slot in kind.markers:
            for term in slot.after:
                yield slot.role, self._forms.tokens(term).forms

    def extended(self, paths: Sequence[Path]) -> Rules:
        """The same rules with the kinds of the given files added; a file of a known kind replaces it.

        Raises RuleError with the faults of all files.
        """
        kinds = dict(self.kinds)
        for kind in load_all(paths):
            kinds[kind.name] = kind
        return Rules(tuple(kinds.values()), self.words, self._forms)

    def hits(self, tokens: Tokens) -> list[Hit]:
        """Every entry of every list that stands in the text, longest first at each token, in order of place."""
        out: list[Hit] = []
        splits, phrases, joins = self._forms.splits, self._phrases, self._forms.joins
        for i, form in enumerate(tokens.forms):
            for skip, rest in splits(form) if splits else ((0, form),):
                hit = phrases.at(tokens, i, rest)
                if hit is not None:
                    end, values = hit
                    lead = form[:skip]
                    out += [
                        Hit(i, end, skip, word)
                        for words in values
                        for word in words
                        if not skip or joins(lead, word.marks)
                    ]
        return out

    def triggers(self, hits: Sequence[Hit], clause: Callable[[int], int]) -> list[Trigger]:
        """Every head with the patterns it completes, in order of place.

        ``clause`` gives the number of the clause a token stands in. A head inside a longer head is left out.
        """
        by_list: dict[tuple[str, str], list[Hit]] = {}
        for hit in hits:
            by_list.setdefault((hit.word.kind, hit.word.list), []).append(hit)
        firsts = {key: [h.first for h in row] for key, row in by_list.items()}
        out: list[Trigger] = []
        for hit in hits:
            wanted = self._heads.get(hit.word.kind, {}).get(hit.word.list)
            if not wanted:
                continue
            met = []
            for pattern in wanted:
                chain = _chain(pattern, hit, by_list, firsts, clause)
                if chain is not None:
                    met.append((pattern, chain))
            if met:
                out.append(Trigger(hit.word.kind, tuple(met), hit))
        return _longest(out, hits)


def _by_head(kind: Kind) -> dict[str, list[Pattern]]:
    heads: dict[str, list[Pattern]] = {}
    for pattern in kind.patterns:
        heads.setdefault(pattern.seq[-1], []).append(pattern)
    return heads


def _chain(
    pattern: Pattern,
    head: Hit,
    by_list: Mapping[tuple[str, str], list[Hit]],
    firsts: Mapping[tuple[str, str], list[int]],
    clause: Callable[[int], int],
) -> tuple[Hit, ...] | None:
    """The hits of a pattern that ends in ``head``, found backwards, or None."""
    if pattern.plain and head.skip:
        return None
    chain = [head]
    gap = 0
    for part in reversed(pattern.seq[:-1]):
        if part == "..":
            gap = pattern.gap
            continue
        key = (head.word.kind, part)
        row = by_list.get(key)
        if not row:
            return None
        at = bisect_right(firsts[key], chain[0].first) - 1
        found = None
        while at >= 0 and row[at].first >= chain[0].first - gap - 4:
            verb_with_object = "x" in row[at].word.marks and any(m in row[at].word.marks for m in "pif")
            if (
                row[at].end <= chain[0].first <= row[at].end + gap
                and clause(row[at].first) == clause(head.first)
                and not verb_with_object
            ):
                found = row[at]
                break
            at -= 1
        if found is None:
            return None
        chain.insert(0, found)
        gap = 0
    return tuple(chain)


def _longest(triggers: list[Trigger], hits: Sequence[Hit]) -> list[Trigger]:
    """Leave out heads that stand inside a longer head or an excluded phrase."""
    excluded = {(h.word.kind, i) for h in hits if h.word.list == "exclude" for i in range(h.first, h.end)}
    longest: dict[int, int] = {}
    for t in triggers:
        for i in range(t.head.first, t.head.end):
            longest[i] = max(longest.get(i, 0), t.head.end - t.head.first)
    out: dict[tuple[str, int], Trigger] = {}
    for t in sorted(triggers, key=lambda t: (t.head.first, -(t.head.end - t.head.first))):
        size = t.head.end - t.head.first
        at = (t.kind, t.head.first)
        if at in excluded or any(longest[i] > size for i in range(t.head.first, t.head.end)):
            continue
        out[at] = out[at]._replace(patterns=out[at].patterns + t.patterns) if at in out else t
    return list(out.values())
