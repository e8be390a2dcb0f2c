"""Signatures: the box, what is declared, and the inline proof that it is really that person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.ui.components.icons import icon
from telusur.kernel.ui.components.markup import format_html
from telusur.kernel.ui.components.parts import csrf_field, disabled, hidden_fields, page_id
from telusur.kernel.ui.components.state import NOTHING, tone_class

register = Library()


def proof_field(context: Context) -> SafeString:
    """Password field when the last proof of identity is too old to sign with; nothing when it is fresh."""
    request = context.get("request")
    if request is None or context_of(request).proven:
        return NOTHING
    key = page_id(context, "sandi")
    second = NOTHING
    if url := _second_factor_url(request):
        second = format_html(' Atau <a href="{}">buktikan dengan faktor kedua</a>.', url)
    return format_html(
        '<div class="tl-bukti-diri"><label class="form-label" for="{}">Kata sandi Anda</label>'
        '<input class="form-control" id="{}" type="password" name="sandi" autocomplete="current-password" required '
        'aria-describedby="{}-hint">'
        '<p class="form-hint" id="{}-hint">Sebagai bukti bahwa Anda sendiri yang menandatangani.{}</p></div>',
        key,
        key,
        key,
        key,
        second,
    )


def _second_factor_url(request: Any) -> str:
    from allauth.mfa.utils import is_mfa_enabled

    if not request.user.is_authenticated or not is_mfa_enabled(request.user):
        return ""
    try:
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def sandi(context: Context) -> SafeString:
    """The inline proof of identity inside a form of yours that ends in a signature."""
    return proof_field(context)


SIGN_STATES = {"menunggu": ("wait", "signature"), "sudah": ("ok", "circle-check"), "gugur": ("late", "refresh-alert")}


@register.simple_tag(takes_context=True)
def tanda_tangan(
    context: Context,
    *,
    penanda: str,
    sebagai: str,
    keadaan: str = "menunggu",
    pada: datetime | None = None,
    keterangan: str = "",
    url: str = "",
    label: str = "Tandatangani",
    pernyataan: str = "",
    alasan: str | None = None,
    isian: Mapping[str, Any] | None = None,
) -> SafeString:
    """Signature box. ``keadaan``: menunggu, sudah, gugur (a change made it void).

    With ``url`` the signer of this page signs here: ``pernyataan`` is what they declare; a stale proof asks for the
    password in place. In the state gugur the button at ``url`` asks for new signatures instead. ``alasan`` (from
    ``why_not``) locks the button with its reason.
    """
    tone, symbol = SIGN_STATES[keadaan]
    second = ", ".join(part for part in (keterangan, clock.date_and_time(pada) if pada else "") if part)
    if not second and keadaan == "menunggu":
        second = "Belum menandatangani"
    form = NOTHING
    if alasan:
        form = disabled(context, label, alasan)
    elif url:
        form = _sign_form(context, url, label, pernyataan, isian, signs=keadaan == "menunggu")
    title = "Tanda tangan gugur: " if keadaan == "gugur" else ""
    return format_html(
        '<div class="tl-sign {}">{}<div>{}<strong>{}</strong>, {}<br>'
        '<span class="tl-small tl-2nd tl-num">{}</span></div>{}</div>',
        tone_class(tone),
        icon(symbol),
        title,
        penanda,
        sebagai,
        second,
        form,
    )


def _sign_form(
    context: Context, url: str, label: str, statement: str, values: Mapping[str, Any] | None, *, signs: bool
) -> SafeString:
    """Signing asks for a proof of identity; asking others to sign again does not."""
    declared = format_html('<p class="tl-pernyataan">{}</p>', statement) if statement else NOTHING
    return format_html(
        '<form class="tl-sign-isi" method="post" action="{}" data-sekali>{}{}{}{}<button class="btn {}" '
        'type="submit">{}{}</button></form>',
        url,
        csrf_field(context),
        hidden_fields(values),
        declared,
        proof_field(context) if signs else NOTHING,
        "btn-primary" if signs else "btn-line",
        icon("signature" if signs else "send"),
        label,
    )
