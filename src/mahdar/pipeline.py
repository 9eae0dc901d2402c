"""The order of the stages.

Takes: reports and a language. Gives: their records, and entities joined over all of a record file. Never: knows a rule; each stage does.

``mahdar.scale`` does this for many reports, into a record file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mahdar import mentions, record, text
from mahdar.compare import identity
from mahdar.model import Document, Failure, OffsetMap, Published, Raw, Record, Run
from mahdar.store.rows import Word

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Number, Ordinal, Time, Tokens
    from mahdar.store.database import Store

_SURROGATE = re.compile("[\ud800-\udfff]")


def extract(raw: Raw, lang: Language) -> Record:
    """Read one report into its record. Pure: the same report gives the same record; it never raises."""
    raw = writable(raw)
    try:
        doc = text.clean(raw, lang)
    except Exception as error:  # a broken article is a value, never the end of a run
        return Record(_plain(raw, lang), failures=(Failure("text", f"{type(error).__name__}: {error}"),))
    try:
        return record.build(doc, mentions.find(doc, lang), lang)
    except Exception as error:
        return Record(doc, failures=(Failure("record", f"{type(error).__name__}: {error}"),))


def writable(raw: Raw) -> Raw:
    """The report with lone surrogates (broken JSON, odd file names), which no file can hold, as replacement marks."""
    try:
        "\0".join((raw.text, raw.path, raw.key, raw.url or "", raw.outlet or "", raw.title or "", *raw.notes)).encode()
    except UnicodeEncodeError:
        return replace(
            raw,
            text=whole(raw.text),
            path=whole(raw.path),
            key=whole(raw.key),
            url=raw.url and whole(raw.url),
            outlet=raw.outlet and whole(raw.outlet),
            title=raw.title and whole(raw.title),
            notes=tuple(map(whole, raw.notes)),
        )
    return raw


def whole(text: str) -> str:
    """The text with a replacement mark for each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def parse(
    words: str, published: str | None, lang: Language
) -> tuple[tuple[Time, ...], tuple[Number, ...], tuple[Ordinal, ...]]:
    """The times, numbers and ordinals of a short text, not cleaned, read as of ``published`` (an ISO date).

    >>> from mahdar.lang import load
    >>> parse("", None, load("ar"))
    ((), (), ())
    """
    from mahdar.mentions import dates, numbers

    doc = _plain(Raw(words, "-", "-", published=published, published_basis="given" if published else "unknown"), lang)
    when = Published(published, "given") if published else Published()
    return dates.find(doc, lang, when), numbers.find(doc, lang), numbers.ordinals(doc, lang)


def _plain(raw: Raw, lang: Language) -> Document:
    """A report as a document, nothing cleaned."""
    size = len(raw.text)
    runs = (Run(0, size, 0, size),) if size else ()
    return Document(text.document_id(raw), raw, raw.text, OffsetMap(runs), lang.tokens(raw.text), language=lang.code)


def search_words(words: str, lang: Language) -> Iterator[Word]:
    """The words of a text as search sees them."""
    return words_of(lang.tokens(words), lang)


def words_of(tokens: Tokens, lang: Language) -> Iterator[Word]:
    """The words of tokens as search sees them."""
    stems, new = lang.stems, tuple.__new__  # a named tuple's own maker is slow, and there is one a word
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    for form, start, end in zip(tokens.forms, tokens.starts, tokens.ends, strict=True):
        read = known.get(form)
        if read is None:
            lower = form.lower()
            read = known[form] = (lower, stems(lower)) if form[:1].isalnum() else ("", ())
        if read[0]:
            yield new(Word, (start, end, *read))


def warm(lang: Language) -> None:
    """Load all that a language loads on first use.

    Raises RuleError with every fault of its tables and rules; afterwards no report can meet one.
    """
    for organ in (lang.names, lang.identity, lang.events, lang.context):
        assert organ is not None
    extract(Raw("", "-", "-"), lang)


def compare(store: Store) -> None:
    """Join the local entities of all documents into global ones, and keep the reasons."""
    joined = identity.join(store.identities())
    store.join("entities", joined.ids)
    store.judge("entity", joined.same)
