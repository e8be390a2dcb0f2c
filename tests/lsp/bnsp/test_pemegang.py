"""Holders hear of it when BNSP takes force from the licence or from their skema (P508 9.5.3)."""

from __future__ import annotations

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.notices.models import Message
from telusur.lsp.sertifikasi.sertifikat.models import KeputusanBnsp, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan
from tests.cast import bypass
from tests.lsp.mitra import lingkup, sambungkan
from tests.lsp.putusan import Putusan
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
DAFTAR = "/sertifikat/keputusan-bnsp/"


def pesan() -> list[Message]:
    return list(Message.objects.filter(template="keputusan_lisensi").order_by("created_at", "id"))


def test_every_holder_is_told_once_of_each_decision_and_the_list_shows_it(putusan: Putusan) -> None:
    world = putusan("ditandatangani")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    aktif, beku = [lingkup(kode)], [lingkup(kode, "dibekukan")]
    bnsp.lisensi(status="dibekukan", nomor_sk="SK-BEKU", lingkup=aktif)
    asesi = {kasus.ada.pemohon_id for kasus in world.kasus[:2]}
    assert {one.to_user_id for one in pesan()} == asesi
    assert len(pesan()) == 2
    satu = next(one for one in pesan() if one.to_user == world.dunia.orang["asesi"])
    assert satu.to_email and "membekukan lisensi LSP kami dengan SK-BEKU" in satu.body
    assert "has suspended our licence by decision SK-BEKU" in satu.body
    assert satu.subject in world.klien("asesi").get("/pemberitahuan/").content.decode()

    bnsp.lisensi(nomor_sk="SK-PULIH", lingkup=aktif)
    bnsp.lisensi(status="dibekukan", nomor_sk="SK-BEKU", lingkup=aktif)  # the same decision told anew
    assert len(pesan()) == 2
    bnsp.lisensi(nomor_sk="SK-PULIH", lingkup=aktif)
    bnsp.lisensi(nomor_sk="SK-SKEMA", lingkup=beku)
    assert len(pesan()) == 4
    assert "membekukan skema ini dalam ruang lingkup" in pesan()[-1].body
    bnsp.lisensi(nomor_sk="SK-LAIN", lingkup=[*beku, lingkup("LAIN", "dikurangi")])
    assert len(pesan()) == 4  # nobody holds a certificate of that skema

    for kunci in ("admin", "manajer", "administrasi", "direktur"):
        page = world.klien(kunci).get(DAFTAR).content.decode()
        assert all(nomor in page for nomor in ("SK-BEKU", "SK-SKEMA", "SK-LAIN", "Seluruh lisensi", kode))
    assert DAFTAR in world.klien("direktur").get("/profil/").content.decode()
    assert DAFTAR in world.klien("administrasi").get("/profil-lsp/").content.decode()
    beku_row = KeputusanBnsp.objects.get(nomor_sk="SK-BEKU")
    page = world.klien("direktur").get(f"{DAFTAR}{beku_row.pk}/").content.decode()
    for kasus in world.kasus[:2]:
        assert kasus.sertifikat.nama in page and kasus.sertifikat.nomor in page
    assert page.count("Terkirim") == 2
    satu.status = "gagal"
    with bypass("notices"):
        satu.save()
    assert "Gagal" in world.klien("direktur").get(f"{DAFTAR}{beku_row.pk}/").content.decode()
    assert world.klien("asesi").get(DAFTAR).status_code == 403
    assert world.klien("asesi").get(f"{DAFTAR}{beku_row.pk}/").status_code == 403


@pytest.mark.parametrize("keadaan", ["dibekukan", "dicabut", "dikurangi"])
def test_a_holder_whose_certificate_is_frozen_is_told_of_a_sanction_too(putusan: Putusan, keadaan: str) -> None:
    world = putusan("ditandatangani")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    beku: Sertifikat = world.kasus[0].sertifikat
    beku.keabsahan = Keabsahan.DIBEKUKAN
    with bypass("sertifikat"):
        beku.save()
    bnsp.lisensi(lingkup=[lingkup(kode)])
    scope = [lingkup(kode, "dikurangi" if keadaan == "dikurangi" else "aktif")]
    bnsp.lisensi(status="aktif" if keadaan == "dikurangi" else keadaan, nomor_sk="SK-SANKSI", lingkup=scope)
    assert {one.to_user_id for one in pesan()} == {kasus.ada.pemohon_id for kasus in world.kasus[:2]}
    row = KeputusanBnsp.objects.get()
    page = world.klien("direktur").get(f"{DAFTAR}{row.pk}/").content.decode()
    assert beku.nama in page and beku.nomor in page and page.count("Terkirim") == 2


def test_a_licence_frozen_by_hand_tells_them_too_but_not_whoever_holds_nothing_valid(
    putusan: Putusan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from telusur.lsp.administrasi.umum.commands import catat_lisensi
    from telusur.lsp.peraga.skenario import dispatch_all
    from telusur.lsp.sertifikasi.sertifikat.commands import lisensi

    world = putusan("ditandatangani")
    habis: Sertifikat = world.kasus[0].sertifikat
    habis.keabsahan = Keabsahan.DICABUT
    with bypass("sertifikat"):
        habis.save()
    tulis = lisensi.kirim

    def surel_salah(*args: object, **kwargs: object) -> Message:
        if kwargs["channel"] == "email":
            raise Invalid("Alamat surel penerima tidak benar.")
        return tulis(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(lisensi, "kirim", surel_salah)
    catat_lisensi(
        world.ctx("pengelola"),
        nomor="BNSP-LSP-9021-ID",
        nomor_sk="SK-CABUT",
        tanggal_sk=date(2026, 11, 25),
        berlaku_dari=date(2025, 1, 15),
        berlaku_sampai=date(2030, 1, 14),
        status="dicabut",
        **bukti_tangan(),
    )
    dispatch_all()
    assert [(one.to_user_id, one.channel) for one in pesan()] == [(world.kasus[1].ada.pemohon_id, "aplikasi")]
    row = KeputusanBnsp.objects.get()
    page = world.klien("manajer").get(f"{DAFTAR}{row.pk}/").content.decode()
    assert "Surel gagal, tampil di aplikasi" in page
    assert habis.nama not in page
