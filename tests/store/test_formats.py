"""What other programs read: Citron's quotes, PLOVER's event records, calendars."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import record, words

from mahdar.errors import UsageError
from mahdar.model import Account, Participant, Span, Statement, When
from mahdar.store import citron, ics, plover
from mahdar.store.database import Store
from mahdar.store.edtf import days
from mahdar.store.rows import rows

KINDS = [
    ("meeting", "CONSULT", {"en": "Meeting", "ar": "اجتماع", "ministerial": "اجتماع وزاري", "speaker": "المتحدث"}),
    ("pledge", "AID", {"en": "Pledge", "ar": "تعهد"}),
]


def stored(*records: object) -> Store:
    store = Store.memory()
    store.begin()
    store.save([rows(r, r.document.id, words(r.document.text)) for r in records or (record("a.txt"),)])  # type: ignore[attr-defined,arg-type]
    store.explain_kinds(KINDS)
    return store


# ---------------------------------------------------------------- days of times


@pytest.mark.parametrize(
    ("edtf", "first", "last", "exact"),
    [
        ("2018-06-26", "2018-06-26", "2018-06-26", True),
        ("2018-02-12/2018-02-14", "2018-02-12", "2018-02-14", True),
        ("2018-06", "2018-06-01", "2018-06-30", False),
        ("2020-02", "2020-02-01", "2020-02-29", False),
        ("2018", "2018-01-01", "2018-12-31", False),
        ("2015/2016", "2015-01-01", "2016-12-31", False),
        ("2018-06-26~", "2018-06-26", "2018-06-26", False),
    ],
)
def test_days_of_a_time(edtf: str, first: str, last: str, exact: bool) -> None:
    found = days(edtf)
    assert found and (found.first.isoformat(), found.last.isoformat(), found.exact) == (first, last, exact)


@pytest.mark.parametrize(
    "edtf", [None, "", "2018-13", "2018-02-30", "yesterday", "2018-02-14/2018-02-12", "a/b/c", "../2018"]
)
def test_no_days(edtf: str | None) -> None:
    assert days(edtf) is None


@given(st.dates(dt.date(1600, 1, 1), dt.date(2200, 1, 1)), st.integers(0, 900))
def test_days_say_what_a_when_holds(first: dt.date, more: int) -> None:
    last = first + dt.timedelta(days=more)
    found = days(When(first, last, "range").edtf)
    assert found and (found.first, found.last) == (first, last)


# ---------------------------------------------------------------- Citron


def test_citron_has_every_span_in_its_text() -> None:
    (line,) = citron.lines(stored())
    assert set(line) == {"id", "path", "text", "quotes"}
    for quote in line["quotes"]:
        assert set(quote) == {"id", "cue", "sources", "contents", "coreferences"}
        for span in [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]:
            assert line["text"][span["start"] : span["end"]] == span["text"]


def test_citron_source_and_dropped_subject() -> None:
    (line,) = citron.lines(stored())
    first, second = line["quotes"]
    assert [s["text"] for s in first["sources"]] == ["وزير الخارجية سالم النجار"]
    assert first["coreferences"] == [], "the source names the speaker itself"
    assert first["cue"]["text"] == "قال"
    assert second["sources"] == [] and [s["text"] for s in second["coreferences"]] == ["سالم النجار"]
    assert [s["text"] for s in second["contents"]] == ["نتعهد بمبلغ 3 ملايين دولار"]


def test_citron_cuts_a_content_around_its_cue() -> None:
    made = record("a.txt")
    doc = made.document
    start = doc.text.index("المجلس سيجتمع")
    content = doc.cite(Span(start, start + len("المجلس سيجتمع في السنديان")), "r")
    cue = doc.cite(Span(start + len("المجلس "), start + len("المجلس سيجتمع")), "r")
    one = Statement(f"{doc.id}.s1", content, "indirect", cue=cue)
    (line,) = citron.lines(stored(replace(made, statements=(one,))))
    assert [s["text"] for s in line["quotes"][0]["contents"]] == ["المجلس", "في السنديان"]


def test_citron_tells_documents_without_quotes_and_keeps_the_order() -> None:
    empty = record("b.txt", "نص قصير آخر")
    found = list(citron.lines(stored(record("c.txt"), empty, record("a.txt"))))
    assert [(line["path"], bool(line["quotes"])) for line in found] == [
        ("a.txt", True),
        ("b.txt", False),
        ("c.txt", True),
    ]


# ---------------------------------------------------------------- PLOVER

STATES = plover.States({"XA": "XAA"}, lambda row: (33.85, -7.05) if row == "sindyan" else None)


def test_plover_names_its_fields_and_codes() -> None:
    meeting, pledge = plover.lines(stored(), STATES)
    assert meeting["event"] == ["CONSULT"] and meeting["mode"] == ["multilateral"] and meeting["context"] == ["future"]
    assert (meeting["date"], meeting["enddate"], meeting["edtf"]) == ("2018-06-26", None, "2018-06-26")
    body, speaker = meeting["source"]
    assert (body["role"], body["code"]) == ("body", None)
    assert (speaker["code"], speaker["country"], speaker["identifier_text"]) == ("XAA", "XA", "Salim Najjar")
    assert speaker["actor_text"] == "سالم النجار" and speaker["for"] == "مجلس النور"
    assert meeting["event_loc"]["latitude"] == 33.85 and meeting["event_loc"]["name"] == "السنديان"
    assert meeting["event_loc"]["geonameid"] == "1"
    assert meeting["cite_info"]["date"] == "2018-06-27" and meeting["event_text"] == ["اجتماع"]
    assert pledge["event"] == ["AID"] and pledge["date"] is None and pledge["amount"]["min"] == 3_000_000


def test_plover_gives_no_day_that_is_not_told() -> None:
    made = record("a.txt")
    event = replace(made.events[0], time=When.month(2018, 6))
    (line,) = plover.lines(stored(replace(made, events=(event,))), STATES)
    assert (line["date"], line["enddate"], line["edtf"]) == (None, None, "2018-06")
    event = replace(event, time=When(dt.date(2018, 2, 12), dt.date(2018, 2, 14), "range"))
    (line,) = plover.lines(stored(replace(made, events=(event,))), STATES)
    assert (line["date"], line["enddate"]) == ("2018-02-12", "2018-02-14")


def test_plover_tells_who_is_acted_on_and_leaves_the_absent_out() -> None:
    made = record("a.txt")
    council, town = made.entities[1], made.entities[2]
    words_of = made.events[0].participants[0].evidence

    def line(*parties: Participant) -> dict[str, object]:
        event = replace(made.events[0], participants=parties, body=None)
        (told,) = plover.lines(stored(replace(made, events=(event,))), STATES)
        return {side: [a["role"] for a in told[side]] for side in ("source", "recipient")}

    minister = made.entities[0]
    assert line(Participant(minister.id, "actor", words_of), Participant(council.id, "target", words_of)) == {
        "source": ["actor"],
        "recipient": ["target"],
    }
    assert line(Participant(minister.id, "visitor", words_of), Participant(town.id, "host", words_of)) == {
        "source": ["visitor"],
        "recipient": ["host"],
    }
    assert line(Participant(minister.id, "participant", words_of), Participant(town.id, "host", words_of)) == {
        "source": ["participant", "host"],
        "recipient": [],
    }
    assert line(Participant(minister.id, "absent", words_of)) == {"source": [], "recipient": []}


def test_plover_leaves_out_what_it_does_not_code_and_wants_the_codes() -> None:
    store = stored()
    store.explain_kinds([("meeting", "NONE", {}), ("pledge", "AID/economic", {})])
    (pledge,) = plover.lines(store, STATES)
    assert pledge["mode"] == ["economic"]
    store.db.execute("DELETE FROM kinds")
    with pytest.raises(UsageError, match="no codes for meeting, pledge; run the build again"):
        list(plover.lines(store, STATES))


# ---------------------------------------------------------------- calendar


def unfolded(store: Store) -> list[str]:
    text = "".join(ics.lines(store))
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def properties(store: Store) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    for line in unfolded(store):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            out.append({})
        elif out and name not in ("END", "BEGIN"):
            out[-1][name.partition(";")[0]] = value
    return out


def test_a_calendar_has_the_meetings_with_a_day() -> None:
    store = stored()
    lines = unfolded(store)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    (meeting,) = properties(store)
    assert (meeting["DTSTART"], meeting["DTEND"], meeting["DTSTAMP"]) == ("20180626", "20180627", "20180627T000000Z")
    assert "DTSTART;VALUE=DATE:20180626" in lines
    assert meeting["UID"].endswith(".ev1@mahdar") and meeting["STATUS"] == "TENTATIVE"
    assert meeting["SUMMARY"] == "اجتماع: مجلس النور" and meeting["LOCATION"] == "السنديان"
    assert meeting["DESCRIPTION"].startswith("المتحدث: سالم النجار (مجلس النور)\\n«اجتماع»")
    assert ics.undated(store) == 0


def test_a_meeting_without_a_day_is_counted_and_left_out() -> None:
    made = record("a.txt")
    for time in (None, When.month(2018, 6)):
        store = stored(replace(made, events=(replace(made.events[0], time=time),)))
        assert properties(store) == [] and ics.undated(store) == 1


def test_several_days_levels_and_denials() -> None:
    made = record("a.txt")
    span = When(dt.date(2018, 2, 12), dt.date(2018, 2, 14), "range")
    event = replace(made.events[0], time=span, level="ministerial", status="held", part_of="x y")
    (meeting,) = properties(stored(replace(made, events=(event,))))
    assert (meeting["DTSTART"], meeting["DTEND"], meeting["STATUS"]) == ("20180212", "20180215", "CONFIRMED")
    assert meeting["SUMMARY"].startswith("اجتماع وزاري: ") and meeting["CATEGORIES"] == "ministerial"
    assert meeting["RELATED-TO"] == "x-y@mahdar"
    assert properties(stored(replace(made, events=(replace(event, status="denied"),)))) == []


def test_a_meeting_without_body_is_called_by_who_meets_or_by_its_words() -> None:
    made = record("a.txt")
    event = replace(made.events[0], body=None)
    (meeting,) = properties(stored(replace(made, events=(event,))))
    assert meeting["SUMMARY"] == "اجتماع: سالم النجار"
    told = Account(made.document.cite(Span(0, 6), "r"), event.time)
    (meeting,) = properties(stored(replace(made, events=(replace(event, participants=(), accounts=(told,)),))))
    assert meeting["SUMMARY"] == "اجتماع"


@given(st.text(max_size=200))
def test_folding_cuts_no_letter_and_is_undone_by_unfolding(text: str) -> None:
    value = ics.escape(text)
    line = ics.fold("SUMMARY:" + value)
    assert line.replace("\r\n ", "") == "SUMMARY:" + value
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in line.split("\r\n"))
    kept = "".join(c for c in text.replace("\r\n", "\n") if c == "\n" or (c >= " " and c != "\x7f"))
    undone = (
        value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\0", "\\")
    )
    assert undone == kept


def test_the_same_record_gives_the_same_bytes() -> None:
    one, other = stored(record("a.txt"), record("b.txt")), stored(record("b.txt"), record("a.txt"))
    assert list(ics.lines(one)) == list(ics.lines(other))
    assert json.dumps(list(plover.lines(one))) == json.dumps(list(plover.lines(other)))
    assert json.dumps(list(citron.lines(one))) == json.dumps(list(citron.lines(other)))
