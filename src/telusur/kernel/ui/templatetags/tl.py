"""The builtin tag library: every component is a strict tag; an unknown argument is a TemplateSyntaxError."""

from __future__ import annotations

from django.template import Library

from telusur.kernel.ui.components import (
    acts,
    fields,
    gates,
    icons,
    lists,
    rows,
    shell,
    signing,
    state,
    tables,
    times,
)

register = Library()
for part in (icons, times, state, rows, acts, gates, signing, fields, lists, tables, shell):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
