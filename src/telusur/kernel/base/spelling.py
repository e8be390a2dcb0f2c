"""What people copy by hand, compared as they mean it: letters and digits count; spaces, points, dashes and case do not."""

from __future__ import annotations

import unicodedata


def letters_and_digits(text: str) -> str:
    """``MET.000.012345 2024`` and ``met-000-012345_2024`` become the same ``met0000123452024``; other scripts keep theirs."""
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())


def same_spelling(one: str, other: str) -> bool:
    """Whether both have the same letters and digits in the same order."""
    return letters_and_digits(one) == letters_and_digits(other)
