"""Reported speech in Arabic: reporting verbs in all their forms, attributing phrases, and the words around them.

Takes: the tables reporting_verbs.tsv, attribution.tsv and speech_words.tsv. Gives: the organ ``Speech``.
Never: looks at a text; it answers for one folded word at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from mahdar.lang.ar.inflection import inflect
from mahdar.lang.ar.orthography import fold
from mahdar.lang.speech import Attribution, Reading, ReportingVerb
from mahdar.rules import table
from mahdar.rules.phrases import Phrases

DATA = Path(__file__).parent / "data"
_ARTICLED = ("person", "persons", "body", "document", "source", "channel", "occasion", "outlet")
_JOINABLE = "وف"


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of reporting_verbs.tsv."""

    pattern: int
    act: Literal["assert", "deny", "demand", "pledge", "praise", "condemn", "warn", "ask", "announce"]
    frames: tuple[Literal["that", "speech", "object", "on", "about", "to", "with", "from", "in"], ...]
    flags: tuple[Literal["opening", "impersonal", "agent", "whom", "whole", "noun", "relay", "document"], ...]
    object: bool
    root: str
    lemma: str
    masdar: tuple[str, ...]
    need: tuple[str, ...]
    without: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A row of attribution.tsv."""

    kind: Literal["according", "said_in", "impersonal", "shift"]
    after: Literal["with", "known", "from", "own", "verb", "document", "that", "new"]
    phrase: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of speech_words.tsv."""

    kind: str
    note: str
    forms: tuple[str, ...]
    where: str = ""


# Folded shapes of verbal nouns of the derived patterns, with an optional pronoun.
_INFINITIVE = re.compile(
    "(?:است[^ا]{2}ا[^ا]ه?|استعاده|ا[^ا]ت[^ا]ا[^ا]|ان[^ا]{2}ا[^ا]|ا[^ا]{2}ا[^اه]|ت[^ا]{2}ي[^ا]|م[^ا]ا[^ا]{2}ه|م[^ا]ا[^ا]{2}ت(?:ه|ها|هم)|"
    "ا[^ا]ا[^ا]ه|تعاون|تحقيق)(?:ه|ها|هم|هما)?"
)  # fmt: skip


class Speech:
    """See ``mahdar.lang.speech.Speech``."""

    def __init__(self) -> None:
        self.words: dict[str, frozenset[str]] = {}
        for words in table.load(DATA / "speech_words.tsv", WordRow):
            forms = {fold(form) for form in words.forms}
            if words.kind in _ARTICLED:
                forms |= {"ال" + form for form in forms if not form.startswith("ال")}
            self.words[words.kind] = frozenset(forms)
        classes: dict[str, set[str]] = {}
        for kind, members in self.words.items():
            for form in members:
                classes.setdefault(form, set()).add(kind)
        self._kinds = {form: frozenset(kinds) for form, kinds in classes.items()}
        self._forms: dict[str, list[Reading]] = {}
        verbs: list[ReportingVerb] = []
        for row in table.load(DATA / "reporting_verbs.tsv", VerbRow):
            verb = ReportingVerb(
                row.lemma,
                row.act,
                frozenset(row.frames),
                frozenset(row.flags),
                frozenset(fold(noun) for noun in row.need),
                row.where,
            )
            verbs.append(verb)
            self._learn(row, verb)
        self.verbs = tuple(verbs)
        self.phrases: Phrases[Attribution] = Phrases(
            (tuple(fold(row.phrase).split()), Attribution(row.kind, row.after, row.where))
            for row in table.load(DATA / "attribution.tsv", PhraseRow)
        )

    def _learn(self, row: VerbRow, verb: ReportingVerb) -> None:
        without = {fold(form) for form in row.without}
        known: set[tuple[str, str, str, str]] = set()
        for form, said in inflect(row.lemma, row.root, row.pattern, row.masdar):
            if said.pronoun and not row.object and said.tense not in ("masdar",):
                continue
            if form in without or len(form) < 2:
                continue
            key = (form, said.tense, said.gender, said.number)
            if key in known:
                continue
            known.add(key)
            reading = Reading(
                0, verb, said.tense, said.voice, said.person, said.gender, said.number, said.pronoun
            )
            self._forms.setdefault(form, []).append(reading)

    @lru_cache(maxsize=65536)  # noqa: B019 - one organ a process, and it lives as long
    def readings(self, form: str) -> tuple[Reading, ...]:
        """See ``mahdar.lang.speech.Speech``.

        >>> [(r.verb.lemma, r.skip, r.tense) for r in Speech().readings("واكدت")][0]
        ('أكد', 1, 'perfect')
        """
        found = list(self._forms.get(form, ()))
        if len(form) > 3:
            if form[0] in _JOINABLE:
                found += [reading._replace(skip=1) for reading in self._forms.get(form[1:], ())]
                if form[1] == "ل" and len(form) > 4:
                    found += self._purpose(form[2:], 2)
            elif form[0] == "ل":
                found += self._purpose(form[1:], 1)
            elif form[0] == "ب":
                found += [r._replace(skip=1) for r in self._forms.get(form[1:], ()) if r.tense == "masdar"]
        return tuple(found)

    def _purpose(self, rest: str, skip: int) -> list[Reading]:
        return [
            reading._replace(skip=skip, purpose=True)
            for reading in self._forms.get(rest, ())
            if reading.tense in ("imperfect", "jussive") and reading.person == 3
        ]

    @lru_cache(maxsize=65536)  # noqa: B019
    def kinds(self, form: str) -> frozenset[str]:
        """See ``mahdar.lang.speech.Speech``."""
        found = self._kinds.get(form)
        if found is None:
            found = frozenset()
            if len(form) > 2 and form[0] in _JOINABLE:
                found = self._kinds.get(form[1:], found)
        return found

    @lru_cache(maxsize=65536)  # noqa: B019
    def is_infinitive(self, form: str) -> bool:
        """See ``mahdar.lang.speech.Speech``.

        >>> Speech().is_infinitive("استهداف"), Speech().is_infinitive("الاجتماع")
        (True, False)
        """
        return _INFINITIVE.fullmatch(form) is not None

    def with_noun(self, form: str) -> bool:
        """See ``mahdar.lang.speech.Speech``."""
        return len(form) >= 4 and form[0] == "ب" and form not in self.words["not_bi"]

    def gender(self, word: str) -> str:
        """See ``mahdar.lang.speech.Speech``."""
        if len(word) > 4 and word.endswith(("ة", "ات")):
            return "f"
        return ""
