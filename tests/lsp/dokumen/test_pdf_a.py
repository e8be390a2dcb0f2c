"""Every kind of paper the product makes is PDF/A-2a and PDF/UA-1 in the judgement of somebody else, signed and unsigned."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno
from PIL import Image, ImageFilter

import telusur
from telusur.kernel.commands.context import Context
from telusur.kernel.documents import qr, signing
from telusur.kernel.documents.kinds import KINDS, kind_of
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.render import Frame, render
from telusur.kernel.forms.documents import blank_data
from telusur.kernel.forms.registry import TEMPLATE as FORMULIR
from telusur.kernel.forms.registry import definitions
from telusur.lsp.administrasi.mutu.documents import TEMPLATE as MUTU
from telusur.lsp.administrasi.mutu.documents import isi_cetakan as isi_mutu
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.pengetahuan.documents import TEMPLATE as PEDOMAN
from telusur.lsp.administrasi.pengetahuan.documents import isi_cetakan as isi_pedoman
from telusur.lsp.administrasi.pengetahuan.models import Pedoman, VersiPedoman
from tests.kernel.documents.sample import DATA
from tests.lsp.dokumen.dunia import HARI, SAAT, Dunia
from tests.lsp.dokumen.test_naskah import semua
from tests.lsp.dokumen.test_sertifikat import isi as isi_sertifikat
from tests.pdf_judge import faults

Ctx = Callable[..., Context]
ALAMAT = "http://127.0.0.1:8000/dokumen/7K4M-92QF-XW3A/"
SURAT = "kernel/surat.typ"
NOT_PAPERS = {"base.typ", "kode128.typ"}  # what papers are made of
LAPORAN: dict[str, Any] = {
    "judul": "Laporan Penerbitan Sertifikat",
    "rincian": [["Nomor", "0001/LAP/XI/2026"], ["Periode", "November 2026"]],
    "bagian": [
        {"title": "Sertifikat", "columns": ["Nama", "Jumlah"], "groups": [], "empty": "", "rows": [["Ani", 1], ["Dewi", 2]]},
        {"title": "Penolakan", "columns": ["Nama"], "groups": [], "empty": "Tidak ada.", "rows": []},
    ],
    "penutup": "Demikian laporan ini.",
    "kota": "Bandung",
    "tanggal": "20 November 2026",
    "penandatangan": {"nama": "Mira Anggraini Uji", "jabatan": "Manajer Administrasi"},
}  # fmt: skip


def surround(title: str, *, sign: bool, draft: bool = False) -> Frame:
    return Frame(
        title=title, at=SAAT, code="7K4M-92QF-XW3A", kind_title=title, number="0001/UJI/XI/2026", url=ALAMAT,
        form_code="FR.UJI.01", edition="2023", signer_name="Hendra Wibawa Uji", signer_title="Direktur", signed=sign,
        draft=draft, letterhead=letterhead().as_data(),
    )  # fmt: skip


def both(template: str, data: dict[str, Any], title: str, images: dict[str, bytes] | None = None) -> list[str]:
    """What is wrong with the paper before and after the signature."""
    wrong = faults(render(template, data, surround(title, sign=False), images))
    plain = render(template, data, surround(title, sign=True), images)
    done = signing.sign(plain, signer_name="Hendra Wibawa Uji", reason=title, place="Bandung", at=SAAT)
    wrong += faults(done)
    return [f"{title}: {one}" for one in wrong]


def portrait() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "teal").save(out, "JPEG")
    return out.getvalue()


def papers_of_rows() -> dict[str, dict[str, Any]]:
    """Documents of the quality system and guidelines, as their pages print them."""
    dokumen = DokumenMutu(
        kode="PM-01", judul="Pedoman Mutu", jenis="pedoman", revisi=1, berlaku_sejak=HARI, dibuat_oleh="A",
        diperiksa_oleh="B", disetujui_oleh="C", dibuat_pada=HARI, diperiksa_pada=HARI, disetujui_pada=HARI,
        isi="# Ruang lingkup\n\nTeks.\n\n## Rincian\n\n1. satu;\n2. dua.\n\n- butir",
    )  # fmt: skip
    pedoman = VersiPedoman(
        pedoman=Pedoman(kode="P508", judul="Pedoman BNSP 508"), nomor="508", tanggal=date(2026, 1, 5), versi=1,
        perubahan="Terbitan pertama.", isi=dokumen.isi,
    )  # fmt: skip
    return {MUTU: isi_mutu(dokumen), PEDOMAN: isi_pedoman(pedoman)}


def test_every_kind_is_valid_pdf_a_2a_and_ua_1_before_and_after_its_signature(dunia: Dunia, ctx: Ctx) -> None:
    wrong: list[str] = []
    seen = {SURAT, "kernel/laporan.typ"}
    wrong += both(SURAT, DATA, "Surat", {"foto": portrait()}) + both("kernel/laporan.typ", LAPORAN, "Laporan")
    for code, (data, _) in semua(dunia, ctx).items():
        wrong += both(kind_of(code).template, data, kind_of(code).title)
        seen.add(kind_of(code).template)
    for template, data in papers_of_rows().items():
        wrong += both(template, data, template)
        seen.add(template)
    for units in (8, 40):
        data = isi_sertifikat(jumlah_unit=units)
        wrong += both("sertifikat/sertifikat.typ", data, f"Sertifikat {units} unit", {"foto": portrait()})
    wrong += faults(render("sertifikat/sertifikat.typ", data, surround("Dummy", sign=False, draft=True)))
    seen.add("sertifikat/sertifikat.typ")
    assert wrong == []
    on_disk = {
        path.as_posix().split("/typst/")[1]
        for path in Path(telusur.__file__).parent.rglob("typst/**/*.typ")
        if path.name not in NOT_PAPERS
    }
    assert seen | {FORMULIR} == on_disk >= {kind.template for kind in KINDS.values()}


def test_every_form_of_every_edition_is_valid_too(dunia: Dunia) -> None:
    wrong: list[str] = []
    for form in definitions():
        data = blank_data(form)
        wrong += both(FORMULIR, data, f"{form.code} kosong")
        filled = [
            {**place, "nama": "Ani", "waktu": "20 November 2026", "sidik": "ab12"} for place in data["tanda_tangan"]
        ]
        filled_in = {
            **data,
            "tanda_tangan": filled,
            "digest": "a" * 64,
            "versi": 1,
            "pengajuan": ["Ani, 20 November 2026"],
        }
        wrong += both(FORMULIR, filled_in, form.code)
    assert wrong == []


def test_the_address_of_the_check_can_be_clicked_on_every_template(dunia: Dunia, ctx: Ctx) -> None:
    papers = {
        **papers_of_rows(),
        "sertifikat/sertifikat.typ": isi_sertifikat(),
        SURAT: DATA,
        "kernel/laporan.typ": LAPORAN,
    }
    for template, data in papers.items():
        with pikepdf.open(io.BytesIO(render(template, data, surround(template, sign=True)))) as pdf:
            targets = {
                str(note.A.URI) for page in pdf.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"
            }
        assert ALAMAT in targets, template


def test_signature_begins_on_a_line_of_its_own(dunia: Dunia) -> None:
    plain = render(SURAT, DATA, surround("Surat", sign=True))
    done = signing.sign(plain, signer_name="H", reason="Surat", place="Bandung", at=SAAT)
    assert not re.search(rb"%%EOF\d", done)
    assert done.startswith(plain + b"\n")


def test_the_judge_finds_what_the_signature_used_to_break(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render(SURAT, DATA, surround("Surat", sign=True))
    monkeypatch.setattr(signing, "_line_ended", lambda pdf: pdf)
    done = signing.sign(plain, signer_name="H", reason="Surat", place="Bandung", at=SAAT)
    assert any("INDIRECT-OBJECT" in one for one in faults(done))


@pytest.mark.parametrize(
    ("template", "data", "part"),
    [("sertifikat/sertifikat.typ", isi_sertifikat(), None), (SURAT, DATA, (0, 1400, 620, 1754))],
)
def test_qr_is_read_from_a_page_of_150_dpi_that_is_slightly_blurred(
    dunia: Dunia, tmp_path: Path, template: str, data: dict[str, Any], part: tuple[int, int, int, int] | None
) -> None:
    """``part``: of a letter the corner is held before the camera, as people do."""
    paper, scan = tmp_path / "a.pdf", tmp_path / "a.png"
    paper.write_bytes(render(template, data, surround("Uji", sign=True)))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", paper, scan.with_suffix("")], check=True)
    with Image.open(scan) as seen:
        whole = seen.convert("L")
    (whole.crop(part) if part else whole).filter(ImageFilter.GaussianBlur(0.8)).save(scan)
    done = subprocess.run(["zbarimg", "-q", "--raw", scan], capture_output=True, text=True, check=False)
    assert ALAMAT in done.stdout


def test_qr_leaves_four_quiet_modules_on_each_side() -> None:
    drawing = qr.svg(ALAMAT, scale=1)
    whole, code = (
        segno.make_qr(ALAMAT, error="m").symbol_size(border=4),
        segno.make_qr(ALAMAT, error="m").symbol_size(border=0),
    )
    assert whole[0] - code[0] == 8
    assert f'width="{whole[0]}"' in drawing
