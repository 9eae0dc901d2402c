"""The command line.

Takes: arguments. Gives: text for people, JSON for programs, and an exit code. Never: does more than call the library.

Exit codes: 0 fine, 1 some articles failed or something was not found or not right, 2 wrong use, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
import sys
from collections.abc import Sequence

import click

from mahdar.errors import MahdarError

# Name -> (module, one line). A command's module is only imported when it is called, so that --help is quick.
COMMANDS = {
    "build": ("build", "Read reports into a record file."),
    "export": ("export", "Write a record as JSON, CSV, or for other programs (Citron, PLOVER, iCalendar)."),
    "info": ("look", "Say what a record file holds."),
    "search": ("look", "Find words in the reports, in any spelling and with any clitic."),
    "show": ("look", "Show one document, person, event or statement with its sources."),
    "why": ("reasons", "Explain a fact: its words, its rule, its reading."),
    "people": ("lists", "List people with posts, spellings and dates."),
    "places": ("lists", "List places with spellings and dates."),
    "organizations": ("lists", "List organisations and armed groups with spellings and dates."),
    "statements": ("lists", "List who said what."),
    "events": ("lists", "List what happened."),
    "try": ("read", "Read one text and print what every stage made of it."),
    "parse": ("read", "Read dates and numbers, line by line, as JSON."),
    "verify": ("trust", "Check every quote of a record against its text and source."),
    "diff": ("trust", "Say what changed between two records."),
    "world": ("world", "Make tables of states, places and bodies of your own."),
    "check": ("check", "Check the knowledge files (TSV, TOML)."),
}


class _Lazy(click.Group):
    """Commands that are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"mahdar.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="mahdar", message="%(prog)s %(version)s")
def cli() -> None:
    """Mahdar reads Arabic news on diplomacy and keeps the record: who met, said, promised and counted what.

    Every fact is tied to the words it came from.

    \b
    mahdar build reports/ -o record.db        read a folder of reports
    mahdar search record.db 'اجتماع'           find words in it
    mahdar export record.db > record.json     hand it to another program
    mahdar try 'عقد الاجتماع أمس' --published 2018-06-27
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. Errors become one line each on standard error."""
    _utf8()
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="mahdar", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "mahdar")
        where = command.removeprefix("mahdar").strip()
        what = " ".join(error.format_message().split()).rstrip(".")
        _complain(f"{where + ': ' if where else ''}{what}; see: {command} --help")
        return 2
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped")
        return 130
    except (BrokenPipeError, SystemExit):  # click makes a broken pipe a SystemExit
        # The reader went away (head, less); that is no error. Standard output must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MahdarError as error:
        for line in str(error).splitlines():
            _complain(line)
        return 2
    except sqlite3.DatabaseError as error:
        _complain(f"record: the database cannot be read ({error}); check it with: mahdar verify, or build it again")
        return 2
    except OSError as error:
        _complain(f"{error.filename or 'system'}: {error.strerror or error}; check the path and the rights")
        return 2


def _complain(message: str) -> None:
    click.echo(f"mahdar: {message}", err=True)


def _utf8() -> None:
    """Arabic goes through pipes whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "replace")
