"""What every stage made of one text.

Takes: a record. Gives: it as JSON, or as lines for people, stage by stage. Never: keeps anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mahdar.cli.show import amount, arabic

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Evidence, Record


def as_json(record: Record) -> dict[str, Any]:
    """The record as an export of it alone would be."""
    from mahdar.store import export
    from mahdar.store.database import Store
    from mahdar.store.rows import rows

    with Store.memory() as store:
        store.begin()
        store.save([rows(record, "", ())])
        return export.record(store)


def show(record: Record, lang: Language) -> None:
    """Print text, mentions and record, each found thing with its words last on the line."""
    doc = record.document
    _head("text", f"{len(doc.raw.text):,} code points, {len(doc.sentences)} sentences, {len(doc.tokens)} tokens")
    if doc.title:
        _line("title", "", doc.text[doc.title.start : doc.title.end])
    for repair in doc.repairs:
        _line("repair", f"{repair.kind} at raw {repair.raw.start}", f"{repair.before} ← {repair.after}")
    for dropped in doc.dropped:
        _line("dropped", dropped.reason, doc.raw.text[dropped.raw.start : dropped.raw.end])
    for note in doc.notes:
        _line("note", note, "")
    for sentence in doc.sentences:
        _line("sentence", f"{sentence.start}-{sentence.end}", doc.text[sentence.start : sentence.end])
    published = record.published
    found = _mentions(record, lang)
    _head(
        "mentions",
        f"published {published.value or 'unknown'} ({published.basis}{', ' + published.because if published.because else ''})",
    )
    for time in record.times:
        _fact("time", f"{time.when.edtf if time.when else '?'}  {time.because}", time.evidence)
    for number in getattr(found, "numbers", ()):
        _fact("number", amount(number.amount), number.evidence)
    for ordinal in getattr(found, "ordinals", ()):
        _fact("ordinal", str(ordinal.value), ordinal.evidence)
    for name in getattr(found, "names", ()):
        _fact("name", f"{name.kind}  {'|'.join(name.world) or name.key}  {name.country or ''}", name.evidence)
    for post in getattr(found, "posts", ()):
        _fact("post", f"{post.head}  {post.country or ''}", post.evidence)
    _facts(record)
    for failure in record.failures:
        _line("failed", failure.stage, failure.error)


def _facts(record: Record) -> None:
    _head("record", "")
    for entity in record.entities:
        marks = "  ".join(filter(None, (entity.id, entity.country, entity.world or entity.key)))
        _line(entity.kind, marks, entity.name)
        for mention in entity.mentions:
            _fact(f"  {mention.form}", mention.because, mention.evidence)
    names = {entity.id: entity.name for entity in record.entities}
    for role in record.roles:
        _fact("role", f"{role.id}  {arabic(names.get(role.person, role.person))}", role.evidence)
    for figure in record.figures:
        about = figure.about_event or figure.about_entity or ""
        _fact("figure", f"{figure.id}  {amount(figure.amount)}  {figure.status}  {about}", figure.evidence)
    for event in record.events:
        time = event.time.edtf if event.time else "?"
        _line(
            "event",
            f"{event.id}  {event.kind}  {event.level or ''}  {event.status}  {time}",
            names.get(event.body or "", ""),
        )
        for account in event.accounts:
            _fact("  account", account.time.edtf if account.time else "", account.evidence)
        for participant in event.participants:
            _fact(f"  {participant.role}", participant.entity, participant.evidence)
    for statement in record.statements:
        who = "، ".join(names.get(s, s) for s in statement.speakers) or "?"
        _fact("statement", f"{statement.id}  {statement.act}  {statement.mode}  {arabic(who)}", statement.content)
        if statement.cue:
            _fact("  cue", "", statement.cue)


def _mentions(record: Record, lang: Language) -> object:
    from mahdar import mentions

    return mentions.find(record.document, lang)


def _head(name: str, text: str) -> None:
    click.echo(f"{name}: {text}".rstrip(": "))


def _line(kind: str, marks: str, words: str) -> None:
    click.echo(f"  {kind:10} {marks}  {arabic(words)}".rstrip())


def _fact(kind: str, marks: str, evidence: Evidence) -> None:
    place = f"{evidence.span.start}-{evidence.span.end}"
    click.echo(f"  {kind:10} {place:9} {marks}  [{evidence.rule}]  {arabic(evidence.quote)}")
