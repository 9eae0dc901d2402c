"""Short forms of bodies, places and states that were named in full elsewhere in the document.

Takes: a ``Document``, a language and the drafts of its things. Gives: more mentions in the drafts. Never: makes a thing.

«المجلس» for «مجلس منبج العسكري», «التنظيم» for «تنظيم الدولة», «المملكة» for the kingdom that the report is about.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mahdar.model import EntityMention, Span
from mahdar.record.gathering import Draft

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document


def resolve(doc: Document, lang: Language, drafts: dict[str, Draft]) -> None:
    """Enter short forms as mentions of the thing they stand for, with the reason."""
    tokens = doc.tokens
    taken = {i for d in drafts.values() for m in d.mentions for i in tokens.within(m.evidence.span)}
    by_form: dict[str, list[Draft]] = {}
    for draft in drafts.values():
        for form in lang.identity.short_forms(draft.world, draft.head):
            by_form.setdefault(form, []).append(draft)
    states = lang.identity.state_short_forms
    if not by_form and not any(f in states for f in tokens.forms):
        return
    told = (
        _states_told(doc, lang, drafts)
        if any(r in states for f in tokens.forms for _, r in lang.readings(f))
        else Counter()
    )
    for i, form in enumerate(tokens.forms):
        if i in taken:
            continue
        for skip, rest in lang.readings(form):
            if rest in by_form:
                meant, why = _nearest(by_form[rest], tokens.starts[i])
                if meant is None or _goes_on(doc, lang, i, meant):
                    break
                span = Span(tokens.starts[i] + skip, tokens.ends[i])
                meant.add(EntityMention(doc.cite(span, "shortforms#head"), "name", why))
                break
            if rest in states and not _goes_on(doc, lang, i, None):
                state = _state(states[rest], told, drafts)
                if state is not None:
                    span = Span(tokens.starts[i] + skip, tokens.ends[i])
                    why = f"{rest}: the one that the report tells of most"
                    drafts[state.key] = state
                    state.add(
                        EntityMention(
                            doc.cite(
                                span, "short_forms.tsv#home" if rest in lang.identity.home_forms else "short_forms.tsv"
                            ),
                            "name",
                            why,
                        )
                    )
                break


def _nearest(candidates: list[Draft], at: int) -> tuple[Draft | None, str]:
    """The candidate named last before ``at``; after it, only where there is no other."""
    before: list[tuple[int, Draft]] = []
    for d in candidates:
        starts = [m.evidence.span.start for m in d.mentions if m.evidence.span.start < at]
        if starts:
            before.append((max(starts), d))
    if before:
        best = max(before, key=lambda pair: pair[0])[1]
        others = len({id(d) for _, d in before}) - 1
        more = f"; {others} other could be meant" if others else ""
        return best, f"short for the one named last before it{more}"
    if len(candidates) == 1:
        return candidates[0], "short for the only one of its kind, named later"
    return None, ""


def _goes_on(doc: Document, lang: Language, i: int, draft: Draft | None) -> bool:
    """Whether the word goes on into another name («المجلس الوطني», «التحالف العربي»)."""
    if i + 1 >= len(doc.tokens):
        return False
    after = doc.tokens.forms[i + 1]
    rules = lang.names
    nisba = rules.nisba.get(after)
    if nisba is not None and nisba.definite:
        return draft is None or not (draft.country and nisba.country == draft.country)
    return after in rules.body_adjectives


def _states_told(doc: Document, lang: Language, drafts: dict[str, Draft]) -> Counter[str]:
    """How often the report tells of each state: by name, by its places, by adjective."""
    told: Counter[str] = Counter()
    for draft in drafts.values():
        if draft.country:
            told[draft.country] += len(draft.mentions) * (2 if draft.kind == "place" else 1)
    nisba = lang.names.nisba
    for form in doc.tokens.forms:
        found = nisba.get(form)
        if found is not None and found.country:
            told[found.country] += 1
    return told


def _state(ids: tuple[tuple[str, str], ...], told: Counter[str], drafts: dict[str, Draft]) -> Draft | None:
    best: tuple[int, str, str] | None = None
    for world_id, country in ids:
        weight = told[country] if len(ids) > 1 or world_id not in drafts else told[country] + 1
        if world_id in drafts:
            weight += 1
        if weight and (best is None or weight > best[0]):
            best = (weight, world_id, country)
    if best is None:
        return None
    return drafts.get(best[1]) or Draft("place", best[1], (best[1],), best[2])
