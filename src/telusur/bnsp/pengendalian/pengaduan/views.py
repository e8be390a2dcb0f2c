"""Pages of complaints for Komisi Pengendalian."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.pengendalian.pengaduan import commands, queries
from telusur.bnsp.pengendalian.pengaduan.forms import JawabanForm, TelaahForm, TindakLanjutForm
from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.pengendalian.pengaduan.states import TONES, StatusPengaduan
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, day_of, long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Act,
    Detail,
    Part,
    Register,
    Row,
    act,
    act_page,
    detail_page,
    found,
    list_page,
    page_of,
    words_of,
)

KOLOM = (Kolom("Nomor"), Kolom("LSP"), Kolom("Masuk"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
JUDUL = "Pengaduan"


def _pengaduan(pk: UUID) -> Pengaduan:
    return found(queries.dengan_id(pk), "Pengaduan itu tidak ada.")


def alamat(row: Pengaduan) -> str:
    """Where one complaint is shown."""
    return reverse("pengaduan:rinci", args=[row.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every complaint."""
    ctx = context_of(request)
    page = page_of(request, queries.daftar(ctx, cari=words_of(request), status=request.GET.get("status", "")))
    register = Register(
        title=JUDUL,
        intro="Pengaduan masyarakat tentang LSP dan sertifikat, lewat portal. Membuka satu pengaduan tercatat di jejak.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.nomor, url=alamat(row), kode=True),
                Sel(row.lsp.nama if row.lsp else row.perihal, kecil="" if row.lsp else "belum dicocokkan"),
                Sel(long_date(day_of(row.diajukan_pada))),
                Sel(row.get_status_display(), tone=TONES[StatusPengaduan(row.status)]),
            ]
            for row in page
        ],
        search="nomor atau LSP",
        unit="pengaduan",
        icon="message-2",
        empty="Pengaduan dari portal muncul di sini.",
        page=page,
        filters=[Saringan("status", "Keadaan", [(one.value, str(one.label)) for one in StatusPengaduan])],
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One complaint."""
    ctx = context_of(request)
    row = queries.buka(ctx, pengaduan=_pengaduan(pk))

    def ke(name: str) -> str:
        return reverse(f"pengaduan:{name}", args=[row.pk])

    detail = Detail(
        title=row.nomor,
        intro=f"Masuk {date_and_time(row.diajukan_pada)}",
        tone=TONES[StatusPengaduan(row.status)],
        badge=row.get_status_display(),
        back=(JUDUL, reverse("pengaduan:daftar")),
        facts=[
            ("Pengadu", row.nama),
            ("Surel", row.surel),
            ("Telepon", row.telepon),
            ("Yang diadukan", row.lsp.nama if row.lsp else row.perihal, row.lsp.nomor_lisensi if row.lsp else ""),
            ("Nomor sertifikat", row.nomor_sertifikat),
            ("Uraian", row.uraian),
            ("Jawaban", row.jawaban),
        ],
        parts=[
            Part(
                "Bukti",
                [Row(str(one), url=reverse("archive:berkas", args=[one.berkas_id])) for one in row.lampiran.all()],
                empty="Tanpa lampiran.",
            ),
            Part(
                "Tindak lanjut",
                [
                    Row(
                        one.isi,
                        f"{one.oleh} · {date_and_time(one.pada)}",
                        "info" if one.terbuka else "mute",
                        "Dilihat pengadu" if one.terbuka else "Hanya BNSP",
                    )
                    for one in row.tindak_lanjut.all()
                ],
            ),
        ],
        acts=[
            *act(ctx, commands.telaah, "Mulai telaah", ke("telaah"), row, icon="eye", main=True),
            *act(ctx, commands.catat_tindak_lanjut, "Catat tindak lanjut", ke("tindak_lanjut"), row, icon="pencil"),
            *([Act("Catat temuan", _temuan(row), icon="flag")] if _ditangani(ctx, row) else []),
            *act(ctx, commands.jawab, "Jawab dan tutup", ke("jawab"), row, icon="check"),
            *act(ctx, commands.tolak, "Bukan kewenangan BNSP", ke("tolak"), row, icon="circle-x", danger=True),
        ],
    )
    return detail_page(request, detail)


def _ditangani(ctx: Context, row: Pengaduan) -> bool:
    return why_not(commands.catat_tindak_lanjut, ctx, row) is None


def _temuan(row: Pengaduan) -> str:
    """Where a nonconformity that this complaint has brought to light is written down, in the module after this one."""
    return f"{reverse('surveilans:temuan_baru')}?pengaduan={row.pk}"


TINDAKAN: dict[str, tuple[Any, Any, str, str]] = {
    "telaah": (commands.telaah, TelaahForm, "Mulai telaah", "Pengaduan sedang ditelaah."),
    "tindak_lanjut": (
        commands.catat_tindak_lanjut,
        TindakLanjutForm,
        "Catat tindak lanjut",
        "Tindak lanjut tercatat.",
    ),
    "jawab": (commands.jawab, JawabanForm, "Jawab dan tutup pengaduan", "Pengadu diberi tahu dan pengaduan ditutup."),
    "tolak": (commands.tolak, JawabanForm, "Bukan kewenangan BNSP", "Pengadu diberi tahu alasannya."),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """What is done with a complaint."""
    row = _pengaduan(pk)
    command, form, title, success = TINDAKAN[nama]
    more = {"lsp": lisensi.semua(), "initial": {"lsp": str(row.lsp_id or "")}} if form is TelaahForm else {}
    return act_page(
        request,
        command,
        form(request.POST if request.method == "POST" else None, **more),
        title=title,
        button=title,
        success=success,
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        intro=f"{row.nomor}, {row.lsp.nama if row.lsp else row.perihal}",
        danger=nama == "tolak",
        clean=_bersih,
        pengaduan=row,
    )


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    if "lsp" not in data:
        return data
    return {**data, "lsp": lisensi.dengan_id(data["lsp"]) if data["lsp"] else None}
