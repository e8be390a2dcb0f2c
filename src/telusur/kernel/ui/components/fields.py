"""Form fields: label, hint, error sentence; big choices; file drop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import format_html, format_html_join
from telusur.kernel.ui.components.parts import error_line, page_id
from telusur.kernel.ui.components.state import NOTHING, tone_class
from telusur.kernel.ui.components.times import ukuran

register = Library()


def _optional() -> SafeString:
    """Said in the language of the page."""
    return format_html(' <span class="tl-2nd tl-opsional">({})</span>', _("boleh kosong"))


# Bytes of an uploaded file where a field names no limit of its own (``data-maks``).
LARGEST = 10_000_000


@register.simple_tag
def bidang(field: BoundField, *, petunjuk: Any = "", label: str = "", baris: int = 0) -> SafeString:
    """``{% bidang form.nama %}``: label, field, hint and error sentence, tied together for screen readers.

    ``petunjuk`` and ``label`` replace those of the form; ``baris`` is the height of a text area. Radio buttons and
    groups of checkboxes become a fieldset with large rows, a file field becomes a file drop.
    """
    widget, name = field.field.widget, label or field.label
    hint, errors = petunjuk or field.help_text, list(field.errors)
    if widget.is_hidden:
        return SafeString(field.as_widget())
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _group(field, name, hint, errors)
    if isinstance(widget, forms.FileInput):
        return drop(
            name=field.html_name,
            label=name,
            hint=hint,
            required=field.field.required,
            errors=errors,
            accept=widget.attrs.get("accept", ""),
            multiple=bool(widget.attrs.get("multiple")),
            key=field.auto_id,
            limit=int(widget.attrs.get("data-maks", LARGEST)),
        )
    attrs = _attrs(field, hint, errors)
    if isinstance(widget, forms.CheckboxInput):
        return _checkbox(field, name, hint, errors, attrs)
    attrs["class"] = "form-select" if isinstance(widget, forms.Select) else "form-control"
    if errors:
        attrs["class"] += " is-invalid"
    if baris:
        attrs["rows"] = str(baris)
    return format_html(
        '<div class="tl-bidang"><label class="form-label" for="{}">{}{}</label>{}{}{}</div>',
        field.id_for_label,
        name,
        NOTHING if field.field.required else _optional(),
        field.as_widget(attrs=attrs),
        _hint(hint, field.auto_id),
        _errors(errors, field.auto_id),
    )


def _attrs(field: BoundField, hint: Any, errors: list[Any]) -> dict[str, Any]:
    named = [f"{field.auto_id}-{part}" for part, there in (("hint", hint), ("salah", errors)) if there]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(named)} if named else {"aria-describedby": False}
    if errors:
        attrs["aria-invalid"] = "true"
    return attrs


def _hint(hint: Any, key: str) -> SafeString:
    return format_html('<p class="form-hint" id="{}-hint">{}</p>', key, hint) if hint else NOTHING


def _errors(errors: Iterable[Any], key: str) -> SafeString:
    texts = list(errors)
    return (
        error_line(SafeString("<br>").join(format_html("{}", text) for text in texts), f"{key}-salah")
        if texts
        else NOTHING
    )


def _checkbox(field: BoundField, name: Any, hint: Any, errors: list[Any], attrs: dict[str, Any]) -> SafeString:
    attrs["class"] = "form-check-input is-invalid" if errors else "form-check-input"
    return format_html(
        '<div class="tl-bidang"><label class="tl-centang-baris">{}<span>{}</span></label>{}{}</div>',
        field.as_widget(attrs=attrs),
        name,
        _hint(hint, field.auto_id),
        _errors(errors, field.auto_id),
    )


def _group(field: BoundField, name: Any, hint: Any, errors: list[Any]) -> SafeString:
    described = " ".join(f"{field.auto_id}-{part}" for part, there in (("hint", hint), ("salah", errors)) if there)
    rows = (
        format_html("<label>{}<span>{}</span></label>", _small_input(option), option.data["label"])
        for option in field.subwidgets
    )
    return format_html(
        '<fieldset class="tl-pilihan tl-bidang"{}><legend class="form-label">{}{}</legend>{}{}{}</fieldset>',
        format_html(' aria-describedby="{}"', described) if described else NOTHING,
        name,
        NOTHING if field.field.required else _optional(),
        _hint(hint, field.auto_id),
        SafeString("".join(rows)),
        _errors(errors, field.auto_id),
    )


def _small_input(option: Any) -> SafeString:
    data = option.data
    return format_html(
        '<input class="form-check-input" type="{}" name="{}" value="{}" id="{}"{}{}>',
        data["type"],
        data["name"],
        data["value"],
        data["attrs"].get("id", ""),
        SafeString(" checked") if data["selected"] else NOTHING,
        SafeString(" required") if data["attrs"].get("required") else NOTHING,
    )


@register.simple_tag
def ringkasan_salah(form: BaseForm) -> SafeString:
    """What is wrong with the whole form, with links to the fields; nothing when all is well."""
    if not form.errors:
        return NOTHING
    general = format_html_join("", "<p>{}</p>", ((text,) for text in form.non_field_errors()))
    wrong = [field for field in form if field.errors]
    links = format_html_join(
        "",
        '<li><a href="#{}">{}</a>: {}</li>',
        ((f.id_for_label or f.auto_id, str(f.label).rstrip("."), f.errors[0]) for f in wrong),
    )
    title = _("%(jumlah)s isian perlu diperbaiki.") % {"jumlah": len(wrong)} if wrong else _("Belum dapat disimpan.")
    return format_html(
        '<div class="tl-note tone-late" role="alert">{}<div><strong class="t">{}</strong>{}{}</div></div>',
        icon("alert-circle"),
        title,
        general,
        format_html("<ul>{}</ul>", links) if wrong else NOTHING,
    )


@dataclass(frozen=True, slots=True)
class Opsi:
    """One of up to three big choices. ``singkat`` is printed large above ``label``."""

    nilai: str
    label: str
    tone: str = "info"
    ikon: str = "check"
    singkat: str = ""


SETS: dict[str, tuple[Opsi, ...]] = {
    "kbk": (Opsi("K", "Kompeten", "ok", "check", "K"), Opsi("BK", "Belum kompeten", "wait", "minus", "BK")),
    "ya_tidak": (Opsi("ya", "Ya", "ok", "check"), Opsi("tidak", "Tidak", "wait", "x")),
    "ya_tidak_lanjut": (
        Opsi("ya", "Ya", "ok", "check"),
        Opsi("tidak", "Tidak", "wait", "x"),
        Opsi("lanjut", "Lanjut", "info", "message-2"),
    ),
}


@register.simple_tag
def pilihan(
    *,
    nama: str,
    legenda: str,
    opsi: str | Iterable[Opsi] = "ya_tidak",
    nilai: str | None = None,
    kelompok: str = "",
    deskripsi: str = "",
    terkunci: bool = False,
    wajib: bool = False,
) -> SafeString:
    """Big radio choices, the size of a thumb. ``opsi``:
    kbk, ya_tidak, ya_tidak_lanjut or ``Opsi`` rows (at most three).

    ``kelompok`` counts it in progress.js; ``deskripsi`` is the id of the question; ``terkunci`` shows without letting
    change.
    """
    rows = SETS[opsi] if isinstance(opsi, str) else tuple(opsi)
    flags = SafeString(f"{' disabled' if terkunci else ''}{' required' if wajib else ''}")
    told = format_html(' aria-describedby="{}"', deskripsi) if deskripsi else NOTHING
    labels = (
        format_html(
            '<label class="{}"><input type="radio" name="{}" value="{}"{}{}{}>{}{}</label>',
            tone_class(row.tone),
            nama,
            row.nilai,
            SafeString(" checked") if row.nilai == nilai else NOTHING,
            flags,
            told,
            maybe_icon(row.ikon),
            format_html("<span><b>{}</b> {}</span>", row.singkat, row.label) if row.singkat else row.label,
        )
        for row in rows
    )
    return format_html(
        '<fieldset class="tl-choice{}"{}><legend class="visually-hidden">{}</legend>{}</fieldset>',
        " tl-kbk" if any(row.singkat for row in rows) else "",
        format_html(' data-progress-group="{}"', kelompok) if kelompok else NOTHING,
        legenda,
        SafeString("".join(labels)),
    )


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file already there. ``tone``: ok, info (on its way), late (refused).

    ``keterangan`` says size, pages or what is wrong.

    ``lepas_url`` takes the post of the surrounding form that lets go of the file.
    """

    nama: str
    keterangan: str = ""
    tone: str = "ok"
    url: str = ""
    lepas_url: str = ""


@register.simple_tag(takes_context=True)
def unggah(
    context: Context,
    *,
    nama: str,
    label: str = "Pilih berkas atau foto",
    petunjuk: str = "",
    terima: str = "application/pdf,image/jpeg,image/png",
    maks: int = 10_000_000,
    banyak: bool = False,
    wajib: bool = False,
    salah: Iterable[str] = (),
    berkas: Iterable[Berkas] = (),
    kamera: bool = False,
) -> SafeString:
    """File drop with size check before sending. ``maks`` in bytes; ``berkas`` are files already there;
    ``kamera`` opens the camera.
    """
    return drop(
        name=nama,
        label=label,
        hint=petunjuk or f"PDF, JPG, atau PNG, paling besar {ukuran(maks)}",
        required=wajib,
        errors=list(salah),
        accept=terima,
        multiple=banyak,
        key=page_id(context, "unggah"),
        limit=maks,
        files=list(berkas),
        camera=kamera,
    )


def drop(
    *,
    name: str,
    label: Any,
    hint: Any,
    required: bool,
    errors: list[Any],
    accept: str,
    multiple: bool,
    key: str,
    limit: int = LARGEST,
    files: Iterable[Berkas] = (),
    camera: bool = False,
) -> SafeString:
    """The drop area, the chosen files (filled in by the script) and the files already there."""
    flags = (
        f"{' required' if required else ''}{' multiple' if multiple else ''}{' capture=environment' if camera else ''}"
        f"{' aria-invalid=true' if errors else ''}"
    )
    described = f"{key}-hint {key}-salah" if errors else f"{key}-hint"
    listed = SafeString("".join(_file(file) for file in files))
    return format_html(
        '<div class="tl-unggah" data-unggah="{}"><label class="tl-drop">{}<strong>{}</strong>'
        '<span class="tl-small tl-2nd" id="{}-hint">{}</span>'
        '<input type="file" name="{}" id="{}" accept="{}" aria-describedby="{}"{}>'
        '</label>{}<div class="tl-berkas" data-unggah-daftar aria-live="polite">{}</div></div>',
        limit,
        icon("upload"),
        label,
        key,
        hint,
        name,
        key,
        accept,
        described,
        SafeString(flags),
        _errors(errors, key),
        listed,
    )


FILE_ICONS = {"ok": "circle-check", "info": "loader-2", "late": "alert-circle", "wait": "clock", "mute": "file-text"}


def _file(file: Berkas) -> SafeString:
    name = format_html('<a href="{}">{}</a>', file.url, file.nama) if file.url else file.nama
    off = NOTHING
    if file.lepas_url:
        off = format_html(
            '<button class="tl-icon-btn" type="submit" formaction="{}" formnovalidate aria-label="Lepas '
            '{}">{}</button>',
            file.lepas_url,
            file.nama,
            icon("x"),
        )
    return format_html(
        '<div class="tl-file {}">{}<div><strong>{}</strong><br><span class="tl-small tl-2nd">{}</span></div>{}</div>',
        tone_class(file.tone),
        icon(FILE_ICONS[file.tone]),
        name,
        file.keterangan,
        off,
    )
