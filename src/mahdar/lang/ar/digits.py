"""Numbers written in digits.

Takes: tokens and the place of a digit run. Gives: its value, and the other value it may have. Never: looks at words after it.

A separator before three digits is a thousands mark or a decimal mark; the caller settles it when it knows what follows.
The newswire «4ر1» writes the fraction first: 1.4.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from mahdar.model import Tokens

Style = Literal["plain", "sure", "either", "reversed", "slash", "no"]

_MARKS = frozenset(".,،٫٬'’ر/:")
_LONGEST = 18
_MAX_PARTS = 8


class Digits(NamedTuple):
    """A number in digits up to token ``end``: ``whole`` reads a doubtful mark as thousands, ``decimal`` as decimal."""

    end: int
    whole: Decimal | None
    decimal: Decimal | None
    style: Style


def is_digits(form: str) -> bool:
    """Whether a token is a run of digits.

    >>> is_digits("84"), is_digits("عام")
    (True, False)
    """
    return "0" <= form[:1] <= "9"


def read(tokens: Tokens, first: int) -> Digits:
    """Read the digits that begin at token ``first``; style "no" marks dates, clock times and what is no number."""
    forms, starts, ends = tokens.forms, tokens.starts, tokens.ends
    n = len(forms)
    parts, marks = [forms[first]], ""
    end = first + 1
    while end + 1 < n and forms[end] in _MARKS and starts[end] == ends[end - 1]:
        if starts[end + 1] != ends[end] or not is_digits(forms[end + 1]):
            break
        marks += forms[end]
        parts.append(forms[end + 1])
        end += 2
    if not marks and len(parts[0]) <= 3 and parts[0][0] != "0":
        while end < n and len(forms[end]) == 3 and is_digits(forms[end]) and starts[end] - ends[end - 1] == 1:
            if len(parts) == _MAX_PARTS:
                break
            parts[0] += forms[end]
            end += 1
        if (
            end - first > 1
            and end + 1 < n
            and forms[end] in (",", ".")
            and starts[end + 1] == ends[end] == ends[end - 1] + 1
        ):
            if is_digits(forms[end + 1]):
                marks, parts = ".", [parts[0], forms[end + 1]]
                return Digits(end + 2, *_pair(parts, "٫"))
    if len(parts) > _MAX_PARTS or sum(map(len, parts)) > _LONGEST:
        return Digits(end, None, None, "no")
    if not marks:
        value = Decimal(parts[0])
        return Digits(end, value, value, "plain")
    return Digits(end, *(_pair(parts, marks) if len(marks) == 1 else _chain(parts, marks)))


def _decimal(whole: str, fraction: str) -> Decimal:
    return Decimal(f"{whole}.{fraction}")


def _pair(parts: list[str], mark: str) -> tuple[Decimal | None, Decimal | None, Style]:
    left, right = parts
    if mark == ":":
        return None, None, "no"
    if mark == "/":
        if int(right) == 0:
            return None, None, "no"
        value = Decimal(left) / Decimal(right)
        return value, value, "slash"
    if mark == "ر":
        if len(right) == 3 and right == "000" and len(left) <= 3:
            value = Decimal(left + right)
            return value, value, "sure"
        value = _decimal(right, left)
        if left == "000":
            whole = Decimal(right + left)
            return whole, whole, "sure"
        return (Decimal(right + left), value, "reversed") if len(left) == 3 and right != "0" else (value, value, "sure")
    value = _decimal(left, right)
    if mark == "٫":
        return value, value, "sure"
    thousands = len(right) == 3 and len(left) <= 3 and left[0] != "0"
    whole = Decimal(left + right)
    if mark in "٬'’":
        return (whole, whole, "sure") if thousands else (None, None, "no")
    return (whole, value, "either") if thousands else (value, value, "sure")


def _chain(parts: list[str], marks: str) -> tuple[Decimal | None, Decimal | None, Style]:
    if set(marks) == {"ر"}:
        parts, marks = parts[::-1], marks.replace("ر", ",")
    grouped = all(len(p) == 3 for p in parts[1:-1]) and 1 <= len(parts[0]) <= 3
    if not grouped or any(m in "/:ر" for m in marks):
        return None, None, "no"
    if len(set(marks)) == 1 and len(parts[-1]) == 3:
        value = Decimal("".join(parts))
        return value, value, "sure"
    if len(set(marks[:-1])) == 1:
        # a different last mark, or a last group that is no thousand, is the decimal: «1.234.567,89», «12،220,13»
        if marks[-1] == marks[0] and marks[0] == ".":
            return None, None, "no"
        value = _decimal("".join(parts[:-1]), parts[-1])
        return value, value, "sure"
    return None, None, "no"
