"""Nothing is approved on documents of which only the name is here (SOP 4.4; P508 9.4.6)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import berkas_dari
from telusur.kernel.base.rules import Named, rule
from telusur.kernel.commands.context import Context


def lengkap(wajib: Mapping[str, str] | None = None) -> Named:
    """The rule that the latest submission has all of ``wajib`` (kind and its name) and that all it names is here."""

    @rule("Dokumen belum lengkap.")
    def dokumen_lengkap(ctx: Context, subjek: Model) -> bool | str:
        """Said with the names of what is missing."""
        return kurang(subjek, wajib or {}) or True

    return dokumen_lengkap


def kurang(subjek: Model, wajib: Mapping[str, str]) -> str:
    """What is missing of the latest submission, as a sentence; empty if nothing is."""
    rows = berkas_dari(subjek, ajuan=getattr(subjek, "ajuan", 1))
    ada = {one.jenis for one in rows}
    tidak_disebut = [nama for jenis, nama in wajib.items() if jenis not in ada]
    belum = [f"{one.nama} ({one.keadaan.lower()})" for one in rows if one.isi is None]
    sebab = []
    if tidak_disebut:
        sebab.append(f"Tidak dilampirkan: {', '.join(tidak_disebut)}.")
    if belum:
        sebab.append(f"Belum ada di BNSP: {', '.join(belum)}.")
    return " ".join(sebab)
