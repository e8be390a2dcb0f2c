"""Acts on announced schedules: by the LSP through its system, or by an operator for one that has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import rules
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import (
    data_sendiri,
    pastikan_bukan_kata_lsp,
    pastikan_data_sendiri,
    pastikan_lingkup,
)
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.queries import dengan_kode
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.rules import pastikan_layak
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import numbers

PENCATAT = (Role.KOORDINATOR_SERTIFIKASI, Role.OPERATOR, Role.LSP)


def _tuk(lsp: Lsp, kode: str, skema_kode: str, selesai: date) -> TempatUji:
    tuk = dengan_kode(lsp, kode)
    if tuk is None:
        sentence = f"TUK {kode} tidak ada di register BNSP untuk {lsp.nama}."
        raise Invalid(sentence, {"tuk": [sentence]})
    pastikan_layak(tuk, skema_kode, selesai)
    return tuk


def _asesi(asesi: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    rows = [{"nama": " ".join(one["nama"].split()), "registrasi": one.get("registrasi", "").strip()} for one in asesi]
    if not rows or not all(row["nama"] for row in rows):
        raise Invalid(
            "Daftar asesi belum lengkap.", {"asesi": ["Isi sedikitnya satu asesi, masing-masing dengan nama."]}
        )
    return rows


@command(
    code="jadwal_uji.catat",
    title="Mencatat jadwal uji",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 9.3.2",
)
def catat(
    ctx: Context,
    *,
    lsp: Lsp,
    nomor_lsp: str,
    skema_kode: str,
    tuk: str,
    asesor: Sequence[str],
    mulai: date,
    selesai: date,
    asesi: Sequence[Mapping[str, str]],
    peraga: bool = False,
) -> JadwalUji:
    """Enter an assessment before it takes place and give it BNSP's number.

    ``tuk`` is the LSP's code of the place, ``asesor`` are registration numbers, ``asesi`` rows of ``{nama, registrasi}``.
    Raises NotPermitted for another LSP's, Invalid for whatever the registers do not bear: licence, skema, asesor, TUK, day.
    """
    pastikan_data_sendiri(ctx, lsp)
    pastikan_bukan_kata_lsp(ctx, lsp)
    nomor_lsp = nomor_lsp.strip()
    if not nomor_lsp or JadwalUji.objects.filter(lsp=lsp, nomor_lsp=nomor_lsp).exists():
        raise Invalid(
            "Nomor jadwal LSP kosong atau sudah tercatat.", {"nomor_lsp": ["Isi nomor yang belum pernah dikirim."]}
        )
    rules.pastikan_tepat_waktu(mulai, selesai, ctx.today)
    lingkup = pastikan_lingkup(lsp, skema_kode, mulai)
    pastikan_lingkup(lsp, skema_kode, selesai)
    people, rows = rules.asesor_sah(lsp, asesor, mulai, selesai), _asesi(asesi)
    row = JadwalUji(
        nomor=numbers.take(ctx, "jadwal_uji", at=ctx.today),
        lsp=lsp,
        nomor_lsp=nomor_lsp,
        skema_kode=skema_kode,
        skema_nama=lingkup.skema_nama,
        tuk=_tuk(lsp, tuk, skema_kode, selesai),
        mulai=mulai,
        selesai=selesai,
        jumlah_asesi=len(rows),
        asesi=rows,
        diterima_pada=ctx.at,
        peraga=peraga,
    )
    row.save()
    row.asesor.set(people)
    note(nomor_bnsp=row.nomor, nomor_lsp=nomor_lsp, asesor=[one.nomor_registrasi for one in people])
    return row


@command(
    code="jadwal_uji.batalkan",
    title="Membatalkan jadwal uji",
    roles=PENCATAT,
    permit=data_sendiri,
    subject="jadwal",
    sources={StatusJadwal.TERCATAT},
    clause="P508 9.3.2",
)
def batalkan(ctx: Context, *, jadwal: JadwalUji, alasan: str) -> None:
    """Call an assessment off; its number stays used. Raises Invalid without a reason, or once it is over."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasannya."]})
    if jadwal.selesai < ctx.today:
        raise Invalid("Uji ini sudah lewat, jadi tidak dapat dibatalkan.")
    jadwal.status = StatusJadwal.DIBATALKAN
    jadwal.save()
    note(alasan=alasan.strip(), nomor_bnsp=jadwal.nomor)
