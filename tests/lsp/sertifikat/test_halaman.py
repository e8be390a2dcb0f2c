"""Who sees which page of blanks and certificates, what stands on it, and what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.base.errors import Invalid
from telusur.lsp.administrasi.umum.commands import ubah_setelan
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from tests.lsp.dunia import Panggung
from tests.lsp.putusan import Putusan
from tests.lsp.tangan import bukti_tangan

STAF = ("admin", "manajer", "administrasi", "direktur")
LUAR = ("asesor", "komite1", "verifikator", "pengelola")


def halaman(panggung: Panggung, nomor: int = 0) -> str:
    return f"/sertifikat/{panggung.kasus[nomor].sertifikat.pk}/"


def test_pages_open_for_staff_and_holder_only(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    blanko = f"/blanko/{PermohonanBlanko.objects.get().pk}/"
    pages = ("/sertifikat/", halaman(panggung), "/blanko/", blanko)
    for kunci in STAF:
        assert [panggung.klien(kunci).get(page).status_code for page in pages] == [200] * 4, kunci
    for kunci in LUAR:
        assert [panggung.klien(kunci).get(page).status_code for page in pages] == [403] * 4, kunci
    assert [panggung.klien("asesi").get(page).status_code for page in pages] == [200, 200, 403, 403]
    lain = panggung.klien(panggung.kasus[1].orang.kunci)
    assert lain.get(halaman(panggung)).status_code == 403
    assert panggung.kasus[0].ada.nama not in lain.get("/sertifikat/").content.decode()


@pytest.mark.req("SOP-081")
def test_the_register_finds_by_either_number_and_shows_where_the_certificate_is(putusan: Putusan) -> None:
    panggung = putusan("dicetak")
    satu, dua = (panggung.kasus[nomor].sertifikat for nomor in (0, 1))
    client = panggung.klien("admin")

    def found(**saring: str) -> list[bool]:
        page = client.get("/sertifikat/", saring).content.decode()
        return [f"/sertifikat/{row.pk}/" in page for row in (satu, dua)]

    assert found() == [True, True]
    assert found(q=satu.nomor) == [True, False]
    assert found(q=f"  {dua.nomor_registrasi} ") == [False, True]
    assert found(q=satu.nama.upper()) == [True, False]
    assert found(q="tidak ada") == [False, False]
    assert found(status="dicetak") == [True, True]
    assert found(status="diterima") == [False, False]
    assert found(keadaan="kedaluwarsa") == [False, False]
    assert found(skema=satu.skema_kode, keadaan="berlaku") == [True, True]
    assert "Menunggu serah terima" in client.get("/sertifikat/").content.decode()


def test_without_a_record_of_bnsps_approval_nobody_is_listed_since_it_and_no_typed_day_stands_for_it(
    putusan: Putusan,
) -> None:
    panggung = putusan("ditandatangani")
    client = panggung.klien("admin")
    assert "izin belum tercatat" in client.get("/sertifikat/").content.decode()
    page = client.get("/sertifikat/", {"keadaan": "berlaku", "sejak": "izin_jarak_jauh"})
    text = page.content.decode()
    assert page.context["page"].paginator.count == 0
    assert "Izin jarak jauh belum tercatat" in text and "belum ada" in text
    assert not any(kasus.nama in text for kasus in Sertifikat.objects.all())
    pengelola = panggung.klien("pengelola")
    assert "jarak jauh" not in pengelola.get("/setelan/").content.decode()
    assert pengelola.post("/setelan/jarak_jauh.izin_sejak/", {"nilai": "2026-11-01"}).status_code == 404
    with pytest.raises(Invalid, match="Setelan itu tidak dikenal"):
        ubah_setelan(panggung.ctx("pengelola"), kode="jarak_jauh.izin_sejak", nilai_baru="2026-11-01")


def test_blanks_are_asked_for_recorded_and_numbered_by_clicking(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    client = panggung.klien("admin")
    assert f"/blanko/ajukan/{panggung.angkatan.komite.pk}/" in client.get("/blanko/").content.decode()
    url = client.post(f"/blanko/ajukan/{panggung.angkatan.komite.pk}/")["Location"]
    wrong = client.post(url + "catat/", {"nomor": "4128760\n41-61", **bukti_tangan()})
    assert wrong.status_code == 422
    assert "41-61" in wrong.content.decode()
    assert client.post(url + "catat/", {"nomor": "4128760\n4128761\n"}).status_code == 422  # without evidence
    assert client.post(url + "catat/", {"nomor": "4128760\n4128761\n", **bukti_tangan()}).status_code == 302
    assert "Terbitkan nomor sertifikat" in client.get(url).content.decode()
    client.post(url + "nomor/")
    assert Sertifikat.objects.count() == 2
    page = client.get(url).content.decode()
    assert "0 dari 2 sudah diperiksa" in page
    assert Sertifikat.objects.first().nomor in page  # type: ignore[union-attr]
    assert panggung.klien("manajer").post(url + "nomor/", follow=True).status_code in (200, 403)


def test_drafts_are_checked_one_after_another_and_signed_together(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    admin = panggung.klien("admin")
    rows = list(Sertifikat.objects.order_by("nomor"))
    first, second = (f"/sertifikat/{row.pk}/" for row in rows)
    page = admin.get(first).content.decode()
    for label in SEPULUH_BUTIR.values():
        assert label in page
    assert rows[0].nomor_registrasi in page
    wrong = admin.post(first + "periksa/", {"butir": list(SEPULUH_BUTIR)[:9]})
    assert wrong.status_code == 422
    assert "belum dicentang" in wrong.content.decode()
    assert admin.post(first + "periksa/", {"butir": list(SEPULUH_BUTIR)})["Location"] == second
    assert admin.post(second + "periksa/", {"butir": list(SEPULUH_BUTIR)})["Location"] == second
    direktur = panggung.klien("direktur")
    page = direktur.get("/sertifikat/?status=diperiksa").content.decode()
    assert "Tandatangani yang dipilih" in page
    chosen = [str(row.pk) for row in rows] + ["bukan-sertifikat", str(panggung.jadwal.pk)]
    answer = direktur.post("/sertifikat/tandatangani/", {"pilih": chosen}, follow=True).content.decode()
    assert "2 sertifikat ditandatangani" in answer
    assert "bukan sertifikat" in answer
    assert "Sertifikat itu tidak ada." in answer
    assert set(Sertifikat.objects.values_list("status", flat=True)) == {"ditandatangani"}
    again = direktur.post("/sertifikat/tandatangani/", {"pilih": chosen[:1]}, follow=True).content.decode()
    assert "tidak dapat dilakukan" in again


def test_many_signatures_need_one_fresh_proof(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    row = Sertifikat.objects.order_by("nomor")[0]
    panggung.klien("admin").post(f"/sertifikat/{row.pk}/periksa/", {"butir": list(SEPULUH_BUTIR)})
    client = panggung.klien("direktur", terbukti=False)
    assert 'name="sandi"' in client.get("/sertifikat/?status=diperiksa").content.decode()
    client.post("/sertifikat/tandatangani/", {"pilih": [str(row.pk)]})
    row.refresh_from_db()
    assert row.status == "diperiksa"


def test_from_print_to_receipt_by_clicking(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    url, admin, asesi = halaman(panggung), panggung.klien("admin"), panggung.klien("asesi")
    assert "Hasil cetak baik" in admin.get(url).content.decode()
    admin.post(url + "cetak/")
    page = admin.get(url).content.decode()
    assert "Belum dapat diserahkan" in page
    page = asesi.get(url).content.decode()
    assert "Tandatangani pernyataan" in page
    assert "Unduh sertifikat" not in page
    asesi.post(url + "pernyataan/")
    assert admin.post(url + "serahkan/", {"cara": ""}).status_code == 422
    admin.post(url + "serahkan/", {"cara": "Diambil sendiri"})
    assert "Tandatangani bukti serah terima" in asesi.get(url).content.decode()
    asesi.post(url + "terima/")
    dispatch_all()
    page = asesi.get(url).content.decode()
    row = panggung.kasus[0].sertifikat
    for text in (
        "Unduh sertifikat",
        "surveilan",
        f"/verifikasi/{row.kode}/",
        "<svg",
        f"/kasus/{row.permohonan_id}/jejak/",
    ):
        assert text in page
    assert asesi.get(f"/berkas/{row.dokumen.file_id}/").status_code == 200
    assert panggung.klien("verifikator").get(f"/berkas/{row.dokumen.file_id}/").status_code == 403


def test_a_holder_who_is_staff_sees_the_holders_page_and_no_staff_act(putusan: Putusan) -> None:
    from tests.lsp.sertifikat.test_perintah import jadikan_staf

    panggung = putusan("ditandatangani")
    jadikan_staf(panggung, "asesi", "admin_lsp")
    page = panggung.klien("asesi").get(halaman(panggung)).content.decode()
    assert "Tandatangani pernyataan" in page
    assert "Hasil cetak baik" not in page


def test_a_spoiled_blank_is_replaced_by_clicking(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    url, admin = halaman(panggung), panggung.klien("admin")
    assert admin.post(url + "rusak/", {"alasan": ""}).status_code == 422
    admin.post(url + "rusak/", {"alasan": "Tinta luntur."})
    assert "Belum ada blanko pengganti" in admin.get(url).content.decode()
    admin.post(f"/blanko/{PermohonanBlanko.objects.get().pk}/catat/", {"nomor": "4128790", **bukti_tangan()})
    assert "Pakai blanko pengganti" in admin.get(url).content.decode()
    admin.post(url + "ganti/", {"nomor": "4128790"})
    assert panggung.kasus[0].sertifikat.blanko.nomor == "4128790"


def test_unknown_acts_and_certificates_are_not_found(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    admin = panggung.klien("admin")
    assert admin.post(halaman(panggung) + "lainnya/").status_code == 404
    assert admin.get(f"/sertifikat/{panggung.jadwal.pk}/").status_code == 404
    assert admin.get(f"/blanko/{panggung.jadwal.pk}/").status_code == 404


def test_lists_cost_as_many_queries_for_two_as_for_one(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    client = panggung.klien("admin")

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    nama, nomor = panggung.kasus[0].ada.nama, panggung.kasus[0].sertifikat.nomor
    assert cost(f"/sertifikat/?q={nama}") == cost(f"/sertifikat/?q={nomor[:10]}")  # one, and all
