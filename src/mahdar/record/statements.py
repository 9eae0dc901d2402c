"""Mentions and entities to statements: who said what, how, through what and on what occasion.

Takes: a ``Document``, its ``Mentions``, its entities and a language. Gives: ``Statement`` values in order of place.
Never: names a speaker that the text does not let one name; ``speakers`` is then empty and ``speaker`` quotes the phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mahdar.model import Span, Statement, Via
from mahdar.record import chain, clauses, content, drafts, scene, turns
from mahdar.record.drafts import STRONG
from mahdar.record.scene import PAUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Entity
    from mahdar.record.chain import Hop
    from mahdar.record.draft import Draft
    from mahdar.record.scene import Scene

_JUDGES = frozenset({"condemn", "praise", "deny"})


def build(doc: Document, found: Mentions, entities: Sequence[Entity], lang: Language) -> tuple[Statement, ...]:
    """The statements of a document, in order of the place of their cue or, without one, of their words."""
    if not found.cues:
        return ()
    laid = scene.lay_out(doc, found.cues, entities, lang.speech)
    made = _nest(laid, drafts.draft(laid, found.cues))
    made = _measure(laid, made)
    for d in made:
        _circumstances(laid, d)
    turns.resolve(laid, made)
    for k in range(len(made)):
        _inherit(laid, k, made)
    return _statements(laid, _keep([d for d in made if not _same_mind(d)]))


def _nest(laid: Scene, made: list[Draft]) -> list[Draft]:
    """Say which drafts stand inside another's words, and drop what only carries another («بحسب بيان …، قال»)."""
    out: list[Draft] = []
    for d in made:
        owner = out[-1] if out and laid.sentence[out[-1].cue.first] == laid.sentence[d.cue.first] else None
        if d.trailing and owner is not None:
            hop = _as_hop(laid, d)
            if hop is not None:
                owner.via.append(hop)
            continue
        lead = out[-1] if out else None
        if (
            lead is not None
            and lead.cue.kind == "according"
            and not lead.trailing
            and d.cue.kind == "verb"
            and (d.boundary <= lead.words.token + 1 <= d.cue.first + 1)
        ):
            hop = _as_hop(laid, lead)
            if hop is not None:
                d.via.append(hop)
            if lead.subject is not None and not _carries(laid, lead.subject):
                d.inside = lead  # «وفقا لمسؤول، اقترح الرئيس»: the official speaks of what the president said
                out.append(d)
                continue
            d.boundary = lead.boundary
            out.pop()
        outer = _outer(laid, d, out)
        if outer is not None:
            quoted = laid.inside[d.cue.first]
            mine = laid.inside[outer.words.token]
            if quoted is not None and quoted is mine and not _nested_in_quote(d):
                continue
            d.inside = outer
        elif laid.inside[d.cue.first] is not None and not laid.name_in_quotes(d.cue.first - 1) and _orphan(laid, d):
            continue
        out.append(d)
    return out


def _carries(laid: Scene, where: tuple[int, int]) -> bool:
    """Whether a phrase names a document or outlet, which carries words more than it says any."""
    here = laid.kinds[where[0]] | laid.shapes[where[0]].under
    return bool(here & {"document", "channel", "outlet", "outlet_name", "outlet_for", "occasion"})


def _orphan(laid: Scene, d: Draft) -> bool:
    """Whether a cue stands inside a quotation that is somebody's words already told, or a title."""
    quote = laid.inside[d.cue.first]
    if quote is None:
        return False
    return laid.inside[d.words.token] is quote and not _nested_in_quote(d)


def _nested_in_quote(d: Draft) -> bool:
    """Whether somebody else's words are clearly told inside a quotation."""
    if d.cue.relative == "what":
        return d.subject is not None
    if d.words.frame in STRONG and d.reading is not None and d.reading.tense != "masdar":
        return d.subject is not None or (d.reading.number == "p" and not d.cue.joined)
    adjacent = d.subject is not None and d.subject[1] == d.cue.first
    return d.subject_first and adjacent and d.words.frame in ("object", "on", "with")


def _outer(laid: Scene, d: Draft, out: list[Draft]) -> Draft | None:
    """The draft in whose words a draft stands, or None where it is told by the reporter."""
    for outer in reversed(out[-4:]):
        if outer.trailing or outer.words.token > d.cue.first:
            continue
        quote = laid.inside[outer.words.token]
        if quote is not None and laid.inside[d.cue.first] is quote:
            return outer
        if laid.sentence[outer.words.token] != laid.sentence[d.cue.first]:
            return None
        if (
            quote is not None
            and quote.balanced
            and quote.outer.start <= outer.words.start
            and laid.quote_end(quote) <= d.boundary
        ):
            if outer.words.frame == "speech" and d.cue.kind != "participle" and d.cue.relative:
                pass
            elif d.cue.relative != "what":
                return None
        if outer.inside is not None and not _inner_clause(laid, d):
            continue
        return outer if _inner_clause(laid, d) else None
    return None


def _inner_clause(laid: Scene, d: Draft) -> bool:
    """Whether a clause of telling goes on from the words before it instead of opening a turn of its own."""
    cue = d.cue
    if cue.kind == "masdar":
        return d.subject is not None
    if cue.kind in ("participle", "according", "colon", "said_in"):
        return False
    if cue.relative:
        return True
    before = d.boundary - 1
    if laid.is_kind(cue.first - 1, "that_pronoun") and laid.is_kind(cue.first - 2, "no_complement"):
        return False
    if laid.is_kind(cue.first - 1, "pronoun") and laid.shapes[cue.first - 1].joined:
        return False
    if clauses.pronoun_before(laid, cue) or (before >= 0 and laid.kinds[before] & {"that", "that_pronoun"}):
        return True
    if cue.joined:
        return d.subject_first
    if (
        d.boundary < cue.first
        and (d.subject is None or d.subject[0] > d.boundary)
        and (
            laid.kinds[d.boundary] & {"opener"}
            or laid.is_kind(d.boundary, "while")
            or d.shift
            or laid.is_kind(d.boundary, "was")
        )
    ):
        return False
    if d.subject_first and d.subject is not None:
        head = d.subject[0]
        return not (head and laid.kinds[head - 1] & {"opener", "while"})
    return before >= 0 and laid.forms[before] not in PAUSES and laid.forms[before][:1].isalnum()


def _same_mind(d: Draft) -> bool:
    """Whether a statement inside another only says what its own speaker thinks («قال إنه يعتقد أن»)."""
    if d.inside is None or d.reading is None or "mental" not in d.reading.verb.flags:
        return False
    return d.subject is None and (d.party == d.inside.party or clauses.is_about_speaker(d))


def _as_hop(laid: Scene, d: Draft) -> Hop | None:
    if d.subject is None:
        return None
    first, end = d.subject
    skip = 1 if laid.shapes[first].prefix == "to" and laid.named_at.get(first) is None else 0
    entity = next((n.entity for i in range(first, end) if (n := laid.cover[i]) is not None), None)
    return chain.Hop(first, end, skip, entity)


def _measure(laid: Scene, made: list[Draft]) -> list[Draft]:
    """Find where the words of every draft end: at the next clause of telling, the sentence's end, or the quotation's."""
    out: list[Draft] = []
    bounds = sorted(d.boundary for d in made if d.inside is None and not d.trailing)
    for d in made:
        after = d.words.token if d.cue.kind != "according" or not d.trailing else d.cue.first
        k = bisect_right(bounds, max(after, d.cue.first))
        limit = bounds[k] if k < len(bounds) else len(laid.forms)
        if out and out[-1].cue.first < d.cue.first < out[-1].words.gap:
            limit = min(limit, out[-1].words.gap)  # told of the speaker in passing: «الذي أكد أن …، إن»
        if d.trailing or d.words.token < d.cue.first:
            limit = d.boundary
        if d.inside is not None and d.inside.content is not None:
            limit = min(limit, max(d.inside.content.end, d.words.token + 1))
        d.content = content.measure(laid, d.words.start, d.words.token, limit)
        if d.content is not None and _says_something(laid, d):
            out.append(d)
    return _keep(out)


def _keep(kept: list[Draft]) -> list[Draft]:
    """Drafts whose outer ones were dropped, hung on the next outer one that was kept."""
    ids = set(map(id, kept))
    for d in kept:
        while d.inside is not None and id(d.inside) not in ids:
            d.inside = d.inside.inside
    return kept


def _says_something(laid: Scene, d: Draft) -> bool:
    """Whether at least one word is reported, two where no clause or quotation is."""
    if d.content is None:
        return False
    judges = d.act in _JUDGES and laid.shapes[d.words.token].definite
    wanted = 1 if judges or d.words.frame in STRONG or d.content.mode != "indirect" else 2
    for i in range(d.words.token, d.content.end):
        if laid.doc.tokens.starts[i] >= d.content.span.end:
            break
        if laid.forms[i][:1].isalnum():
            wanted -= 1
            if not wanted:
                return True
    return False


def _circumstances(laid: Scene, d: Draft) -> None:
    """The documents, outlets and occasions told beside the cue."""
    lead = range(max(d.boundary, laid.sentence[d.cue.first][0]), d.cue.first)
    if d.inside is None and not d.trailing:
        low = laid.sentence[d.cue.first][0]
        lead = range(low if not _clause_between(laid, low, d) else lead.start, d.cue.first)
    gap = range(d.cue.end, max(d.cue.end, d.words.gap))
    if d.cue.kind not in ("according", "colon"):
        own = d.subject
        free = [i for i in (*lead, *gap) if own is None or not own[0] <= i < own[1] or "outlet_for" in laid.kinds[i]]
        d.via += chain.vias(laid, free)
        d.occasion = chain.occasion(laid, free)
    if d.document is not None and (
        d.words.speaker is not None or (d.cue.phrase is not None and d.cue.phrase.after == "own")
    ):
        d.via.append(chain.Hop(d.document[0], d.document[1], 0, None))


def _clause_between(laid: Scene, low: int, d: Draft) -> bool:
    """Whether another clause of telling stands between the sentence's head and the draft."""
    for i in range(low, d.boundary):
        cue = laid.cue_at.get(i)
        if cue is not None and cue.kind in ("verb", "participle"):
            return True
    return False


def _inherit(laid: Scene, k: int, made: list[Draft]) -> None:
    """A participle keeps the document and occasion of the verb it hangs on; words told inside come through the outer."""
    d = made[k]
    if d.inside is not None:
        outer = d.inside
        if not d.via:
            d.via = list(outer.via)
            if outer.party is not None and (outer.party.document or "source" in laid.kinds[outer.party.first]):
                d.via = [
                    chain.Hop(
                        outer.party.first, outer.party.end, 0, outer.party.entities[0] if outer.party.entities else None
                    )
                ]
        d.occasion = d.occasion or outer.occasion
        return
    if d.cue.kind in ("participle", "masdar") and not d.via:
        for other in reversed(made[max(0, k - 4) : k]):
            if other.inside is None and laid.sentence[other.cue.first] == laid.sentence[d.cue.first]:
                if other.party == d.party:
                    d.via = list(other.via)
                    d.occasion = d.occasion or other.occasion
                break


def _statements(laid: Scene, made: list[Draft]) -> tuple[Statement, ...]:
    doc, tokens = laid.doc, laid.doc.tokens
    ids = {id(d): f"{doc.id}.s{k}" for k, d in enumerate(made, 1)}
    out: list[Statement] = []
    heads: set[int] = set()
    lead_end = _lead_end(laid)
    for k, d in enumerate(made):
        assert d.content is not None
        rule = _rule(d)
        party = d.party
        if d.content.span.start < lead_end:
            heads.add(k)
        speaker = None
        if party is not None:
            first = tokens.starts[party.first]
            if laid.named_at.get(party.first) is not None:
                first = _named_start(laid, party.first)
            elif d.cue.kind == "according" and laid.shapes[party.first].prefix == "to":
                first += 1
            speaker = (
                doc.cite(Span(first, tokens.ends[party.end - 1]), rule) if first < tokens.ends[party.end - 1] else None
            )
        hearer = laid.cover[d.hearer[0]] if d.hearer is not None else None
        out.append(
            Statement(
                id=ids[id(d)],
                content=doc.cite(d.content.span, rule),
                mode=d.content.mode,
                speakers=tuple(laid.entities[e].id for e in party.entities) if party is not None else (),
                speaker=speaker,
                cue=doc.cite(d.cue.span, rule),
                act=d.act,
                quotes=tuple(doc.cite(q, rule) for q in d.content.quotes),
                via=tuple(_via(laid, hop, rule) for hop in d.via),
                occasion_evidence=doc.cite(tokens.span(*d.occasion), rule) if d.occasion is not None else None,
                addressee=laid.entities[hearer.entity].id if hearer is not None else None,
                inside=ids[id(d.inside)] if d.inside is not None else None,
                notes=tuple(d.notes),
            )
        )
    again = chain.repeats(out, heads, laid)
    if again:
        out = [_with_repeat(s, again.get(k)) for k, s in enumerate(out)]
    return tuple(out)


def _with_repeat(statement: Statement, other: str | None) -> Statement:
    from dataclasses import replace

    return replace(statement, repeats=other) if other is not None else statement


def _named_start(laid: Scene, i: int) -> int:
    """The offset where the name or word at token ``i`` begins without a joined و."""
    start = laid.doc.tokens.starts[i]
    named = laid.named_at.get(i)
    if named is not None:
        end = laid.doc.tokens.ends[i]
        begins = [
            m.evidence.span.start for m in laid.entities[named.entity].mentions if start <= m.evidence.span.start < end
        ]
        return min(begins, default=start)
    return start


def _via(laid: Scene, hop: Hop, rule: str) -> Via:
    tokens = laid.doc.tokens
    span = Span(tokens.starts[hop.first] + hop.skip, tokens.ends[hop.end - 1])
    return Via(laid.doc.cite(span, rule), laid.entities[hop.entity].id if hop.entity is not None else None)


def _rule(d: Draft) -> str:
    if d.reading is not None:
        return f"ar/{d.reading.verb.where}/{d.words.frame}"
    if d.cue.phrase is not None:
        return f"ar/{d.cue.phrase.where}"
    return f"record/statements#{d.cue.kind}"


def _lead_end(laid: Scene) -> int:
    """The offset where headline and first paragraph end."""
    doc = laid.doc
    body = [p for p in doc.paragraphs if doc.title is None or p.start >= doc.title.end]
    if len(body) < 2:
        return doc.title.end if doc.title is not None else 0
    return body[0].end
