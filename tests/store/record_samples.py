"""Records written by hand, with every noun in them, so that the store is tried before any stage is there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from mahdar.model import (
    Account,
    Amount,
    Document,
    Dropped,
    Entity,
    EntityMention,
    Event,
    Failure,
    Figure,
    OffsetMap,
    Participant,
    Published,
    Raw,
    Record,
    Repair,
    Role,
    Run,
    Span,
    Statement,
    Time,
    Tokens,
    Via,
    When,
)
from mahdar.store.rows import Rows, Word, rows

TEXT = (
    "اجتماع مجلس النور في مدينة السنديان\n"
    "قال وزير الخارجية سالم النجار أمس إن المجلس سيجتمع في السنديان بحضور أكثر من 42 دولة، "
    "وأضاف: «نتعهد بمبلغ 3 ملايين دولار»، بحسب بيان الوزارة."
)


def words(text: str) -> Iterable[Word]:
    """A splitter that knows one clitic: enough to try the store without a language."""
    for m in re.finditer(r"\w+", text):
        form = m[0].translate(str.maketrans("أإآىة", "ااايه"))
        stems = tuple(
            dict.fromkeys(s for s in (form.removeprefix("و"), form.removeprefix("و").removeprefix("ال")) if s != form)
        )
        yield Word(m.start(), m.end(), form, stems)


def record(
    key: str = "a.txt",
    text: str = TEXT,
    *,
    path: str = "",
    published: str | None = "2018-06-27",
    outlet: str | None = "النشرة",
) -> Record:
    """A record with one of everything, all of it resting on words that stand in ``TEXT``."""
    raw_text = "[إعلان] " + text.replace("السنديان", "ا لسنديان", 1)
    cut = len("[إعلان] ")
    at = text.find("السنديان")
    if at >= 0:
        runs = (
            Run(0, at, cut, cut + at),
            Run(at, at + 8, cut + at, cut + at + 9),
            Run(at + 8, len(text), cut + at + 9, len(raw_text)),
        )
        repairs: tuple[Repair, ...] = (Repair("split", Span(cut + at, cut + at + 9), "ا لسنديان", "السنديان"),)
    else:
        runs, repairs = (Run(0, len(text), cut, len(raw_text)),), ()
    one = f"{abs(hash_of(key + text)):012x}"[:12]
    raw = Raw(
        raw_text,
        path or key,
        key,
        outlet=outlet,
        published=published,
        published_basis="given" if published else "unknown",
    )
    doc = Document(
        one,
        raw,
        text,
        OffsetMap(runs),
        Tokens(text, (), (), ()),
        title=Span(0, text.find("\n")) if "\n" in text else None,
        repairs=repairs,
        dropped=(Dropped(Span(0, cut), "advertisement"),),
    )
    given = Published(published, "given") if published else Published()
    if text != TEXT:
        return Record(doc, given)

    def cite(words: str, nth: int = 1) -> Span:
        found = -1
        for _ in range(nth):
            found = text.index(words, found + 1)
        return Span(found, found + len(words))

    day = When.day(dt.date(2018, 6, 26))
    e = lambda words, rule="test", nth=1: doc.cite(cite(words, nth), rule)  # noqa: E731
    minister, council, town, ministry = (f"{one}.e{i}" for i in range(1, 5))
    members = Amount(Decimal(42), None, min_exclusive=True, unit="دولة")
    money = Amount(Decimal(3_000_000), Decimal(3_000_000), unit="USD")
    return Record(
        doc,
        given,
        times=(Time(e("أمس"), day, "the day before publication"),),
        entities=(
            Entity(
                minister,
                "person",
                "سالم النجار",
                (EntityMention(e("سالم النجار")),),
                key="slm njr",
                latin="Salim Najjar",
                country="XA",
            ),
            Entity(
                council,
                "organization",
                "مجلس النور",
                (EntityMention(e("مجلس النور")), EntityMention(e("المجلس"), "nominal", "named before")),
                key="mjls nwr",
            ),
            Entity(
                town, "place", "السنديان", (EntityMention(e("السنديان")),), world="sindyan", ids=(("geonames", "1"),)
            ),
            Entity(ministry, "organization", "الوزارة", (EntityMention(e("الوزارة"), "nominal"),)),
        ),
        roles=(Role(f"{one}.r1", minister, "وزير الخارجية", e("وزير الخارجية"), ministry, "XA"),),
        figures=(
            Figure(
                f"{one}.f1",
                e("أكثر من 42 دولة"),
                members,
                "دولة",
                about_event=f"{one}.ev1",
                property="attendance",
                as_of=day,
            ),
            Figure(
                f"{one}.f2",
                e("3 ملايين دولار"),
                money,
                "",
                about_event=f"{one}.ev2",
                statement=f"{one}.s2",
                status="planned",
            ),
        ),
        events=(
            Event(
                f"{one}.ev1",
                "meeting",
                (Account(e("اجتماع"), day, (town,), "planned"),),
                status="planned",
                body=council,
                time=day,
                places=(town,),
                participants=(Participant(minister, "speaker", e("سالم النجار"), council),),
                attendance=(f"{one}.f1",),
                topics=(e("مبلغ"),),
            ),
            Event(f"{one}.ev2", "pledge", (Account(e("نتعهد")),), amount=money, part_of=f"{one}.ev1"),
        ),
        statements=(
            Statement(
                f"{one}.s1",
                e("المجلس سيجتمع في السنديان"),
                "indirect",
                (minister,),
                e("وزير الخارجية سالم النجار"),
                e("قال"),
                occasion=f"{one}.ev1",
            ),
            Statement(
                f"{one}.s2",
                e("نتعهد بمبلغ 3 ملايين دولار"),
                "direct",
                (minister,),
                None,
                e("أضاف"),
                "pledge",
                (e("نتعهد بمبلغ 3 ملايين دولار"),),
                (Via(e("بيان الوزارة"), ministry),),
                notes=("the subject is dropped",),
            ),
        ),
        failures=(Failure("mentions.test", "ValueError: on purpose"),),
        rules="r1",
    )


def hash_of(text: str) -> int:
    """A hash that does not change from run to run."""
    import hashlib

    return int(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12], 16)


def row(key: str = "a.txt", text: str = TEXT, **more: str | None) -> Rows:
    """The rows of such a record."""
    made = record(key, text, **more)  # type: ignore[arg-type]
    return rows(made, f"{made.document.id}:{made.document.raw.path}:{made.published.value}", words(made.document.text))
