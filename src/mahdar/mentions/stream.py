"""The words of a document as names are read: quotation marks, brackets, hashes and underscores set aside.

Takes: a document's tokens. Gives: a ``Stream``. Never: loses a place; every token keeps its offsets.

«تنظيم "الدولة الإسلامية"», «التحالف ضد (داعش)» and «#جامعة_الدول_العربية» must read like the plain name.
"""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.model import Span, Tokens

_ASIDE = frozenset("“”\"«»‘’'„‟‹›()[]{}﴾﴿#_`*")
_OPEN = frozenset("([{")


@dataclass(frozen=True, slots=True)
class Stream:
    """Tokens without marks that may stand inside a name.

    ``marks[i]`` are those that stood right before token ``i``, and ``index[i]`` is its place among all tokens.
    """

    tokens: Tokens
    marks: tuple[str, ...]
    index: tuple[int, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded forms."""
        return self.tokens.forms

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, first: int, end: int, skip: int = 0) -> Span:
        """The text span of tokens ``first`` to ``end``, without ``skip`` code points of proclitics."""
        return Span(self.tokens.starts[first] + skip, self.tokens.ends[end - 1])

    def opens(self, i: int) -> bool:
        """Whether a bracket opens right before token ``i``."""
        return any(m in _OPEN for m in self.marks[i])


def stream(tokens: Tokens) -> Stream:
    """Set marks aside."""
    keep: list[int] = []
    marks: list[str] = []
    pending = ""
    for i, form in enumerate(tokens.forms):
        if form in _ASIDE:
            pending = (pending + form)[-8:]
            continue
        if not form:
            continue
        keep.append(i)
        marks.append(pending)
        pending = ""
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    kept = Tokens(
        tokens.text,
        tuple(forms[i] for i in keep),
        tuple(starts[i] for i in keep),
        tuple(ends[i] for i in keep),
    )
    return Stream(kept, tuple(marks), tuple(keep))
