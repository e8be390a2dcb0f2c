"""Every act of issuing: what it leaves behind, and each refusal with its sentence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError, Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.umum.models import LingkupLisensi
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.keputusan.commands import catat_keputusan
from telusur.lsp.sertifikasi.sertifikat import commands, documents, queries
from telusur.lsp.sertifikasi.sertifikat.jobs import ingatkan_pemegang
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from tests.cast import bypass
from tests.lsp.dunia import HARI_INI, Panggung
from tests.lsp.putusan import Putusan
from tests.lsp.tangan import bukti_tangan

BUTIR = list(SEPULUH_BUTIR)


def ditolak(galat: type[DomainError], potongan: str, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    with pytest.raises(galat) as found:
        act(*args, **kwargs)
    assert potongan in found.value.sentence


def tercatat(kode: str) -> Entry:
    assert Event.objects.filter(name=kode).exists()
    return Entry.objects.filter(code=kode, outcome="done").latest("pk")


def ajukan(panggung: Panggung, oleh: str = "admin") -> PermohonanBlanko:
    return commands.ajukan_blanko(panggung.ctx(oleh), komite=panggung.angkatan.komite)


def catat(panggung: Panggung, row: PermohonanBlanko, *nomor: str) -> None:
    commands.catat_blanko(panggung.ctx("admin"), permohonan_blanko=row, nomor=list(nomor), **bukti_tangan())


def sertifikat(panggung: Panggung, nomor: int = 0) -> Sertifikat:
    found: Sertifikat = panggung.kasus[nomor].sertifikat
    return found


def jadikan_staf(panggung: Panggung, kunci: str, peran: str) -> None:
    from telusur.kernel.accounts import commands as accounts
    from telusur.kernel.commands.context import system_context

    orang = panggung.dunia.orang[kunci]
    accounts.beri_peran(system_context("uji"), user=orang, role=peran, valid_from=date(2026, 1, 1), basis="SK uji")


# --- SOP 4.4: blanks and numbers


def test_as_many_blanks_are_asked_for_as_the_sk_names_k(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    ditolak(NotPermitted, "hanya untuk", ajukan, panggung, "manajer")
    row = ajukan(panggung)
    assert row.jumlah == 2
    assert "BLK" in row.nomor
    assert row.dokumen is not None
    assert tercatat("sertifikat.ajukan_blanko").data["jumlah"] == 2
    ditolak(WrongState, row.nomor, ajukan, panggung)


def test_no_blanks_before_the_sk_is_signed(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    ditolak(NotPermitted, "SOP 4.3", ajukan, panggung)


def test_blank_numbers_are_digits_and_never_twice(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    row = ajukan(panggung)
    ditolak(Invalid, "Isi nomor blanko", catat, panggung, row, " ")
    ditolak(Invalid, "12A45", catat, panggung, row, "12A45")
    ditolak(Invalid, "4128760", catat, panggung, row, "4128760", "4128760")
    catat(panggung, row, "4128760")
    ditolak(Invalid, "sudah tercatat", catat, panggung, row, "4128760", "4128761")
    row.refresh_from_db()
    assert row.status == "diajukan"
    catat(panggung, row, "4128761")
    assert row.status == "diterima"


def test_numbers_come_only_after_the_blanks_and_each_k_gets_its_own_pair(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    row = ajukan(panggung)
    beri = commands.beri_nomor
    ditolak(WrongState, "Menunggu nomor blanko", beri, panggung.ctx("admin"), permohonan_blanko=row)
    catat(panggung, row, "4128760", "4128761")
    beri(panggung.ctx("admin"), permohonan_blanko=row)
    rows = list(Sertifikat.objects.order_by("nomor"))
    assert {one.permohonan_id for one in rows} == {kasus.ada.pk for kasus in panggung.kasus[:2]}
    assert [one.nomor.split()[-2] for one in rows] == ["0000001", "0000002"]
    assert len({one.nomor_registrasi for one in rows}) == len({one.kode for one in rows}) == 2
    assert {one.blanko.nomor for one in rows} == {"4128760", "4128761"}
    ditolak(WrongState, "Sertifikat bernomor", beri, panggung.ctx("admin"), permohonan_blanko=row)
    assert tercatat("sertifikat.beri_nomor").data["jumlah"] == 2


def test_no_certificate_is_numbered_that_would_be_valid_longer_than_bnsp_allows(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    row, skema = ajukan(panggung), panggung.dunia.skema_ada
    catat(panggung, row, "4128760", "4128761")
    isi = {"skema_nama": skema.nama_id, "status": "aktif", "sejak": HARI_INI, "keadaan_sejak": HARI_INI}
    with bypass("umum"):
        lingkup = LingkupLisensi(skema_kode=skema.kode, masa_berlaku_bulan=skema.masa_berlaku_bulan - 1, **isi)
        lingkup.save()
    ditolak(
        WrongState, "BNSP menetapkan paling lama", commands.beri_nomor, panggung.ctx("admin"), permohonan_blanko=row
    )
    assert not Sertifikat.objects.exists()
    with bypass("umum"):
        lingkup.masa_berlaku_bulan = skema.masa_berlaku_bulan
        lingkup.save()
    commands.beri_nomor(panggung.ctx("admin"), permohonan_blanko=row)


def test_blanks_used_up_elsewhere_stop_the_numbering(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    row = ajukan(panggung)
    catat(panggung, row, "4128760", "4128761")
    with bypass("sertifikat"):
        lembar = Blanko.objects.get(nomor="4128761")
        lembar.status = "dipakai"
        lembar.save()
    ditolak(WrongState, "Baru 1 blanko", commands.beri_nomor, panggung.ctx("admin"), permohonan_blanko=row)
    assert not Sertifikat.objects.exists()


def test_staff_who_are_on_the_list_do_not_process_their_own_certificate(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    row = ajukan(panggung)
    catat(panggung, row, "4128760", "4128761")
    jadikan_staf(panggung, "asesi", "admin_lsp")
    ditolak(NotPermitted, "Nama Anda", commands.beri_nomor, panggung.ctx("asesi"), permohonan_blanko=row)
    commands.beri_nomor(panggung.ctx("admin"), permohonan_blanko=row)
    dispatch_all()
    periksa = commands.periksa_dummy
    ditolak(
        NotPermitted,
        "sertifikat Anda sendiri",
        periksa,
        panggung.ctx("asesi"),
        sertifikat=sertifikat(panggung),
        butir=BUTIR,
    )
    jadikan_staf(panggung, "asesi", "direktur")
    periksa(panggung.ctx("admin"), sertifikat=sertifikat(panggung), butir=BUTIR)
    tanda = commands.tandatangani
    ditolak(NotPermitted, "sertifikat Anda sendiri", tanda, panggung.ctx("asesi"), sertifikat=sertifikat(panggung))


# --- SOP 4.4: draft, signature, print


@pytest.mark.req("SOP-078")
def test_the_dummy_is_a_watermarked_unsigned_pdf_with_the_real_data(putusan: Putusan) -> None:
    from telusur.kernel.archive.queries import read_bytes

    panggung = putusan("bernomor")
    row = sertifikat(panggung)
    assert row.dummy is not None
    assert (row.dummy.status, row.dummy.draft, row.dummy.sign) == ("siap", True, False)
    assert row.dummy.file is not None
    found = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=read_bytes(row.dummy.file), capture_output=True, check=True
    )
    text = "".join(found.stdout.decode().split())
    for value in (row.nama, row.nomor, row.nomor_registrasi):
        assert "".join(value.split()) in text
    assert "DUMMY" in text.upper() or "DRAF" in text.upper()


@pytest.mark.req("SOP-079")
def test_final_printing_is_disabled_until_a_named_checker_ticked_all_ten(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    row = sertifikat(panggung)
    for act, oleh in ((commands.tandatangani, "direktur"), (commands.cetak, "admin")):
        ditolak(WrongState if oleh == "direktur" else DomainError, "", act, panggung.ctx(oleh), sertifikat=row)
    periksa = commands.periksa_dummy
    ditolak(Invalid, SEPULUH_BUTIR[BUTIR[-1]], periksa, panggung.ctx("admin"), sertifikat=row, butir=BUTIR[:-1])
    periksa(panggung.ctx("admin"), sertifikat=row, butir=BUTIR)
    assert row.diperiksa_oleh == panggung.dunia.orang["admin"].name
    assert all(row.ceklis[kode] for kode in BUTIR)
    ditolak(DomainError, "", commands.cetak, panggung.ctx("admin"), sertifikat=row)
    commands.tandatangani(panggung.ctx("direktur"), sertifikat=row)
    ditolak(NotPermitted, "belum selesai dibuat", commands.cetak, panggung.ctx("admin"), sertifikat=row)
    dispatch_all()
    commands.cetak(panggung.ctx("admin"), sertifikat=sertifikat(panggung))
    assert sertifikat(panggung).status == "dicetak"


def test_a_wrong_draft_is_made_anew_and_checked_anew(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    row = sertifikat(panggung)
    lama = row.dummy_id
    perbaiki = commands.perbaiki_dummy
    ditolak(Invalid, "Tulis apa yang salah", perbaiki, panggung.ctx("admin"), sertifikat=row, alasan=" ")
    perbaiki(panggung.ctx("admin"), sertifikat=row, alasan="Area kerja keliru.")
    assert row.dummy_id != lama
    ditolak(WrongState, "masih dibuat", commands.periksa_dummy, panggung.ctx("admin"), sertifikat=row, butir=BUTIR)


def test_only_a_proven_direktur_signs_and_the_public_can_verify_from_then_on(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    row = sertifikat(panggung)
    commands.periksa_dummy(panggung.ctx("admin"), sertifikat=row, butir=BUTIR)
    assert queries.verifikasi_kode(row.kode, panggung.kini.date()).keadaan == "tidak_dikenal"
    ditolak(NotPermitted, "hanya untuk Direktur", commands.tandatangani, panggung.ctx("manajer"), sertifikat=row)
    basi = panggung.ctx("direktur", terbukti=False)
    ditolak(ProofNeeded, "Buktikan identitas", commands.tandatangani, basi, sertifikat=row)
    commands.tandatangani(panggung.ctx("direktur"), sertifikat=row)
    assert queries.verifikasi_kode(row.kode.lower(), panggung.kini.date()).keadaan == "berlaku"
    assert tercatat("sertifikat.tandatangani").data["nomor"] == row.nomor
    sesudah = row.berlaku_sampai + timedelta(days=1)
    assert queries.verifikasi_nomor(row.nomor_registrasi, row.berlaku_sampai).keadaan == "berlaku"
    assert queries.verifikasi_nomor(row.nomor, sesudah).keadaan == "kedaluwarsa"


def test_each_signature_costs_the_same_few_statements(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    rows = [sertifikat(panggung, nomor) for nomor in (0, 1)]
    counts = []
    for row in rows:
        commands.periksa_dummy(panggung.ctx("admin"), sertifikat=row, butir=BUTIR)
    for row in rows:
        ctx = panggung.ctx("direktur")
        with CaptureQueriesContext(connection) as found:
            commands.tandatangani(ctx, sertifikat=row)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 40


@pytest.mark.req("SOP-080")
def test_printing_is_recorded_and_a_spoiled_blank_needs_its_minute_before_a_replacement(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    row = sertifikat(panggung)
    lama = row.blanko.nomor
    catat(panggung, row.permohonan_blanko, "4128790")
    ganti, rusak = commands.ganti_blanko, commands.laporkan_rusak
    ditolak(WrongState, "belum dilaporkan rusak", ganti, panggung.ctx("admin"), sertifikat=row, nomor="4128790")
    ditolak(Invalid, "sebab kerusakan", rusak, panggung.ctx("admin"), sertifikat=row, alasan="")
    rusak(panggung.ctx("admin"), sertifikat=row, alasan="Tinta luntur.")
    lembar = Blanko.objects.get(nomor=lama)
    assert lembar.nomor_ba
    assert lembar.berita_acara is not None
    assert (lembar.status, lembar.dicatat_oleh) == ("rusak", panggung.dunia.orang["admin"].name)
    ditolak(NotPermitted, "rusak", commands.cetak, panggung.ctx("admin"), sertifikat=sertifikat(panggung))
    ditolak(WrongState, lembar.nomor_ba, rusak, panggung.ctx("admin"), sertifikat=row, alasan="Lagi.")
    ditolak(Invalid, "tidak tersedia", ganti, panggung.ctx("admin"), sertifikat=row, nomor="9999999")
    ganti(panggung.ctx("admin"), sertifikat=row, nomor="4128790")
    assert row.isi["nomor_blanko"] == "4128790"
    assert queries.verifikasi_kode(row.kode, panggung.kini.date()).keadaan == "berlaku"
    dispatch_all()
    panggung.angkatan.terbitkan(panggung.kasus[0], panggung.kini)
    dispatch_all()
    commands.cetak(panggung.ctx("admin"), sertifikat=sertifikat(panggung))
    baru = Blanko.objects.get(nomor="4128790")
    assert (baru.status, baru.dicatat_oleh) == ("dicetak", panggung.dunia.orang["admin"].name)
    assert baru.dicatat_pada == panggung.ctx("admin").at
    page = panggung.klien("admin").get(f"/sertifikat/{row.pk}/").content.decode()
    assert all(text in page for text in (lama, "4128790", "Tinta luntur.", "Rusak", "Dicetak", lembar.nomor_ba))


# --- SOP 4.5: statement and handover


@pytest.mark.req("SOP-082")
def test_no_handover_before_the_holder_signed_the_statement_which_is_kept(putusan: Putusan) -> None:
    panggung = putusan("dicetak")
    row = sertifikat(panggung)
    serahkan, nyatakan = commands.serahkan, commands.tandatangani_pernyataan
    ditolak(
        NotPermitted, "belum menandatangani pernyataan", serahkan, panggung.ctx("admin"), sertifikat=row, cara="Diambil"
    )
    lain = panggung.kasus[1].orang.kunci
    ditolak(NotPermitted, "bukan milik Anda", nyatakan, panggung.ctx(lain), sertifikat=row)
    nyatakan(panggung.ctx("asesi"), sertifikat=row)
    dispatch_all()
    row = sertifikat(panggung)
    assert row.pernyataan is not None
    assert row.pernyataan.status == "siap"
    assert row.pernyataan_versi
    ditolak(WrongState, "sudah menandatangani", nyatakan, panggung.ctx("asesi"), sertifikat=row)
    ditolak(Invalid, "cara penyerahan", serahkan, panggung.ctx("admin"), sertifikat=row, cara=" ")
    serahkan(panggung.ctx("admin"), sertifikat=row, cara="Diambil sendiri")
    assert row.status == "diserahkan"


@pytest.mark.req("SOP-083")
def test_the_receipt_is_numbered_signed_and_printable(putusan: Putusan) -> None:
    panggung = putusan("dicetak")
    kasus = panggung.kasus[0]
    kasus.pernyataan(panggung.kini)
    commands.serahkan(panggung.ctx("admin"), sertifikat=kasus.sertifikat, cara="Diambil sendiri")
    row = kasus.sertifikat
    ditolak(NotPermitted, "", commands.terima, panggung.ctx("admin"), sertifikat=row)
    commands.terima(panggung.ctx("asesi"), sertifikat=row)
    dispatch_all()
    row = kasus.sertifikat
    bukti = row.bukti_serah_terima
    assert bukti is not None
    assert (bukti.status, bukti.number) == ("siap", row.nomor_serah_terima)
    assert row.diterima_pada == panggung.ctx("asesi").at
    assert row.nama in str(bukti.data)
    assert panggung.klien("asesi").get(f"/berkas/{bukti.file_id}/").status_code == 200
    assert kasus.ada.tahap == "selesai"
    pesan = Message.objects.get(template="sertifikat_diterima")
    assert "surveilan" in pesan.body
    assert f"It is valid until {documents.tanggal_en(row.berlaku_sampai)}" in pesan.body  # and so in English


def test_a_frozen_certificate_is_not_handed_over_and_stays_frozen_when_its_blank_is_replaced(putusan: Putusan) -> None:
    panggung = putusan("dicetak")
    kasus = panggung.kasus[0]
    kasus.pernyataan(panggung.kini)
    catat(panggung, kasus.sertifikat.permohonan_blanko, "4128790")
    catat_keputusan(
        panggung.ctx("direktur"), permohonan=kasus.ada, jenis="pembekuan", dasar="Surveilan.", nomor_sk="1/SK",
        tanggal=panggung.kini.date(),
    )  # fmt: skip
    dispatch_all()
    assert kasus.sertifikat.keabsahan == "dibekukan"
    ditolak(
        NotPermitted, "dibekukan", commands.serahkan, panggung.ctx("admin"), sertifikat=kasus.sertifikat, cara="Diambil"
    )
    commands.laporkan_rusak(panggung.ctx("admin"), sertifikat=kasus.sertifikat, alasan="Robek.")
    commands.ganti_blanko(panggung.ctx("admin"), sertifikat=kasus.sertifikat, nomor="4128790")
    dispatch_all()
    panggung.angkatan.terbitkan(kasus, panggung.kini)
    assert kasus.sertifikat.keabsahan == "dibekukan"


def test_a_cancelled_certificate_never_counts_again(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    for jenis, keadaan in (("pembekuan", "dibekukan"), ("pemeliharaan", "berlaku"), ("pembatalan", "dicabut")):
        catat_keputusan(
            panggung.ctx("direktur"), permohonan=panggung.kasus[0].ada, jenis=jenis, dasar="Uji.", nomor_sk="1/SK",
            tanggal=panggung.kini.date(),
        )  # fmt: skip
        dispatch_all()
        assert sertifikat(panggung).keadaan(panggung.kini.date()) == keadaan


# --- SOP 4.6, P508 9.6.3


def test_a_holder_is_reminded_once_within_the_period(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    habis = sertifikat(panggung).berlaku_sampai
    for hari, jumlah in ((-91, 0), (-90, 2), (-30, 0), (1, 0)):
        tanggal = habis + timedelta(days=hari)
        with clock.travel(panggung.dunia.saat((tanggal - panggung.dunia.hari_ini).days, "07.00")):
            assert ingatkan_pemegang() == jumlah
    assert Message.objects.filter(template="sertifikat_akan_habis").count() == 2


def test_what_is_frozen_is_not_reminded_of(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    with bypass("sertifikat"):
        for row in Sertifikat.objects.all():
            row.keabsahan = "dibekukan"
            row.save()
    assert not queries.akan_habis(sertifikat(panggung).berlaku_sampai).exists()
