"""The exceptions of Mahdar.

Takes: nothing. Gives: the whole tree below. Never: anything that can be carried on as a value (see ``model.Failure``).

    MahdarError
    ├── SourceError     a file, folder or line of input cannot be read
    ├── RuleError       a knowledge file (TSV, TOML) is wrong; lists every fault at once
    ├── StoreError      a record file cannot be opened, written or trusted
    └── UsageError      the caller asked for something that does not exist

Every message says where, what, and the mend.
"""

from __future__ import annotations

from collections.abc import Sequence


class MahdarError(Exception):
    """Any error that Mahdar raises on purpose."""


class SourceError(MahdarError):
    """Input could not be read."""


class RuleError(MahdarError):
    """A knowledge file is wrong.

    >>> print(RuleError(["months.tsv:3: month = 13 is not 1 to 12"]))
    months.tsv:3: month = 13 is not 1 to 12
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class StoreError(MahdarError):
    """A record file could not be opened, written or trusted."""


class UsageError(MahdarError):
    """The caller asked for something that does not exist or does not fit."""
