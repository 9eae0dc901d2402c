"""Document to mentions: times, numbers, ordinals, names, posts.

Takes: a ``Document`` and a language. Gives: ``Mentions``. Never: joins mentions into facts; ``record`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mahdar.mentions import cues as cue_words
from mahdar.mentions import dates, names, numbers
from mahdar.model import Failure, Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from mahdar.lang import Language
    from mahdar.lang.tagging import Tags
    from mahdar.mentions.cues import Cue
    from mahdar.model import Document, Name, Number, Ordinal, Post, Time

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found in a document, each kind in order of place."""

    published: Published
    times: tuple[Time, ...] = ()
    numbers: tuple[Number, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    names: tuple[Name, ...] = ()
    posts: tuple[Post, ...] = ()
    cues: tuple[Cue, ...] = ()
    tags: Tags | None = None
    failures: tuple[Failure, ...] = ()


def find(doc: Document, lang: Language) -> Mentions:
    """Find every mention; a finder that breaks becomes a failure and the others go on."""
    failures: list[Failure] = []

    def run(stage: str, finder: Callable[[], T], otherwise: T) -> T:
        try:
            return finder()
        except Exception as error:  # a broken article is a value, never the end of a run
            failures.append(Failure(f"mentions.{stage}", f"{type(error).__name__}: {error}"))
            return otherwise

    tags = run("tagger", lambda: _tags(doc, lang), None)
    named, held = run("names", lambda: names.find(doc, lang, tags), names.NONE)
    published = run("published", lambda: dates.published(doc, lang), Published())
    return Mentions(
        published=published,
        times=run("dates", lambda: dates.find(doc, lang, published), ()),
        numbers=run("numbers", lambda: numbers.find(doc, lang), ()),
        ordinals=run("ordinals", lambda: numbers.ordinals(doc, lang), ()),
        names=named,
        tags=tags,
        posts=held,
        cues=run("cues", lambda: cue_words.find(doc, lang), ()),
        failures=tuple(failures),
    )


def _tags(doc: Document, lang: Language) -> Tags | None:
    """The tags of all tokens, where the language has a tagger."""
    return lang.tagger.tag(doc.tokens) if lang.tagger is not None else None
