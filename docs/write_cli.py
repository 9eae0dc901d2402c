"""Writes docs/cli.md from the commands' own help.

Takes: nothing. Gives: the page, or whether it is as the commands say (--check). Never: says what a command does not say of itself.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from mahdar.cli import COMMANDS, cli

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# The commands

This page is written by `make docs` from what each command says of itself (`mahdar COMMAND --help`).

Exit codes: 0 fine; 1 some articles failed, or something was not found or not right; 2 wrong use; 130 stopped by Ctrl-C.
Lists are aligned on a terminal and tab-separated in a pipe; `--json` gives JSON. Messages go to standard error.
An id stands on the line of each thing listed: give it to `mahdar show` or `mahdar why`.
"""


def page() -> str:
    """The page as it should be."""
    parts = [HEAD, _help("mahdar", cli)]
    for name, (module, _) in COMMANDS.items():
        command = getattr(importlib.import_module(f"mahdar.cli.{module}"), f"{name}_command")
        parts.append(f"## {name}\n\n{_help(f'mahdar {name}', command)}")
    return "\n".join(parts)


def _help(name: str, command: click.Command) -> str:
    settings = {"terminal_width": 100, "max_content_width": 100, "help_option_names": ["-h", "--help"]}
    context = click.Context(command, info_name=name, **settings)
    lines = (line.rstrip() for line in command.get_help(context).split("\n"))
    return "```text\n" + "\n".join(lines).strip() + "\n```\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text("utf-8") == page() else "docs/cli.md is not what the commands say; run: make docs")
    PAGE.write_text(page(), "utf-8")
