"""The training command: ``python -m mahdar.lang.ar.training all --corpora ../shared/corpora/tagging``.

Takes: the folder of the corpora; for statistics, JSONL files of news. Gives: models and their cards.
Never: trains at run time; reads a clock.
"""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.lang.ar import models, tagger
from mahdar.lang.ar import statistics as words
from mahdar.lang.ar.segmentation import Analysis
from mahdar.lang.ar.segmenter import Segmenter
from mahdar.lang.ar.training import cards, corpora, evaluation, names, perceptron
from mahdar.lang.ar.training import statistics as learning

_COMMON = 6
CORPORA = Path("../shared/corpora/tagging")
_folder = click.option(
    "--corpora",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CORPORA,
    show_default=True,
    help="The folder with WikiNews.pos.ref, newsfane_gold.conll and ar_pud-ud-test.conllu.",
)


@click.group()
def main() -> None:
    """Train the models of the Arabic tagger, or measure them."""


@main.command()
@_folder
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def statistics(folder: Path, files: tuple[Path, ...]) -> None:
    """Count and cluster the words of JSONL FILES of news (needs numpy)."""
    found = learning.counts(files)
    levels = {w: min(15, n.bit_length() - 1) for w, n in found.items() if n >= learning.LEAST}

    def counted(word: str) -> tuple[int, int, int, int]:
        return levels.get(word, 0), 0, 0, 0

    sentences = [s for document in corpora.wikinews(folder) for s in document]
    path = words.FILE.with_suffix(".scratch")
    perceptron.save(perceptron.train(sentences, counted, names.whole_words(counted)), path)
    splitter = Segmenter(path, counted)
    path.unlink()

    def cut(word: str) -> Analysis:
        return splitter.split([word])[0]

    size = learning.make(files, cut, words.FILE)
    cards.write(words.FILE, {"bytes": size, "words": len(found)})
    click.echo(f"read {len(files)} files, {sum(found.values())} words; wrote {words.FILE.name}, {size} bytes")


@main.command()
@_folder
def segmenter(folder: Path) -> None:
    """Train the splitter on WikiNews."""
    documents = corpora.wikinews(folder)
    sentences = [s for document in documents for s in document]
    weights = perceptron.train(sentences, words.of, names.whole_words(words.of))
    common = [word for word, row in words.table().items() if row[0] >= _COMMON]
    size = perceptron.save(weights, tagger.SEGMENTER, words.of, common)
    cards.write(tagger.SEGMENTER, {"bytes": size})
    click.echo(
        f"read {corpora.WIKINEWS}: {len(documents)} documents, {sum(map(len, sentences))} words; "
        f"wrote {tagger.SEGMENTER.name}, {size} bytes"
    )


@main.command("names")
@_folder
def train_names(folder: Path) -> None:
    """Train the name tagger on NewsFANE."""
    data = names.samples(folder, Segmenter(tagger.SEGMENTER, words.of))
    size = names.train(data, names.Knowledge(words.of, names.listed()), tagger.NAMES)
    cards.write(tagger.NAMES, {"bytes": size})
    click.echo(
        f"read {corpora.NEWSFANE}: {len(data)} sentences, {sum(len(s.words) for s in data)} words; "
        f"wrote {tagger.NAMES.name}, {size} bytes"
    )


@main.command("all")
@_folder
@click.pass_context
def everything(context: click.Context, folder: Path) -> None:
    """Train the splitter, then the name tagger (the statistics stay as they are)."""
    context.invoke(segmenter, folder=folder)
    context.invoke(train_names, folder=folder)


@main.command()
@_folder
@click.option("--folds", default=5, show_default=True, help="Held-out parts of the name corpus to try.")
@click.option("--card", is_flag=True, help=f"Write the figures into the cards in {models.HERE.name}/.")
def measure(folder: Path, folds: int, card: bool) -> None:
    """Held-out quality, split by document, with and without clusters and lists."""
    for name, figures in evaluation.everything(folder, folds, click.echo):
        if card:
            cards.write(models.HERE / name, figures)


if __name__ == "__main__":
    main()
