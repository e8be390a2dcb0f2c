"""From a question file to rows. Building only; the command saves."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.base.yaml_lines import Row, plain
from telusur.lsp.administrasi.muk.models import BankSoal, ButirSoal, TugasPraktik
from telusur.lsp.administrasi.muk.states import JenisSoal

ANSWER_KEY = {
    JenisSoal.PILIHAN_GANDA: "kunci",
    JenisSoal.ESAI: "kunci_jawaban",
    JenisSoal.LISAN: "jawaban_diharapkan",
}


def questions(bank: BankSoal, source: Row, units: dict[str, str]) -> list[ButirSoal]:
    """All questions of the file. ``units``: code -> id of the unit."""
    return [
        ButirSoal(
            bank=bank,
            jenis=kind,
            no=row["no"],
            unit_id=units[row["unit"]],
            elemen=_many(row["elemen"]),
            kuk=_many(row["kuk"]),
            pertanyaan=row["pertanyaan"],
            kode_program=row.get("kode_program", ""),
            opsi={letter: text for letter, text in plain(row.get("opsi", {})).items() if text is not None},
            kunci=row[ANSWER_KEY[kind]],
            pokok_penilaian=plain(row.get("pokok_penilaian", [])),
        )
        for kind in JenisSoal
        for row in source[kind.value]
    ]


def tasks(bank: BankSoal, source: Row) -> Iterator[TugasPraktik]:
    """The practical tasks of the file."""
    apart = {"no", "judul", "waktu_menit"}
    for row in source["praktik"]:
        rest = {key: plain(value) for key, value in row.items() if key not in apart}
        yield TugasPraktik(bank=bank, no=row["no"], judul=row["judul"], waktu_menit=row["waktu_menit"], isi=rest)


def _many(value: object) -> list[object]:
    return list(plain(value)) if isinstance(value, list) else [value]
