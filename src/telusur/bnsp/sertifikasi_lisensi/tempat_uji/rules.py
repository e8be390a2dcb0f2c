"""When a TUK may be put on a schedule."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import pastikan_lingkup
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


def pastikan_skema_dalam_lingkup(lsp: Lsp, skema: Collection[str], sudah: Collection[str], pada: date) -> None:
    """Raise Invalid for a skema that the LSP may not certify. One that is recorded for the place already may stay.

    So a TUK can still be changed or closed after BNSP has frozen a skema; no schedule is taken for that skema anyway.
    """
    for kode in sorted(set(skema) - set(sudah)):
        pastikan_lingkup(lsp, kode, pada)
