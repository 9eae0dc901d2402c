"""The order of the stages.

Takes: a ``Raw`` report and a language. Gives: its ``Record``. Never: knows a rule; each stage does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar import mentions, record, text

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Raw, Record


def extract(raw: Raw, lang: Language) -> Record:
    """Read one report into its record. Pure: the same report gives the same record."""
    doc = text.clean(raw, lang)
    found = mentions.find(doc, lang)
    return record.build(doc, found, lang)
