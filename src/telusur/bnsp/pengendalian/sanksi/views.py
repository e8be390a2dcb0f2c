"""Pages of completeness and sanction cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.pengendalian.sanksi import commands, queries
from telusur.bnsp.pengendalian.sanksi.forms import (
    BukaForm,
    BuktiForm,
    KeputusanForm,
    KosongForm,
    TanggapanForm,
    TutupForm,
)
from telusur.bnsp.pengendalian.sanksi.kelengkapan import Kelengkapan
from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
from telusur.bnsp.pengendalian.sanksi.states import BERJALAN, TONES, Bentuk, StatusKasus
from telusur.bnsp.roles import KOMISI
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import berkas_dari, dengan_id, yang_ada
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.tampilan import bagian
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import StatusLingkup, StatusLisensi
from telusur.contract.from_lsp import BERKAS_JAWABAN
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, day_of, long_date
from telusur.kernel.commands.context import Context
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

KOLOM = (Kolom("LSP"), Kolom("Kelengkapan", kanan=True), Kolom("Yang kurang"))
KOLOM_KASUS = (Kolom("Nomor"), Kolom("LSP"), Kolom("Bentuk"), Kolom("Dibuka"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
JUDUL, JUDUL_KASUS = "Kelengkapan data", "Kasus sanksi"


def _lsp(pk: UUID) -> Lsp:
    return found(lisensi.dengan_id(pk), "LSP itu tidak ada di register.")


def _kasus(pk: UUID) -> KasusSanksi:
    return found(queries.dengan_id(pk), "Kasus sanksi itu tidak ada.")


def alamat(row: KasusSanksi) -> str:
    """Where one case is shown."""
    return reverse("sanksi:rinci", args=[row.pk])


def _nada(satu: Kelengkapan) -> str:
    return "ok" if satu.cukup else "late"


@login_required
@require_safe
def daftar_kelengkapan(request: HttpRequest) -> HttpResponse:
    """How complete the data of every LSP are now."""
    ctx = context_of(request)
    queries.kelengkapan(ctx, lembaga=[])
    asked = request.GET.get("status", StatusLisensi.AKTIF)
    page = page_of(request, lisensi.direktori(ctx.today, cari=words_of(request), status=asked))
    rows = [
        [
            Sel(one.lsp.nama, url=reverse("sanksi:rinci_kelengkapan", args=[one.lsp.pk]), kecil=one.lsp.nomor_lisensi),
            Sel(f"{one.skor}%", tone=_nada(one)),
            Sel("; ".join(one.kurang) or "Lengkap"),
        ]
        for one in queries.kelengkapan(ctx, lembaga=list(page))
    ]
    register = Register(
        title=JUDUL,
        intro="Dihitung saat ini dari register BNSP dan dari yang diberitahukan sistem LSP.",
        columns=KOLOM,
        rows=rows,
        search="LSP, kota, atau skema",
        unit="LSP",
        icon="checklist",
        empty="Belum ada LSP berlisensi aktif.",
        page=page,
        filters=[Saringan("status", "Lisensi", StatusLisensi.choices, "Aktif")],
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci_kelengkapan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One LSP: each question with its answer, and the way to a case."""
    ctx, lsp = context_of(request), _lsp(pk)
    (satu,) = queries.kelengkapan(ctx, lembaga=[lsp])
    butir = [
        Row(
            one.judul,
            f"{one.ada} dari {one.harus}" if one.harus else "Tidak ada yang harus diperiksa",
            "ok" if one.penuh else "late",
            "Lengkap" if one.penuh else "Kurang",
        )
        for one in satu.butir
    ]
    kasus = [_baris(one) for one in queries.kasus_dari(lsp)]
    detail = Detail(
        title=lsp.nama,
        intro=f"Kelengkapan data pada {date_and_time(ctx.at)}",
        tone=_nada(satu),
        badge=f"{satu.skor}%",
        back=(JUDUL, reverse("sanksi:kelengkapan")),
        facts=[("Nomor lisensi", lsp.nomor_lisensi), ("Lisensi", lsp.keadaan(ctx.today).label)],
        parts=[Part("Yang diperiksa", butir), Part(JUDUL_KASUS, kasus, "Belum pernah ada.")],
        acts=[
            *_ke_sistem(ctx, lsp),
            *act(
                ctx,
                commands.buka,
                "Buka kasus sanksi",
                reverse("sanksi:baru", args=[pk]),
                lsp,
                icon="gavel",
                danger=True,
            ),
        ],
    )
    return detail_page(request, detail)


def _sidik(sha256: str) -> str:
    """In groups, so that a phone can break the line and an eye can compare."""
    groups = [sha256[n : n + 8] for n in range(0, len(sha256), 8)]
    return f" · SHA-256 {' '.join(groups)}" if sha256 else ""


def _ke_sistem(ctx: Context, lsp: Lsp) -> list[Act]:
    """The records a case rests on are read at the LSP (P508 9.5.1)."""
    pintu = lisensi.pintu_sistem(lsp)
    return [Act("Buka sistem LSP", pintu, icon="external-link")] if pintu and ctx.actor.has(*KOMISI) else []


def _baris(row: KasusSanksi) -> Row:
    tone = TONES[StatusKasus(row.status)]
    return Row(row.nomor, row.get_bentuk_display(), tone, row.get_status_display(), alamat(row))


@login_required
@GET_POST
def baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case."""
    lsp = _lsp(pk)
    (satu,) = queries.kelengkapan(context_of(request), lembaga=[lsp])
    scope = [one for one in lisensi.lingkup_dari(lsp) if one.status != StatusLingkup.DIKURANGI]

    def bersih(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "lingkup": next((one for one in scope if str(one.pk) == data["lingkup"]), None)}

    return act_page(
        request,
        commands.buka,
        BukaForm(request.POST or None, skema=[(str(one.pk), one.skema_nama) for one in scope]),
        title="Buka kasus sanksi",
        button="Buka kasus",
        success="Kasus dibuka; LSP diberi tahu lewat surel dan sistemnya.",
        back=(lsp.nama, reverse("sanksi:rinci_kelengkapan", args=[pk])),
        next=alamat,
        intro=f"{lsp.nama}. Kelengkapan data sekarang {satu.skor}%; nilainya disalin ke kasus.",
        clean=bersih,
        danger=True,
        lsp=lsp,
    )


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every case."""
    ctx, get = context_of(request), request.GET
    rows = queries.kasus(ctx, cari=words_of(request), status=get.get("status", ""), bentuk=get.get("bentuk", ""))
    page = page_of(request, rows)
    register = Register(
        title=JUDUL_KASUS,
        intro="Kasus yang dapat berakhir dengan penundaan, penarikan, atau pengurangan ruang lingkup.",
        columns=KOLOM_KASUS,
        rows=[
            [
                Sel(row.nomor, url=alamat(row), kode=True),
                Sel(row.lsp.nama),
                Sel(row.get_bentuk_display(), kecil=row.lingkup.skema_nama if row.lingkup else ""),
                Sel(long_date(day_of(row.dibuka_pada)), kecil=f"kelengkapan {row.skor}%"),
                Sel(row.get_status_display(), tone=TONES[StatusKasus(row.status)]),
            ]
            for row in page
        ],
        search="nomor atau LSP",
        unit="kasus",
        icon="gavel",
        empty="Kasus dibuka dari halaman kelengkapan data LSP.",
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusKasus.choices),
            Saringan("bentuk", "Bentuk", Bentuk.choices),
        ],
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case."""
    ctx, row = context_of(request), _kasus(pk)
    bukti = [
        Row(
            one.perihal,
            f"{one.rujukan} · {one.oleh}, {date_and_time(one.pada)}{_sidik(one.berkas.sha256)}",
            "ok",
            "Buka",
            f"{reverse('archive:berkas', args=[one.berkas_id])}?lihat=1",
        )
        for one in queries.bukti_dari(ctx, kasus=row)
    ]
    ditanggapi = f"{row.ditanggapi_oleh}, {date_and_time(row.ditanggapi_pada)}" if row.ditanggapi_pada else ""

    def ke(name: str) -> str:
        return reverse(f"sanksi:{name}", args=[pk])

    detail = Detail(
        title=row.nomor,
        intro=f"{row.lsp.nama} · {row.get_bentuk_display()}",
        tone=TONES[StatusKasus(row.status)],
        badge=row.get_status_display(),
        back=(JUDUL_KASUS, reverse("sanksi:daftar")),
        facts=[
            ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
            ("Skema", row.lingkup.skema_nama if row.lingkup else "seluruh lisensi"),
            ("Dibuka", date_and_time(row.dibuka_pada)),
            ("Kelengkapan saat dibuka", f"{row.skor}%"),
            ("Dasar", row.dasar),
            ("Tenggat tanggapan", long_date(day_of(row.tenggat))),
            ("Tanggapan LSP", row.tanggapan, ditanggapi),
            *([("Dicatat dengan tangan", row.alasan_tangan)] if row.alasan_tangan else []),
            ("Keputusan", row.hasil),
        ],
        parts=[
            Part("Bukti", bukti, "Belum ada. Baca rekamannya di sistem LSP, lalu catat di sini."),
            bagian(berkas_dari(row), BERKAS_JAWABAN, judul="Lampiran tanggapan LSP", kosong="Tidak ada lampiran."),
            Part("Kelengkapan data saat dibuka", [Row(one) for one in row.kelengkapan]),
        ],
        acts=[
            *(_ke_sistem(ctx, row.lsp) if row.status in BERJALAN else []),
            *act(ctx, commands.catat_bukti, "Catat bukti", ke("bukti"), row, icon="file-search"),
            *act(ctx, commands.catat_tanggapan, "Catat tanggapan dari kertas", ke("tanggapan"), row, icon="message-2"),
            *act(ctx, commands.ajukan, "Usulkan kepada pimpinan", ke("ajukan"), row, icon="send", main=True),
            *act(ctx, commands.putuskan, "Putuskan sanksi", ke("putuskan"), row, icon="gavel", danger=True),
            *act(ctx, commands.tutup, "Tutup tanpa sanksi", ke("tutup"), row, icon="circle-x"),
        ],
    )
    return detail_page(request, detail)


TINDAKAN: dict[str, tuple[Any, Any, str, str]] = {
    "bukti": (commands.catat_bukti, BuktiForm, "Catat bukti", "Bukti tercatat."),
    "tanggapan": (commands.catat_tanggapan, TanggapanForm, "Catat tanggapan dari kertas", "Tanggapan tercatat."),
    "ajukan": (commands.ajukan, KosongForm, "Usulkan kepada pimpinan", "Kasus menunggu keputusan pimpinan."),
    "putuskan": (commands.putuskan, KeputusanForm, "Putuskan sanksi", "Sanksi diputuskan dan berlaku atas lisensinya."),
    "tutup": (commands.tutup, TutupForm, "Tutup tanpa sanksi", "Kasus ditutup."),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """What is done with a case."""
    row = _kasus(pk)
    command, form, title, success = TINDAKAN[nama]
    isi = (request.POST, request.FILES) if request.method == "POST" else ()
    return act_page(
        request,
        command,
        form(*isi, **_pilihan(row, nama)),
        title=title,
        button=title,
        success=success,
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        intro=f"{row.lsp.nama} · {row.get_bentuk_display()}",
        danger=nama == "putuskan",
        clean=_bersih_bukti if nama == "bukti" else dict,
        kasus=row,
    )


def _pilihan(row: KasusSanksi, nama: str) -> dict[str, Any]:
    if nama != "bukti":
        return {}
    return {"kiriman": [(str(one.pk), f"{one.nama} ({long_date(day_of(one.pada))})") for one in yang_ada(row.lsp)]}


def _bersih_bukti(data: dict[str, Any]) -> dict[str, Any]:
    kiriman = dengan_id(data["kiriman"]) if data["kiriman"] else None
    return {**data, "kiriman": kiriman, "unggahan": data["unggahan"] or None}
