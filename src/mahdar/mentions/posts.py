"""Posts: where a title starts, how far it goes, which body and state it belongs to.

Takes: a ``Frame`` with known names. Gives: ``Reading`` values, left to right. Never: says who holds the post; ``people`` does.

«نائب رئيس الحكومة البحرينية وزير المالية الشيخ سلمان …» are two posts, one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mahdar.mentions.frame import COMMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mahdar.mentions.frame import Frame, Hit
    from mahdar.rules.lexicons import Title

_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A post at tokens ``first`` to ``end``, after ``skip`` code points of proclitics.

    ``relays`` is the first token of another post that this one serves («المبعوث الخاص للرئيس …»), 0 for none: what
    follows then names the holder of that other post.
    """

    first: int
    end: int
    skip: int
    title: Title
    country: str | None
    organization: Hit | None
    complete: bool
    joined: bool
    relays: int = 0


def find(frame: Frame) -> Iterator[Reading]:
    """Every post of the document, longest reading from each head."""
    i, n = 0, len(frame.forms)
    while i < n:
        found = frame.title(i)
        if found is None or (i in frame.inside and frame.inside[i].first < i):
            i += 1
            continue
        reading = _read(frame, i, found)
        if reading is None:
            i += 1
            continue
        yield reading
        i = max(i + 1, reading.relays or reading.end)


def _read(frame: Frame, first: int, found: tuple[int, int, Title]) -> Reading | None:
    forms, rules = frame.forms, frame.rules
    end, skip, title = found
    if title.number == 2 and end < len(forms) and forms[end].startswith("لل"):
        # «تعيين جون بولتون مستشارا للأمن القومي»
        title = title._replace(number=1, definite=False)
    country: str | None = title.country or None
    organization: Hit | None = None
    relays = 0
    hosted = False
    needs = not title.definite and title.use != "person"
    complete = not needs
    last = end
    opened = False
    i = end
    while i < min(len(forms), first + _LONGEST) and not frame.breaks(i):
        form = forms[i]
        if frame.stream.marks[i] and i > end and not _bracketed_name(frame, i):
            break
        hit = frame.hits.get(i)
        if hit is not None:
            joined = form[:1] == "و" and hit.skip > 0
            if joined and not (organization is not None or country is not None):
                break
            if joined and frame.hits.get(last - 1) is None and (last - 1) not in frame.inside:
                break
            place = hit.known[0]
            if place.kind == "place":
                if not (title.sent and hosted):
                    country = country or place.country
            else:
                organization = organization or hit
                country = country or place.country
            last = i = hit.end
            needs, complete = False, True
            continue
        honorific = frame.honorific(i)
        if honorific and needs:
            i += honorific
            if frame.title(i - honorific) is None and i < len(forms) and frame.title(i) is None:
                complete = complete or i > end
            if i >= len(forms) or frame.title(i) is None:
                break
            continue
        if honorific:
            break
        nested = frame.title(i)
        if (
            nested is not None
            and nested[1] == 1
            and form[0] == "ل"
            and complete
            and nested[2].use == "office"
            and nested[2].definite
        ):
            # «المبعوث الخاص للرئيس الأمريكي»: a post that serves another one
            inner = _read(frame, i, nested)
            if inner is not None:
                relays, last = i, inner.end
                country = country or inner.country
            break
        if nested is not None and nested[1] == 0 and nested[2].use == "office":
            # «نائب رئيس مجلس», «مساعد وزير الخارجية»: a construct head takes the next post as its complement.
            if needs or opened:
                needs, opened, i = not nested[2].definite, False, nested[0]
                country = country or nested[2].country or None
                if nested[2].definite:
                    last, complete = i, True
                continue
            break
        double = rules.nisba.get(f"{form} {forms[i + 1]}") if i + 1 < len(forms) else None
        if double is not None and (complete or not needs):
            # «الكوري الجنوبي»
            country = country or double.country or None
            last = i = i + 2
            complete, needs = True, False
            continue
        nisba = frame.nisba(i)
        if nisba is not None and form[:1] != "و" and not (form in rules.given and complete and title.use != "person"):
            if complete or title.use == "person" or not needs or nisba.definite:
                country = country or nisba.country or None
                last = i = i + 1
                complete = True
                needs = False
                continue
            break
        kind = rules.post_words.get(form)
        if kind == "preposition":
            opened, hosted, i = True, hosted or form in rules.host_prepositions, i + 1
            continue
        if kind is not None:
            if form in rules.given and complete:
                break
            last = i = i + 1
            needs, complete, opened = False, True, False
            continue
        if form[:1] == "و" and rules.post_words.get(form[1:]) in ("portfolio", "adjective") and complete:
            if not frame.is_definite(form):
                break
            last = i = i + 1
            continue
        if form[:1] in "بل" and rules.post_words.get(_bare(form)) == "portfolio":
            last = i = i + 1
            needs, complete = False, True
            continue
        definite = frame.is_definite(form)
        if needs and frame.pronoun(i) and form not in rules.given:
            # «رئيس مكتبها السياسي»
            last = i = i + 1
            needs, complete = False, True
            continue
        if needs or opened:
            if form in rules.stops or form in rules.given or (form[:1] == "و" and form not in rules.vocabulary):
                break
            if definite:
                last = i = i + 1
                needs, complete, opened = False, True, False
                continue
            if form in rules.vocabulary and not form.startswith("ي") and needs:
                i += 1
                continue
            break
        if definite and form[:1] in "بل" and form[1:] not in rules.given and form in _linked(frame, i, title):
            last = i = i + 1
            continue
        if definite and complete and form[:1] not in "وبلف" and form.endswith("يه") and form not in rules.given:
            # «للشؤون اللوجيستية», «الغرفتين التجارية والصناعية الألمانية»: a feminine adjective is no name
            last = i = i + 1
            continue
        if complete and form.startswith("وال") and form.endswith("يه") and i == last and forms[i - 1].endswith("يه"):
            last = i = i + 1
            continue
        if definite and form[:1] not in "وبلف" and form[2:] in rules.vocabulary and i == last and not title.definite:
            # an adjective of the complement: «وزير التعليم العالي»
            if form in rules.given or form in rules.stops:
                break
            last = i = i + 1
            continue
        break
    if not complete:
        return None
    joined = skip > 0 and forms[first][0] == "و"
    return Reading(first, max(last, end), skip, title, country, organization, complete, joined, relays)


def _bare(form: str) -> str:
    """«بالخارج» and «للشؤون» as «الخارج» and «الشؤون»."""
    return "ا" + form[1:] if form.startswith("لل") else form[1:]


def _linked(frame: Frame, i: int, title: Title) -> tuple[str, ...]:
    """The word itself where a post may go on with ل or ب and a definite noun («المدير العام للأمن»)."""
    form = frame.forms[i]
    if frame.title(i) is not None:
        return ()  # «وزير الخارجية للصحفيين»
    return (form,) if title.use == "office" and form.startswith(("لل", "بال")) and form not in frame.rules.stops else ()


def _bracketed_name(frame: Frame, i: int) -> bool:
    """Whether the marks before token ``i`` wrap a known name («وزارة الدفاع الأمريكية (البنتاغون)») or its end."""
    return i in frame.hits or (i - 1) in frame.inside


def gap(frame: Frame, i: int) -> int:
    """Where a name may start after a post that ends at ``i``: past one comma and honorifics."""
    forms = frame.forms
    if i < len(forms) and forms[i] in COMMAS:
        i += 1
    step = frame.honorific(i)
    while step:
        i += step
        step = frame.honorific(i)
    return i
