"""Pages of what BNSP holds against the LSP."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.contract.from_lsp import JAWABAN_TEMUAN, TANGGAPAN_SANKSI
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, long_date
from telusur.kernel.exchange.attachments import file_words, on_the_way
from telusur.kernel.exchange.queries import standing, standing_words
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
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
from telusur.lsp.manajemen.pengendalian import commands, queries
from telusur.lsp.manajemen.pengendalian.forms import JawabanForm
from telusur.lsp.manajemen.pengendalian.models import PerkaraBnsp
from telusur.lsp.manajemen.pengendalian.states import TONES, JenisPerkara, StatusPerkara

KOLOM = (Kolom("Nomor"), Kolom("Jenis"), Kolom("Golongan"), Kolom("Tenggat"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
JUDUL = "Temuan dan kasus sanksi BNSP"


def _perkara(pk: UUID) -> PerkaraBnsp:
    return found(queries.dengan_id(pk), "Temuan atau kasus itu tidak ada.")


def alamat(row: PerkaraBnsp) -> str:
    """Where one matter is shown."""
    return reverse("pengendalian:rinci", args=[row.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Everything BNSP holds against the LSP."""
    ctx, get = context_of(request), request.GET
    rows = queries.daftar(ctx, cari=words_of(request), status=get.get("status", ""), jenis=get.get("jenis", ""))
    page = page_of(request, rows)
    register = Register(
        title=JUDUL,
        intro="Diberitahukan sistem BNSP; dijawab di sini dengan berkasnya, paling lambat pada tenggatnya.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.nomor, url=alamat(row), kode=True, kecil=row.perihal),
                Sel(row.get_jenis_display()),
                Sel(row.get_golongan_display()),
                Sel(long_date(row.tenggat)),
                Sel(row.get_status_display(), tone=TONES[StatusPerkara(row.status)]),
            ]
            for row in page
        ],
        search="nomor, klausul, atau uraian",
        unit="perkara",
        icon="flag",
        empty="Belum ada temuan atau kasus sanksi dari BNSP.",
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusPerkara.choices),
            Saringan("jenis", "Jenis", JenisPerkara.choices),
        ],
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One matter: what BNSP says, what the LSP answered, and where the answer stands."""
    ctx, row = context_of(request), _perkara(pk)
    queries.daftar(ctx, cari="")
    temuan = row.jenis == JenisPerkara.TEMUAN
    dijawab = f"{row.dijawab_oleh}, {date_and_time(row.dijawab_pada)}" if row.dijawab_pada else ""
    detail = Detail(
        title=row.nomor,
        intro=f"{row.get_jenis_display()} BNSP · {row.get_golongan_display()}",
        tone=TONES[StatusPerkara(row.status)],
        badge=row.get_status_display(),
        back=(JUDUL, reverse("pengendalian:daftar")),
        facts=[
            ("Klausul" if temuan else "Skema", row.perihal or "seluruh lisensi"),
            ("Ketidaksesuaian" if temuan else "Dasar", row.uraian),
            ("Dibuka", long_date(row.dibuka)),
            ("Tenggat jawaban", long_date(row.tenggat)),
            ("Keadaan di BNSP", row.get_keadaan_display()),
            ("Verifikasi BNSP" if temuan else "Keputusan BNSP", row.kata_bnsp),
            ("Jawaban LSP", row.jawaban, dijawab),
            *([("Tidak diterima sistem BNSP", row.kendala)] if row.kendala else []),
            *_kiriman(row),
        ],
        parts=[
            Part("Berkas jawaban", _berkas(row), "Belum ada."),
            *([] if temuan else [Part("Kelengkapan data saat dibuka", [Row(one) for one in row.kelengkapan])]),
        ],
        acts=act(
            ctx,
            commands.jawab,
            "Jawab temuan" if temuan else "Tanggapi kasus",
            reverse("pengendalian:jawab", args=[pk]),
            row,
            icon="send",
            main=True,
        ),
    )
    return detail_page(request, detail)


def _kiriman(row: PerkaraBnsp) -> list[tuple[str, str]]:
    if not row.dijawab_pada:
        return []
    jenis = JAWABAN_TEMUAN if row.jenis == JenisPerkara.TEMUAN else TANGGAPAN_SANKSI
    return [("Kiriman ke BNSP", standing_words(standing(to=settings.BNSP_CODE, kind=jenis.kind, key=row.kunci)))]


def _berkas(row: PerkaraBnsp) -> list[Row]:
    rows = queries.lampiran(row)
    jalan = on_the_way(settings.BNSP_CODE, [one.berkas.sha256 for one in rows])
    return [
        Row(
            one.berkas.name,
            f"Jawaban ke-{one.ajuan} · {one.berkas.captured_by}",
            *file_words(jalan.get(one.berkas.sha256)),
            url=f"{reverse('archive:berkas', args=[one.berkas_id])}?lihat=1",
        )
        for one in rows
    ]


@login_required
@GET_POST
def jawab(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer BNSP."""
    row = _perkara(pk)
    temuan = row.jenis == JenisPerkara.TEMUAN
    return act_page(
        request,
        commands.jawab,
        JawabanForm(request.POST, request.FILES) if request.method == "POST" else JawabanForm(),
        title="Jawab temuan BNSP" if temuan else "Tanggapi kasus sanksi BNSP",
        button="Kirim ke BNSP",
        success="Jawaban dikirim ke BNSP beserta berkasnya.",
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        intro=f"{row.nomor}, tenggat {long_date(row.tenggat)}. {row.uraian}"[:600],
        perkara=row,
    )
