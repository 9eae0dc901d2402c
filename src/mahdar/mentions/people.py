"""People: the names that posts tell, and who holds which post.

Takes: a ``Frame`` with hits and the posts read. Gives: ``People``: names and the holder of each post. Never: invents a name.

A name is believed after a post or honorific, when it starts with a given name, when the world files know its bearer,
when the tagger is sure, or when a longer form of it stands in the same document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions import unposted
from mahdar.mentions.frame import COMMAS
from mahdar.mentions.posts import gap
from mahdar.mentions.spans import People, closed, name_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.mentions.frame import Frame
    from mahdar.mentions.posts import Reading


def find(frame: Frame, posts: Sequence[Reading]) -> People:
    """The people of a document and the posts they hold."""
    people = People({}, set(), {}, {})
    in_post = {i for p in posts for i in range(p.first, p.end)}
    for index, post in enumerate(posts):
        if post.relays or frame.named_after(post.first):
            continue
        start = _past_origin(frame, gap(frame, post.end))
        if start >= len(frame.forms) or start in in_post:
            continue
        comma = start > post.end and frame.forms[post.end] in COMMAS
        person = name_at(frame, start, trusted=not comma or closed(frame, start), in_post=in_post)
        if person is None or (comma and post.title.use == "rank"):
            continue
        if post.title.use == "person" and (comma or post.title.number > 1) and not post.country:
            continue
        people.add(person)
        people.holder[index] = person.first
        if post.title.number > 1:
            _series(frame, people, (index, post), in_post)
    unposted.loose(frame, people, in_post)
    unposted.tagged(frame, people)
    _after(frame, people, posts)
    unposted.again(frame, people)
    return people


def _past_origin(frame: Frame, start: int) -> int:
    """Past an adjective of a land that no list knows: «وزير الخارجية السلماري الشيخ يوسف بن سالم»."""
    forms, rules = frame.forms, frame.rules
    if start + 1 >= len(forms) or frame.breaks(start + 1) or forms[start] in rules.given:
        return start
    if not forms[start].startswith(rules.article) or not forms[start].endswith(rules.origin_endings):
        return start
    after = gap(frame, start + 1)
    if after >= len(forms) or forms[after] in COMMAS:
        return start
    named = after > start + 1 or forms[after] in rules.start_particles or forms[after] in rules.given
    return after if named else start


def _series(frame: Frame, people: People, of: tuple[int, Reading], in_post: set[int]) -> None:
    """«وزيرا الخارجية الأمريكي X والتركي Y», «نظرائه من السويد، X، والبرتغال، Y»: more names under one post."""
    forms = frame.forms
    index, _ = of
    i = people.names[people.holder[index]].end
    for _ in range(6):
        while i < len(forms) and forms[i] in COMMAS:
            i += 1
        if i >= len(forms) or frame.breaks(i):
            return
        country: str | None = None
        apart = forms[i] == "و" and not frame.breaks(i + 1)  # «و الإثيوبي»
        i += apart
        nisba = frame.nisba(i) if apart or forms[i][0] == "و" else None
        hit = frame.hits.get(i)
        if nisba is not None:
            country, i = nisba.country, i + 1
        elif hit is not None and hit.known[0].kind == "place" and hit.skip and forms[i][0] == "و":
            country, i = hit.known[0].country, hit.end
        else:
            return
        i = gap(frame, i)
        person = name_at(frame, i, trusted=True, in_post=in_post) if i < len(forms) else None
        if person is None:
            return
        people.add(person)
        if country:
            people.country[person.first] = country
        people.holder[-(person.first + 1)] = index
        i = person.end


def _after(frame: Frame, people: People, posts: Sequence[Reading]) -> None:
    """«ريكس تيلرسون، وزير الخارجية الأمريكي»: a post after a name, unless it names the next person."""
    by_end = {p.end: p.first for p in people.names.values()}
    for index, post in enumerate(posts):
        if index in people.holder or post.joined or post.title.number > 1:
            continue
        i = post.first
        if i and frame.forms[i - 1] in COMMAS:
            i -= 1
        name = by_end.get(i)
        if name is not None and (
            post.title.definite or post.organization or post.country or post.title.use == "office"
        ):
            people.holder[index] = name
        elif i == post.first and index and posts[index - 1].end == post.first and (index - 1) in people.holder:
            people.holder[index] = people.holder[index - 1]
    for index in range(1, len(posts)):
        # «X، المسؤولة السابقة في … والمستشارة السابقة …»: a further post of the one told of
        before, post = posts[index - 1], posts[index]
        if post.joined and index not in people.holder and before.end == post.first and post.title.number == 1:
            holder = people.holder.get(index - 1)
            if holder is not None and holder < before.first:
                people.holder[index] = holder
    for index in range(len(posts) - 1, 0, -1):
        # «نائب رئيس الحكومة وزير المالية الشيخ X», «المتحدث باسم الحكومة ونائب رئيس الوزراء X»: both are X's
        before = posts[index - 1]
        touching = before.end == posts[index].first or (
            # «مساعد وزير الخارجية لشؤون …، السفير X»
            before.end + 1 == posts[index].first
            and frame.forms[before.end] in COMMAS
            and posts[index].end - posts[index].first == 1
        )
        if index in people.holder and index - 1 not in people.holder and touching and not before.relays:
            if before.title.number == posts[index].title.number == 1:
                people.holder[index - 1] = people.holder[index]
