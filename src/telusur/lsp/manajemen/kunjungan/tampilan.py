"""What the pages of BNSP's officers share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.exchange.bundle import Bundle
from telusur.kernel.ui.components.lists import PAGE
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Register,
    list_page,
    words_of,
)
from telusur.lsp.manajemen.kunjungan import queries
from telusur.lsp.manajemen.kunjungan.queries import Daftar

TONES = {"berlaku": "ok", "kedaluwarsa": "mute", "dibekukan": "wait", "dicabut": "late"}


def daftar_dari(request: HttpRequest, nama: str, saringan: str = "") -> Daftar:
    """The list that the address asks for."""
    return Daftar(nama, words_of(request), saringan, request.GET.get(PAGE, "1"))


def halaman_daftar(
    request: HttpRequest, title: str, intro: str, columns: str, rows: list[list[Sel]], page: Page[Any], **more: Any
) -> HttpResponse:
    """A list with its page."""
    look = {"search": "nama atau nomor", "unit": "baris", "icon": "list-search", "empty": "LSP ini belum mencatatnya."}
    heads = [Kolom(one) for one in columns.split("|")]
    return list_page(
        request, Register(title=title, intro=intro, columns=heads, rows=rows, page=page, **{**look, **more})
    )


def ke_kasus(ctx: Context, pk: UUID) -> str:
    """The address of a case for whoever may open it."""
    return "" if why_not_by_role(queries.buka_kasus, ctx) else reverse("kunjungan:buka_kasus", args=[pk])


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at, which no cache keeps."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def zip_dari(made: Bundle, name: str) -> HttpResponse:
    """A bundle to take away."""
    answer = HttpResponse(made.content, content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
