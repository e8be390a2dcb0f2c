"""Documents of the quality system: published, revised, read (SOP 1.2, 2.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.base.yaml_lines import BadFile
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.mutu import commands, importer, queries
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.susunan import Blok, susun

DATA = Path(__file__).resolve().parents[3] / "data" / "mutu"
FILES = sorted(DATA.glob("*.yaml"))
In = Callable[[Any], Client]


def published(**changes: Any) -> DokumenMutu:
    """The house rules, published by the system."""
    fields = importer.parse((DATA / "tata-tertib.yaml").read_bytes())
    return commands.terbitkan(system_context("uji"), **{**fields, **changes})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_document_of_the_project_can_be_published(db: None, path: Path) -> None:
    row = commands.terbitkan(system_context("uji"), **importer.parse(path.read_bytes()))
    assert queries.berlaku(row.kode).revisi == 0


def test_the_documents_that_the_sop_names_are_there() -> None:
    codes = {importer.parse(path.read_bytes())["kode"] for path in FILES}
    assert codes >= {
        "IK-LSPK-01", "SOP-BANDING", "TATA-TERTIB", "PERNYATAAN-PEMOHON", "PERNYATAAN-PEMEGANG",
        "SOP-SURVEILAN", "SOP-RESERTIFIKASI",
    }  # fmt: skip


def test_a_new_revision_replaces_the_earlier_one_which_stays_readable(db: None) -> None:
    first = published()
    second = published(isi=first.isi + "\n\nTambahan.", perubahan="Tambahan di akhir.")
    assert (second.revisi, queries.berlaku("TATA-TERTIB").pk) == (1, second.pk)
    assert queries.revisi("TATA-TERTIB", 0).isi == first.isi
    assert [row.revisi for row in queries.riwayat("TATA-TERTIB")] == [1, 0]


def test_an_unchanged_text_is_no_revision(db: None) -> None:
    published()
    with pytest.raises(Invalid, match="sama persis dengan revisi 0"):
        published()


def test_dates_out_of_order_empty_texts_and_a_start_in_the_future_are_refused(db: None) -> None:
    with pytest.raises(Invalid) as caught:
        published(
            isi=" ",
            judul="Tata\u202etertib",
            disetujui_pada=date(2024, 1, 1),
            berlaku_sejak=timezone.localdate() + timedelta(days=2),
        )
    assert set(caught.value.fields) == {"isi", "judul", "disetujui_pada", "berlaku_sejak"}


def test_only_those_responsible_publish(ani: Any, maman: Any, ctx: Callable[..., Any]) -> None:
    fields = importer.parse((DATA / "tata-tertib.yaml").read_bytes())
    with pytest.raises(NotPermitted):
        commands.terbitkan(ctx(ani), **fields)
    assert commands.terbitkan(ctx(maman), **fields).revisi == 0


def test_an_unpublished_document_is_not_found(db: None) -> None:
    with pytest.raises(NotFound, match="belum diterbitkan"):
        queries.berlaku("TIDAK-ADA")


def test_a_wrong_file_is_told_with_its_line() -> None:
    text = (DATA / "tata-tertib.yaml").read_text(encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        importer.parse(text.replace('dibuat_pada: "2024-12-09"', 'dibuat_pada: "2024-13-09"').encode())
    assert caught.value.sentences() == ["baris 7: dibuat_pada “2024-13-09” bukan tanggal yang ada."]


def test_plain_text_becomes_headings_paragraphs_lists_and_steps() -> None:
    text = "Kata\npembuka.\n\nKedua.\n# Judul\n- satu\n  sambungan\n- dua\n1. langkah\n2) lanjut\n## Sub\n<b>teks</b>"
    assert susun(text) == [
        Blok("paragraf", ("Kata pembuka.",)),
        Blok("paragraf", ("Kedua.",)),
        Blok("judul", ("Judul",)),
        Blok("daftar", ("satu sambungan", "dua")),
        Blok("langkah", ("langkah", "lanjut")),
        Blok("subjudul", ("Sub",)),
        Blok("paragraf", ("<b>teks</b>",)),
    ]


def test_anybody_reads_the_revision_in_force_without_signing_in(client: Client, db: None) -> None:
    published()
    page = client.get("/mutu/TATA-TERTIB/").content.decode()
    for text in ("Tata Tertib Asesmen dan Protokol Kesehatan", "revisi 0", "Cuci tangan", "Disetujui"):
        assert text in page
    assert "TATA-TERTIB" in client.get("/mutu/").content.decode()
    assert client.get("/mutu/LAIN/").status_code == 404
    assert client.get("/mutu/LAIN/cetak/").status_code == 404


def test_markup_in_a_text_is_shown_literally(client: Client, db: None) -> None:
    published(isi="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in client.get("/mutu/TATA-TERTIB/").content.decode()


def test_a_revision_is_published_from_its_page(maman: Any, ani: Any, client_of: In) -> None:
    row = published()
    browser = client_of(maman)
    address = "/mutu/TATA-TERTIB/revisi-baru/"
    assert "Revisi 1 TATA-TERTIB" in browser.get(address).content.decode()
    fields = {
        name: getattr(row, name)
        for name in ("judul", "jenis", "dibuat_oleh", "diperiksa_oleh", "disetujui_oleh", "berlaku_sejak")
    }
    days = {"dibuat_pada": "2025-02-01", "diperiksa_pada": "2025-02-02", "disetujui_pada": "2025-02-03"}
    same = browser.post(address, {**fields, **days, "isi": row.isi})
    assert same.status_code == 422
    assert "sama persis" in same.content.decode()
    browser.post(address, {**fields, **days, "isi": row.isi + "\nBaru."})
    assert queries.berlaku("TATA-TERTIB").revisi == 1
    assert client_of(ani).get(address).status_code == 403
