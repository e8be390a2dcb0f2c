"""Acts: the button that posts, and the confirmation with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.icons import maybe_icon
from telusur.kernel.ui.components.markup import format_html, format_html_join
from telusur.kernel.ui.components.parts import csrf_field, disabled, error_line, hidden_fields, page_id
from telusur.kernel.ui.components.signing import proof_field
from telusur.kernel.ui.components.state import NOTHING

register = Library()

LOOKS = {"utama": "btn-primary", "garis": "btn-line", "polos": "btn-plain", "bahaya": "btn-danger-line"}


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

    ``alasan`` is the sentence of ``why_not``: with it the button is shown locked and says why. ``tanya`` is a question
    to confirm, ``dampak`` what will follow, ``minta_alasan`` the label of a reason that must be given (posted as
    ``nama_alasan``). ``bukti``: the act is a signature, so a stale proof asks for the password. ``jenis``: utama,
    garis, polos, bahaya.
    """
    look = f"{LOOKS[jenis]} btn-besar" if besar else LOOKS[jenis]
    if alasan:
        return disabled(context, label, alasan, "btn-besar" if besar else "")
    if tanya or minta_alasan:
        body = confirm_form(
            context,
            url=url,
            label=label,
            question=tanya or f"{label}?",
            effects=dampak,
            reason_label=minta_alasan,
            reason_name=nama_alasan,
            values=isian,
            proof=bukti,
            look="btn-danger-line" if jenis == "bahaya" else "btn-primary",
        )
        return format_html(
            '<details class="tl-tanya" data-tanya><summary class="btn {}">{}{}</summary>{}</details>',
            look,
            maybe_icon(ikon),
            label,
            body,
        )
    return format_html(
        '<form class="tl-tindak" method="post" action="{}" data-sekali>{}{}{}<button class="btn {}" '
        'type="submit">{}{}</button></form>',
        url,
        csrf_field(context),
        hidden_fields(isian),
        proof_field(context) if bukti else NOTHING,
        look,
        maybe_icon(ikon),
        label,
    )


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
    listed = format_html(
        '<ul class="tl-small tl-2nd">{}</ul>', format_html_join("", "<li>{}</li>", ((e,) for e in effects))
    )
    way_out = (
        format_html('<a class="btn btn-plain" href="{}">Tidak jadi</a>', back)
        if back
        else SafeString('<button class="btn btn-plain" type="button" data-tutup hidden>Tidak jadi</button>')
    )
    return format_html(
        '<form class="tl-confirm" method="post" action="{}" aria-labelledby="{}" data-sekali>{}{}<h3 '
        'class="h2" id="{}">{}</h3>'
        '{}{}{}<div class="tl-row">{}<button class="btn {}" type="submit">{}</button></div></form>',
        url,
        head,
        csrf_field(context),
        hidden_fields(values),
        head,
        question,
        listed if effects else NOTHING,
        _reason(context, reason_label, reason_name, reason_value, reason_error) if reason_label else NOTHING,
        proof_field(context) if proof else NOTHING,
        way_out,
        look,
        label,
    )


def _reason(context: Context, label: str, name: str, value: str, error: str) -> SafeString:
    key = page_id(context, "alasan")
    state = format_html(' is-invalid" aria-invalid="true" aria-describedby="{}-salah', key) if error else NOTHING
    return format_html(
        '<label class="form-label" for="{}">{}</label>'
        '<textarea class="form-control{}" id="{}" name="{}" rows="3" required '
        'minlength="5">{}</textarea>{}',
        key,
        label,
        state,
        key,
        name,
        value,
        error_line(error, f"{key}-salah") if error else NOTHING,
    )


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
    """The confirmation drawn open on a page of its own: for a reason that was refused, nothing lost. ``salah``:
    its error.
    """
    return confirm_form(
        context,
        url=url,
        label=label,
        question=tanya,
        effects=dampak,
        reason_label=minta_alasan,
        reason_name=nama_alasan,
        reason_value=nilai_alasan,
        reason_error=salah,
        values=isian,
        proof=bukti,
        back=batal,
    )
