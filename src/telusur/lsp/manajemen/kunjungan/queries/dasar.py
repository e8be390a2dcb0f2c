"""Who reads what by default, how a list was asked for, and its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet

from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.lsp.roles import Role

PER_PAGE = 25
LEMBAGA = (Role.BNSP_HARMONISASI, Role.BNSP_SERTIFIKASI, Role.BNSP_PENGENDALIAN)
PENGAWAS = (Role.BNSP_SERTIFIKASI, Role.BNSP_PENGENDALIAN)
# Cases hold what people said of themselves, their NIK and their papers: by default for the one commission that examines.
PEMERIKSA = (Role.BNSP_PENGENDALIAN,)
PENGURUS = (Role.DIREKTUR, Role.MANAJER_SERTIFIKASI, Role.MANAJER_ADMINISTRASI, SYSTEM_KEEPER)


@dataclass(frozen=True, slots=True)
class Daftar:
    """Which list is read, and how it was narrowed; the trail shows it as the subject."""

    nama: str
    cari: str = ""
    saringan: str = ""
    halaman: str = "1"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.nama, self.cari and f"“{self.cari}”", self.saringan) if part)


def halaman(rows: QuerySet, daftar: Daftar) -> Page:  # type: ignore[type-arg]
    """The page of a list that was asked for."""
    return Pages(rows, PER_PAGE).get_page(daftar.halaman)
