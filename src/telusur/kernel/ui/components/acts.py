"""Acts: button, confirm with reason, gate, signature box, inline proof of identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.state import NOTHING, tone_class

register = Library()

LOOKS = {"utama": "btn-primary", "garis": "btn-line", "polos": "btn-plain", "bahaya": "btn-danger-line"}


def csrf_field(context: Context) -> SafeString:
    """The hidden field, or nothing where no request stands behind the page."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return NOTHING
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def hidden_fields(values: Mapping[str, Any] | None) -> SafeString:
    """Facts a form carries along without showing them."""
    rows = ((name, value) for name, value in (values or {}).items())
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', rows)


def page_id(context: Context, stem: str) -> str:
    """An id that is used once on this page and is the same each time the page is drawn."""
    counter = context.render_context.setdefault("telusur_ids", count(1))
    return f"{stem}-{next(counter)}"


def disabled(context: Context, label: str, why: str, look: str = "") -> SafeString:
    """A button that cannot be used, with the reason in words beside it."""
    key = page_id(context, "sebab")
    return format_html(
        '<div class="tl-tak-bisa"><button class="btn {}" type="button" aria-disabled="true" aria-describedby="{}">{}{}</button>'
        '<p class="tl-sebab" id="{}">{}</p></div>',
        look, key, icon("lock"), label, key, why,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def tombol(
    context: Context,
    *,
    url: str,
    label: str,
    ikon: str = "",
    jenis: str = "garis",
    alasan: str | None = None,
    isian: Mapping[str, Any] | None = None,
    tanya: str = "",
    dampak: Iterable[str] = (),
    minta_alasan: str = "",
    nama_alasan: str = "alasan",
    bukti: bool = False,
    besar: bool = False,
) -> SafeString:
    """An act: a form of its own that posts to ``url``.

    ``alasan`` is the sentence of ``why_not``: with it the button is shown locked and says why. ``tanya`` is a question to
    confirm, ``dampak`` what will follow, ``minta_alasan`` the label of a reason that must be given (posted as
    ``nama_alasan``). ``bukti``: the act is a signature, so a stale proof asks for the password. ``jenis``: utama, garis,
    polos, bahaya.
    """
    look = f"{LOOKS[jenis]} btn-besar" if besar else LOOKS[jenis]
    if alasan:
        return disabled(context, label, alasan, "btn-besar" if besar else "")
    if tanya or minta_alasan:
        return _asking(context, url, label, ikon, look, isian, tanya or f"{label}?", dampak, minta_alasan, nama_alasan, bukti)
    return format_html(
        '<form class="tl-tindak" method="post" action="{}" data-sekali>{}{}{}<button class="btn {}" type="submit">{}{}</button></form>',
        url, csrf_field(context), hidden_fields(isian), proof_field(context) if bukti else NOTHING, look, maybe_icon(ikon), label,
    )  # fmt: skip


def _asking(
    context: Context,
    url: str,
    label: str,
    symbol: str,
    look: str,
    values: Mapping[str, Any] | None,
    question: str,
    effects: Iterable[str],
    reason_label: str,
    reason_name: str,
    proof: bool,
) -> SafeString:
    body = confirm_form(
        context, url=url, label=label, question=question, effects=effects, reason_label=reason_label,
        reason_name=reason_name, values=values, proof=proof, look="btn-danger-line" if "danger" in look else "btn-primary",
    )  # fmt: skip
    return format_html(
        '<details class="tl-tanya" data-tanya><summary class="btn {}">{}{}</summary>{}</details>',
        look, maybe_icon(symbol), label, body,
    )  # fmt: skip


def confirm_form(
    context: Context,
    *,
    url: str,
    label: str,
    question: str,
    effects: Iterable[str] = (),
    reason_label: str = "",
    reason_name: str = "alasan",
    reason_value: str = "",
    reason_error: str = "",
    values: Mapping[str, Any] | None = None,
    proof: bool = False,
    back: str = "",
    look: str = "btn-primary",
) -> SafeString:
    """The question, what follows from it, the reason, and the two ways out."""
    head, effects = page_id(context, "tanya"), list(effects)
    listed = format_html("<ul class=\"tl-small tl-2nd\">{}</ul>", format_html_join("", "<li>{}</li>", ((e,) for e in effects)))
    way_out = (
        format_html('<a class="btn btn-plain" href="{}">Tidak jadi</a>', back)
        if back
        else SafeString('<button class="btn btn-plain" type="button" data-tutup hidden>Tidak jadi</button>')
    )
    return format_html(
        '<form class="tl-confirm" method="post" action="{}" aria-labelledby="{}" data-sekali>{}{}<h3 class="h2" id="{}">{}</h3>'
        '{}{}{}<div class="tl-row">{}<button class="btn {}" type="submit">{}</button></div></form>',
        url, head, csrf_field(context), hidden_fields(values), head, question, listed if effects else NOTHING,
        _reason(context, reason_label, reason_name, reason_value, reason_error) if reason_label else NOTHING,
        proof_field(context) if proof else NOTHING, way_out, look, label,
    )  # fmt: skip


def _reason(context: Context, label: str, name: str, value: str, error: str) -> SafeString:
    key = page_id(context, "alasan")
    state = format_html(' is-invalid" aria-invalid="true" aria-describedby="{}-salah', key) if error else NOTHING
    return format_html(
        '<label class="form-label" for="{}">{}</label><textarea class="form-control{}" id="{}" name="{}" rows="3" required '
        'minlength="5">{}</textarea>{}',
        key, label, state, key, name, value, error_line(error, f"{key}-salah") if error else NOTHING,
    )  # fmt: skip


def error_line(text: Any, key: str) -> SafeString:
    """A sentence beside its field, with an icon."""
    return format_html('<p class="tl-err" id="{}">{}<span>{}</span></p>', key, icon("alert-circle"), text)


@register.simple_tag(takes_context=True)
def konfirmasi(
    context: Context,
    *,
    url: str,
    tanya: str,
    label: str,
    dampak: Iterable[str] = (),
    minta_alasan: str = "",
    nama_alasan: str = "alasan",
    nilai_alasan: str = "",
    salah: str = "",
    batal: str = "",
    isian: Mapping[str, Any] | None = None,
    bukti: bool = False,
) -> SafeString:
    """The confirmation drawn open on a page of its own: for a reason that was refused, nothing lost. ``salah``: its error."""
    return confirm_form(
        context, url=url, label=label, question=tanya, effects=dampak, reason_label=minta_alasan, reason_name=nama_alasan,
        reason_value=nilai_alasan, reason_error=salah, values=isian, proof=bukti, back=batal,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Syarat:
    """One condition of an act: what holds or does not (``fakta``), the rule, and the act that cures it."""

    terpenuhi: bool
    fakta: str
    aturan: str = ""
    obat: str = ""
    url_obat: str = ""
    ikon_obat: str = ""


@register.simple_tag(takes_context=True)
def gerbang(
    context: Context,
    *,
    judul: str,
    syarat: Iterable[Syarat],
    url: str,
    label: str = "",
    ikon: str = "",
    alasan: str | None = None,
    tautan: bool = False,
    isian: Mapping[str, Any] | None = None,
) -> SafeString:
    """The next act with its conditions: usable when all hold, else locked with each reason and its cure.

    ``alasan`` (from ``why_not``) locks it too. ``tautan``: ``url`` is a page to open, not an act to post.
    """
    rows = sorted(syarat, key=lambda row: row.terpenuhi)
    missing = sum(not row.terpenuhi for row in rows)
    label, key = label or judul, page_id(context, "syarat")
    if missing or alasan:
        words = alasan or f"Belum dapat dilakukan. {missing} dari {len(rows)} syarat belum terpenuhi."
        button = format_html(
            '<button class="btn" type="button" aria-disabled="true" aria-describedby="{}">{}{}</button>', key, icon("lock"), label
        )
    else:
        words = "Semua syarat terpenuhi." if rows else ""
        if tautan:
            button = format_html('<a class="btn btn-primary" href="{}">{}{}</a>', url, maybe_icon(ikon), label)
        else:
            button = tombol(context, url=url, label=label, ikon=ikon, jenis="utama", isian=isian)
    return format_html(
        '<div class="tl-gate"><div class="tl-gate-atas"><div><h3>{}</h3><p class="tl-2nd tl-small"{}>{}</p></div>{}</div>{}</div>',
        judul,
        NOTHING if rows else format_html(' id="{}"', key),
        words,
        button,
        format_html('<div id="{}">{}</div>', key, checks(rows)) if rows else NOTHING,
    )


def checks(rows: Iterable[Syarat], css: str = "tl-checks") -> SafeString:
    """The list of conditions with their cures."""
    return format_html('<ul class="{}">{}</ul>', css, SafeString("".join(_check(row) for row in rows)))


@register.simple_tag
def syarat(*, baris: Iterable[Syarat], dua: bool = False) -> SafeString:
    """A list of checks by itself, in two columns with ``dua``."""
    return checks(baris, "tl-checks tl-checks-2" if dua else "tl-checks")


def _check(row: Syarat) -> SafeString:
    cure = NOTHING
    if row.url_obat:
        cure = format_html(
            '<div class="cure"><a class="btn btn-line" href="{}">{}{}</a></div>', row.url_obat, maybe_icon(row.ikon_obat), row.obat
        )
    fact = row.fakta if row.terpenuhi else format_html("<strong>{}</strong>", row.fakta)
    return format_html(
        '<li class="tone-{}">{}<div><span class="visually-hidden">{}: </span>{} <span class="tl-2nd">{}</span></div>{}</li>',
        "ok" if row.terpenuhi else "late",
        icon("circle-check" if row.terpenuhi else "circle-x"),
        "Terpenuhi" if row.terpenuhi else "Belum",
        fact,
        row.aturan,
        cure,
    )


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
        'aria-describedby="{}-hint"><p class="form-hint" id="{}-hint">Sebagai bukti bahwa Anda sendiri yang menandatangani.{}</p></div>',
        key, key, key, key, second,
    )  # fmt: skip


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

    With ``url`` the signer of this page signs here: ``pernyataan`` is what they declare; a stale proof asks for the password
    in place. In the state gugur the button at ``url`` asks for new signatures instead. ``alasan`` (from ``why_not``) locks the button with its reason.
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
        '<div class="tl-sign {}">{}<div>{}<strong>{}</strong>, {}<br><span class="tl-small tl-2nd tl-num">{}</span></div>{}</div>',
        tone_class(tone), icon(symbol), title, penanda, sebagai, second, form,
    )  # fmt: skip


def _sign_form(
    context: Context, url: str, label: str, statement: str, values: Mapping[str, Any] | None, *, signs: bool
) -> SafeString:
    """Signing asks for a proof of identity; asking others to sign again does not."""
    declared = format_html('<p class="tl-pernyataan">{}</p>', statement) if statement else NOTHING
    return format_html(
        '<form class="tl-sign-isi" method="post" action="{}" data-sekali>{}{}{}{}<button class="btn {}" type="submit">{}{}</button></form>',
        url, csrf_field(context), hidden_fields(values), declared, proof_field(context) if signs else NOTHING,
        "btn-primary" if signs else "btn-line", icon("signature" if signs else "send"), label,
    )  # fmt: skip
