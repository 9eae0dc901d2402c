"""Rows from other people's data.

Takes: Wikidata entities (JSON, one document or JSON lines) and FollowTheMoney entities (JSON lines). Gives: rows of a
user's table, and the table as text. Never: fetches anything, guesses a kind, or keeps an entity without a name in the
language asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from mahdar.errors import SourceError
from mahdar.world.extra import COLUMNS, ExtraRow

Table = Literal["state", "place", "body"]

# Wikidata classes (P31) that tell the table and kind; anything else is left out, because a wrong kind is worse than none.
WIKIDATA_KINDS: Mapping[str, tuple[Table, str]] = {
    "Q515": ("place", "city"),
    "Q1549591": ("place", "city"),
    "Q3957": ("place", "town"),
    "Q5119": ("place", "capital"),
    "Q532": ("place", "town"),
    "Q486972": ("place", "town"),
    "Q10864048": ("place", "province"),
    "Q82794": ("place", "region"),
    "Q23442": ("place", "island"),
    "Q4022": ("place", "river"),
    "Q165": ("place", "sea"),
    "Q8502": ("place", "mountain"),
    "Q43229": ("body", "organization"),
    "Q484652": ("body", "organization"),
    "Q245065": ("body", "organization"),
    "Q7278": ("body", "organization"),
    "Q192350": ("body", "organization"),
    "Q327333": ("body", "organization"),
    "Q35749": ("body", "organization"),
    "Q163740": ("body", "organization"),
    "Q4830453": ("body", "organization"),
    "Q192283": ("body", "organization"),
    "Q11032": ("body", "organization"),
    "Q17149090": ("body", "group"),
}
FTM_KINDS: Mapping[str, tuple[Table, str]] = {
    "Organization": ("body", "organization"),
    "PublicBody": ("body", "organization"),
    "Company": ("body", "organization"),
    "LegalEntity": ("body", "organization"),
    "Address": ("place", "address"),
}
_ARABIC = ("\u0600", "\u06ff")


def objects(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entities of a file with their lines (1 for those of one JSON document). Raises SourceError when it is not JSON."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); it must be a UTF-8 JSON file") from error
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("entities"), dict):
        yield from ((1, value) for value in whole["entities"].values())
        return
    if isinstance(whole, list):
        yield from ((1, value) for value in whole if isinstance(value, dict))
        return
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip().rstrip(",")
        if line in ("", "[", "]"):
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{path}:{number}: is not JSON ({error}); give one entity a line") from error
        if isinstance(value, dict):
            yield number, value


def claims(entity: Mapping[str, Any], prop: str) -> Iterator[Any]:
    """The values that a Wikidata entity has for a property, deprecated ones left out."""
    for claim in entity.get("claims", {}).get(prop, ()):
        snak = claim.get("mainsnak", {})
        if snak.get("snaktype") == "value" and claim.get("rank") != "deprecated":
            yield snak.get("datavalue", {}).get("value")


def _labels(entity: Mapping[str, Any], language: str) -> tuple[str, ...]:
    label = entity.get("labels", {}).get(language, {}).get("value")
    aliases = [a.get("value") for a in entity.get("aliases", {}).get(language, ())]
    names = (" ".join(str(n).split()).replace("|", " ") for n in (label, *aliases) if n)
    return tuple(dict.fromkeys(names))


def from_wikidata(path: Path, countries: Mapping[str, str], language: str = "ar") -> Iterator[ExtraRow]:
    """Rows for Wikidata entities whose class (P31) is known here and that have a name in the language.

    ``countries`` maps the items that P17 names to ISO 3166-1 alpha-2 codes ({"Q1028": "MA"}); an unknown one stays empty.
    Raises SourceError when the file is not JSON.
    """
    for number, entity in objects(path):
        classes = [str(v.get("id")) for v in claims(entity, "P31") if isinstance(v, dict)]
        kind = next((WIKIDATA_KINDS[c] for c in classes if c in WIKIDATA_KINDS), None)
        names = _labels(entity, language)
        item = str(entity.get("id") or "")
        if kind is None or not names or not item:
            continue
        point = next((v for v in claims(entity, "P625") if isinstance(v, dict)), {})
        country = next((countries.get(str(v.get("id"))) for v in claims(entity, "P17") if isinstance(v, dict)), None)
        lat, lon = point.get("latitude"), point.get("longitude")
        yield ExtraRow(
            table=kind[0],
            id=f"wd-{item.lower()}",
            names=names,
            kind=kind[1],
            iso2=country or "",
            lat=None if lat is None else round(float(lat), 2),
            lon=None if lon is None else round(float(lon), 2),
            latin=next(iter(_labels(entity, "en")), ""),
            where=f"{path.name}:{number}",
        )


def _is_arabic(name: str) -> bool:
    return any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in name)


def from_ftm(path: Path) -> Iterator[ExtraRow]:
    """Rows for the FollowTheMoney entities that are bodies or places and have a name in Arabic script.

    Raises SourceError when a line is not JSON.
    """
    for number, entity in objects(path):
        kind = FTM_KINDS.get(str(entity.get("schema")))
        properties = entity.get("properties", {})
        found = [str(n) for key in ("name", "alias", "weakAlias", "full") for n in properties.get(key, ())]
        names = tuple(dict.fromkeys(" ".join(n.split()).replace("|", " ") for n in found if _is_arabic(n)))
        if kind is None or not names or not entity.get("id"):
            continue
        country = [str(c).upper() for key in ("jurisdiction", "country") for c in properties.get(key, ())]
        yield ExtraRow(
            table=kind[0],
            id=f"ftm-{entity['id']}",
            names=names,
            kind=kind[1],
            iso2=next((c for c in country if len(c) == 2), ""),
            latin=next((n for n in found if not _is_arabic(n)), ""),
            where=f"{path.name}:{number}",
        )


def as_table(rows: Iterable[ExtraRow], source: str, licence: str) -> str:
    r"""The rows as the text of a table that ``world.load(extra=[path])`` reads.

    >>> row = ExtraRow(table="place", id="wd-q1", names=("قرية",), kind="town")
    >>> as_table([row], "Wikidata", "CC0").split("\n")[0]
    '# source: Wikidata'
    """
    lines = [f"# source: {source}", f"# licence: {licence}", "\t".join(COLUMNS)]
    for row in rows:
        cells = []
        for column in COLUMNS:
            value = getattr(row, column)
            cells.append("|".join(value) if isinstance(value, tuple) else "" if value is None else str(value))
        lines.append("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells))
    return "\n".join(lines) + "\n"
