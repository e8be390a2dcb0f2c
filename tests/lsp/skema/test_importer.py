"""The skema file: every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telusur.kernel.base.yaml_lines import BadFile
from telusur.lsp.administrasi.skema import importer
from tests.lsp.skema.berkas import DATA, JWP, K3, changed


def mistakes_of(data: bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        importer.parse(data)
    return caught.value.sentences()


@pytest.mark.parametrize("path", sorted((DATA / "skema").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_skema_file_of_the_project_is_right(path: object) -> None:
    importer.parse(path.read_bytes())  # type: ignore[attr-defined]


MISTAKES = [
    ("jenis: okupasi", "jenis: okupasinya", "jenis “okupasinya” tidak dikenal. Pilihan: kkni, okupasi"),
    ("nama_en:", "nama_eng:", "kunci “nama_eng” tidak dikenal di berkas skema. Maksud Anda “nama_en”?"),
    ("masa_berlaku_bulan: 36", "masa_berlaku_bulan: 0", "masa_berlaku_bulan paling kecil 1, tertulis 0."),
    ("masa_berlaku_bulan: 36", "masa_berlaku_bulan: tiga", "masa_berlaku_bulan harus bilangan bulat, tertulis “tiga”."),
    (
        "masa_berlaku_bulan: 36",
        'masa_berlaku_bulan: "36"',
        "harus bilangan bulat, tertulis “36”. Hapus tanda kutipnya.",
    ),
    ("masa_berlaku_bulan: 36", "masa_berlaku_bulan: 36.5", "harus bilangan bulat, tertulis “36.5”."),
    ("jumlah_rupiah: 550000", "jumlah_rupiah: -5", "jumlah_rupiah paling kecil 0, tertulis -5."),
    ("tahun: 2016", "tahun: 1066", "tahun paling kecil 1945, tertulis 1066."),
    ('kode: "62019"', "kode: 62019", 'kode harus teks, tertulis “62019”. Beri tanda kutip: "62019".'),
    ("nama_id: Junior", "nama_id: " + "a" * 201 + " Junior", "nama_id terlalu panjang"),
    ("nama_id: Junior Web Programmer", 'nama_id: ""', "nama_id kosong. Isi teksnya."),
    ("nama_id: Junior Web Programmer", "nama_id:", "nama_id harus teks, tertulis kosong."),
    ("nama_id: Junior", 'nama_id: "A\\u200b"\nx: Junior', "karakter yang tidak dapat dicetak (U+200B)"),
    ("nama_id: Junior Web Programmer", 'nama_id: "dua\\nbaris"', "nama_id harus satu baris."),
    ("wajib: true", "wajib: ya", "wajib harus true atau false, tertulis “ya”."),
    ("acuan_lain: []", "acuan_lain: tidak ada", "acuan_lain harus daftar, tertulis “tidak ada”."),
    ("kode: J.620100.005.02", "kode: J.620100.004.02", "kode unit “J.620100.004.02” sudah dipakai di baris"),
    ("'no': \"1.2\"", "'no': \"1.1\"", "no “1.1” di kuk sudah dipakai di baris"),
    ("'no': \"1.2\"", "'no': 1.2", 'no harus teks, tertulis “1.2”. Beri tanda kutip: "1.2".'),
    ("'no': \"1.2\"", "'no': \"7.2\"", "no KUK “7.2” tidak cocok: elemen ini bernomor 1"),
    ("- 'no': 2\n", "- 'no': 1\n", "no “1” di elemen sudah dipakai di baris"),
    ("alternatif_grup: A", "alternatif_grup: lima belas", "alternatif_grup terlalu panjang"),
    ("alternatif_grup: A", "alternatif_grup: Z", "grup Z hanya berisi satu syarat."),
    ("acuan_lain: []", "acuan_lain: []\nacuan_lain: []", ""),
    ("acuan_lain: []", "acuan_lain: &a []", "jangkar dan alias YAML"),
    ("acuan_lain: []", "acuan_lain: !!python/object:os.system []", "tidak dipakai di berkas ini"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES, ids=[new[:40] for _, new, _ in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_reason(old: str, new: str, reason: str) -> None:
    data, line = changed(JWP, old, new)
    told = mistakes_of(data)
    assert any(reason in sentence for sentence in told), told
    assert any(sentence.startswith((f"baris {line}:", f"baris {line + 1}:")) for sentence in told), told


def test_a_missing_key_is_named_with_the_line_of_its_mapping() -> None:
    _, first = changed(JWP, "kode: SS.JWP", "")
    data, _ = changed(JWP, "area_kerja_en: Software Programming\n", "")
    assert mistakes_of(data) == [f"baris {first}: kunci “area_kerja_en” tidak ada di berkas skema."]


def test_a_key_written_twice_is_told_with_both_lines() -> None:
    data, line = changed(JWP, "acuan_lain: []", "acuan_lain: []\nacuan_lain: []")
    assert mistakes_of(data) == [f"baris {line + 1}: kunci “acuan_lain” ditulis dua kali, pertama di baris {line}."]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = JWP.read_text(encoding="utf-8")
    text = text.replace("masa_berlaku_bulan: 36", "masa_berlaku_bulan: nol").replace("jenis: okupasi", "jenis: apa")
    told = mistakes_of(text.encode())
    assert len(told) == 2
    lines = [int(sentence.split()[1].rstrip(":")) for sentence in told]
    assert lines == sorted(lines)


def test_a_file_that_is_no_yaml_is_refused_with_the_line() -> None:
    data, line = changed(JWP, "jenjang: null", "jenjang: [null")
    assert mistakes_of(data)[0].startswith("baris ")
    assert int(mistakes_of(data)[0].split()[1].rstrip(":")) >= line


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda data: b"", "berkas kosong"),
        (lambda data: b"# komentar saja\n", "berkas kosong"),
        (lambda data: b"- satu\n- dua\n", "harus peta kunci dan isi"),
        (lambda data: b"\xff\xfe" + data, "bukan teks UTF-8"),
        (lambda data: data + b"---\nkode: x\n", "lebih dari satu dokumen"),
        (lambda data: b"kode: " + b"[" * 3000, "terlalu dalam"),
        (lambda data: b"kode: \x07\n", "tidak dapat dicetak (U+0007)"),
        (lambda data: data + b"# " + b"x" * 3_000_000, "terlalu besar"),
    ],
    ids=["empty", "comment", "list", "utf16", "two documents", "deep", "bell", "large"],
)
def test_what_is_no_skema_file_at_all_is_refused(make: Callable[[bytes], bytes], reason: str) -> None:
    assert reason in mistakes_of(make(JWP.read_bytes()))[0]


def test_a_unit_without_elemen_is_a_mistake_unless_the_file_says_it_is_incomplete() -> None:
    text = K3.read_text(encoding="utf-8")
    head, tail = text.rsplit("        elemen:\n", 1)
    rest = tail[tail.index("catatan:") :]
    broken = f"{head}        elemen: []\n{rest}"
    assert "tidak berisi elemen" in mistakes_of(broken.encode())[0]
    importer.parse(broken.replace("lengkap: true", "lengkap: false").encode())


def test_comments_and_layout_do_not_change_the_digest() -> None:
    one = importer.digest(importer.parse(JWP.read_bytes()))
    other = importer.digest(importer.parse(b"# lain\n" + JWP.read_bytes()))
    assert one == other
    data, _ = changed(JWP, "masa_berlaku_bulan: 36", "masa_berlaku_bulan: 24")
    assert importer.digest(importer.parse(data)) != one
