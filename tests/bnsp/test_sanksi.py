"""Incomplete data may lead to suspension, withdrawal or reduction of scope (P508 9.5): from the score to the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from telusur.bnsp.pengendalian.sanksi import commands
from telusur.bnsp.pengendalian.sanksi.kelengkapan import hitung
from telusur.bnsp.pengendalian.sanksi.models import KasusSanksi
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import lingkup_dari
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tuk
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.notices.models import Message
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri, unggahan

pytestmark = pytest.mark.django_db
SK = {"nomor_sk": "KEP.7/BNSP/2026", "tanggal_sk": HARI, "alasan": "Data tidak dilengkapi sampai tenggat."}


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def _butir(negeri: Negeri, role: Role = Role.KOMISI_PENGENDALIAN) -> dict[str, tuple[int, int]]:
    (found,) = hitung(negeri.ctx(role), [negeri.lsp])
    return {one.kode: (one.ada, one.harus) for one in found.butir}


def test_the_score_follows_what_the_registers_hold(negeri: Negeri) -> None:
    ctx = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    before, kosong = hitung(ctx, [negeri.lsp, negeri.lain])
    assert _butir(negeri) == {
        "profil": (3, 5),
        "pertukaran": (0, 1),
        "asesor": (1, 1),
        "tuk": (1, 1),
        "lingkup": (1, 1),
        "blanko": (0, 0),
        "temuan": (0, 0),
    }
    assert kosong.skor < before.skor < 100
    tambah_mitra(
        negeri.ctx(Role.PENGELOLA_SISTEM),
        code=negeri.lsp.nomor_lisensi,
        name="LSP",
        address="https://lsp.example",
        public="ab" * 32,
        witness_of_seals=False,
    )
    assert _butir(negeri)["pertukaran"] == (1, 1) and _butir(negeri)["profil"] == (4, 5)
    tuk.ubah_keaktifan(negeri.lembaga(), tuk=negeri.tuk, aktif=False, alasan="Pindah.")
    asesor.tetapkan_status(
        negeri.ctx(Role.KOORDINATOR_SDM), asesor=negeri.asesor, status="dibekukan", dasar="Diperiksa."
    )
    surveilans.catat(ctx, lsp=negeri.lsp, klausul="7.1", uraian="Rekaman hilang.", kategori="mayor")
    now = _butir(negeri)
    assert (now["tuk"], now["lingkup"], now["asesor"], now["temuan"]) == ((0, 1), (0, 1), (0, 1), (1, 1))
    negeri.beri_blanko(2)
    negeri.terbitkan(1)
    (later,) = hitung(negeri.ctx(Role.KOMISI_PENGENDALIAN, at=NOW + timedelta(days=90)), [negeri.lsp])
    found = {one.kode: (one.ada, one.harus) for one in later.butir}
    assert (found["blanko"], found["temuan"]) == ((1, 2), (0, 1))
    assert later.skor < before.skor and not later.cukup


def test_from_the_score_to_a_suspended_licence_by_the_pages(negeri: Negeri) -> None:
    komisi, ketua = (client_of(negeri.orang[role]) for role in (Role.KOMISI_PENGENDALIAN, Role.KETUA))
    (satu,) = hitung(negeri.ctx(Role.KETUA), [negeri.lsp])
    listed = komisi.get("/kelengkapan/").content.decode()
    assert negeri.lsp.nama in listed and f"{satu.skor}%" in listed and "Isian profil: 3 dari 5" in listed
    page = komisi.get(f"/kelengkapan/{negeri.lsp.pk}/").content.decode()
    assert "Buka kasus sanksi" in page
    form = f"/kelengkapan/{negeri.lsp.pk}/kasus/"
    assert komisi.post(form, {"bentuk": "penundaan", "dasar": " "}).status_code == 422
    komisi.post(form, {"bentuk": "penundaan", "dasar": "Sistem tidak tersambung sejak Oktober."})
    row = KasusSanksi.objects.get()
    assert (row.nomor, row.skor, row.lsp) == ("0001/SKS/BNSP/XI/2026", satu.skor, negeri.lsp)
    assert Message.objects.filter(to_email=negeri.lsp.surel, body__contains="Isian profil: 3 dari 5").exists()
    assert "masih berjalan" in komisi.post(form, {"bentuk": "penundaan", "dasar": "Lagi."}).content.decode()

    at = f"/kasus-sanksi/{row.pk}/"
    assert komisi.post(f"{at}ajukan/").status_code in {403, 422}  # nothing to rest on yet
    apa = {"perihal": "FR.AK.05", "rujukan": "JDW-2026-0003"}
    assert komisi.post(f"{at}bukti/", {**apa, "sha256": "ab" * 32}).status_code == 422  # typed digests are no evidence
    komisi.post(f"{at}bukti/", {**apa, "unggahan": unggahan("FR.AK.05")})
    surat = {"tanggapan": "Sedang diperbaiki.", "alasan": "Surat LSP 12/XI/2026.", "bukti": unggahan("Surat tanggapan")}
    assert komisi.post(f"{at}tanggapan/", {**surat, "alasan": ""}).status_code == 422
    assert komisi.post(f"{at}tanggapan/", {**surat, "bukti": ""}).status_code == 422
    surat["bukti"] = unggahan("Surat tanggapan")
    komisi.post(f"{at}tanggapan/", surat)
    komisi.post(f"{at}ajukan/")
    shown = ketua.get(at).content.decode()
    assert shown.count("JDW-2026-0003") == 1 and "Sedang diperbaiki." in shown
    assert "Putuskan kasus sanksi" in ketua.get("/tugas/").content.decode()
    assert komisi.get(f"{at}putuskan/").status_code == 403
    commands.putuskan(negeri.ctx(Role.KETUA), kasus=KasusSanksi.objects.get(), **SK)
    negeri.lsp.refresh_from_db()
    row.refresh_from_db()
    assert (negeri.lsp.status, row.status) == ("dibekukan", "diputuskan")
    assert "KEP.7/BNSP/2026" in ketua.get(at).content.decode()
    assert "KEP.7/BNSP/2026" in komisi.get("/sanksi/").content.decode()
    assert Entry.objects.filter(code="lisensi.bekukan", outcome="done").count() == 1


def test_reduction_names_its_skema_and_withdrawal_is_for_the_ketua(negeri: Negeri) -> None:
    kendali, wakil = negeri.ctx(Role.KOMISI_PENGENDALIAN), negeri.ctx(Role.WAKIL_KETUA)
    (lingkup,) = lingkup_dari(negeri.lsp)
    with pytest.raises(Invalid, match="satu skema"):
        commands.buka(kendali, lsp=negeri.lsp, bentuk="pengurangan", dasar="TUK tidak ada.")
    with pytest.raises(Invalid, match="bukan dalam lingkup"):
        commands.buka(kendali, lsp=negeri.lain, bentuk="pengurangan", dasar="TUK tidak ada.", lingkup=lingkup)
    kurang = commands.buka(kendali, lsp=negeri.lsp, bentuk="pengurangan", dasar="TUK tidak ada.", lingkup=lingkup)
    tarik = commands.buka(kendali, lsp=negeri.lsp, bentuk="penarikan", dasar="Tidak ada perbaikan.")
    for row in (kurang, tarik):
        commands.catat_bukti(kendali, kasus=row, perihal="Berita acara TUK", rujukan="BA-1", unggahan=lembar("BA"))
        commands.ajukan(kendali, kasus=row)
    commands.putuskan(wakil, kasus=kurang, **SK)
    lingkup.refresh_from_db()
    assert lingkup.status == "dikurangi"
    with pytest.raises(NotPermitted, match="oleh Ketua"):
        commands.putuskan(wakil, kasus=tarik, **SK)
    with pytest.raises(Invalid):
        commands.tutup(wakil, kasus=tarik, alasan=" ")
    commands.tutup(wakil, kasus=tarik, alasan="LSP melengkapi datanya.")
    tarik.refresh_from_db()
    assert (tarik.status, tarik.selesai_pada) == ("ditutup", NOW)
    assert negeri.lsp.berlaku_sampai == date(2029, 3, 31)
