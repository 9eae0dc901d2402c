"""Laws of dates: whatever the text, spans are its own, values are calendar times, and nothing raises."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.lang import load
from mahdar.mentions import calendar as cal
from mahdar.mentions import dates
from mahdar.model import Document, OffsetMap, Raw, Run, When

LANG = load("ar")
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
WEEK = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
PIECES = (
    *MONTHS, *LEVANT, *WEEK, "أمس", "أول من أمس", "غدا", "اليوم", "يوم", "من", "إلى", "بين", "و", "12", "31", "2018",
    "1436", "هـ", "م", "-", "/", "(", ")", "،", ".", "\n", "الماضي", "المقبل", "الجاري", "العام", "الشهر", "الأسبوع",
    "نهاية", "قبل", "منذ", "عامين", "ثلاثة", "أيام", "غداة", "صيف", "القرن", "الثامن", "عشر", "والعشرين", "الموافق",
    "رمضان", "عيد الفطر", "نفسه", "\0", "ستعقد", "عقدت",
)  # fmt: skip


def document(text: str, published: str | None) -> Document:
    runs = (Run(0, len(text), 0, len(text)),) if text else ()
    raw = Raw(text, "t", "t", published=published)
    return Document("t", raw, text, OffsetMap(runs), LANG.tokens(text))


def times(text: str, published: str | None):
    doc = document(text, published)
    return doc, dates.find(doc, LANG, dates.published(doc, LANG))


def sound(doc: Document, found) -> None:
    end = 0
    for time in found:
        span = time.evidence.span
        assert end <= span.start < span.end <= len(doc.text)
        assert time.evidence.quote == doc.text[span.start : span.end]
        assert time.because
        end = span.end
        for when in (time.when, *time.candidates):
            assert when is None or when.first <= when.last
            assert when is None or when.edtf


@given(
    st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from((None, "2018-06-28", "0001-01-01", "9999-12-31"))
)
@settings(max_examples=400, deadline=None)
def test_words_of_time_in_any_order(pieces: list[str], published: str | None) -> None:
    sound(*times(" ".join(pieces), published))


@given(st.text(max_size=200), st.text(max_size=12) | st.none())
@settings(max_examples=200, deadline=None)
def test_any_text(text: str, published: str | None) -> None:
    sound(*times(text, published))


@given(DAYS, st.sampled_from((MONTHS, LEVANT)), st.booleans())
def test_a_written_day_is_that_day(day: dt.date, names: tuple[str, ...], indic: bool) -> None:
    number, year = str(day.day), str(day.year)
    if indic:
        number, year = (x.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) for x in (number, year))
    _, found = times(f"صدر القرار في {number} {names[day.month - 1]} {year} بالإجماع", None)
    assert [t.when for t in found] == [When.day(day)]


@given(DAYS, st.sampled_from(("{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d}-{m}-{y}", "{y}/{m}/{d}", "{d}.{m}.{y}")))
def test_a_numeric_day_is_that_day(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    _, found = times(f"صدر القرار {text} بالإجماع", None)
    assert [t.when for t in found] == [When.day(day)]


@given(DAYS, st.integers(-2, 2))
def test_a_day_count_agrees_with_its_weekday(day: dt.date, offset: int) -> None:
    word = {-2: "أول من أمس", -1: "أمس", 0: "اليوم", 1: "غدا", 2: "بعد غد"}[offset]
    meant = day + dt.timedelta(days=offset)
    _, found = times(f"الاجتماع {word} {WEEK[meant.weekday()]} في العاصمة", day.isoformat())
    assert [t.when for t in found] == [When.day(meant)]


@given(DAYS)
def test_a_bare_weekday_lies_in_the_last_seven_days(day: dt.date) -> None:
    for name in WEEK:
        _, (time,) = times(f"عقدت القمة {name} في العاصمة", day.isoformat())
        assert time.when is not None
        assert dt.timedelta(0) <= day - time.when.first < dt.timedelta(days=7)
        assert time.when.first.weekday() == WEEK.index(name)


@given(DAYS, DAYS)
def test_a_range_holds_its_ends(a: dt.date, b: dt.date) -> None:
    a, b = min(a, b), max(a, b)
    text = f"من {a.day} {MONTHS[a.month - 1]} {a.year} إلى {b.day} {MONTHS[b.month - 1]} {b.year}"
    _, found = times(f"استمر الحوار {text} دون نتيجة", None)
    assert [(t.when.first, t.when.last) for t in found if t.when] == [(a, b)]


@given(DAYS)
def test_hijri_there_and_back(day: dt.date) -> None:
    there = cal.to_hijri(day)
    assert there is not None
    assert cal.hijri_day(*there) == day


@given(DAYS)
def test_a_day_written_beside_a_day_count_pins_publication(day: dt.date) -> None:
    meant = day - dt.timedelta(days=1)
    text = f"التقى الوزيران أمس {WEEK[meant.weekday()]} {meant.day} {MONTHS[meant.month - 1]} {meant.year} في القصر."
    found = dates.published(document(text, None), LANG)
    assert (found.value, found.basis) == (day.isoformat(), "inferred")


def test_an_unrelated_sentence_changes_no_value() -> None:
    first = "التقى الوزيران أمس الأربعاء وعادا في 12 مايو الماضي."
    _, alone = times(first, "2018-06-28")
    _, both = times(first + "\nوتضم المنظمة خمسين عضوا.", "2018-06-28")
    assert [replace(t.evidence, document="") for t in alone] == [replace(t.evidence, document="") for t in both]
    assert [t.when for t in alone] == [t.when for t in both]


def test_hostile_texts_stay_cheap() -> None:
    for piece in ("1", "12 و", "الخميس ", "نهاية ", "غداة يوم ", "(", "العام نفسه ", "\0"):
        sound(*times(piece * (20_000 // len(piece)), None))
