"""Evidence for what a person writes down by hand of BNSP's."""

from __future__ import annotations

from typing import Any

from telusur.lsp.peraga.berkas import dokumen

ALASAN = "Sistem BNSP belum tersambung; jawabannya lewat surat"


def bukti_tangan() -> dict[str, Any]:
    """The arguments of an act, or the fields of its form: a reason and a file."""
    return {"alasan": ALASAN, "bukti": dokumen("Surat BNSP", "Jawaban tertulis")}
