"""Pages about blanks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import berkas_dari
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.tampilan import bagian
from telusur.bnsp.sertifikasi_lisensi.blanko import commands, queries
from telusur.bnsp.sertifikasi_lisensi.blanko.forms import KosongForm, PermohonanForm, PersediaanForm, RusakForm
from telusur.bnsp.sertifikasi_lisensi.blanko.models import BlankoRusak, PermohonanBlanko, cetak
from telusur.bnsp.sertifikasi_lisensi.blanko.states import TONES, TONES_RUSAK, StatusPermohonan, StatusRusak
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.contract.from_lsp import BERKAS_PERMOHONAN, BERKAS_RUSAK
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
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

KOLOM = (
    Kolom("Surat"),
    Kolom("LSP"),
    Kolom("K", kanan=True),
    Kolom("BK", kanan=True),
    Kolom("Diminta", kanan=True),
    Kolom("Keadaan"),
)
KOLOM_STOK = (Kolom("Nomor"), Kolom("Berita acara"), Kolom("Diterima"), Kolom("Sisa", kanan=True))
KOLOM_RUSAK = (Kolom("Blanko"), Kolom("LSP"), Kolom("Berita acara"), Kolom("Pengganti"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
BLANKO = "Blanko"
HANYA_TANPA_SAMBUNGAN = "Hanya untuk LSP yang sistemnya tidak tersambung; yang lain mengirimnya sendiri."


def _permohonan(pk: UUID) -> PermohonanBlanko:
    return found(queries.permohonan_dengan_id(pk), "Permohonan itu tidak ada di register.")


def alamat(row: PermohonanBlanko) -> str:
    """Where one request is shown."""
    return reverse("blanko:rinci", args=[row.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Requests."""
    ctx = context_of(request)
    page = page_of(request, queries.permohonan(ctx, cari=words_of(request), status=request.GET.get("status", "")))
    register = Register(
        title=BLANKO,
        intro=f"Permohonan blanko sertifikat dari LSP. Persediaan tinggal {queries.sisa_persediaan()} lembar.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.nomor_surat, url=alamat(row), kecil=long_date(row.tanggal_surat)),
                Sel(row.lsp.nama),
                Sel(row.jumlah_k),
                Sel(row.jumlah_bk),
                Sel(row.jumlah),
                Sel(row.get_status_display(), tone=TONES[StatusPermohonan(row.status)]),
            ]
            for row in page
        ],
        search="nomor surat atau LSP",
        unit="permohonan",
        icon="file-certificate",
        empty="Permohonan masuk lewat sistem LSP, atau dicatat operator.",
        page=page,
        filters=[Saringan("status", "Keadaan", StatusPermohonan.choices)],
        acts=[
            Act("Persediaan", reverse("blanko:persediaan"), icon="archive"),
            Act("Blanko rusak", reverse("blanko:rusak"), icon="file-x"),
            *act(ctx, commands.ajukan, "Catat permohonan", reverse("blanko:baru"), icon="plus", main=True),
        ],
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: papers, results, numbers."""
    ctx = context_of(request)
    row = queries.buka(ctx, permohonan=_permohonan(pk))

    def ke(name: str) -> str:
        return reverse(f"blanko:{name}", args=[row.pk])

    detail = Detail(
        title=row.nomor_surat,
        intro=f"{row.lsp.nama} · {row.jumlah} lembar",
        tone=TONES[StatusPermohonan(row.status)],
        badge=row.get_status_display(),
        back=(BLANKO, reverse("blanko:daftar")),
        facts=[
            ("Surat permohonan", row.nomor_surat, long_date(row.tanggal_surat)),
            ("Berita acara", row.nomor_ba, long_date(row.tanggal_ba)),
            ("SK", row.nomor_sk, long_date(row.tanggal_sk)),
            ("Hasil", f"{row.jumlah_k} K, {row.jumlah_bk} BK"),
            ("Catatan", row.catatan),
        ],
        parts=[
            Part("Nomor dialokasikan", [Row(str(one), f"{one.jumlah} lembar") for one in row.alokasi.all()]),
            bagian(berkas_dari(row, ajuan=row.ajuan), BERKAS_PERMOHONAN),
            *_perhatian(row),
            Part(
                "Daftar K dan BK",
                [
                    Row(one["nama"], one["skema_kode"], "ok" if one["hasil"] == "K" else "wait", one["hasil"])
                    for one in row.hasil
                ],
            ),
        ],
        acts=[
            *act(ctx, commands.setujui, "Setujui dan alokasikan", ke("setujui"), row, icon="check", main=True),
            *act(ctx, commands.kembalikan, "Kembalikan", ke("kembalikan"), row, icon="arrow-back-up"),
            *act(ctx, commands.tolak, "Tolak", ke("tolak"), row, icon="circle-x", danger=True),
        ],
    )
    return detail_page(request, detail)


def _tanpa_jadwal(row: PermohonanBlanko, putusan: str) -> str:
    """What the koordinator is told once more before approving."""
    nama = queries.tanpa_jadwal(row) if putusan == "setujui" else []
    return f" Tanpa jadwal yang tercatat: {', '.join(nama)}." if nama else ""


def _perhatian(row: PermohonanBlanko) -> list[Part]:
    """Whom no schedule announced: for the koordinator to judge, who approves, sends back or refuses."""
    nama = queries.tanpa_jadwal(row)
    sebab = "tidak ada dalam jadwal uji skema ini yang tercatat di BNSP sampai tanggal berita acara"
    return (
        [Part("Periksa sebelum menyetujui", [Row(one, sebab, "late", "Tanpa jadwal") for one in nama])] if nama else []
    )


def _hasil(text: str) -> list[dict[str, str]]:
    rows = (line.split(";") for line in text.splitlines() if line.strip())
    return [dict(zip(("nama", "skema_kode", "hasil"), row, strict=False)) for row in rows]


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    berkas = {jenis: data[jenis] for jenis in BERKAS_PERMOHONAN if data.get(jenis)}
    lain = {name: value for name, value in data.items() if name not in BERKAS_PERMOHONAN}
    hasil = {"hasil": _hasil(data["hasil"])} if "hasil" in data else {}
    return {**lain, **hasil, "berkas": berkas, "lsp": lisensi.dengan_id(data["lsp"])}


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter a request for an LSP whose system does not."""
    return act_page(
        request,
        commands.ajukan,
        PermohonanForm(request.POST or None, request.FILES or None, lsp=lisensi.tanpa_sambungan()),
        title="Catat permohonan blanko",
        intro=HANYA_TANPA_SAMBUNGAN,
        button="Catat permohonan",
        success="Permohonan tercatat dan menunggu pemeriksaan.",
        back=(BLANKO, reverse("blanko:daftar")),
        next=alamat,
        clean=_bersih,
    )


PUTUSAN: dict[str, tuple[Any, Any, str, str]] = {
    "setujui": (commands.setujui, KosongForm, "Setujui dan alokasikan", "Nomor blanko dialokasikan berurutan."),
    "kembalikan": (commands.kembalikan, AlasanForm, "Kembalikan permohonan", "Permohonan dikembalikan kepada LSP."),
    "tolak": (commands.tolak, AlasanForm, "Tolak permohonan", "Permohonan ditolak."),
}


@login_required
@GET_POST
def putusan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """What becomes of a request."""
    row = _permohonan(pk)
    command, form, title, success = PUTUSAN[nama]
    return act_page(
        request,
        command,
        form(request.POST if request.method == "POST" else None),
        title=title,
        button=title,
        success=success,
        back=(row.nomor_surat, alamat(row)),
        next=alamat(row),
        intro=f"{row.lsp.nama}, {row.jumlah} lembar. Persediaan {queries.sisa_persediaan()} lembar.{_tanpa_jadwal(row, nama)}",
        danger=nama == "tolak",
        permohonan=row,
    )


@login_required
@require_safe
def persediaan(request: HttpRequest) -> HttpResponse:
    """Deliveries and what is left of them."""
    ctx = context_of(request)
    page = page_of(request, queries.persediaan(ctx, cari=words_of(request)))
    register = Register(
        title="Persediaan blanko",
        intro=f"Tinggal {queries.sisa_persediaan()} lembar. Nomor keluar berurutan tanpa celah.",
        columns=KOLOM_STOK,
        rows=[
            [
                Sel(f"{cetak(row.awal)} sampai {cetak(row.akhir)}", kode=True),
                Sel(row.nomor_ba),
                Sel(long_date(row.diterima_pada)),
                Sel(row.sisa),
            ]
            for row in page
        ],
        search="nomor berita acara",
        unit="kiriman",
        icon="archive",
        empty="Catat kiriman blanko dari percetakan.",
        page=page,
        acts=act(
            ctx, commands.terima_persediaan, "Terima persediaan", reverse("blanko:terima"), icon="plus", main=True
        ),
    )
    return list_page(request, register)


@login_required
@GET_POST
def terima(request: HttpRequest) -> HttpResponse:
    """Take a delivery in."""
    return act_page(
        request,
        commands.terima_persediaan,
        PersediaanForm(request.POST or None),
        title="Terima persediaan blanko",
        button="Terima persediaan",
        success="Persediaan bertambah.",
        back=("Persediaan blanko", reverse("blanko:persediaan")),
        next=reverse("blanko:persediaan"),
    )


@login_required
@require_safe
def rusak(request: HttpRequest) -> HttpResponse:
    """Spoiled blanks."""
    ctx = context_of(request)
    page = page_of(request, queries.rusak(ctx, cari=words_of(request), status=request.GET.get("status", "")))
    register = Register(
        title="Blanko rusak",
        intro="Blanko yang dikembalikan LSP dengan berita acara, dan penggantinya.",
        columns=KOLOM_RUSAK,
        rows=[
            [
                Sel(cetak(row.nomor), url=reverse("blanko:rinci_rusak", args=[row.pk]), kode=True),
                Sel(row.lsp.nama),
                Sel(row.nomor_ba),
                Sel(str(row.pengganti) if row.pengganti else "Belum", kode=True),
                Sel(row.get_status_display(), tone=TONES_RUSAK[StatusRusak(row.status)]),
            ]
            for row in page
        ],
        search="nomor blanko atau LSP",
        unit="blanko",
        icon="file-x",
        empty="Belum ada blanko yang dilaporkan rusak.",
        page=page,
        filters=[Saringan("status", "Keadaan", StatusRusak.choices)],
        acts=act(
            ctx, commands.laporkan_rusak, "Catat blanko rusak", reverse("blanko:lapor_rusak"), icon="plus", main=True
        ),
    )
    return list_page(request, register)


def _rusak(pk: UUID) -> BlankoRusak:
    return found(queries.rusak_dengan_id(pk), "Blanko rusak itu tidak ada di register.")


@login_required
@require_safe
def rinci_rusak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One spoiled blank."""
    ctx, row = context_of(request), _rusak(pk)
    queries.rusak(ctx, cari="")
    detail = Detail(
        title=f"Blanko {cetak(row.nomor)}",
        intro=row.lsp.nama,
        tone=TONES_RUSAK[StatusRusak(row.status)],
        badge=row.get_status_display(),
        back=("Blanko rusak", reverse("blanko:rusak")),
        facts=[
            ("Berita acara", row.nomor_ba, long_date(row.tanggal_ba)),
            ("Alasan", row.alasan),
            ("Pengganti", str(row.pengganti) if row.pengganti else ""),
        ],
        parts=[bagian(berkas_dari(row), BERKAS_RUSAK)],
        acts=act(
            ctx, commands.ganti_rusak, "Ganti blanko", reverse("blanko:ganti_rusak", args=[row.pk]), row, main=True
        ),
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def lapor_rusak(request: HttpRequest) -> HttpResponse:
    """Enter a spoiled blank."""
    return act_page(
        request,
        commands.laporkan_rusak,
        RusakForm(request.POST or None, request.FILES or None, lsp=lisensi.tanpa_sambungan()),
        title="Catat blanko rusak",
        intro=HANYA_TANPA_SAMBUNGAN,
        button="Catat blanko rusak",
        success="Blanko rusak tercatat dan menunggu pengganti.",
        back=("Blanko rusak", reverse("blanko:rusak")),
        next=reverse("blanko:rusak"),
        clean=_bersih,
    )


@login_required
@GET_POST
def ganti_rusak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a new one."""
    row = _rusak(pk)
    back = reverse("blanko:rinci_rusak", args=[row.pk])
    return act_page(
        request,
        commands.ganti_rusak,
        KosongForm(request.POST if request.method == "POST" else None),
        title="Ganti blanko rusak",
        button="Ganti blanko",
        success="Blanko pengganti dialokasikan.",
        back=(str(row), back),
        next=back,
        intro=f"{row}, {row.lsp.nama}. Persediaan {queries.sisa_persediaan()} lembar.",
        rusak=row,
    )
