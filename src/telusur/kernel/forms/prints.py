"""Forms on paper: the empty one, and a record as it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.base.errors import WrongState
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.queries import of_subject
from telusur.kernel.documents.render import Frame
from telusur.kernel.documents.render import render as to_pdf
from telusur.kernel.documents.states import S as Ready
from telusur.kernel.forms import queries
from telusur.kernel.forms.definition import FormDefinition
from telusur.kernel.forms.documents import blank_data, document_data
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.registry import TEMPLATE, definition


@login_required
@require_safe
def kosong(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """The empty form as PDF: FR.AK.04 is shown to the asesi before there is anything to appeal (SOP 2.5)."""
    form = definition(edition, code)
    return _pdf(form, form.name, blank_data(form), context_of(request).at, f"{form.code} kosong")


@login_required
@require_safe
def cetak(request: HttpRequest, rekaman_id: UUID) -> HttpResponse:
    """The record as PDF in form layout (SOP 1.2): what has been submitted so far, or the sealed print once it is there."""
    ctx = context_of(request)
    rekaman = queries.buka(ctx, rekaman=queries.by_id(rekaman_id))
    made = of_subject(rekaman).filter(status=Ready.SIAP).last()
    if made is not None:
        return redirect(f"/dokumen/{made.code}/unduh/?lihat=1")
    if not rekaman.riwayat:
        raise WrongState(f"{rekaman} belum diajukan, jadi belum ada yang dapat dicetak. Ajukan dulu isinya.")
    title = f"{rekaman.name}: {rekaman.label}"
    return _pdf(rekaman.definition, title, document_data(rekaman), ctx.at, f"{rekaman.code} versi {rekaman.version}")


def as_it_stands(rekaman: Rekaman, at: datetime) -> bytes:
    """The record as PDF: its sealed print once there is one, else what has been submitted so far. The caller asks who may."""
    made = of_subject(rekaman).filter(status=Ready.SIAP).select_related("file").last()
    if made is not None and made.file is not None:
        return read_bytes(made.file)
    return _bytes(rekaman.definition, f"{rekaman.name}: {rekaman.label}", document_data(rekaman), at)


def _pdf(form: FormDefinition, title: str, data: dict[str, Any], at: datetime, name: str) -> HttpResponse:
    answer = HttpResponse(_bytes(form, title, data, at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _bytes(form: FormDefinition, title: str, data: dict[str, Any], at: datetime) -> bytes:
    frame = Frame(title=title, at=at, form_code=form.code, edition=form.edition, letterhead=letterhead().as_data())
    return to_pdf(TEMPLATE, data, frame)
