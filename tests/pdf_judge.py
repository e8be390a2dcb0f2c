"""What an independent validator says of a PDF: PDF/A-2a (archive) and PDF/UA-1 (readers who cannot see)."""

from __future__ import annotations

import re

import page

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)
LENGTH = "PDFA2A-STREAM-LENGTH-001"


def faults(pdf: bytes) -> list[str]:
    """Each rule that is broken, with the words of the validator; empty when the file is what it claims to be."""
    return [
        f"{profile.value} {fault.rule_id}: {fault.message}"
        for profile in PROFILES
        for fault in page.validate_pdf_bytes(pdf, profile=profile).failures
        if not (fault.rule_id == LENGTH and fault.object_id and length_is_right(pdf, fault.object_id.object_number))
    ]


def length_is_right(pdf: bytes, number: int) -> bool:
    """Whether the object's /Length leads to the line end before ``endstream``.

    The validator (0.11.0) takes a compressed byte 0x0D before that line end for part of it, in one stream of 256, and then
    calls the right length wrong (ISO 32000-1, 7.3.8.1).
    """
    head = re.search(rb"(?:^|[\r\n])%d 0 obj\s*<<.*?/Length (\d+)\b.*?>>\s*stream\r?\n" % number, pdf, re.DOTALL)
    return head is not None and pdf[head.end() + int(head[1]) :].startswith(b"\nendstream")
