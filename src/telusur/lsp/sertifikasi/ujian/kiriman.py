"""Answers as they come over the line: from the exam page's script (JSON) or from its forms (one question each).

A choice is named by its token on this paper (``Ujian.tanda``), never by the bank's letter.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.json_text import read_json
from telusur.lsp.sertifikasi.ujian.arus import Isian

MAX_BYTES = 64 * 1024
MAX_ANSWERS = 500
MAX_NUMBER = 2**31 - 1
UNREADABLE = "Jawaban tidak terbaca. Muat ulang halaman ini; jawaban yang sudah tersimpan tetap ada."


def from_json(request: HttpRequest) -> list[Isian]:
    """``{"jawaban": [{"soal", "pilihan", "klien", "urutan"}, ...]}``. Raises Invalid for any other shape or too much of it."""
    if len(request.body) > MAX_BYTES:
        raise Invalid(UNREADABLE)
    try:
        rows = read_json(request.body)["jawaban"]
    except (ValueError, TypeError, KeyError) as error:
        raise Invalid(UNREADABLE) from error
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_ANSWERS:
        raise Invalid(UNREADABLE)
    return [_answer(row) for row in rows]


def _answer(row: Any) -> Isian:
    if not isinstance(row, dict):
        raise Invalid(UNREADABLE)
    soal, pilihan, klien, urutan = row.get("soal"), row.get("pilihan"), row.get("klien", ""), row.get("urutan", 0)
    if not (isinstance(soal, str) and isinstance(pilihan, str) and isinstance(klien, str)):
        raise Invalid(UNREADABLE)
    if isinstance(urutan, bool) or not isinstance(urutan, int) or not 0 <= urutan <= MAX_NUMBER or not _name(klien):
        raise Invalid(UNREADABLE)
    return Isian(soal, pilihan, klien, urutan)


def _name(klien: str) -> bool:
    return len(klien) <= 32 and (not klien or (klien.isascii() and klien.isalnum()))


def from_form(request: HttpRequest) -> list[Isian]:
    """One answer from the form of a question, as browsers without script send it."""
    return [Isian(request.POST.get("soal", ""), request.POST.get("pilihan", ""))]
