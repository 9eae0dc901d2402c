"""Base noun phrases of Arabic.

Takes: tokens and their tags. Gives: ``Chunk``s. Never: crosses a mark, a verb, a particle or a preposition.

A phrase is a noun and what belongs to it: nouns in idafa (all but the last without article or ending that shuts it
off) and adjectives that agree in definiteness («وزير الخارجية الأمريكي», «دول مجلس التعاون الخليجي»).
"""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.lang.tagging import Chunk, Tags, bare_span
from mahdar.model import Tokens

_FEMININE = ("ة", "ت", "تين", "تان", "ات")
_NUMBERS = {"ات": "p", "ين": None, "ون": "p", "ان": "d", "ت+ين": "d", "ت+ان": "d"}


def _gender(form: str, suffix: str) -> str | None:
    if suffix.startswith(("ة", "ات", "ت")) or form.endswith("اء"):
        return "f"
    return "m"


def chunks(tokens: Tokens, tags: Tags) -> Iterator[Chunk]:
    """The base noun phrases, from left to right."""
    pos, article, pronoun, proclitics = tags.pos, tags.article, tags.pronoun, tags.proclitics
    n = len(pos)
    i = 0
    while i < n:
        if pos[i] not in ("NOUN", "ABBREV"):
            i += 1
            continue
        first = head = last = i
        shut = bool(article[i] or pronoun[i])
        adjectives = False
        i += 1
        while i < n and not proclitics[i]:
            if pos[i] == "NOUN" or pos[i] == "NUM" and article[i]:
                # a definite noun after a definite one, or a noun after an adjective, opens a new phrase
                if shut and (article[i] or pronoun[i]) or adjectives or tags.suffix[i - 1] == "ا":
                    break
                if shut and not _apposed(tags, i - 1, i):
                    break
                last = i
                shut = shut or bool(article[i] or pronoun[i])
            elif pos[i] == "ADJ":
                adjectives = True
            else:
                break
            i += 1
        definite = any(article[k] or pronoun[k] for k in range(first, i))
        suffix = tags.suffix[head]
        adjective = next((k for k in range(last + 1, i) if pos[k] == "ADJ"), None) if last == head else None
        gender = _gender(tokens.forms[head], suffix)
        number: str | None = _NUMBERS.get(suffix, "s")
        if adjective is not None and number == "s" and gender == "m":
            # a broken plural takes a feminine adjective: its gender and number are not known
            if _gender(tokens.forms[adjective], tags.suffix[adjective]) == "f":
                gender, number = "f", None
        yield Chunk(first, i, head, last, bare_span(tokens, tags, first, i), definite, gender, number)


def _apposed(tags: Tags, before: int, at: int) -> bool:
    """Whether two nouns side by side belong together although the first is shut: parts of one name."""
    return tags.names[at].startswith("I-")
