"""The event types of PLOVER, an ontology of political events.

Takes: nothing. Gives: what a kind of events may say it is there. Never: maps a kind itself; its file does.

A mode may follow after a stroke («CONSULT/phone»); NONE is for kinds that PLOVER does not code (comments, elections).
"""

from __future__ import annotations

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "DEMAND",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
)
