"""Whose pages and letters these are: BNSP, as the settings of the product name it."""

from __future__ import annotations

from django.conf import settings

from telusur.kernel.documents.letterhead import Letterhead, register_letterhead
from telusur.kernel.ui.institution import Institution, register_institution


def lembaga() -> Institution:
    """BNSP as the shells show it."""
    return Institution(**settings.LEMBAGA)


def kepala_surat() -> Letterhead:
    """BNSP as its letters show it."""
    own = lembaga()
    return Letterhead(name=own.nama, address=own.alamat, phone=own.telepon, email=own.surel, city=own.alamat)


def register() -> None:
    """Tell the kernel, once, when the app is ready."""
    register_institution(lembaga)
    register_letterhead(kepala_surat)
