"""Reported speech in Arabic: reporting verbs in all their forms, attributing phrases, and the words around them.

Takes: the tables reporting_verbs.tsv, attribution.tsv and speech_words.tsv. Gives: the organ ``Speech``.
Never: looks at a text; it answers for one folded word at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mahdar.lang.ar.inflection import inflect
from mahdar.lang.ar.orthography import fold
from mahdar.lang.speech import Attribution, Reading, ReportingVerb, Shape
from mahdar.rules import table
from mahdar.rules.phrases import Phrases

if TYPE_CHECKING:
    from mahdar.model import Tokens

DATA = Path(__file__).parent / "data"
_ARTICLED = ("not_source", "person", "persons", "body", "document", "source", "channel", "occasion", "outlet")
_JOINABLE = "وف"
_ON, _ALI = "على", "علي"
_ALI_TOLD_APART = "عليّ"
_ARTICLES = ("ال", "وال", "لل", "بال", "فال", "كال")
_BEFORE_STEM = ("وال", "بال", "فال", "لل", "ال", "و", "ب", "ل", "ف")
_OWN_VOICE = ("سن",)
_FEMININE = ("ه", "ات")
_PLURAL = ("ين", "ون")
_PREFIXES = {"ب": "with", "ل": "to"}


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of reporting_verbs.tsv."""

    pattern: int
    act: Literal["assert", "deny", "demand", "pledge", "praise", "condemn", "warn", "ask", "announce"]
    frames: tuple[Literal["that", "speech", "object", "on", "about", "to", "with", "from", "in"], ...]
    flags: tuple[
        Literal["opening", "impersonal", "agent", "whom", "whole", "noun", "relay", "document", "listed", "mental"], ...
    ]
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


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of given_names.tsv."""

    gender: str
    origin: str
    names: tuple[str, ...]
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
        common = (DATA / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        given = {
            fold(part)
            for names in table.load(DATA / "given_names.tsv", GivenRow)
            for name in names.names
            for part in name.split()
        }
        self._vocabulary = frozenset(common) - given
        self._forms: dict[str, list[Reading]] = {}
        verbs: list[ReportingVerb] = []
        for row in table.load(DATA / "reporting_verbs.tsv", VerbRow):
            verb = ReportingVerb(
                row.lemma,
                row.act,
                frozenset(row.frames),
                frozenset(row.flags),
                frozenset(fold(noun) for noun in row.need),
                row.pattern >= 7,
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
            if said.pronoun and not row.object and said.tense != "masdar":
                continue
            if form in without or len(form) < 2:
                continue
            if (row.pattern, said.tense, said.number) == (1, "perfect", "d") and form == fold(row.root) + "ا":
                continue
            key = (form, said.tense, said.gender, said.number)
            if key in known:
                continue
            known.add(key)
            reading = Reading(0, verb, said.tense, said.voice, said.person, said.gender, said.number, said.pronoun)
            self._forms.setdefault(form, []).append(reading)

    @lru_cache(maxsize=65536)  # noqa: B019 - one organ a process, and it lives as long
    def readings(self, form: str) -> tuple[Reading, ...]:
        """See ``mahdar.lang.speech.Speech``.

        >>> [(r.verb.lemma, r.skip, r.tense) for r in Speech().readings("واكدت")][0]
        ('أكد', 1, 'perfect')
        """
        found = list(self._forms.get(form, ()))
        if len(form) > 2:
            if form[0] in _JOINABLE:
                found += [reading._replace(skip=1) for reading in self._forms.get(form[1:], ())]
                if form[1] == "ل" and len(form) > 4:
                    found += self._purpose(form[2:], 2)
            elif form[0] == "ل" and len(form) > 3:
                found += self._purpose(form[1:], 1)
            elif form[0] == "ب" and len(form) > 3:
                found += [r._replace(skip=1) for r in self._forms.get(form[1:], ()) if r.tense == "masdar"]
            if form[0] == "ل" and len(form) > 5:
                owned = self._forms.get(form[1:], ())
                found += [r._replace(skip=1) for r in owned if r.tense == "masdar" and r.pronoun]
        return tuple(found)

    def _purpose(self, rest: str, skip: int) -> list[Reading]:
        return [
            reading._replace(skip=skip, purpose=True)
            for reading in self._forms.get(rest, ())
            if reading.tense in ("imperfect", "jussive") and reading.person == 3
        ]

    def _kinds_of(self, form: str) -> frozenset[str]:
        found = self._kinds.get(form)
        if found is None:
            found = frozenset()
            if len(form) > 2 and form[0] in _JOINABLE:
                found = self._kinds.get(form[1:], found)
        return found

    @lru_cache(maxsize=65536)  # noqa: B019
    def shape(self, form: str) -> Shape:
        """See ``mahdar.lang.speech.Speech``.

        >>> shape = Speech().shape("والوزير")
        >>> sorted(shape.kinds), shape.definite, shape.joined
        (['person'], True, True)
        >>> Speech().shape("باستئناف").prefix, Speech().shape("استئناف".replace("ئ", "ي")).infinitive
        ('with', True)
        """
        prefix, under = "", frozenset[str]()
        if len(form) > 3 and form[0] in _PREFIXES and (form[0] != "ب" or self._with_noun(form)):
            prefix = _PREFIXES[form[0]]
            under = self._kinds_of(form[1:])
            if form[0] == form[1] == "ل":
                under |= self._kinds_of("ا" + form[1:])
        elif form in self.words["with_short"]:
            prefix = "with"
        elif form[:1] == "ب" and len(form) > 3 and form not in self.words["not_bi"] and form not in self._vocabulary:
            prefix = "perhaps"
        return Shape(
            self._kinds_of(form),
            form.startswith(_ARTICLES) and len(form) > 3,
            form[:1] == "و" and len(form) > 1,
            prefix,
            under,
            not form.startswith("ال") and _INFINITIVE.fullmatch(form) is not None,
            form in self._vocabulary,
        )

    def _with_noun(self, form: str) -> bool:
        """Whether a word that begins with «ب» is the preposition and a noun, and not a word or name of its own."""
        if form in self.words["not_bi"]:
            return False
        rest = form[1:]
        if rest.startswith("ال") or rest in self._kinds or _INFINITIVE.fullmatch(rest):
            return True
        if form in self._vocabulary:
            return False
        if rest.endswith("ه") and len(rest) > 4:
            return True
        return any(rest[: len(rest) - n] in self._vocabulary for n in range(3) if len(rest) - n >= 3)

    def forms(self, tokens: Tokens) -> tuple[str, ...]:
        """See ``mahdar.lang.speech.Speech``. A text that writes «على» with ى means the name where it writes «علي»."""
        if _ALI not in tokens.forms or _ON not in tokens.text:
            return tokens.forms
        text = tokens.text
        return tuple(
            _ALI_TOLD_APART if form == _ALI and text[tokens.ends[i] - 1] == "ي" else form
            for i, form in enumerate(tokens.forms)
        )

    def gender(self, word: str) -> str:
        """See ``mahdar.lang.speech.Speech``."""
        return "f" if len(word) > 4 and word.endswith(("ة", "ات")) else ""

    def misread(self, word: str, reading: Reading) -> bool:
        """See ``mahdar.lang.speech.Speech``."""
        if reading.tense != "perfect" or reading.pronoun:
            return False
        if not reading.verb.light and word[reading.skip : reading.skip + 1] == "إ":
            return True  # «إبان»: no perfect but those that begin with a mere vowel is ever written so
        if reading.verb.light and word[reading.skip : reading.skip + 1] == "أ":
            return True  # «أعتقد»: the first person of «اعتقد»
        return word.endswith("ي") and reading.verb.lemma.endswith("ى") and "opening" in reading.verb.flags

    def own_voice(self, form: str) -> bool:
        """See ``mahdar.lang.speech.Speech``."""
        return form.startswith(_OWN_VOICE) and len(form) > 4

    def agrees(self, noun: str, word: str) -> bool:
        """See ``mahdar.lang.speech.Speech``.

        >>> speech = Speech()
        >>> speech.agrees("المعارضه", "الانتخابات"), speech.agrees("المعارضه", "السوريه"), speech.agrees("الاتحاد", "الصمت")
        (False, True, False)
        """
        if noun.endswith(_FEMININE) or word.endswith(_FEMININE):
            return noun.endswith(_FEMININE) and word.endswith(("ه", "ات", "ي")) and not word.endswith("ات")
        if word.endswith(_PLURAL) != noun.endswith(_PLURAL):
            return False
        return word.endswith(("ي", "ين", "ون", "ان")) or word.startswith("الم") or word in self.words["adjective"]

    def accusative(self, form: str) -> bool:
        """See ``mahdar.lang.speech.Speech``."""
        return form.endswith("ا")

    def stem(self, form: str) -> str:
        """See ``mahdar.lang.speech.Speech``."""
        for head in _BEFORE_STEM:
            if form.startswith(head) and len(form) - len(head) >= 3:
                return form[len(head) :]
        return form
