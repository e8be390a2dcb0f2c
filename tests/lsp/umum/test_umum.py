"""Profile, licence, settings, and the letters the LSP has issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.lsp.administrasi.umum import commands, queries
from telusur.lsp.administrasi.umum.jobs import ingatkan_lisensi_berakhir
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.administrasi.umum.states import JenisNaskah, StatusLisensi
from tests.lsp.dunia import HARI_INI, Panggung
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]
LISENSI: dict[str, Any] = {
    "nomor": "BNSP-LSP-9021-ID",
    "nomor_sk": "KEP.1",
    "tanggal_sk": date(2025, 1, 1),
    "berlaku_dari": date(2025, 1, 1),
    "berlaku_sampai": date(2029, 12, 31),
}


@pytest.mark.req("SE007-022")
def test_any_spt_asesor_is_found_and_displayed_with_its_pdf(panggung: Sampai) -> None:
    dunia = panggung("spt")
    while dispatch_pending(100, slow=True, now=dunia.kini + timedelta(days=1)):
        pass
    spt = Naskah.objects.get(jenis=JenisNaskah.SPT_ASESOR)
    staf = dunia.klien("administrasi")
    for wanted in ("?jenis=spt_asesor", f"?q={spt.nomor}", "?q=Bambang", "?status=ditandatangani"):
        assert spt.nomor in staf.get(f"/naskah/{wanted}").content.decode(), wanted
    assert spt.nomor not in staf.get("/naskah/?jenis=sk_tuk").content.decode()
    assert spt.dokumen is not None
    for kunci in ("administrasi", "asesor"):
        browser = dunia.klien(kunci)
        page = browser.get(f"/naskah/{spt.pk}/").content.decode()
        assert spt.nomor in page
        assert "Mengases 2 asesi" in page
        assert f"/berkas/{spt.dokumen.file_id}/" in page
        pdf = b"".join(browser.get(f"/berkas/{spt.dokumen.file_id}/"))  # type: ignore[arg-type]
        assert pdf.startswith(b"%PDF")
    assert spt.nomor not in dunia.klien("asesor2").get("/naskah/").content.decode()
    assert dunia.klien("asesor2").get(f"/berkas/{spt.dokumen.file_id}/").status_code in (403, 404)


def test_the_list_of_letters_takes_the_same_queries_whatever_its_length(panggung: Sampai) -> None:
    browser = panggung("spt").klien("admin")
    browser.get("/naskah/")
    counts = []
    for query in ("?jenis=spt_asesor", ""):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/naskah/{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_profile_is_changed_on_its_page_and_wrong_input_is_told(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    browser, isian = (
        dunia.klien("pengelola"),
        {k: v for k, v in queries.isi_profil().items() if k not in ("id", "peraga")},
    )
    answer = browser.post("/profil-lsp/", {**isian, "email": "bukan surel"})
    assert answer.status_code == 422
    assert "nama@contoh.id" in answer.content.decode()
    browser.post("/profil-lsp/", {**isian, "npwp": "11.111.111.1-111.111"})
    assert queries.profil().npwp == "11.111.111.1-111.111"
    assert queries.profil().peraga
    with pytest.raises(Invalid, match="tidak mempunyai isian “warna”"):
        commands.isi_profil(dunia.ctx("pengelola"), warna="biru")
    with pytest.raises(Invalid) as wrong:
        commands.isi_profil(dunia.ctx("pengelola"), jenis="p9", nama="")
    assert set(wrong.value.fields) == {"jenis", "nama"}
    with pytest.raises(NotPermitted, match="hanya untuk"):
        commands.isi_profil(dunia.ctx("admin"), nama="X")


@pytest.mark.parametrize(
    ("status", "sampai", "kata", "tone"),
    [
        (StatusLisensi.AKTIF, date(2029, 12, 31), "Aktif", "ok"),
        (StatusLisensi.BERSYARAT, date(2029, 12, 31), "Bersyarat", "wait"),
        (StatusLisensi.DIBEKUKAN, date(2029, 12, 31), "Dibekukan", "late"),
        (StatusLisensi.DICABUT, date(2029, 12, 31), "Dicabut", "late"),
        (StatusLisensi.AKTIF, HARI_INI, "Aktif", "ok"),
        (StatusLisensi.AKTIF, HARI_INI - timedelta(days=1), "Berakhir", "late"),
    ],
)
def test_the_licence_says_where_it_stands(panggung: Sampai, status: str, sampai: date, kata: str, tone: str) -> None:
    dunia = panggung("lsp")
    commands.catat_lisensi(
        dunia.ctx("administrasi"), **{**LISENSI, "berlaku_sampai": sampai}, status=status, **bukti_tangan()
    )
    assert queries.keadaan_lisensi(HARI_INI) == (kata, tone)
    assert kata in dunia.klien("pengelola").get("/profil-lsp/").content.decode()


def test_a_wrong_licence_is_refused(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    ctx = dunia.ctx("administrasi")
    with pytest.raises(Invalid, match="terbalik"):
        commands.catat_lisensi(ctx, **{**LISENSI, "berlaku_sampai": date(2020, 1, 1)})
    with pytest.raises(Invalid, match="tidak dikenal"):
        commands.catat_lisensi(ctx, **LISENSI, status="hilang")
    isian = {**{k: str(v) for k, v in LISENSI.items()}, "status": "aktif", "nomor": "9021"}
    answer = dunia.klien("pengelola").post("/profil-lsp/lisensi/", isian)
    assert answer.status_code == 422
    assert "berbentuk BNSP-LSP-9021-ID" in answer.content.decode()


def test_a_licence_about_to_end_is_reminded_of_once(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    assert ingatkan_lisensi_berakhir(dunia.kini) == 0
    isian = {**LISENSI, "berlaku_sampai": HARI_INI + timedelta(days=200), **bukti_tangan()}
    commands.catat_lisensi(dunia.ctx("administrasi"), **isian)
    assert ingatkan_lisensi_berakhir(dunia.kini) == 1
    assert ingatkan_lisensi_berakhir(dunia.kini) == 0
    told = {message.to_user for message in Message.objects.filter(template="lisensi_akan_berakhir")}
    assert told == {dunia.dunia.orang["administrasi"], dunia.dunia.orang["direktur"]}


def test_every_setting_is_shown_with_value_unit_and_default(panggung: Sampai) -> None:
    page = panggung("lsp").klien("direktur").get("/setelan/").content.decode()
    for butir in queries.DAFTAR.values():
        assert butir.label in page
        assert queries.tampil(butir, butir.bawaan) in page
    assert "Hanya Pengelola Sistem" in page


def test_a_setting_changes_at_once_on_its_page_and_stays_in_the_trail(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    browser = dunia.klien("pengelola")
    assert "Diubah" in browser.post("/setelan/tenggat.tagihan/", {"nilai": "14"}, follow=True).content.decode()
    assert queries.setelan("tenggat.tagihan") == 14
    data = Entry.objects.get(code="umum.ubah_setelan", outcome=Outcome.DONE).data
    assert (data["sebelum"], data["sesudah"]) == (7, 14)
    browser.post("/setelan/aplikasi.administratif_wajib/", {"nilai": "tidak"})
    assert queries.setelan("aplikasi.administratif_wajib") is False


@pytest.mark.parametrize(
    ("nilai", "kata"), [("0", "paling kecil 1"), ("99999", "paling besar 10000"), ("x", "bilangan")]
)
def test_a_setting_out_of_its_limits_is_refused_beside_the_field(panggung: Sampai, nilai: str, kata: str) -> None:
    answer = panggung("lsp").klien("pengelola").post("/setelan/tenggat.tagihan/", {"nilai": nilai})
    assert answer.status_code == 422
    assert kata in answer.content.decode()
    assert queries.setelan("tenggat.tagihan") == 7


def test_a_setting_of_the_wrong_kind_or_unknown_is_refused(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    ctx = dunia.ctx("pengelola")
    with pytest.raises(Invalid, match="tidak dikenal"):
        commands.ubah_setelan(ctx, kode="tidak.ada", nilai_baru=1)
    with pytest.raises(Invalid, match="tidak sesuai jenisnya"):
        commands.ubah_setelan(ctx, kode="tenggat.tagihan", nilai_baru=True)
    with pytest.raises(NotPermitted, match="hanya untuk Pengelola Sistem"):
        commands.ubah_setelan(dunia.ctx("direktur"), kode="tenggat.tagihan", nilai_baru=3)
