"""What the name tagger looks at.

Takes: normal forms with their analyses. Gives: features of a word for its own place and for its neighbours'.
Never: looks further than the word itself: the model adds up what each word says, so that every word is weighed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mahdar.lang.ar.segmentation import Analysis, Statistics

_HEADS = {"CONJ": "c", "PREP": "p", "FUT_PART": "f"}

SIDES = ("0", "-", "+", "<", ">")
"""Where a feature comes from: the word itself, the one before, after, two before, two after."""
CLASSES = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{mark}-{name}" for name in CLASSES for mark in "BI"))
COARSE = {
    "Politician": "PER", "Athlete": "PER", "Businessperson": "PER", "Artist": "PER", "Scientist": "PER",
    "Religious_PER": "PER", "Police": "PER", "Engineer": "PER", "Lawyer": "PER", "Other_PER": "PER",
    "Government": "ORG", "Non-Governmental": "ORG", "Commercial": "ORG", "Educational": "ORG", "Media": "ORG",
    "Religious_ORG": "ORG", "Sports": "ORG", "Medical-Science": "ORG", "Entertainment": "ORG",
    "Nation": "LOC", "Population-Center": "LOC", "State-or-Province": "LOC", "GPE-Cluster": "LOC",
    "Continent": "LOC", "Water-Body": "LOC", "Land-Region-Natural": "LOC", "County-or-District": "LOC",
    "Building-Grounds": "LOC", "Subarea-Facility": "LOC", "Airport": "LOC", "Path": "LOC", "Plant": "LOC",
}  # fmt: skip


def core(word: str, a: Analysis) -> str:
    """The word without proclitics and pronoun; «لل…» gets its article back.

    >>> from mahdar.lang.ar.segmentation import candidates
    >>> {core("للمغرب", a) for a in candidates("للمغرب", {}) if a.tags == ("PREP", "DET", "NOUN")}
    {'المغرب'}
    """
    end = len(word) - a.pronoun
    return "ال" + word[a.proclitics + 1 : end] if a.article == 1 else word[a.proclitics : end]


def shape(word: str) -> str:
    """A rough picture of what is no Arabic word: digits, Latin letters, marks; else the length."""
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    return "a" if word[:1] < "\u0600" else str(min(len(word), 9))


def of(
    word: str, a: Analysis, statistics: Statistics, listed: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """Features of a word for its own label, for the labels of the words beside it, and for those two places away.

    ``listed`` tells in which lists of the world a word stands, as pairs of letters (L1 is a place by itself, OI inside
    the name of a body).
    """
    body = core(word, a)
    bare = body[2:] if a.article else body
    det = "d" if a.article else ""
    heads = "".join(_HEADS.get(t, "") for t in a.tags[:3])
    count, cluster, broad, narrow = statistics(body)
    lists = listed.get(body, "")
    roles = [f"L{lists[i : i + 2]}" for i in range(0, len(lists), 2)]
    family, kinship = _family(body, bare, a, statistics)
    end = body[-2:]
    own = [
        "b",
        f"w{body}",
        f"s{bare}",
        f"p{a.pos}{det}",
        f"q{a.pos}{det}{a.suffix}",
        f"h{heads}",
        f"m{shape(body)}",
        f"o{a.pronoun > 0}",
        f"1{body[-1:]}",
        f"2{end}",
        f"3{body[-3:]}",
        f"4{body[-4:]}",
        f"5{bare[:1]}",
        f"6{bare[:2]}",
        f"7{bare[:3]}",
        f"8{bare[:4]}{det}",
        f"n{count}{det}",
        f"k{cluster}",
        f"K{cluster}{det}{a.pos}",
        f"c{broad}",
        f"z{narrow}",
        f"l{lists}",
        *roles,
        *family,
        kinship,
    ]
    near = [
        f"w{body}",
        f"k{cluster}",
        f"c{broad}",
        f"z{narrow}",
        f"p{a.pos}{det}{a.suffix}",
        f"h{heads}",
        f"2{end}",
        kinship,
        *roles,
    ]
    return own, near, [f"w{body}", f"k{cluster}", f"p{a.pos}"]


def _family(body: str, bare: str, a: Analysis, statistics: Statistics) -> tuple[list[str], str]:
    """Which forms of a word are in use: a proper noun takes no article, no pronoun and no plural."""
    det = "d" if a.article else ""
    stem = bare[:-1] + "ت" if bare.endswith("ة") else bare
    alone, article = statistics(bare)[0], statistics("ال" + bare)[0]
    owned = max(statistics(stem + ending)[0] for ending in ("ه", "ها", "هم"))
    feminine, plural = statistics(bare + "ة")[0], statistics(bare + "ين")[0]
    after_b, after_w = statistics("ب" + body)[0], statistics("و" + body)[0]
    flags = f"{article > 0:d}{owned > 0:d}{feminine > 0:d}{plural > 0:d}"
    found = [
        f"Md{det}{max(-6, min(6, article - alone)) if article else 'x'}",
        f"Mh{det}{min(owned, 5)}",
        f"Mt{det}{min(feminine, 4)}",
        f"My{min(plural, 4)}",
        f"Mb{min(after_b, 5)}",
        f"Mw{min(after_w, 5)}",
        f"MB{flags}{after_b > 0:d}{det}{a.pos}",
    ]
    return found, f"MM{flags}{det}{a.pos}"


def echo(others: Iterable[tuple[str, int]]) -> list[str]:
    """Features of a word from how often a first pass gave the same word elsewhere in the report each label."""
    named: dict[str, int] = {}
    total = 0
    for label, n in others:
        total += n
        if label != "O" and n:
            named[label[2:]] = named.get(label[2:], 0) + n
    if not total:
        return []
    best = max(((n, kind) for kind, n in named.items()), default=(0, ""))[1]
    share = 1 + 3 * sum(named.values()) // total if named else 0
    return [f"D{best}{share}", f"E{best}{min(total, 3)}"]


def echoes(a: Analysis) -> bool:
    """Whether the same word elsewhere in a report tells something of this one: nouns and what may be a name."""
    return a.pos in ("NOUN", "FOREIGN", "ADJ")


def span_keys(
    words: Sequence[str], analyses: Sequence[Analysis], span: tuple[int, int], kind: str
) -> list[tuple[str, str, str]]:
    """What tells the fine class of a name: its words and two to either side, as (place, class, word)."""
    first, end = span
    out = [("n", kind, str(min(end - first, 4)))]
    for i in range(max(0, first - 2), min(len(words), end + 2)):
        side = "-" if i < first else "+" if i >= end else "f" if i == first else "l" if i == end - 1 else "="
        out.append((side, kind, core(words[i], analyses[i])))
    return out


def span_features(key: tuple[str, str, str], statistics: Statistics) -> list[str]:
    """The features of one of the ``span_keys``."""
    side, kind, body = key
    if side == "n":
        return [f"b{kind}", f"n{kind}{body}"]
    _, middle, broad, narrow = statistics(body)
    out = [f"{side}{kind}{body}"]
    if side in "fl":
        side = "="
        out.append(f"={kind}{body}")
    return [*out, f"k{side}{kind}{middle}", f"c{side}{kind}{broad}", f"z{side}{kind}{narrow}"]
