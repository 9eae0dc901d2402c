"""mahdar search, info and show.

Takes: a record file and what to look for. Gives: it, with its words. Never: writes.
"""

from __future__ import annotations

from itertools import islice

import click

from mahdar.cli.show import arabic, day, dump, marked, words_of


@click.command("search")
@click.argument("record", metavar="RECORD.db")
@click.argument("query", nargs=-1, required=True, metavar="WORDS…")
@click.option("--outlet", metavar="NAME", help="Only this outlet.")
@click.option("--since", callback=day, metavar="DATE", help="Published on this day or later.")
@click.option("--until", callback=day, metavar="DATE", help="Published on this day or earlier.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many reports at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one report a line.")
def search_command(
    *,
    record: str,
    query: tuple[str, ...],
    outlet: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    as_json: bool,
) -> int:
    """Find words in the reports, in any spelling and behind any clitic.

    All words must be there. Words in "quotes" must stand together; a word with * goes on. Exit code 1: nothing found.

    \b
    Example:
      mahdar search record.db احمد                     finds أحمد
      mahdar search record.db '"وزير الخارجية" اجتماع*' --since 2018-06-01
    """
    from mahdar.store.database import Store
    from mahdar.store.search import Filter, search

    found = 0
    with Store.open(record) as store, store.snapshot():
        for hit in islice(search(store, " ".join(query), words_of(), Filter(outlet, since, until)), limit):
            found += 1
            excerpt, inside = hit.excerpt()
            if as_json:
                spans = [
                    {"start": s.start, "end": s.end, "raw": [r.start, r.end], "quote": hit.text[s.start : s.end]}
                    for s, r in zip(hit.spans, hit.raw, strict=True)
                ]
                about = {"document": hit.document, "path": hit.path, "outlet": hit.outlet, "published": hit.published}
                dump({**about, "spans": spans, "excerpt": excerpt})
            else:
                about_line = "  ".join(x for x in (hit.published, hit.outlet, hit.path) if x)
                click.echo(f"{hit.document}  {about_line}  {len(hit.spans)} hits")
                click.echo(f"    {arabic(marked(excerpt, inside))}")
    return 0 if found else 1


@click.command("info")
@click.argument("record", metavar="RECORD.db")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info_command(*, record: str, as_json: bool) -> int:
    """Say what a record file holds, and what could not be read.

    \b
    Example:
      mahdar info record.db
    """
    from mahdar.store import listing
    from mahdar.store.database import Store

    with Store.open(record) as store:
        info = listing.info(store)
    if as_json:
        dump(info)
        return 0
    click.echo(
        f"{info['path']}: {info['documents']:,} documents, {info['bytes'] / 1e6:,.1f} MB, version {info['version']}"
    )
    if info["superseded"]:
        click.echo(f"older versions kept: {info['superseded']:,}")
    if info["first"]:
        click.echo(f"published: {info['first']} to {info['last']}")
    for name, label in (
        ("dates_known_by", "dates known by"),
        ("found", "found"),
        ("entity_kinds", "entities"),
        ("event_kinds", "events"),
    ):
        if any(info[name].values()):
            click.echo(f"{label}: " + ", ".join(f"{key} {n:,}" for key, n in info[name].items() if n))
    outlets = list(info["outlets"].items())
    if outlets:
        more = f", and {len(outlets) - 10} more" if len(outlets) > 10 else ""
        click.echo("outlets: " + ", ".join(f"{name} {n:,}" for name, n in outlets[:10]) + more)
    if not info["finished"]:
        click.echo("the last build did not come to its end; run it again to go on")
    if len(info["rules"]) > 1:
        click.echo(f"read with {len(info['rules'])} different sets of rules; build again to read all with the newest")
    for failure in info["failures"][:20]:
        click.echo(f"failed: {failure['path']}: {failure['stage']}: {failure['error']}")
    if len(info["failures"]) > 20:
        click.echo(f"and {len(info['failures']) - 20:,} more failures; see them all with --json")
    return 0


@click.command("show")
@click.argument("record", metavar="RECORD.db")
@click.argument("wanted", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_command(*, record: str, wanted: str, as_json: bool) -> int:
    """Show one thing with its sources: a document, a person, place or organisation, an event as minutes, a statement.

    \b
    Example:
      mahdar show record.db 3f2a9c01b7de
      mahdar show record.db person/8c1f0a22b3d4
    """
    from mahdar.cli import gather, minutes
    from mahdar.store.database import Store

    with Store.open(record) as store:
        shown = gather.gather(store, wanted)
    if as_json:
        dump(shown)
    else:
        minutes.show(shown)
    return 0
