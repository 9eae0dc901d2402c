"""Mahdar: from Arabic press reports to a sourced record of who met, said, promised and counted what.

>>> import mahdar
>>> record = mahdar.read("عقد الاجتماع في الرباط.", published="2018-06-27")
>>> record.published.value
'2018-06-27'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mahdar.errors import MahdarError, RuleError, SourceError, StoreError, UsageError
    from mahdar.face import build, open_record, read
    from mahdar.model import Document, Entity, Event, Evidence, Figure, Record, Role, Span, Statement, Time
    from mahdar.store.database import Store

# Name -> module. Nothing is imported until it is asked for, so that ``import mahdar`` is quick.
_WHERE = {
    "build": "face",
    "open_record": "face",
    "read": "face",
    "Store": "store.database",
    **dict.fromkeys(("MahdarError", "RuleError", "SourceError", "StoreError", "UsageError"), "errors"),
    **dict.fromkeys(
        ("Document", "Entity", "Event", "Evidence", "Figure", "Record", "Role", "Span", "Statement", "Time"), "model"
    ),
}
__all__ = [
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Figure",
    "MahdarError",
    "Record",
    "Role",
    "RuleError",
    "SourceError",
    "Span",
    "Statement",
    "Store",
    "StoreError",
    "Time",
    "UsageError",
    "build",
    "open_record",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'mahdar' has no attribute {name!r}; have: {', '.join(sorted(_WHERE))}")
    import importlib

    value = getattr(importlib.import_module(f"mahdar.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
