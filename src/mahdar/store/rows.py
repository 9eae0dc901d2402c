"""A record as table rows.

Takes: a ``Record``. Gives: ``Rows``, plain tuples in the column order of schema.sql, ready to insert and cheap to send
between processes. Never: touches a database.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mahdar.model import Amount, Document, Entity, Event, Evidence, Record, Span, Statement, When

Row = tuple[Any, ...]

# Table -> columns, in the order in which ``rows`` fills them. Parents stand before their children.
_SPAN = ("start", "stop", "raw_start", "raw_stop", "quote", "rule")
_AMOUNT = ("min", "max", "min_exclusive", "max_exclusive", "approximate", "unit")
COLUMNS: dict[str, tuple[str, ...]] = {
    "repairs": ("document", "position", "kind", "raw_start", "raw_stop", "before", "after"),
    "dropped": ("document", "position", "raw_start", "raw_stop", "reason"),
    "failures": ("document", "position", "path", "stage", "error"),
    "times": ("document", "position", *_SPAN, "value", "first", "last", "grain", "candidates_json", "because"),
    "entities": (
        *("id", "document", "position", "global", "kind", "name", "key", "world", "latin", "country"),
        *("names_json", "ids_json", "clues_json"),
    ),
    "mentions": ("entity", "position", "form", *_SPAN, "because"),
    "roles": ("id", "document", "position", "person", "title", "organization", "country", *_SPAN),
    "figures": (
        *("id", "document", "position", *_AMOUNT, "counted", "about_event", "about_entity", "property"),
        *("as_of", "statement", "status", *_SPAN),
    ),
    "events": (
        *("id", "document", "position", "global", "kind", "level", "status", "body", "edition", "time", "country"),
        *("part_of", "places_json", "attendance_json", "has_amount", *_AMOUNT),
    ),
    "participants": ("event", "position", "entity", "role", "on_behalf", *_SPAN),
    "accounts": ("event", "position", "time", "status", "places_json", *_SPAN),
    "topics": ("event", "position", *_SPAN),
    "statements": (
        *("id", "document", "position", "mode", "act", "occasion", "addressee", "inside", "repeats", "notes_json"),
        *_SPAN,
    ),
    "speakers": ("statement", "position", "entity"),
    "phrases": ("statement", "part", "position", *_SPAN),
    "vias": ("statement", "position", "entity", *_SPAN),
}
DOCUMENT_COLUMNS = (
    *("id", "key", "fingerprint", "path", "media_type", "encoding", "sha256", "url", "outlet", "language"),
    *("title_start", "title_stop", "title_raw_start", "title_raw_stop"),
    *("published", "published_basis", "published_candidates_json", "published_because"),
    *("text", "raw_text", "offsets_json", "notes_json", "rules"),
)


class Word(NamedTuple):
    """A word of a text for searching: its place, its folded form, and what is left of it without clitics."""

    start: int
    end: int
    form: str
    stems: tuple[str, ...]


Words = Callable[[str], Iterable[Word]]


class Rows(NamedTuple):
    """One record, ready to insert. ``document`` follows DOCUMENT_COLUMNS, each list of ``tables`` its COLUMNS."""

    id: str
    key: str
    path: str
    fingerprint: str
    rules: str
    document: Row
    forms: str
    stems: str
    tables: dict[str, list[Row]]

    @property
    def failed(self) -> bool:
        """Whether some stage could not read the document."""
        return bool(self.tables.get("failures"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _list(values: Iterable[str]) -> str:
    items = list(values)
    return _json(items) if items else "[]"


def _plain(number: Decimal | None) -> int | float | None:
    """A JSON number. Beyond the range of a double there is none, and the end is left open."""
    if number is None or not number.is_finite() or abs(number.adjusted()) > 300:
        return None
    if number == number.to_integral_value() and abs(number) < 2**63:
        return int(number)
    value = float(number)
    return value if math.isfinite(value) else None


def _amount(amount: Amount | None) -> Row:
    if amount is None:
        return (None, None, 0, 0, 0, None)
    ends = (_plain(amount.min), _plain(amount.max))
    return (*ends, int(amount.min_exclusive), int(amount.max_exclusive), int(amount.approximate), amount.unit)


def amount_json(amount: Amount) -> dict[str, Any]:
    """An amount as the record format writes it.

    >>> from mahdar.model import Amount
    >>> amount_json(Amount(Decimal(42), None, min_exclusive=True, unit="دولة"))["min"]
    42
    """
    return {
        "min": _plain(amount.min),
        "max": _plain(amount.max),
        "min_exclusive": amount.min_exclusive,
        "max_exclusive": amount.max_exclusive,
        "approximate": amount.approximate,
        "unit": amount.unit,
    }


def _evidence(e: Evidence) -> Row:
    return (e.span[0], e.span[1], e.raw[0], e.raw[1], e.quote, e.rule)


def _edtf(when: When | None) -> str | None:
    return None if when is None else when.edtf


def global_id(entity: Entity) -> str:
    """The id of the entity across documents, until comparison says better: its world row, or else its key.

    An entity with neither is only itself, and so is one whose key may mean another in another document.
    """
    family = entity.kind if entity.kind in ("person", "place") else "organization"
    key = entity.key
    if entity.world:
        return f"{family}/{entity.world}"
    if not key or key.startswith("title:") or ":?:" in key:
        return f"{family}/{entity.id}"
    if family == "person":
        parts = key.split()
        if len(parts) == 1 and not entity.country:
            return f"{family}/{entity.id}"
        key = " ".join((*dict.fromkeys((parts[0], parts[-1])), entity.country or ""))
    return f"{family}/{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _title(doc: Document) -> Row:
    title: Span | None = doc.title
    if title is None or title.end <= title.start:
        return (None, None, None, None)
    raw = doc.offsets.to_raw(title)
    return (title.start, title.end, raw.start, raw.end)


def _document(record: Record, fingerprint: str) -> Row:
    doc, raw, published = record.document, record.document.raw, record.published
    same = doc.text == raw.text
    straight = same and all(r.start == r.raw_start and r.end == r.raw_end for r in doc.offsets.runs)
    return (
        *(doc.id, raw.key, fingerprint, raw.path, raw.media_type, raw.encoding, raw.sha256, raw.url, raw.outlet),
        *(doc.language, *_title(doc)),
        *(published.value, published.basis, _list(published.candidates), published.because),
        *(doc.text, None if same else raw.text, None if straight else _json(doc.offsets.runs)),
        *(_list((*raw.notes, *doc.notes)), record.rules),
    )


def _entity(doc: str, position: int, e: Entity) -> Row:
    return (
        *(e.id, doc, position, global_id(e), e.kind, e.name, e.key, e.world, e.latin, e.country),
        *(_list(e.names), _json(dict(e.ids)) if e.ids else "{}", _list(e.clues)),
    )


def _event(doc: str, position: int, e: Event) -> Row:
    return (
        *(e.id, doc, position, e.id, e.kind, e.level, e.status, e.body, e.edition, _edtf(e.time), e.country, e.part_of),
        *(_list(e.places), _list(e.attendance), int(e.amount is not None), *_amount(e.amount)),
    )


def _statement_parts(s: Statement, out: dict[str, list[Row]]) -> None:
    out["speakers"] += [(s.id, i, entity) for i, entity in enumerate(s.speakers)]
    parts = (("speaker", s.speaker), ("cue", s.cue), ("occasion", s.occasion_evidence))
    out["phrases"] += [(s.id, part, 0, *_evidence(e)) for part, e in parts if e is not None]
    out["phrases"] += [(s.id, "quote", i, *_evidence(e)) for i, e in enumerate(s.quotes)]
    out["vias"] += [(s.id, i, v.entity, *_evidence(v.evidence)) for i, v in enumerate(s.via)]


def rows(record: Record, fingerprint: str, words: Iterable[Word]) -> Rows:
    """The rows of one record. ``words`` are those of its text, for the search index."""
    doc = record.document
    d = doc.id
    out: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    out["repairs"] = [(d, i, r.kind, *r.raw, r.before, r.after) for i, r in enumerate(doc.repairs)]
    out["dropped"] = [(d, i, *r.raw, r.reason) for i, r in enumerate(doc.dropped)]
    out["failures"] = [(d, i, doc.raw.path, f.stage, f.error) for i, f in enumerate(record.failures)]
    for i, t in enumerate(record.times):
        days = (t.when.first.isoformat(), t.when.last.isoformat(), t.when.grain) if t.when else (None, None, None)
        said = (_edtf(t.when), *days, _list(c.edtf for c in t.candidates), t.because)
        out["times"].append((d, i, *_evidence(t.evidence), *said))
    for i, entity in enumerate(record.entities):
        out["entities"].append(_entity(d, i, entity))
        out["mentions"] += [
            (entity.id, j, m.form, *_evidence(m.evidence), m.because) for j, m in enumerate(entity.mentions)
        ]
    for i, r in enumerate(record.roles):
        out["roles"].append((r.id, d, i, r.person, r.title, r.organization, r.country, *_evidence(r.evidence)))
    for i, f in enumerate(record.figures):
        about = (f.counted, f.about_event, f.about_entity, f.property, _edtf(f.as_of), f.statement, f.status)
        out["figures"].append((f.id, d, i, *_amount(f.amount), *about, *_evidence(f.evidence)))
    for i, event in enumerate(record.events):
        out["events"].append(_event(d, i, event))
        out["participants"] += [
            (event.id, j, p.entity, p.role, p.on_behalf, *_evidence(p.evidence))
            for j, p in enumerate(event.participants)
        ]
        out["accounts"] += [
            (event.id, j, _edtf(a.time), a.status, _list(a.places), *_evidence(a.evidence))
            for j, a in enumerate(event.accounts)
        ]
        out["topics"] += [(event.id, j, *_evidence(t)) for j, t in enumerate(event.topics)]
    for i, s in enumerate(record.statements):
        heard = (s.mode, s.act, s.occasion, s.addressee, s.inside, s.repeats, _list(s.notes))
        out["statements"].append((s.id, d, i, *heard, *_evidence(s.content)))
        _statement_parts(s, out)
    forms: list[str] = []
    stems: dict[str, tuple[str, ...]] = {}
    for _, _, form, bare in words:
        forms.append(form)
        stems[form] = bare
    return Rows(
        d,
        doc.raw.key,
        doc.raw.path,
        fingerprint,
        record.rules,
        _document(record, fingerprint),
        " ".join(forms),
        " ".join(sorted({stem for bare in stems.values() for stem in bare})),
        {name: filled for name, filled in out.items() if filled},
    )
