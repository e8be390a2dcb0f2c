"""Acts on the LSP's profile, settings and letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.contact import clean_address, clean_email, institution_name, settled, written_phone
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.kernel.ui.institution import forget_institution
from telusur.lsp.administrasi.umum import rules
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi, Naskah, ProfilLsp, Setelan
from telusur.lsp.administrasi.umum.queries import kop, pemegang_peran
from telusur.lsp.administrasi.umum.queries import lisensi as lisensi_kini
from telusur.lsp.administrasi.umum.setelan import DAFTAR, Butir, nilai
from telusur.lsp.administrasi.umum.states import JenisTangan, StatusLingkup, StatusLisensi, StatusNaskah
from telusur.lsp.administrasi.umum.tangan import Bukti, bandingkan, catat_tangan, periksa_bukti
from telusur.lsp.roles import Role

BEKU = frozenset({StatusLisensi.DIBEKUKAN.value, StatusLisensi.DICABUT.value})


@command(
    code="umum.isi_profil",
    title="Mengisi profil LSP",
    roles=[Role.PENGELOLA_SISTEM, Role.MANAJER_ADMINISTRASI, Role.SISTEM],
    permit=by_role_alone,
    clause="SE007 A.IV.1",
)
def isi_profil(ctx: Context, /, **isian: Any) -> ProfilLsp:
    """Record or correct the LSP's profile. Unknown fields raise Invalid."""
    row = ProfilLsp.objects.first() or ProfilLsp()
    for name, value in isian.items():
        if name not in {field.name for field in ProfilLsp._meta.concrete_fields} - {"id"}:
            raise Invalid(f"Profil LSP tidak mempunyai isian “{name}”.")
        setattr(row, name, value)
    salah: dict[str, list[str]] = {}
    checks: tuple[Callable[[], None], ...] = (partial(_menurut_aturan, row, isian), partial(_periksa_profil, row))
    for check in checks:
        try:
            check()
        except Invalid as refusal:
            salah = {**refusal.fields, **salah}
    if salah:
        raise Invalid("Profil LSP belum dapat disimpan. Perbaiki isian yang ditandai.", salah)
    row.save()
    forget_institution()
    return row


def _menurut_aturan(row: ProfilLsp, isian: dict[str, Any]) -> None:
    aturan = {
        "nama": institution_name,
        "nama_en": institution_name,
        "alamat": clean_address,
        "telepon": written_phone,
        "email": clean_email,
        "rekening_nama": institution_name,
    }
    ada = {name: (aturan[name], str(isian[name])) for name in aturan if name in isian}
    boleh_kosong = {"nama_en", "telepon", "rekening_nama"}
    for name, value in settled("Profil LSP belum dapat disimpan.", ada, optional=boleh_kosong).items():
        setattr(row, name, value)


def _periksa_profil(row: ProfilLsp) -> None:
    try:
        row.clean_fields()
    except ValidationError as wrong:
        raise Invalid("Profil LSP belum dapat disimpan. Perbaiki isian yang ditandai.", wrong.message_dict) from wrong


@command(
    code="umum.catat_lisensi",
    title="Mencatat lisensi",
    roles=[Role.PENGELOLA_SISTEM, Role.MANAJER_ADMINISTRASI, Role.BNSP],
    permit=rules.milik_bnsp,
    clause="SE007 A.IV.1",
)
def catat_lisensi(
    ctx: Context,
    *,
    nomor: str,
    nomor_sk: str,
    tanggal_sk: date,
    berlaku_dari: date,
    berlaku_sampai: date,
    status: str = StatusLisensi.AKTIF,
    alasan: str = "",
    bukti: Bukti | None = None,
) -> Lisensi:
    """Record the licence or its new state; by hand with a reason and evidence, while BNSP is not connected.

    Raises Invalid when the period is turned round, the state is unknown, or a person gives no evidence.

    The event says whether the licence has just lost its force (``jatuh``), and by which decision.
    """
    if status not in StatusLisensi.values:
        raise Invalid("Status lisensi itu tidak dikenal.", {"status": ["Pilih salah satu status."]})
    if berlaku_sampai < berlaku_dari:
        raise Invalid("Masa berlaku lisensi terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})
    row = Lisensi.objects.filter(nomor=nomor).first() or Lisensi(nomor=nomor)
    row.menurut_bnsp = ctx.actor.has(Role.BNSP)
    if not row.menurut_bnsp:
        bukti = periksa_bukti(alasan, bukti)
    jatuh = status in BEKU and (row._state.adding or row.status != status)
    row.nomor_sk, row.tanggal_sk = nomor_sk, tanggal_sk
    row.berlaku_dari, row.berlaku_sampai, row.status = berlaku_dari, berlaku_sampai, status
    row.save()
    _tandai_lisensi(ctx, row, alasan, bukti)
    forget_institution()
    note(jatuh=jatuh, status=status, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk)
    return row


def _tandai_lisensi(ctx: Context, row: Lisensi, alasan: str, bukti: Bukti | None) -> None:
    nilai = row.sebagai_nilai
    if not row.menurut_bnsp:
        catat_tangan(
            ctx, jenis=JenisTangan.LISENSI, untuk_id=row.pk, perihal=row.nomor, nilai=nilai, tanggal=row.tanggal_sk,
            alasan=alasan, bukti=bukti,
        )  # fmt: skip
        return
    bandingkan(ctx, JenisTangan.LISENSI, row.pk, nilai)
    for lain in Lisensi.objects.filter(menurut_bnsp=False).exclude(pk=row.pk):  # BNSP knows this LSP by another number
        bandingkan(ctx, JenisTangan.LISENSI, lain.pk, f"{row.nomor}, {nilai}"[:200])


@command(
    code="umum.terima_lisensi",
    title="Menerima keadaan lisensi dari BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    clause="P508 9.5",
)
def terima_lisensi(ctx: Context, *, isi: dict[str, Any], lingkup: Sequence[dict[str, Any]]) -> list[str]:
    """Take over what BNSP decided of the licence and of each skema. The skema codes that lost their force just now.

    ``isi`` are the arguments of ``catat_lisensi``; ``lingkup`` rows ``{skema_kode, skema_nama, status, sejak,
    keadaan_sejak, masa_berlaku_bulan}`` with BNSP's own days. The event says whether the whole licence fell (``jatuh``) and
    which skema did, with their state (``lingkup``).
    """
    dulu = Lisensi.objects.filter(nomor=isi["nomor"]).first()
    jatuh = isi["status"] in BEKU and (dulu is None or dulu.status != isi["status"])
    catat_lisensi(ctx, **isi)
    semua = [*lingkup, *_tidak_disebut(lingkup, isi["tanggal_sk"])]
    hilang = {row["skema_kode"]: row["status"] for row in semua if _catat_lingkup(row)}
    note(status=isi["status"], jatuh=jatuh, lingkup=hilang, nomor_sk=isi["nomor_sk"], tanggal_sk=isi["tanggal_sk"])
    return sorted({row["skema_kode"] for row in semua}) if jatuh else sorted(hilang)


def _tidak_disebut(lingkup: Sequence[dict[str, Any]], keputusan: date) -> list[dict[str, Any]]:
    """Skema that BNSP told before and names no more: what it tells is the whole scope, so they are out of it.

    It names no day for them: out since its decision, unless they were out before.
    """
    keluar = StatusLingkup.DIKURANGI.value
    return [
        {
            "skema_kode": row.skema_kode,
            "skema_nama": row.skema_nama,
            "status": keluar,
            "sejak": row.sejak,
            "keadaan_sejak": row.keadaan_sejak if row.status == keluar else keputusan,
            "masa_berlaku_bulan": row.masa_berlaku_bulan,
        }
        for row in LingkupLisensi.objects.exclude(skema_kode__in=[one["skema_kode"] for one in lingkup])
    ]


def _catat_lingkup(baru: dict[str, Any]) -> bool:
    """Whether the skema has just been frozen or taken out of the scope; out of it after a freeze is a decision of its own."""
    row = LingkupLisensi.objects.filter(skema_kode=baru["skema_kode"]).first()
    dulu = row.status if row else StatusLingkup.AKTIF.value
    row = row or LingkupLisensi(skema_kode=baru["skema_kode"])
    row.skema_nama, row.status = baru["skema_nama"], baru["status"]
    row.sejak, row.keadaan_sejak = baru["sejak"], baru["keadaan_sejak"]
    row.masa_berlaku_bulan = baru["masa_berlaku_bulan"]
    row.save()
    return row.status not in (dulu, StatusLingkup.AKTIF)


@command(
    code="umum.ingatkan_lisensi",
    title="Mengingatkan lisensi yang akan berakhir",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="lisensi",
)
def ingatkan_lisensi(ctx: Context, *, lisensi: Lisensi) -> None:
    """Tell every Manajer Administrasi and the Direktur, once for each last day of the licence."""
    if lisensi.diingatkan_untuk == lisensi.berlaku_sampai:
        raise Invalid("Pengingat untuk masa berlaku ini sudah dikirim.")
    data = {"lisensi": lisensi.nomor, "berakhir": long_date(lisensi.berlaku_sampai)}
    for orang in pemegang_peran(Role.MANAJER_ADMINISTRASI, ctx) | pemegang_peran(Role.DIREKTUR, ctx):
        kirim(ctx, to_user=orang, template="lisensi_akan_berakhir", data=data)
    lisensi.diingatkan_untuk = lisensi.berlaku_sampai
    lisensi.save()


@command(
    code="umum.ubah_setelan",
    title="Mengubah setelan",
    roles=[Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
)
def ubah_setelan(ctx: Context, *, kode: str, nilai_baru: int | bool | str) -> Setelan:
    """Change a setting; holds at once. Raises Invalid for an unknown code or a value of the wrong kind."""
    butir = DAFTAR.get(kode)
    if butir is None:
        raise Invalid("Setelan itu tidak dikenal.")
    if type(nilai_baru) is not type(butir.bawaan):
        raise Invalid(f"Nilai untuk “{butir.label}” tidak sesuai jenisnya.")
    _periksa_batas(butir, nilai_baru)
    note(label=butir.label, sebelum=nilai(kode), sesudah=nilai_baru)
    row = Setelan.objects.filter(kode=kode).first() or Setelan(kode=kode)
    row.nilai = nilai_baru
    row.save()
    return row


def _periksa_batas(butir: Butir, nilai_baru: int | bool | str) -> None:
    if not isinstance(nilai_baru, int) or isinstance(nilai_baru, bool):
        return
    if butir.minimal is not None and nilai_baru < butir.minimal:
        sentence = f"“{butir.label}” paling kecil {butir.minimal} {butir.satuan}."
        raise Invalid(sentence, {"nilai": [sentence]})
    if nilai_baru > butir.maksimal:
        sentence = f"“{butir.label}” paling besar {butir.maksimal} {butir.satuan}."
        raise Invalid(sentence, {"nilai": [sentence]})


@command(code="umum.buat_naskah", title="Menyusun draf naskah", roles=[], permit=by_role_alone, nested=True)
def buat_naskah(
    ctx: Context,
    *,
    jenis: str,
    perihal: str,
    isi: dict[str, Any],
    untuk_id: UUID,
    penerima: User | None = None,
    skema_kode: str = "",
    berlaku_dari: date | None = None,
    berlaku_sampai: date | None = None,
) -> Naskah:
    """Draft a letter or decree; part of the act that needs it."""
    row = Naskah(
        jenis=jenis,
        perihal=perihal,
        isi=isi,
        untuk_id=untuk_id,
        penerima=penerima,
        skema_kode=skema_kode,
        berlaku_dari=berlaku_dari,
        berlaku_sampai=berlaku_sampai,
        dibuat_pada=ctx.at,
    )
    row.save()
    return row


@command(
    code="umum.tandatangani_naskah",
    title="Menandatangani naskah",
    roles=[],
    permit=by_role_alone,
    subject="naskah",
    sources={StatusNaskah.DRAF},
    signs=True,
    nested=True,
)
def tandatangani_naskah(
    ctx: Context, *, naskah: Naskah, isi: dict[str, Any] | None = None, case_id: UUID | None = None
) -> None:
    """Sign, number and register a draft, and have its PDF made. The number comes from the kind's own series (SOP 1.5)."""
    licence = lisensi_kini()
    naskah.nomor = numbers.take(
        ctx, naskah.jenis, at=ctx.today, lsp=kop()["singkatan"], lisensi=licence.bagian_nomor if licence else ""
    )
    naskah.isi = isi if isi is not None else naskah.isi
    naskah.status = StatusNaskah.DITANDATANGANI
    naskah.penandatangan = ctx.actor.user
    naskah.ditandatangani_pada = ctx.at
    naskah.dokumen = minta(
        ctx,
        kind=naskah.jenis,
        title=naskah.perihal,
        number=naskah.nomor,
        data={
            **naskah.isi,
            "nomor": naskah.nomor,
            "kota": kop()["kota"],
            "tanggal": long_date(ctx.today),
            "penandatangan": {"nama": ctx.actor.name, "jabatan": "Direktur"},
        },
        subject=naskah,
        case_id=case_id,
        signer_name=ctx.actor.name,
    )
    naskah.save()
    catat(
        ctx,
        kind=naskah.jenis,
        number=naskah.nomor,
        subject=naskah.perihal,
        date=ctx.today,
        to=naskah.penerima.name if naskah.penerima else "",
        document=naskah.dokumen,
    )
    note(nomor=naskah.nomor, perihal=naskah.perihal)


@command(
    code="umum.batalkan_naskah",
    title="Membatalkan naskah",
    roles=[],
    permit=by_role_alone,
    subject="naskah",
    sources={StatusNaskah.DRAF, StatusNaskah.DITANDATANGANI},
    nested=True,
)
def batalkan_naskah(ctx: Context, *, naskah: Naskah, alasan: str) -> None:
    """Withdraw a letter; its number stays used."""
    naskah.status = StatusNaskah.DIBATALKAN
    naskah.save()
    note(alasan=alasan)
