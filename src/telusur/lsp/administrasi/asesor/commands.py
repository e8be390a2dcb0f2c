"""Acts on the asesor register."""

from __future__ import annotations

from datetime import date

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.models import Asesor, LingkupAsesor
from telusur.lsp.administrasi.asesor.rules import belum_dinyatakan
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.umum.queries import pemegang_peran
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung, milik_bnsp
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import Bukti, bandingkan, catat_tangan, periksa_bukti
from telusur.lsp.roles import Role

PENCATAT = [Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI, Role.MANAJER_SERTIFIKASI]


def _periksa_masa(dari: date, sampai: date) -> None:
    if sampai < dari:
        raise Invalid("Masa berlaku terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})


def _periksa_nomor(no_reg: str, kecuali: Asesor | None = None) -> None:
    rows = Asesor.objects.filter(no_reg=no_reg)
    if (rows.exclude(pk=kecuali.pk) if kecuali else rows).exists():
        raise Invalid(
            "Nomor registrasi itu sudah dipakai.", {"no_reg": ["Nomor registrasi itu sudah dipakai asesor lain."]}
        )


@command(code="asesor.daftarkan", title="Mendaftarkan asesor", roles=PENCATAT, permit=by_role_alone, clause="SOP 1.5")
def daftarkan(
    ctx: Context,
    *,
    orang: User,
    no_reg: str,
    sk_nomor: str,
    sk_tanggal: date,
    nomor_sertifikat: str = "",
    berlaku_dari: date | None = None,
    berlaku_sampai: date | None = None,
    alasan: str = "",
    bukti: Bukti | None = None,
) -> Asesor:
    """Register a person as asesor with their MET number and the LSP's SK.

    The certificate is told by BNSP once it is connected and is not taken from a person then; before, with a reason and evidence.
    Raises Invalid for a number or person already registered, or somebody without the role; NotPermitted for a typed certificate.
    """
    if not pemegang_peran(Role.ASESOR, ctx).filter(pk=orang.pk).exists():
        sentence = f"{orang.name} tidak memegang peran Asesor yang berlaku. Beri perannya lebih dulu."
        raise Invalid(sentence, {"orang": [sentence]})
    _periksa_nomor(no_reg)
    if Asesor.objects.filter(orang=orang).exists():
        raise Invalid(f"{orang.name} sudah terdaftar sebagai asesor.", {"orang": ["Orang ini sudah terdaftar."]})
    row = Asesor(orang=orang, no_reg=no_reg, sk_nomor=sk_nomor, sk_tanggal=sk_tanggal)
    if bnsp_tersambung():
        if nomor_sertifikat or berlaku_dari or berlaku_sampai:
            raise NotPermitted(milik_bnsp.reason)
        row.save()
        return row
    _catat_sertifikat(ctx, row, nomor_sertifikat, berlaku_dari, berlaku_sampai, alasan, bukti)
    return row


def _catat_sertifikat(
    ctx: Context,
    row: Asesor,
    nomor: str,
    dari: date | None,
    sampai: date | None,
    alasan: str,
    bukti: Bukti | None,
) -> None:
    """The certificate as a person wrote it down, with what proves it."""
    if dari is None or sampai is None:
        kosong = {"berlaku_dari": dari, "berlaku_sampai": sampai}
        raise Invalid(
            "Isi masa berlaku sertifikat.", {name: ["Isi tanggalnya."] for name, at in kosong.items() if not at}
        )
    _periksa_masa(dari, sampai)
    diperiksa = periksa_bukti(alasan, bukti)
    row.nomor_sertifikat, row.berlaku_dari, row.berlaku_sampai = nomor, dari, sampai
    row.save()
    catat_tangan(
        ctx, jenis=JenisTangan.ASESOR, untuk_id=row.pk, perihal=row.no_reg, nilai=row.sebagai_nilai, tanggal=dari,
        alasan=alasan, bukti=diperiksa,
    )  # fmt: skip


@command(
    code="asesor.perbaiki_nomor",
    title="Memperbaiki nomor registrasi asesor",
    roles=PENCATAT,
    permit=belum_dinyatakan,
    subject="asesor",
    clause="P508 10.4.4.4",
)
def perbaiki_nomor(ctx: Context, *, asesor: Asesor, no_reg: str) -> None:
    """Another number than the one BNSP did not know; BNSP is asked again. Raises Invalid for one in use."""
    if no_reg == asesor.no_reg:
        raise Invalid("Nomor itu sama dengan yang tercatat.", {"no_reg": ["Tulis nomor yang benar."]})
    _periksa_nomor(no_reg, asesor)
    note(sebelum=asesor.no_reg)
    asesor.no_reg = no_reg
    asesor.save()


@command(
    code="asesor.tambah_lingkup",
    title="Menambah lingkup asesor",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="asesor",
    clause="SOP 1.5",
)
def tambah_lingkup(
    ctx: Context, *, asesor: Asesor, skema_kode: str, dasar: str, berlaku_dari: date, berlaku_sampai: date
) -> LingkupAsesor:
    """Record technical competence for a skema, with what proves it."""
    _periksa_masa(berlaku_dari, berlaku_sampai)
    row = LingkupAsesor(
        asesor=asesor, skema_kode=skema_kode, dasar=dasar, berlaku_dari=berlaku_dari, berlaku_sampai=berlaku_sampai
    )
    row.save()
    note(skema=skema_kode)
    return row


@command(
    code="asesor.perbarui_sertifikat",
    title="Memperbarui sertifikat asesor",
    roles=PENCATAT,
    permit=milik_bnsp,
    subject="asesor",
)
def perbarui_sertifikat(
    ctx: Context,
    *,
    asesor: Asesor,
    nomor_sertifikat: str,
    berlaku_dari: date,
    berlaku_sampai: date,
    alasan: str = "",
    bukti: Bukti | None = None,
) -> None:
    """Record a renewed certificate (RCC) by hand, with a reason and evidence, while BNSP is not connected."""
    _catat_sertifikat(ctx, asesor, nomor_sertifikat, berlaku_dari, berlaku_sampai, alasan, bukti)


@command(
    code="asesor.terima_registrasi",
    title="Menerima registrasi asesor dari BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="asesor",
    clause="P508 10.4.4.4",
)
def terima_registrasi(
    ctx: Context, *, asesor: Asesor, nomor_sertifikat: str, berlaku_dari: date, berlaku_sampai: date, status: str
) -> None:
    """Take over what BNSP's register holds: certificate, its days, and whether the registration counts (``Registrasi``)."""
    _periksa_masa(berlaku_dari, berlaku_sampai)
    asesor.nomor_sertifikat = nomor_sertifikat
    asesor.berlaku_dari, asesor.berlaku_sampai = berlaku_dari, berlaku_sampai
    asesor.registrasi = status
    asesor.save()
    bandingkan(ctx, JenisTangan.ASESOR, asesor.pk, asesor.sebagai_nilai)
    note(status=status)


@command(
    code="asesor.ubah_status",
    title="Mengubah status asesor",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="asesor",
)
def ubah_status(ctx: Context, *, asesor: Asesor, status: str, alasan: str) -> None:
    """Take an asesor out of use or back into it, with a reason. Raises Invalid."""
    if status not in StatusAsesor.values:
        raise Invalid("Status asesor itu tidak dikenal.", {"status": ["Pilih aktif atau nonaktif."]})
    if status == asesor.status:
        raise Invalid(f"{asesor} sudah berstatus “{asesor.get_status_display()}”.")
    if not alasan.strip():
        raise Invalid("Tulis alasan perubahan status.", {"alasan": ["Tulis alasan perubahan status."]})
    asesor.status = status
    asesor.save()
    note(alasan=alasan.strip())


@command(
    code="asesor.ingatkan",
    title="Mengingatkan sertifikat asesor yang akan berakhir",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="asesor",
)
def ingatkan(ctx: Context, *, asesor: Asesor) -> None:
    """Tell the asesor and every Manajer Sertifikasi, once for each last day of the certificate."""
    if asesor.berlaku_sampai is None or asesor.diingatkan_untuk == asesor.berlaku_sampai:
        raise Invalid("Pengingat untuk masa berlaku ini sudah dikirim.")
    data = {
        "asesor": asesor.orang.name,
        "no_reg": asesor.no_reg,
        "berakhir": long_date(asesor.berlaku_sampai),
        "tautan": f"/asesor/{asesor.pk}/",
    }
    for orang in [asesor.orang, *pemegang_peran(Role.MANAJER_SERTIFIKASI, ctx)]:
        kirim(ctx, to_user=orang, template="asesor_akan_berakhir", data=data)
    asesor.diingatkan_untuk = asesor.berlaku_sampai
    asesor.save()
