"""When a TUK may be put on a schedule."""

from __future__ import annotations

from datetime import date

from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid


def pastikan_layak(tuk: TempatUji, skema_kode: str, pada: date) -> None:
    """Raise Invalid unless the place is in use and verified for the skema on that day."""
    if not tuk.aktif:
        raise Invalid(f"{tuk} tidak aktif.")
    if skema_kode not in tuk.skema:
        raise Invalid(f"{tuk} belum diverifikasi untuk skema {skema_kode}.")
    if tuk.berlaku_sampai is not None and tuk.berlaku_sampai < pada:
        raise Invalid(f"Verifikasi {tuk} berakhir {long_date(tuk.berlaku_sampai)}.")
