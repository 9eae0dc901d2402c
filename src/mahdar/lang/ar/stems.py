"""What is left of an Arabic word without its clitics, for searching.

Takes: a folded word. Gives: every reading of it, with and without the article. Never: decides; search wants them all.
"""

from __future__ import annotations

from functools import lru_cache

from mahdar.lang.ar.clitics import readings


@lru_cache(maxsize=65536)
def stems(form: str) -> tuple[str, ...]:
    """The readings of a folded word without proclitics, and each without its article, the word itself left out.

    >>> stems("والاجتماع")
    ('الاجتماع', 'اجتماع')
    >>> stems("اجتماع")
    ()
    """
    out: dict[str, None] = {}
    for _, rest in readings(form):
        out[rest] = None
        if rest.startswith("ال") and len(rest) >= 4:
            out[rest[2:]] = None
    out.pop(form, None)
    return tuple(out)
