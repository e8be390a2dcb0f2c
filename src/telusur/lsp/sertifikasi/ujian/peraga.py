"""Answers for the demo and the tests, found on the server. No view imports this."""

from __future__ import annotations

from telusur.lsp.administrasi.muk.queries import periksa_jawaban
from telusur.lsp.sertifikasi.ujian.models import Ujian


def jawaban_benar(ujian: Ujian, salah: int = 0) -> dict[str, str]:
    """A letter for every question, by question id in the order asked: all right but the first ``salah``.

    Found by asking the check of the bank about each letter, so that no code but the check itself reads the key.
    """
    letters = ujian.huruf
    found: dict[str, str] = {}
    for letter in sorted({one for options in letters.values() for one in options}):
        right = periksa_jawaban(ujian.bank_id, dict.fromkeys(letters, letter))
        found.update({soal: letter for soal, ok in right.items() if ok})
    for soal in list(letters)[:salah]:
        found[soal] = next(letter for letter in letters[soal] if letter != found[soal])
    return {soal: found[soal] for soal in letters}
