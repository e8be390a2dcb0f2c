"""Errors that a person is meant to read.

Each carries one Indonesian sentence with the fact, the rule and, if any, the cure.
"""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """An act that the rules refuse. Its text is shown to the user and written into the trail."""

    http_status = 409
    recorded = False  # whether the trail has it

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotPermitted(DomainError):
    """The actor may not do or see this."""

    http_status = 403


class TooEarly(NotPermitted):
    """Tried too often; the sentence says when the next try is looked at."""

    http_status = 429


class WrongState(DomainError):
    """The subject is not in a state from which this act is possible."""


class NotFound(DomainError):
    """Nothing by that number or code."""

    http_status = 404


class ProofNeeded(DomainError):
    """The act is a signature and the last proof of identity is older than 15 minutes."""

    http_status = 401


class Invalid(DomainError):
    """Input that cannot be accepted. ``fields`` maps a field name to the sentences that belong beside it."""

    http_status = 422

    def __init__(self, sentence: str, fields: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(sentence)
        self.fields: dict[str, list[str]] = {name: list(texts) for name, texts in (fields or {}).items()}


class Unavailable(DomainError):
    """Something outside this system does not answer; the act can be repeated later."""

    http_status = 503
