"""What the leadership sees of the country (P508 10.3.1 i): figures, each of which opens its list."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import queries as asesor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan
from telusur.bnsp.sertifikasi_lisensi.blanko import queries as blanko
from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import queries as jadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import StatusLisensi
from telusur.bnsp.sertifikasi_lisensi.pemegang import queries as pemegang
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import queries as tuk
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query


@dataclass(frozen=True, slots=True)
class Angka:
    """A figure and the list it counts."""

    label: str
    nilai: int
    url: str


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """The country today. ``per_tahun``: year, certificates registered."""

    angka: list[Angka]
    per_tahun: list[tuple[int, int]]


def _url(nama: str, saring: str = "") -> str:
    return reverse(nama) + (f"?{saring}" if saring else "")


@query(
    code="pimpinan.lihat_ringkasan",
    title="Melihat ringkasan nasional",
    roles=[*STAFF, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="lingkup",
    logged=False,
    clause="P508 10.3.1 i",
)
def ringkasan(ctx: Context, *, lingkup: str = "nasional") -> Ringkasan:
    """LSP, skema, asesor, TUK, certificates, schedules and blanks of the whole country. Raises NotPermitted."""
    angka = [
        Angka(
            "LSP aktif",
            lisensi.register(ctx, cari="", status=StatusLisensi.AKTIF).count(),
            _url("lisensi:daftar", "status=aktif"),
        ),
        Angka(
            "LSP dibekukan",
            lisensi.register(ctx, cari="", status=StatusLisensi.DIBEKUKAN).count(),
            _url("lisensi:daftar", "status=dibekukan"),
        ),
        Angka("Skema berlisensi", lisensi.jumlah_skema(ctx.today), _url("lisensi:semua_lingkup", "status=aktif")),
        Angka(
            "Asesor berlaku",
            asesor.register(ctx, cari="", keadaan=Keberlakuan.BERLAKU).count(),
            _url("asesor_kompetensi:daftar", "keadaan=berlaku"),
        ),
        Angka("TUK", tuk.register(ctx, cari="").count(), _url("tempat_uji:daftar")),
        Angka("Sertifikat tercatat", pemegang.jumlah_terbit(), _url("pemegang:daftar")),
        Angka(
            "Uji 7 hari ke depan",
            jadwal.register(ctx, cari="", waktu="pekan").count(),
            _url("jadwal_uji:daftar", "waktu=pekan"),
        ),
        Angka(
            "Permohonan blanko menunggu",
            blanko.permohonan(ctx, cari="", status=StatusPermohonan.DIAJUKAN).count(),
            _url("blanko:daftar", "status=diajukan"),
        ),
        Angka("Persediaan blanko", blanko.sisa_persediaan(), _url("blanko:persediaan")),
    ]
    return Ringkasan(angka, pemegang.per_tahun())
