"""Names that stand in data or in states, in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import JenisSkema
from telusur.lsp.administrasi.umum.models import ProfilLsp
from telusur.lsp.administrasi.umum.states import JenisLsp, StatusLisensi

JENIS_SKEMA: dict[str, str | Promise] = {
    JenisSkema.KKNI: "KKNI",
    JenisSkema.OKUPASI: _("Okupasi"),
    JenisSkema.KLASTER: _("Klaster"),
    JenisSkema.UNIT: _("Unit kompetensi"),
    JenisSkema.PROFISIENSI: _("Profisiensi"),
}
JENIS_LSP: dict[str, str | Promise] = {
    JenisLsp.P1: _("LSP Pihak Pertama"),
    JenisLsp.P2: _("LSP Pihak Kedua"),
    JenisLsp.P3: _("LSP Pihak Ketiga"),
}
STATUS_LISENSI: dict[str, str | Promise] = {
    StatusLisensi.AKTIF: _("Aktif"),
    StatusLisensi.BERSYARAT: _("Bersyarat"),
    StatusLisensi.DIBEKUKAN: _("Dibekukan"),
    StatusLisensi.DICABUT: _("Dicabut"),
}


def inggris() -> bool:
    """Whether the page is drawn in English."""
    return get_language() == "en"


def nama(row: Skema) -> str:
    """The name of the skema; its Indonesian name where no English one is known."""
    return (inggris() and row.nama_en) or row.nama_id


def area(row: Skema) -> str:
    """Its area of work."""
    return (inggris() and row.area_kerja_en) or row.area_kerja_id


def masa(row: Skema) -> str:
    """``3 tahun`` or ``18 bulan``."""
    years, months = divmod(row.masa_berlaku_bulan, 12)
    if months:
        return str(_("%(n)s bulan") % {"n": row.masa_berlaku_bulan})
    return str(_("satu tahun") if years == 1 else _("%(n)s tahun") % {"n": years})


def jenis(row: Skema) -> str:
    """Its kind of package."""
    return str(JENIS_SKEMA[row.jenis])


def jenis_lsp(profil: ProfilLsp | None) -> str:
    """The kind of LSP; empty until a profile is recorded."""
    return str(JENIS_LSP[profil.jenis]) if profil else ""
