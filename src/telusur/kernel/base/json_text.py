"""JSON that somebody sent: read, or said to be unreadable, whatever it is."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def read_json(text: str | bytes) -> Any:
    """The value. Raises ValueError for all that is not JSON (RFC 8259): broken, nested without end, ``NaN``."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
