"""What the event files and the context table say, ready to use.

Takes: ``events/*.toml``, ``data/event_words.tsv``, ``data/context.tsv``. Gives: ``rules.events.Rules`` and ``rules.context.Context``.
Never: holds a word of its own.
"""

from __future__ import annotations

from pathlib import Path

from mahdar.lang.ar.clitics import readings
from mahdar.lang.ar.event_forms import forms, may_join
from mahdar.lang.ar.orthography import fold
from mahdar.model import Tokens
from mahdar.rules import event_kinds, events, table
from mahdar.rules.context import Context, Cue
from mahdar.rules.tokens import tokenize

_HERE = Path(__file__).parent


def _tokens(text: str) -> Tokens:
    return tokenize(text, fold)


def context() -> Context:
    """The context engine with the Arabic cues."""
    return Context(table.load(_HERE / "data" / "context.tsv", Cue), _tokens, readings)


def rules() -> events.Rules:
    """The kinds of events that ship with Mahdar.

    >>> sorted(rules().kinds)[:4]
    ['agreement', 'appointment', 'arrest', 'attack']
    """
    kinds = event_kinds.load_all(sorted((_HERE / "events").glob("*.toml")))
    words = events.Words(table.load(_HERE / "data" / "event_words.tsv", events.WordRow), _tokens)
    return events.Rules(kinds, words, events.Forms(_tokens, forms, readings, may_join))
