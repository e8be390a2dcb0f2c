"""The skema file: its shape, and every way it can be wrong. Pure: reads bytes, knows no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from telusur.kernel.base.yaml_lines import (
    BadFile,
    Flag,
    ListOf,
    Map,
    Mistake,
    Number,
    Row,
    Rows,
    Shape,
    Text,
    plain,
    read_yaml,
    sound,
)
from telusur.lsp.administrasi.skema.states import JenisBerkas, JenisSkema, MacamPersyaratan

MARKS: dict[str, tuple[Shape, Any]] = {"perlu_dicek": (Flag(), False), "contoh": (Flag(), False)}
TRANSLATION: dict[str, tuple[Shape, Any]] = {"terjemahan": (Flag(), False), "perlu_dicek": (Flag(), False)}
YEAR = Number(1945, 2200)
UNIT_CODE = Text(40, pattern=r"[A-Za-z0-9][A-Za-z0-9.\-]*", example="J.620100.004.02")

CODE_AND_NAME: dict[str, Shape] = {"kode": Text(10), "nama": Text(200)}
KUK = Map("kuk", {"no": Text(8, pattern=r"\d+\.\d+", example='"1.10"'), "teks": Text(800)}, MARKS)
ELEMEN = Map(
    "elemen",
    {"no": Number(1, 99), "judul": Text(500), "kuk": ListOf(KUK, most=99, unique="no")},
    MARKS,
)
UNIT = Map(
    "unit",
    {
        "kode": UNIT_CODE,
        "judul_id": Text(300),
        "judul_en": Text(300),
        "elemen": ListOf(ELEMEN, least=0, most=99, unique="no"),
    },
    TRANSLATION,
)
KELOMPOK = Map("kelompok_pekerjaan", {"nama": Text(300), "unit": ListOf(UNIT, most=200)}, MARKS)
PERSYARATAN = Map(
    "persyaratan",
    {
        "uraian": Text(500),
        "wajib": Flag(),
        "alternatif_grup": Text(4, empty=True, pattern=r"[A-Z][A-Z0-9]{0,3}", example="A"),
    },
    {
        "macam": (Text(choices=tuple(value for value in MacamPersyaratan.values if value)), ""),
        "berkas": (ListOf(Text(choices=tuple(JenisBerkas.values))), list(JenisBerkas.values)),
        "ukuran_maks_mb": (Number(1, 20), 5),
        **MARKS,
    },
)
TEKNIS_TUK = Map(
    "persyaratan_teknis_tuk",
    {"perlengkapan": Text(200), "spesifikasi": Text(500), "jumlah": Text(100)},
    MARKS,
)
BIAYA = Map(
    "biaya",
    {"nama": Text(200), "jumlah_rupiah": Number(0, 10**10)},
    {"dikenakan": (Flag(), None), **MARKS},
)
ACUAN: dict[str, Shape] = {"judul": Text(1000), "nomor": Text(60), "tahun": YEAR}
SHAPE = Map(
    "berkas skema",
    {
        "kode": Text(80, pattern=r"[A-Za-z0-9][A-Za-z0-9./ _\-]*", example="SKM/BNSP/00010/2/2023/1324"),
        "nama_id": Text(200),
        "nama_en": Text(200),
        "jenis": Text(choices=tuple(JenisSkema.values)),
        "acuan": Map("acuan", ACUAN, MARKS),
        "sektor": Map("sektor", CODE_AND_NAME, MARKS),
        "kbli": Map("kbli", CODE_AND_NAME, MARKS),
        "kbji": Map("kbji", CODE_AND_NAME, MARKS),
        "area_kerja_id": Text(200),
        "area_kerja_en": Text(200),
        "masa_berlaku_bulan": Number(1, 240),
        "biaya": ListOf(BIAYA, most=30, unique="nama"),
        "persyaratan_dasar": ListOf(PERSYARATAN, most=60, unique="uraian"),
        "persyaratan_administratif": ListOf(PERSYARATAN, most=60, unique="uraian"),
        "kelompok_pekerjaan": ListOf(KELOMPOK, most=60, unique="nama"),
    },
    {
        "terjemahan": (Flag(), False),
        "jenjang": (Text(20, empty=True), ""),
        "lengkap": (Flag(), True),
        "acuan_lain": (
            ListOf(Map("acuan_lain", {**ACUAN, "berlaku_untuk": ListOf(UNIT_CODE)}, MARKS), least=0, most=30),
            [],
        ),
        "persyaratan_teknis_tuk": (ListOf(TEKNIS_TUK, least=0, most=100), []),
        "bukti_wajib_untuk_k": (Flag(), True),
        "edisi_formulir": (Text(8, pattern=r"\d{4}", example='"2018"'), "2018"),
        "ambang_pilihan_ganda": (Number(1, 100, null=True), None),
        "waktu_pilihan_ganda_menit": (Number(5, 480), 60),
        "tatap_muka": (Flag(), True),
        "jarak_jauh": (Flag(), False),
        "catatan": (ListOf(Text(1000), least=0, most=60), []),
        "sumber": (Text(2000, empty=True, lines=True), ""),
    },
)


def parse(data: bytes) -> Row:
    """The content of a skema file, or BadFile with every mistake, its line and its cure."""
    skema, mistakes = read_yaml(data, SHAPE)
    mistakes += _across(skema)
    if mistakes:
        raise BadFile(mistakes)
    return skema


def digest(skema: Row) -> str:
    """SHA-256 of what the file says, whatever its layout and comments."""
    text = json.dumps(plain(skema), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _across(skema: Row) -> list[Mistake]:
    return [
        *_unit_codes(skema),
        *_units_without_elemen(skema),
        *_kuk_numbers(skema),
        *_other_standards(skema),
        *_alternatives(skema, "persyaratan_dasar"),
        *_alternatives(skema, "persyaratan_administratif"),
        *_ways(skema),
        *_fees(skema),
    ]


def _rows(row: Any, key: str) -> Iterator[Row]:
    """The readable mappings in a list of the file; what could not be read has been told already."""
    entries = row.get(key)
    return (entry for entry in entries if isinstance(entry, Row)) if isinstance(entries, Rows) else iter(())


def _units(skema: Row) -> Iterator[Row]:
    for kelompok in _rows(skema, "kelompok_pekerjaan"):
        yield from _rows(kelompok, "unit")


def _unit_codes(skema: Row) -> Iterator[Mistake]:
    seen: dict[str, int] = {}
    for unit in _units(skema):
        code = unit.get("kode")
        if not isinstance(code, str):
            continue
        if code in seen:
            yield Mistake(unit.line_of("kode"), f"kode unit “{code}” sudah dipakai di baris {seen[code]}.")
        seen.setdefault(code, unit.line_of("kode"))


def _units_without_elemen(skema: Row) -> Iterator[Mistake]:
    if skema.get("lengkap") is not True:
        return
    for unit in _units(skema):
        if unit.get("elemen") == []:
            reason = f"unit “{unit.get('kode')}” tidak berisi elemen. Isi elemennya, atau tulis lengkap: false di awal berkas."
            yield Mistake(unit.line_of("elemen"), reason)


def _kuk_numbers(skema: Row) -> Iterator[Mistake]:
    for unit in _units(skema):
        for elemen in _rows(unit, "elemen"):
            for kuk in _rows(elemen, "kuk"):
                number, first = kuk.get("no"), elemen.get("no")
                if isinstance(number, str) and isinstance(first, int) and number.split(".")[0] != str(first):
                    reason = (
                        f"no KUK “{number}” tidak cocok: elemen ini bernomor {first}, jadi {first}.1 dan seterusnya."
                    )
                    yield Mistake(kuk.line_of("no"), reason)


def _other_standards(skema: Row) -> Iterator[Mistake]:
    known = {unit.get("kode") for unit in _units(skema)}
    for standard in _rows(skema, "acuan_lain"):
        named = standard.get("berlaku_untuk")
        for line, code in named.numbered() if isinstance(named, Rows) else ():
            if isinstance(code, str) and code not in known:
                yield Mistake(line, f"unit “{code}” di acuan_lain tidak ada di kelompok_pekerjaan.")


def _alternatives(skema: Row, key: str) -> Iterator[Mistake]:
    """Whether one is needed belongs to the group, so its rows must agree; a group of one is no alternative."""
    groups: dict[str, list[Row]] = {}
    for row in _rows(skema, key):
        if sound(row) and row["alternatif_grup"]:
            groups.setdefault(row["alternatif_grup"], []).append(row)
    for letter, rows in groups.items():
        odd = next((row for row in rows if row["wajib"] != rows[0]["wajib"]), None)
        if odd is not None:
            reason = f"“wajib” harus sama untuk semua syarat grup {letter}; di baris {rows[0].line} lain."
            yield Mistake(odd.line_of("wajib"), reason)
        if len(rows) == 1:
            reason = f"grup {letter} hanya berisi satu syarat. Tambah pilihan lain, atau tulis alternatif_grup: null."
            yield Mistake(rows[0].line_of("alternatif_grup"), reason)


def _ways(skema: Row) -> Iterator[Mistake]:
    if skema.get("tatap_muka") is False and skema.get("jarak_jauh") is False:
        yield Mistake(skema.line_of("tatap_muka"), "pilih sedikitnya satu: tatap_muka atau jarak_jauh.")


def _fees(skema: Row) -> Iterator[Mistake]:
    fees = [row for row in _rows(skema, "biaya") if sound(row)]
    marked = [row for row in fees if row["dikenakan"] is not None]
    if fees and len(marked) == len(fees) and not any(row["dikenakan"] for row in fees):
        reason = "tidak satu biaya pun dikenakan saat permohonan diterima. Beri dikenakan: true pada sedikitnya satu."
        yield Mistake(fees[0].line_of("dikenakan"), reason)
