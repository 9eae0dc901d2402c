"""Every noun of Mahdar, as plain values.

Takes: nothing. Gives: frozen dataclasses that every stage speaks in. Never: reads, writes, parses or knows a language.

Offsets count Unicode code points and are half-open. ``Document.cite`` is the only maker of ``Evidence``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

EntityKind = Literal["person", "organization", "place", "group"]
MentionForm = Literal["name", "title", "nominal", "pronoun"]
Mode = Literal["direct", "indirect", "mixed"]
Basis = Literal["given", "metadata", "text", "inferred", "unknown"]
FigureStatus = Literal["asserted", "hypothetical", "denied", "planned"]
EventStatus = Literal["held", "ongoing", "planned", "postponed", "cancelled", "denied", "proposed", "hypothetical"]
Grain = Literal["day", "week", "month", "season", "year", "decade", "century", "range"]


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point.

        >>> Span(0, 4).overlaps(Span(3, 6)), Span(0, 3).overlaps(Span(3, 6))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside.

        >>> Span(0, 9).covers(Span(3, 6))
        True
        """
        return self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class Raw:
    """One report as it came: decoded text and what its container says of it.

    ``text`` is the decoded file (txt, JSONL) or the extracted text before any cleaning (HTML, PDF).
    ``key`` names the article across versions: its URL, its given id, or its path.
    ``published`` is an ISO date the container gives, never a guess.
    """

    text: str
    path: str
    key: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_basis: Basis = "unknown"
    notes: tuple[str, ...] = ()


class Run(NamedTuple):
    """One piece of the offset map: ``text[start:end]`` came from ``raw[raw_start:raw_end]``.

    Equal lengths mean that the code points correspond one to one; otherwise the piece corresponds as a whole.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The exact map between a clean text and its raw text, as runs in order of the clean text.

    >>> m = OffsetMap((Run(0, 3, 2, 5), Run(3, 5, 5, 6)))
    >>> m.to_raw(Span(1, 4))
    Span(start=3, end=6)
    >>> m.to_text(Span(2, 4))
    Span(start=0, end=2)
    """

    runs: tuple[Run, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(r.start for r in self.runs))

    def _run_at(self, offset: int) -> Run | None:
        i = bisect_right(self._starts, offset) - 1
        return self.runs[i] if i >= 0 else None

    def to_raw(self, span: Span) -> Span:
        """The smallest raw span that holds everything ``span`` came from."""
        if not self.runs:
            return Span(0, 0)
        first = self._run_at(span.start)
        last = self._run_at(max(span.start, span.end - 1))
        if first is None or last is None:
            return Span(0, 0)
        if first.end - first.start == first.raw_end - first.raw_start:
            start = min(first.raw_start + (span.start - first.start), first.raw_end)
        else:
            start = first.raw_start
        if span.end <= span.start:
            return Span(start, start)
        if last.end - last.start == last.raw_end - last.raw_start:
            end = min(last.raw_start + (span.end - last.start), last.raw_end)
        else:
            end = last.raw_end
        return Span(start, max(start, end))

    def to_text(self, raw: Span) -> Span | None:
        """The text span made from ``raw``, or None where nothing of it was kept."""
        start = end = None
        for run in self.runs:
            if run.raw_end <= raw.start or run.raw_start >= raw.end:
                continue
            same = run.end - run.start == run.raw_end - run.raw_start
            low = run.start + max(0, raw.start - run.raw_start) if same else run.start
            high = run.end - max(0, run.raw_end - raw.end) if same else run.end
            start = low if start is None else min(start, low)
            end = high if end is None else max(end, high)
        return None if start is None or end is None else Span(start, end)


class Repair(NamedTuple):
    """Damage done by machines and mended: ``raw_text[raw]`` read ``before`` and now reads ``after``."""

    kind: str
    raw: Span
    before: str
    after: str


class Dropped(NamedTuple):
    """A stretch of the raw text that is not part of the article."""

    raw: Span
    reason: str


class Quote(NamedTuple):
    """A stretch in quotation marks; ``inner`` leaves the marks out. ``balanced`` is False for an odd mark."""

    outer: Span
    inner: Span
    balanced: bool = True


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers, marks and line breaks of a text, in order, as parallel lists.

    ``forms[i]`` is the folded form of ``text[starts[i]:ends[i]]`` (diacritics and tatweel gone, letters and digits folded).
    A line break is a token whose form is a newline. Rules look at forms and answer in text offsets.
    """

    text: str
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, end: int) -> Span:
        """The text span of the tokens ``first`` to ``end`` (exclusive)."""
        return Span(self.starts[first], self.ends[end - 1])

    def at(self, offset: int) -> int:
        """The index of the token that holds ``offset``, or of the last one before it (-1 before the first)."""
        return bisect_right(self.starts, offset) - 1

    def within(self, span: Span) -> range:
        """The indices of the tokens that overlap ``span``."""
        first = self.at(span.start)
        if first < 0 or self.ends[first] <= span.start:
            first += 1
        end = first
        while end < len(self.starts) and self.starts[end] < span.end:
            end += 1
        return range(first, end)


@dataclass(frozen=True, slots=True)
class Document:
    """A report made readable: clean text, its map to the raw text, and what was mended or dropped."""

    id: str
    raw: Raw
    text: str
    offsets: OffsetMap
    tokens: Tokens
    language: str = "ar"
    title: Span | None = None
    dateline: Span | None = None
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    def cite(self, span: Span, rule: str) -> Evidence:
        """Tie a fact to its words. The only maker of evidence.

        ``rule`` names the rule that fired, as file and row ("ar/dates#weekday").
        Raises ValueError when the span is empty or lies outside the text.
        """
        if not 0 <= span.start < span.end <= len(self.text):
            raise ValueError(f"{self.id}: span {tuple(span)} is not inside the text of {len(self.text)} code points")
        return Evidence(self.id, Span(*span), self.offsets.to_raw(span), self.text[span.start : span.end], rule)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset`` (the last one before it, if it lies between two)."""
        i = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[max(0, i)] if self.sentences else Span(0, len(self.text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a fact rests on. ``quote == document.text[span]``; ``raw`` is the same stretch of the raw text."""

    document: str
    span: Span
    raw: Span
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that could not read this document; the others went on."""

    stage: str
    error: str


# ---------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of calendar days, both ends included, with the grain it was said in.

    >>> When.day(dt.date(2018, 6, 26)).edtf, When.month(2018, 2).edtf, When.year(2003).edtf
    ('2018-06-26', '2018-02', '2003')
    >>> When(dt.date(2018, 2, 12), dt.date(2018, 2, 14), "range").edtf
    '2018-02-12/2018-02-14'
    """

    first: dt.date
    last: dt.date
    grain: Grain
    approximate: bool = False

    @staticmethod
    def day(value: dt.date) -> When:
        """One day."""
        return When(value, value, "day")

    @staticmethod
    def month(year: int, month: int) -> When:
        """One calendar month (month 1 to 12)."""
        return When(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")

    @staticmethod
    def year(year: int) -> When:
        """One calendar year."""
        return When(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")

    @property
    def edtf(self) -> str:
        """The value in EDTF (ISO 8601-2), at the coarsest form that says the same days.

        >>> When(dt.date(2015, 1, 1), dt.date(2016, 12, 31), "range").edtf
        '2015/2016'
        >>> When(dt.date(2018, 1, 1), dt.date(2018, 6, 30), "range").edtf
        '2018-01/2018-06'
        """
        a, b, mark = self.first, self.last, "~" if self.approximate else ""
        if a == b:
            return a.isoformat() + mark
        if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
            return f"{a.year:04d}{mark}" if a.year == b.year else f"{a.year:04d}/{b.year:04d}{mark}"
        if a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]:
            first, last = f"{a.year:04d}-{a.month:02d}", f"{b.year:04d}-{b.month:02d}"
            return f"{first}{mark}" if first == last else f"{first}/{last}{mark}"
        return f"{a.isoformat()}/{b.isoformat()}{mark}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as an interval: an exact number has ``min == max``; ``None`` is an open end.

    ``unit`` is an ISO 4217 code, ``"percent"``, or the counted noun in the singular.
    """

    min: Decimal | None
    max: Decimal | None
    min_exclusive: bool = False
    max_exclusive: bool = False
    approximate: bool = False
    unit: str | None = None


# ---------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True)
class Time:
    """An expression that points at a calendar time. ``when`` is None where the text does not allow a value."""

    evidence: Evidence
    when: When | None
    because: str
    candidates: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: ``core`` is the digits or words alone, ``evidence`` takes in qualifier and counted noun.

    ``counted`` is the noun phrase as written; ``amount.unit`` its head in the singular.
    """

    evidence: Evidence
    core: Span
    kind: Literal["number", "percent", "money"]
    amount: Amount
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in a series («الدورة الرابعة عشرة» is 14)."""

    evidence: Evidence
    value: int


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name of a person, organisation, group or place, or a short form that stands for one.

    ``world`` lists the ids of the known rows it may be; ``key`` is a language-free identity key; ``head`` the folded
    head noun of an organisation or place name («مجلس»); ``weak`` marks a short form that needs its long form nearby.
    """

    evidence: Evidence
    kind: EntityKind
    key: str
    world: tuple[str, ...] = ()
    country: str | None = None
    head: str = ""
    weak: bool = False
    form: MentionForm = "name"


@dataclass(frozen=True, slots=True)
class Post:
    """A title or post as written, with whom it names and what it belongs to.

    ``holder`` and ``organization`` are spans of names found in the same document, or None. ``number`` is 1, 2 (dual)
    or 3 (plural); ``gender`` is "m", "f" or "".
    """

    evidence: Evidence
    head: str
    country: str | None = None
    holder: Span | None = None
    organization: Span | None = None
    number: int = 1
    gender: str = ""
    definite: bool = True


# ---------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One place where an entity is meant; ``because`` says how a nominal, title or pronoun was resolved."""

    evidence: Evidence
    form: MentionForm = "name"
    because: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, armed group or place as one document tells of it.

    ``key`` is a language-free identity key (made by the language, used by comparison); ``world`` the id of a known
    row of the world files; ``ids`` pairs such as ("iso3166", "MA").
    """

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[EntityMention, ...]
    key: str = ""
    names: tuple[str, ...] = ()
    latin: str | None = None
    country: str | None = None
    world: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A person is given a post or title in a text."""

    id: str
    person: str
    title: str
    evidence: Evidence
    organization: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts, what it is about, as of when, and who gave it."""

    id: str
    evidence: Evidence
    amount: Amount
    counted: str
    about_event: str | None = None
    about_entity: str | None = None
    property: str | None = None
    as_of: When | None = None
    statement: str | None = None
    status: FigureStatus = "asserted"


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity takes part in an event in a role; ``on_behalf`` is whom it stands in for."""

    entity: str
    role: str
    evidence: Evidence
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One place where a text tells of an event, with the time, place and status told there."""

    evidence: Evidence
    time: When | None = None
    places: tuple[str, ...] = ()
    status: EventStatus = "held"


@dataclass(frozen=True, slots=True)
class Event:
    """A happening as one document tells of it."""

    id: str
    kind: str
    accounts: tuple[Account, ...]
    level: str | None = None
    status: EventStatus = "held"
    body: str | None = None
    edition: int | None = None
    time: When | None = None
    places: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    participants: tuple[Participant, ...] = ()
    attendance: tuple[str, ...] = ()
    amount: Amount | None = None
    topics: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Via:
    """A document, agency or outlet through which words reached the report."""

    evidence: Evidence
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech: who, with which word, what, how, through what, on what occasion.

    ``act`` is assert, deny, demand, pledge, praise, condemn, warn, ask or announce. ``repeats`` is the statement
    that a headline or lead tells again.
    """

    id: str
    content: Evidence
    mode: Mode
    speakers: tuple[str, ...] = ()
    speaker: Evidence | None = None
    cue: Evidence | None = None
    act: str = "assert"
    quotes: tuple[Evidence, ...] = ()
    via: tuple[Via, ...] = ()
    occasion: str | None = None
    occasion_evidence: Evidence | None = None
    addressee: str | None = None
    inside: str | None = None
    repeats: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date and where it comes from."""

    value: str | None = None
    basis: Basis = "unknown"
    candidates: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything found in one document. ``rules`` is the hash of the knowledge it was read with."""

    document: Document
    published: Published = Published()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    roles: tuple[Role, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    failures: tuple[Failure, ...] = ()
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on several accounts of one property, with its reason."""

    kind: Literal["agree", "compatible", "conflict", "changed", "repeat", "unsure"]
    because: str
    details: Mapping[str, str] = field(default_factory=dict)
