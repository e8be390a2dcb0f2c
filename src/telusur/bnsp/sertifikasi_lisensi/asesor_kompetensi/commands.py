"""Acts on the register of asesor (KEP.1516 Lampiran IV, V)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.rules import nomor_baku
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import StatusAsesor
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.contact import person_name, settled
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENCATAT = (Role.KOORDINATOR_SDM, Role.OPERATOR)


def _periksa_masa(dari: date, sampai: date) -> None:
    if sampai < dari:
        raise Invalid("Masa berlaku terbalik.", {"berlaku_sampai": ["Isi tanggal sesudah tanggal mulai."]})


def _nama(nama: str) -> str:
    return settled("Data asesor belum dapat diterima.", {"nama": (person_name, nama)})["nama"]


def _bidang(bidang: Sequence[str]) -> list[str]:
    bersih = list(dict.fromkeys(" ".join(one.split()) for one in bidang if one.strip()))
    if not bersih:
        raise Invalid("Isi sedikitnya satu bidang teknis.", {"bidang": ["Isi sedikitnya satu bidang teknis."]})
    return bersih


@command(
    code="asesor_kompetensi.daftarkan",
    title="Mendaftarkan asesor kompetensi",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="KEP1516 Lampiran V",
)
def daftarkan(
    ctx: Context,
    *,
    nomor_registrasi: str,
    nama: str,
    nomor_sertifikat: str,
    berlaku_dari: date,
    berlaku_sampai: date,
    bidang: Sequence[str],
    lsp: Lsp | None = None,
    peraga: bool = False,
) -> AsesorKompetensi:
    """Enter an asesor. Raises Invalid: number misshapen or known, period turned round, no technical field."""
    nomor = nomor_baku(nomor_registrasi)
    if AsesorKompetensi.objects.filter(nomor_registrasi=nomor).exists():
        raise Invalid("Nomor registrasi itu sudah terdaftar.", {"nomor_registrasi": ["Nomor ini milik asesor lain."]})
    _periksa_masa(berlaku_dari, berlaku_sampai)
    row = AsesorKompetensi(
        nomor_registrasi=nomor,
        nama=_nama(nama),
        nomor_sertifikat=nomor_sertifikat.strip(),
        berlaku_dari=berlaku_dari,
        berlaku_sampai=berlaku_sampai,
        bidang=_bidang(bidang),
        lsp=lsp,
        peraga=peraga,
    )
    row.save()
    return row


@command(
    code="asesor_kompetensi.perpanjang",
    title="Memperpanjang sertifikat asesor",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="asesor",
    sources={StatusAsesor.AKTIF},
    clause="KEP1516 Lampiran IV",
)
def perpanjang(
    ctx: Context, *, asesor: AsesorKompetensi, nomor_sertifikat: str, berlaku_dari: date, berlaku_sampai: date
) -> None:
    """Record the certificate of an RCC. Raises Invalid when it does not end later than the present one."""
    _periksa_masa(berlaku_dari, berlaku_sampai)
    if berlaku_sampai <= asesor.berlaku_sampai:
        raise Invalid("Sertifikat baru harus berakhir sesudah yang sekarang.", {"berlaku_sampai": ["Terlalu awal."]})
    asesor.nomor_sertifikat = nomor_sertifikat.strip()
    asesor.berlaku_dari, asesor.berlaku_sampai = berlaku_dari, berlaku_sampai
    asesor.save()


@command(
    code="asesor_kompetensi.ubah_data",
    title="Mengubah data asesor",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="asesor",
)
def ubah_data(
    ctx: Context, *, asesor: AsesorKompetensi, nama: str, bidang: Sequence[str], lsp: Lsp | None = None
) -> None:
    """Correct name, technical fields or the LSP the asesor works for. Raises Invalid without a field."""
    asesor.nama, asesor.bidang, asesor.lsp = _nama(nama), _bidang(bidang), lsp
    asesor.save()


@command(
    code="asesor_kompetensi.tetapkan_status",
    title="Menetapkan status asesor",
    roles=[Role.KOORDINATOR_SDM, Role.KOMISI_SERTIFIKASI],
    permit=by_role_alone,
    subject="asesor",
    sources={StatusAsesor.AKTIF, StatusAsesor.DIBEKUKAN},
)
def tetapkan_status(ctx: Context, *, asesor: AsesorKompetensi, status: str, dasar: str) -> None:
    """Suspend, restore or withdraw a registration. Raises Invalid for the same state again or without a basis."""
    if status not in StatusAsesor.values or status == asesor.status:
        raise Invalid("Pilih status lain daripada yang sekarang.", {"status": ["Pilih status yang berbeda."]})
    if not dasar.strip():
        raise Invalid("Sebutkan dasarnya.", {"dasar": ["Sebutkan keputusan atau berita acaranya."]})
    asesor.status = status
    asesor.save()
    note(dasar=dasar.strip())
