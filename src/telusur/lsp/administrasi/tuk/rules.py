"""Who may act on a verification."""

from __future__ import annotations

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import SELESAI
from telusur.lsp.administrasi.umum.setelan import daftarkan

daftarkan("tuk.pengingat_hari", "Pengingat sebelum verifikasi TUK berakhir", 90, satuan="hari", minimal=1)


@rule("Hanya verifikator yang ditugaskan dalam SPT yang dapat mengisi ceklis ini.")
def verifikator_ditugaskan(ctx: Context, verifikasi: VerifikasiTuk) -> bool:
    """The person named in the SPT."""
    return str(verifikasi.verifikator_id) == ctx.actor.id


@rule("Penetapan TUK tidak dapat ditandatangani oleh verifikatornya sendiri.")
def bukan_verifikator(ctx: Context, verifikasi: VerifikasiTuk) -> bool:
    """Who verified does not decide."""
    return str(verifikasi.verifikator_id) != ctx.actor.id


def periksa_rencana(tuk: Tuk, skema: Skema) -> None:
    """Raise Invalid unless a verification of this TUK for this skema can begin."""
    if not tuk.aktif:
        raise Invalid(f"{tuk.nama} tidak aktif. Aktifkan lebih dulu.")
    if not skema.persyaratan_tuk.exists():
        raise Invalid(
            f"Skema {skema.nama_id} tidak memuat persyaratan teknis TUK, sehingga tidak ada yang dapat diverifikasi. "
            "Muat versi skema yang memuatnya."
        )
    berjalan = VerifikasiTuk.objects.filter(tuk=tuk, skema_kode=skema.kode).exclude(status__in=SELESAI)
    if berjalan.exists():
        raise Invalid(
            f"Verifikasi {tuk.nama} untuk skema {skema.nama_id} sedang berjalan. Selesaikan yang itu lebih dulu."
        )
