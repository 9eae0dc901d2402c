"""Mentions to Record: entities, roles, figures, events, statements.

Takes: a ``Document``, its ``Mentions`` and a language. Gives: a ``Record``. Never: looks at another document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mahdar.model import Failure, Record
from mahdar.record import entities, events, figures, occasions, statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Event, Figure, Statement

T = TypeVar("T")
NO_FIGURES: tuple[Figure, ...] = ()
NO_STATEMENTS: tuple[Statement, ...] = ()
NO_EVENTS: tuple[Event, ...] = ()


def build(doc: Document, found: Mentions, lang: Language) -> Record:
    """Build the record of one document; a builder that breaks becomes a failure and the others go on."""
    failures = list(found.failures)

    def run(stage: str, builder: Callable[[], T], otherwise: T) -> T:
        try:
            return builder()
        except Exception as error:  # a broken article is a value, never the end of a run
            failures.append(Failure(f"record.{stage}", f"{type(error).__name__}: {error}"))
            return otherwise

    cast = run("entities", lambda: entities.build(doc, found, lang), entities.Cast((), ()))
    counted = run("figures", lambda: figures.build(doc, found, lang), NO_FIGURES)
    said = run("statements", lambda: statements.build(doc, found, cast.entities, lang), NO_STATEMENTS)
    facts = events.Facts(cast.entities, cast.roles, counted, said)
    happened = run("events", lambda: events.build(doc, found, facts, lang), NO_EVENTS)
    return Record(
        document=doc,
        published=found.published,
        times=found.times,
        entities=cast.entities,
        roles=cast.roles,
        figures=events.tie(counted, happened),
        events=happened,
        statements=occasions.link(said, happened),
        failures=tuple(failures),
    )
