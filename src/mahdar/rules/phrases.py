"""Find many phrases at once.

Takes: phrases as token forms, each with a value, and a language's clitic splitter. Gives: longest matches, left to right.
Never: matches inside a word, except after proclitics that the language splits off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from mahdar.model import Tokens

V = TypeVar("V")
_END = ""


class Match(NamedTuple, Generic[V]):
    """Tokens ``first`` to ``end`` (exclusive) are a phrase; ``skip`` code points of proclitics stand before it."""

    first: int
    end: int
    skip: int
    values: tuple[V, ...]


class Phrases(Generic[V]):
    """A trie of phrases over token forms.

    >>> from mahdar.rules.tokens import tokenize
    >>> p = Phrases([(("البيت", "الابيض"), "WH")])
    >>> [(m.first, m.end, m.values) for m in p.find(tokenize("في البيت الابيض", lambda s: s))]
    [(1, 3, ('WH',))]
    """

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], V]]) -> None:
        self._root: dict[str, Any] = {}  # a form leads to the next level, _END to the values
        for forms, value in phrases:
            node = self._root
            for form in forms:
                node = node.setdefault(form, {})
            node.setdefault(_END, []).append(value)

    def starts(self, form: str) -> bool:
        """Whether some phrase starts with that form."""
        return form in self._root

    def at(self, tokens: Tokens, first: int, form: str, end: int | None = None) -> tuple[int, tuple[V, ...]] | None:
        """The longest phrase that starts at token ``first`` read as ``form`` and ends by ``end``: its end and values."""
        node = self._root.get(form) if form else None
        if node is None:
            return None
        best: tuple[int, tuple[V, ...]] | None = None
        i = first + 1
        forms = tokens.forms
        n = len(forms) if end is None else end
        while node is not None:
            found = node.get(_END)
            if found:
                best = (i, tuple(found))
            if i >= n or not forms[i]:  # a token of marks alone has an empty form, which is no key
                break
            node = node.get(forms[i])
            i += 1
        return best

    def find(
        self, tokens: Tokens, splits: Callable[[str], tuple[tuple[int, str], ...]] | None = None
    ) -> Iterator[Match[V]]:
        """Longest matches from left to right, none overlapping.

        ``splits`` gives the readings of a form as (code points of proclitics, rest), the whole form first.
        """
        i, n = 0, len(tokens)
        forms = tokens.forms
        root = self._root
        while i < n:
            best: Match[V] | None = None
            form = forms[i]
            readings = splits(form) if splits else ((0, form),)
            for skip, rest in readings:
                if rest not in root:
                    continue
                hit = self.at(tokens, i, rest)
                if hit and (best is None or hit[0] > best.end):
                    best = Match(i, hit[0], skip, hit[1])
            if best is None:
                i += 1
            else:
                yield best
                i = best.end
