"""Pages for everybody: who we are, what we certify, how to apply (SOP 1.1, SE007 A.IV.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.language import bilingual
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not
from telusur.kernel.ui.institution import current_institution
from telusur.lsp.administrasi.skema import queries as skema
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import JenisPersyaratan
from telusur.lsp.administrasi.umum import queries as umum
from telusur.lsp.administrasi.umum.models import Lisensi, ProfilLsp
from telusur.lsp.administrasi.umum.states import StatusLisensi
from telusur.lsp.manajemen.portal import proses, sebutan
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.commands import mulai
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import milik_saya
from telusur.lsp.sertifikasi.aplikasi.rules import alasan_tutup
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, Tahap

TERLAMPIR_DI_DEPAN = 6  # skema shown on the front page
NADA = {StatusLisensi.AKTIF: "ok", StatusLisensi.BERSYARAT: "wait", StatusLisensi.DIBEKUKAN: "wait"}


def _profil() -> ProfilLsp | None:
    try:
        return umum.profil()
    except NotFound:
        return None


def _keadaan_lisensi(lisensi: Lisensi | None, ctx: Context) -> dict[str, str]:
    """Colour and words of the licence as of today."""
    if lisensi is None:
        return {"tone": "mute", "label": _("Belum tercatat")}
    if ctx.today > lisensi.berlaku_sampai:
        return {"tone": "late", "label": _("Masa berlaku habis")}
    if ctx.today < lisensi.berlaku_dari:
        return {"tone": "wait", "label": _("Belum mulai berlaku")}
    return {
        "tone": NADA.get(StatusLisensi(lisensi.status), "late"),
        "label": str(sebutan.STATUS_LISENSI[lisensi.status]),
    }


def _lembaga(ctx: Context) -> dict[str, Any]:
    lisensi = umum.lisensi()
    profil = _profil()
    return {
        "profil": profil,
        "jenis_lsp": sebutan.jenis_lsp(profil),
        "lisensi": lisensi,
        "keadaan_lisensi": _keadaan_lisensi(lisensi, ctx),
    }


def _baris(rows: Iterable[Skema]) -> list[dict[str, Any]]:
    """Skema with what their application costs."""
    return [
        {
            "skema": row,
            "nama": sebutan.nama(row),
            "jenis": sebutan.jenis(row),
            "masa": sebutan.masa(row),
            "biaya": skema.biaya_permohonan(row)[1],
        }
        for row in rows
    ]


@require_safe
@bilingual
def beranda(request: HttpRequest) -> HttpResponse:
    """The front page."""
    ctx = context_of(request)
    rows = _baris(skema.terbuka(skema.berlaku(), ctx.today)[0])
    page = {
        **_lembaga(ctx),
        "daftar": rows[:TERLAMPIR_DI_DEPAN],
        "jumlah": len(rows),
        "langkah": proses.langkah(),
    }
    return render(request, "portal/beranda.html", page)


@require_safe
@bilingual
def profil(request: HttpRequest) -> HttpResponse:
    """Profile, licence, scope and how to reach us. Staff also find here who was told when BNSP took force from it."""
    ctx = context_of(request)
    kini = umum.wewenang()
    buka, tutup = skema.terbuka(skema.berlaku(), ctx.today)
    menurut = [(row, kini.alasan(row.skema_kode, ctx.today)) for row in umum.lingkup()]
    page = {
        **_lembaga(ctx),
        "daftar": _baris(buka),
        "tutup": _tutup(tutup),
        "dinyatakan": kini.dinyatakan,
        "lingkup": [row for row, why in menurut if why is None],
        "di_luar": [(row, why) for row, why in menurut if why is not None],
        "staf": ctx.actor.has(*STAFF),
    }
    return render(request, "portal/profil.html", page)


@require_safe
def lisensi(request: HttpRequest) -> HttpResponse:
    """The licence is a part of the profile."""
    return redirect(reverse("portal:profil") + "#lisensi")


@require_safe
def kontak(request: HttpRequest) -> HttpResponse:
    """So is how to reach us."""
    return redirect(reverse("portal:profil") + "#kontak")


@require_safe
@bilingual
def daftar_skema(request: HttpRequest) -> HttpResponse:
    """The skema open for application; a search also looks at the units."""
    words = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:80]
    ctx, rows = context_of(request), skema.berlaku()
    if words:
        named = Q(nama_id__icontains=words) | Q(nama_en__icontains=words) | Q(kode__icontains=words)
        in_units = Q(unit__judul_id__icontains=words) | Q(unit__kode__icontains=words)
        rows = rows.filter(pk__in=skema.berlaku().filter(named | in_units).order_by().values("pk"))
    buka, tutup = skema.terbuka(rows, ctx.today)
    page = {"daftar": _baris(buka), "tutup": _tutup(tutup), "jumlah": len(buka) + len(tutup), "cari": words}
    return render(request, "portal/skema.html", page)


def _tutup(rows: Iterable[skema.Tutup]) -> list[dict[str, Any]]:
    """Skema in force that take no applications, with the sentence of their own page."""
    return [{"skema": row.skema, "nama": sebutan.nama(row.skema), "alasan": row.alasan} for row in rows]


def _persyaratan(row: Skema, jenis: str) -> list[dict[str, Any]]:
    """Requirements by group: what is alternative, and what may be left out."""
    return [
        {"pilihan": group, "wajib": group[0].wajib, "satu": len(group) == 1}
        for group in skema.kelompok_persyaratan(row, jenis)
    ]


def _permohonan_terbuka(ctx: Context, row: Skema) -> Permohonan | None:
    """The actor's own open application for this skema."""
    if ctx.actor.user is None:
        return None
    return milik_saya(ctx).filter(skema_kode=row.kode, status__in=TERBUKA).exclude(tahap=Tahap.SELESAI).first()


@require_safe
@bilingual
def rinci_skema(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one skema, before anybody has to sign in (SOP 1.1, P508 9.1.2)."""
    ctx = context_of(request)
    row = skema.dengan_slug(slug)
    charged, total = skema.biaya_permohonan(row)
    page = {
        "skema": row,
        "inggris": sebutan.inggris(),
        "nama": sebutan.nama(row),
        "area": sebutan.area(row),
        "jenis": sebutan.jenis(row),
        "masa": sebutan.masa(row),
        "jumlah_unit": sum(len(group.unit.all()) for group in row.kelompok.all()),
        "dasar": _persyaratan(row, JenisPersyaratan.DASAR),
        "administratif": _persyaratan(row, JenisPersyaratan.ADMINISTRATIF),
        "biaya": charged,
        "total": total,
        "biaya_lain": [fee for fee in row.biaya.all() if not fee.dikenakan],
        "jenis_bukti": proses.JENIS_BUKTI,
        "aturan_bukti": proses.ATURAN_BUKTI,
        "langkah": proses.langkah(),
        "terbuka": _permohonan_terbuka(ctx, row),
        "tutup": alasan_tutup(row.kode, ctx),
        "alasan": why_not(mulai, ctx) if ctx.actor.user else None,
    }
    return render(request, "portal/rinci_skema.html", page)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the portal, not people's certificates."""
    closed = ("/akun/", "/api/", "/dokumen/", "/verifikasi/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask without reading the page."""
    return redirect(staticfiles_storage.url("ui/telusur-mark.svg"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Lets a telephone keep the portal on its home screen."""
    lembaga = current_institution()
    mark = {"src": staticfiles_storage.url("ui/telusur-mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    body = {
        "name": lembaga.nama,
        "short_name": lembaga.pendek,
        "lang": "id",
        "start_url": "/",
        "display": "browser",
        "theme_color": "#22407c",
        "background_color": "#ffffff",
        "icons": [mark],
    }
    return JsonResponse(body, content_type="application/manifest+json")
