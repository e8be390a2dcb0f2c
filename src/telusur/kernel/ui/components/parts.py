"""What several components are made of: hidden fields, ids, a locked button, the sentence of an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.icons import icon
from telusur.kernel.ui.components.markup import format_html, format_html_join
from telusur.kernel.ui.components.state import NOTHING

NO_TOKEN = "NOTPROVIDED"  # noqa: S105  (what Django puts where no request stands behind a page)


def csrf_field(context: Context) -> SafeString:
    """The hidden field, or nothing where no request stands behind the page."""
    token = context.get("csrf_token")
    if not token or token == NO_TOKEN:
        return NOTHING
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def hidden_fields(values: Mapping[str, Any] | None) -> SafeString:
    """Facts a form carries along without showing them."""
    rows = ((name, value) for name, value in (values or {}).items())
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', rows)


def page_id(context: Context, stem: str) -> str:
    """An id that is used once on this page and is the same each time the page is drawn."""
    holder: Any = context.get("request") or context  # one count for the page and all that it includes
    number = getattr(holder, "_telusur_ids", 0) + 1
    holder._telusur_ids = number
    return f"{stem}-{number}"


def disabled(context: Context, label: str, why: str, look: str = "") -> SafeString:
    """A button that cannot be used, with the reason in words beside it."""
    key = page_id(context, "sebab")
    return format_html(
        '<div class="tl-tak-bisa">'
        '<button class="btn {}" type="button" aria-disabled="true" aria-describedby="{}">{}{}</button>'
        '<p class="tl-sebab" id="{}">{}</p></div>',
        look,
        key,
        icon("lock"),
        label,
        key,
        why,
    )


def error_line(text: Any, key: str) -> SafeString:
    """A sentence beside its field, with an icon."""
    return format_html('<p class="tl-err" id="{}">{}<span>{}</span></p>', key, icon("alert-circle"), text)
