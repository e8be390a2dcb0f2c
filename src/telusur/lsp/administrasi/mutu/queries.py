"""Reading documents of the quality system. They are public: applicants read them before they have an account."""

from __future__ import annotations

from django.db.models import QuerySet

from telusur.kernel.base.errors import NotFound
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.states import StatusDokumen
from telusur.lsp.administrasi.mutu.susunan import Blok, susun

__all__ = ["Blok", "berlaku", "daftar", "revisi", "riwayat", "susun"]


def berlaku(kode: str) -> DokumenMutu:
    """The revision in force. Raises NotFound."""
    found = DokumenMutu.objects.filter(kode=kode, status=StatusDokumen.BERLAKU).first()
    if found is None:
        raise NotFound(f"Dokumen {kode[:40]} belum diterbitkan. Minta Manajer Administrasi menerbitkannya.")
    return found


def revisi(kode: str, nomor: int) -> DokumenMutu:
    """One revision, also an earlier one: what somebody agreed to then. Raises NotFound."""
    found = DokumenMutu.objects.filter(kode=kode, revisi=nomor).first()
    if found is None:
        raise NotFound(f"Dokumen {kode[:40]} revisi {nomor} tidak ada.")
    return found


def riwayat(kode: str) -> QuerySet[DokumenMutu]:
    """All revisions, newest first."""
    return DokumenMutu.objects.filter(kode=kode).order_by("-revisi")


def daftar() -> QuerySet[DokumenMutu]:
    """What is in force, by kind and code."""
    return DokumenMutu.objects.filter(status=StatusDokumen.BERLAKU).order_by("jenis", "kode")
