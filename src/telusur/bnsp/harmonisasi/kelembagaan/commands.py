"""Acts of Komisi Harmonisasi dan Kelembagaan (P508 10.3.1 ii)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.bnsp.harmonisasi.kelembagaan.models import Cabang, Harmonisasi, Standar
from telusur.bnsp.harmonisasi.kelembagaan.states import BentukHarmonisasi, JenisStandar, StatusCabang, StatusStandar
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.contact import clean_address, institution_name, settled
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENCATAT = (Role.KOMISI_HARMONISASI, Role.OPERATOR)


def _isi(**isian: str) -> None:
    """Raise Invalid beside each that is empty."""
    if kosong := {name: ["Isian ini belum diisi."] for name, text in isian.items() if not text.strip()}:
        raise Invalid("Catatan belum lengkap.", kosong)


@command(
    code="kelembagaan.catat_cabang",
    title="Mencatat cabang LSP",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 10.3.1 ii; PBNSP 207",
)
def catat_cabang(
    ctx: Context,
    *,
    lsp: Lsp,
    nama: str,
    alamat: str,
    kota: str,
    provinsi: str,
    skema: Sequence[str],
    sejak: date,
    peraga: bool = False,
) -> Cabang:
    """Enter a branch. Raises Invalid for what is missing, or a name that the LSP's other branch has."""
    _isi(nama=nama, alamat=alamat, kota=kota, provinsi=provinsi)
    tempat = settled(
        "Catatan belum dapat diterima.", {"nama": (institution_name, nama), "alamat": (clean_address, alamat)}
    )
    bersih = tempat["nama"]
    if Cabang.objects.filter(lsp=lsp, nama=bersih).exists():
        raise Invalid("Cabang itu sudah tercatat.", {"nama": ["LSP ini sudah mempunyai cabang bernama sama."]})
    row = Cabang(
        lsp=lsp,
        nama=bersih,
        alamat=tempat["alamat"],
        kota=kota.strip(),
        provinsi=provinsi.strip(),
        skema=list(skema),
        sejak=sejak,
        peraga=peraga,
    )
    row.save()
    return row


@command(
    code="kelembagaan.tutup_cabang",
    title="Mencatat penutupan cabang LSP",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="cabang",
    sources={StatusCabang.BUKA},
)
def tutup_cabang(ctx: Context, *, cabang: Cabang, alasan: str) -> None:
    """It is closed. Raises Invalid without a reason."""
    _isi(alasan=alasan)
    cabang.status = StatusCabang.TUTUP
    cabang.save()
    note(alasan=alasan.strip())


@command(
    code="kelembagaan.daftarkan_standar",
    title="Mendaftarkan standar kompetensi",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 10.3.1 ii",
)
def daftarkan_standar(
    ctx: Context,
    *,
    kode: str,
    judul: str,
    jenis: str,
    bidang: str,
    tanggal: date,
    nomor_keputusan: str = "",
    menggantikan: Standar | None = None,
    peraga: bool = False,
) -> Standar:
    """Enter a standard; the one it replaces is marked so. Raises Invalid for a known code or what is missing."""
    _isi(kode=kode, judul=judul, bidang=bidang)
    if jenis not in JenisStandar.values:
        raise Invalid("Jenis standar itu tidak dikenal.", {"jenis": ["Pilih salah satu."]})
    bersih = " ".join(kode.split())
    if Standar.objects.filter(kode=bersih).exists():
        raise Invalid("Kode standar itu sudah terdaftar.", {"kode": ["Isi kode yang belum dipakai."]})
    row = Standar(
        kode=bersih,
        judul=judul.strip(),
        jenis=jenis,
        bidang=bidang.strip(),
        tanggal=tanggal,
        nomor_keputusan=nomor_keputusan.strip(),
        peraga=peraga,
    )
    row.save()
    if menggantikan is not None:
        lama = Standar.objects.select_for_update().get(pk=menggantikan.pk)
        if lama.status != StatusStandar.BERLAKU:
            raise Invalid("Standar yang digantikan sudah tidak berlaku.", {"menggantikan": ["Pilih yang berlaku."]})
        lama.status, lama.pengganti = StatusStandar.DIGANTIKAN, row
        lama.save()
    return row


@command(
    code="kelembagaan.cabut_standar",
    title="Mencatat pencabutan standar",
    roles=PENCATAT,
    permit=by_role_alone,
    subject="standar",
    sources={StatusStandar.BERLAKU},
)
def cabut_standar(ctx: Context, *, standar: Standar, alasan: str) -> None:
    """It is in force no more, and nothing takes its place. Raises Invalid without a reason."""
    _isi(alasan=alasan)
    standar.status = StatusStandar.DICABUT
    standar.save()
    note(alasan=alasan.strip())


@command(
    code="kelembagaan.catat_harmonisasi",
    title="Mencatat harmonisasi",
    roles=PENCATAT,
    permit=by_role_alone,
    clause="P508 10.3.1 ii",
)
def catat_harmonisasi(
    ctx: Context,
    *,
    tanggal: date,
    pihak: str,
    bentuk: str,
    pokok: str,
    hasil: str,
    nomor_dokumen: str = "",
    standar: Standar | None = None,
    peraga: bool = False,
) -> Harmonisasi:
    """Write down what was agreed with whom. Raises Invalid for a day to come or what is missing."""
    _isi(pihak=pihak, pokok=pokok, hasil=hasil)
    if tanggal > ctx.today:
        raise Invalid("Tanggal itu belum tiba.", {"tanggal": ["Isi hari ini atau sebelumnya."]})
    if bentuk not in BentukHarmonisasi.values:
        raise Invalid("Bentuk harmonisasi itu tidak dikenal.", {"bentuk": ["Pilih salah satu."]})
    row = Harmonisasi(
        tanggal=tanggal,
        pihak=pihak.strip(),
        bentuk=bentuk,
        pokok=pokok.strip(),
        hasil=hasil.strip(),
        nomor_dokumen=nomor_dokumen.strip(),
        standar=standar,
        peraga=peraga,
    )
    row.save()
    return row
