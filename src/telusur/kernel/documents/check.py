"""Is this PDF one of ours, and is it still as it was issued (P508 7.1)?"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

import pikepdf

from telusur.kernel.base.ids import READABLE
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.signing import Verdict, verify
from telusur.kernel.documents.states import S

_GROUP = f"[{READABLE}]{{4}}"
_CODE = re.compile(f"{_GROUP}-{_GROUP}-{_GROUP}")
_MARK = re.compile(rb"(?:kode-dokumen:|kode dokumen |/dokumen/)(" + _CODE.pattern.encode() + rb")")


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. ``unaltered``: byte for byte the archived original. ``document``: which one it is or claims to be."""

    document: Document | None
    unaltered: bool
    sha256: str
    verdict: Verdict
    sentence: str

    @property
    def known(self) -> bool:
        """Whether it is, or claims to be, a document of this institution."""
        return self.document is not None


def examine(pdf: bytes) -> Examination:
    """Compare the bytes with the archive; when they differ, say of which document they claim to be."""
    digest = hashlib.sha256(pdf).hexdigest()
    verdict = verify(pdf)
    original = Document.objects.filter(sha256=digest, status=S.SIAP).first()
    if original is not None:
        return Examination(
            original,
            True,
            digest,
            verdict,
            f"Asli dan utuh: {original}. {verdict.sentence if original.sign else ''}".strip(),
        )
    code = code_inside(pdf)
    claimed = Document.objects.filter(code=code).first() if code else None
    if claimed is not None:
        return Examination(
            claimed,
            False,
            digest,
            verdict,
            f"Berkas ini mengaku sebagai {claimed}, tetapi isinya berbeda dari yang diterbitkan. "
            "Jangan gunakan; minta berkas aslinya dengan kode dokumen.",
        )
    return Examination(
        None, False, digest, verdict, "Berkas ini tidak tercatat sebagai dokumen yang diterbitkan lembaga ini."
    )


def code_inside(pdf: bytes) -> str:
    """The document code that the file bears in its metadata, its signature or its links; empty if there is none."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as opened:
            keywords = str(opened.docinfo.get("/Keywords", "")) if "/Info" in opened.trailer else ""
    except (pikepdf.PdfError, ValueError, RecursionError):
        keywords = ""
    if marked := re.search(f"kode-dokumen:({_CODE.pattern})", keywords):
        return marked[1]
    raw = _MARK.search(pdf) or _MARK.search(pdf.replace(b"\x00", b""))
    return raw[1].decode("ascii") if raw else ""
