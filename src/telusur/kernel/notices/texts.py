"""Texts of messages: ``templates/notices/<name>.txt``, first line ``Subjek: ...``, then the body. Plain text, UTF-8.

``<name>.en.txt`` (first line ``Subject: ...``) is the English of it, written below the Indonesian: for mail that may be read
abroad. Nobody has to tell us a language first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template import Context, Template, TemplateDoesNotExist
from django.template.engine import Engine

SUBJECT = "Subjek:"
ENGLISH = "-- English --"
MISSING = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
MAX_SUBJECT = 200


@cache
def _engine() -> Engine:
    # Not the engine of the pages: here nothing is HTML, so nothing is escaped, and a missing value must not pass silently.
    return Engine(
        app_dirs=True,
        autoescape=False,
        string_if_invalid=f"{MISSING}%s",
    )


@cache
def _parts(name: str) -> tuple[Template, Template]:
    source: str = _engine().get_template(f"notices/{name}.txt").source
    first, _, body = source.partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"notices/{name}.txt: the first line must be '{SUBJECT} ...'")
    return _engine().from_string(first.removeprefix(SUBJECT)), _engine().from_string(body)


@cache
def _english(name: str) -> Template | None:
    try:
        source: str = _engine().get_template(f"notices/{name}.en.txt").source
    except TemplateDoesNotExist:
        return None
    return _engine().from_string(source)


def written(name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Subject (one line, whatever the data holds) and body. Raises ValueError when the data lacks a value."""
    context = Context(dict(data), autoescape=False)
    subject, body = (str(part.render(context)) for part in _parts(name))
    if english := _english(name):
        body = f"{body.strip()}\n\n{ENGLISH}\n\n{english.render(context)}"
    if MISSING in subject or MISSING in body:
        raise ValueError(f"notices/{name}.txt: a value is missing: {(subject + body).split(MISSING, 1)[1][:40]}")
    return " ".join(subject.split())[:MAX_SUBJECT], body.strip() + "\n"
