"""What the check of an uploaded PDF found, in words for somebody who was handed the file (P508 7.1, 9.4.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents.kinds import withdrawn
from telusur.kernel.documents.states import Finding

if TYPE_CHECKING:
    from telusur.kernel.documents.check import Examination

DUMMY = "sertifikat_dummy"
Kalimat = str | Promise

TANDA_TANGAN: dict[Finding, Kalimat] = {
    Finding.CHANGED: _("Isinya diubah sesudah ditandatangani, sehingga tanda tangan elektroniknya tidak sah lagi."),
    Finding.ADDED: _("Ada yang ditambahkan sesudah berkas ditandatangani."),
    Finding.STRANGER: _(
        "Tanda tangannya dibuat dengan kunci yang bukan milik kami. Nama penanda tangan di dalamnya dapat ditulis siapa saja; "
        "jangan percaya."
    ),
    Finding.UNSIGNED: _("Berkas ini tidak memuat tanda tangan elektronik."),
    Finding.UNREADABLE: _("Tanda tangan elektroniknya tidak dapat dibaca: berkas rusak atau bukan PDF."),
}


@dataclass(frozen=True, slots=True)
class Temuan:
    """One answer: colour and picture, headline, the line below it, and what the electronic signature tells."""

    tone: str
    ikon: str
    judul: Kalimat
    arti: Kalimat
    tanda_tangan: Kalimat = ""


def temuan(found: Examination) -> Temuan:
    """The answer, worst news first: a stranger's signature, altered, a draft, withdrawn, unaltered; or nothing of ours."""
    if not found.unaltered and found.verdict.finding is Finding.STRANGER:
        return _asing(found)
    if found.document is None:
        return Temuan(
            "", "file-search", _("Berkas ini tidak tercatat"), _("bukan dokumen yang kami terbitkan"), _lain(found)
        )
    if not found.unaltered:
        judul, arti = _("Isi berkas ini berbeda dari aslinya"), _("jangan dipakai; minta berkas aslinya")
        return Temuan("late", "circle-x", judul, arti, TANDA_TANGAN.get(found.verdict.finding, ""))
    if found.document.draft or found.document.kind == DUMMY:
        return Temuan(
            "late", "alert-triangle", _("Ini draf, bukan sertifikat"), _("dibuat untuk pemeriksaan di dalam LSP")
        )
    if withdrawn(found.document):
        judul, arti = (
            _("Berkas ini asli, tetapi tidak berlaku lagi"),
            _("kami sudah menariknya; buka catatannya di bawah"),
        )
        return Temuan("late", "ban", judul, arti, _kami(found))
    judul, arti = _("Berkas ini asli dan utuh"), _("sama persis dengan yang kami terbitkan")
    return Temuan("ok", "rosette-discount-check", judul, arti, _kami(found))


def _asing(found: Examination) -> Temuan:
    claims = found.document is not None
    arti = _("mengaku dokumen kami, tetapi bukan kami yang menandatanganinya") if claims else _("bukan dokumen kami")
    return Temuan(
        "late", "alert-triangle", _("Penandatangan PDF ini tidak dikenal"), arti, TANDA_TANGAN[Finding.STRANGER]
    )


def _kami(found: Examination) -> Kalimat:
    """What the signature of an original tells; the comparison with the archive holds also after a change of keys."""
    if found.document is None or not found.document.sign:
        return ""
    if found.verdict.ok:
        return _("Tanda tangan elektronik sah: %(nama)s.") % {"nama": found.verdict.signer}
    return _("Kunci tanda tangannya sudah diganti sejak itu; keasliannya kami pastikan dari arsip.")


def _lain(found: Examination) -> Kalimat:
    """A file that is on no record here may still be signed by an institution we know."""
    if found.verdict.ok:
        return _("Ditandatangani oleh %(nama)s, yang kami kenal, tetapi tidak terbit dari kami.") % {
            "nama": found.verdict.signer
        }
    return TANDA_TANGAN.get(found.verdict.finding, "")
