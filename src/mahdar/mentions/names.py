"""Names and posts of a document, in the order that the finders depend on one another.

Takes: a ``Document`` and a language. Gives: names and posts, each in order of place. Never: says that two names are one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions import bodies, known, people, places, posts
from mahdar.mentions.frame import frame
from mahdar.model import Name, Post

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.lang.tagging import Tags
    from mahdar.mentions.frame import Frame, Hit
    from mahdar.mentions.posts import Reading
    from mahdar.mentions.spans import People, Person
    from mahdar.model import Document, Span


Found = tuple[tuple[Name, ...], tuple[Post, ...]]
NONE: Found = ((), ())


def find(doc: Document, lang: Language, tags: Tags | None = None) -> Found:
    """The names and posts of a document; ``tags`` of all its tokens help where they are at hand."""
    view = frame(doc, lang.names, tags)
    known.find(view)
    bodies.find(view)
    places.find(view)
    read = tuple(posts.find(view))
    folk = people.find(view, read)
    names = [_person(view, p) for p in folk.names.values()]
    names += [_thing(view, h) for h in (*view.hits.values(), *view.nested) if not _hidden(h, folk)]
    names.sort(key=lambda n: n.evidence.span)
    return tuple(names), tuple(_posts(view, read, folk))


def _hidden(hit: Hit, folk: People) -> bool:
    return any(i in folk.taken for i in range(hit.first, hit.end))


def _person(view: Frame, person: Person) -> Name:
    span = view.stream.span(person.first, person.end, person.skip)
    words = [w for w in view.forms[person.first : person.end] if w != "-"]
    words[0] = "ا" + words[0][1:] if person.skip == 1 and words[0].startswith("لل") else words[0][person.skip :]
    ids = tuple(dict.fromkeys(h.id for h in person.holders))
    countries = {h.country for h in person.holders}
    country = countries.pop() if len(countries) == 1 else None
    rule = "names#known" if ids else ("names#again" if person.short else "names#person")
    return Name(view.doc.cite(span, rule), "person", " ".join(words), ids, country, weak=person.short)


def _thing(view: Frame, hit: Hit) -> Name:
    span = view.stream.span(hit.first, hit.end, hit.skip)
    first = hit.known[0]
    head = view.head(hit.first)
    noun = head[1].id if head is not None else ""
    return Name(
        view.doc.cite(span, first.where or "names#body"),
        first.kind,
        first.id,
        tuple(dict.fromkeys(k.id for k in hit.known)),
        first.country,
        noun,
        weak=False,
    )


def _posts(view: Frame, read: tuple[Reading, ...], folk: People) -> list[Post]:
    def name_span(first: int) -> Span | None:
        person = folk.names.get(first)
        return view.stream.span(person.first, person.end, person.skip) if person else None

    out = []
    for index, post in enumerate(read):
        span = view.stream.span(post.first, post.end, post.skip)
        holder = folk.holder.get(index)
        body = post.organization
        out.append(
            Post(
                view.doc.cite(span, post.title.where),
                post.title.lemma,
                post.country,
                name_span(holder) if holder is not None else None,
                view.stream.span(body.first, body.end, body.skip) if body else None,
                post.title.number,
                post.title.gender,
                post.title.definite or post.organization is not None or post.complete,
            )
        )
    for first, index in ((-k - 1, v) for k, v in folk.holder.items() if k < 0):
        post, base = read[index], out[index]
        out.append(
            Post(
                base.evidence,
                post.title.lemma,
                folk.country.get(first),
                name_span(first),
                None,
                1,
                post.title.gender,
            )
        )
    return out
