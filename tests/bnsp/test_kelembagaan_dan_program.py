"""Komisi Harmonisasi keeps branches, standards and agreements; Komisi Perencanaan plans, sets targets and watches trends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from telusur.bnsp.harmonisasi.kelembagaan import commands as kelembagaan
from telusur.bnsp.harmonisasi.kelembagaan.models import Cabang, Harmonisasi, Standar
from telusur.bnsp.perencanaan.program import commands as program
from telusur.bnsp.perencanaan.program.models import RencanaKerja, Target
from telusur.bnsp.roles import Role
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.flows.models import WorkItem
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def test_the_menu_shows_institutions_branches_standards_and_harmonisation_entered_by_its_pages(negeri: Negeri) -> None:
    klien = client_of(negeri.orang[Role.KOMISI_HARMONISASI])
    cabang = {
        "lsp": str(negeri.lsp.pk),
        "nama": "Cabang Uji Malang",
        "alamat": "Jalan 1",
        "kota": "Malang",
        "provinsi": "Jawa Timur",
        "sejak": "2026-01-05",
        "skema": "SKM-JWP-01",
    }
    klien.post("/cabang/baru/", cabang)
    assert klien.post("/cabang/baru/", cabang).status_code == 422
    lama = {
        "kode": "SKKNI 1-2016",
        "judul": "Rekayasa",
        "jenis": "skkni",
        "bidang": "Informasi",
        "tanggal": "2016-01-05",
    }
    klien.post("/standar/baru/", lama)
    pertama = Standar.objects.get()
    klien.post("/standar/baru/", {**lama, "kode": "SKKNI 9-2026", "menggantikan": str(pertama.pk)})
    pertama.refresh_from_db()
    assert (pertama.status, str(pertama.pengganti)) == ("digantikan", "SKKNI 9-2026 Rekayasa")
    catatan = {
        "tanggal": HARI.isoformat(),
        "pihak": "Lembaga Uji Negeri Jiran",
        "bentuk": "pengakuan",
        "pokok": "Saling pengakuan sertifikat",
        "standar": str(Standar.objects.get(kode="SKKNI 9-2026").pk),
        "hasil": "Disepakati.",
    }
    klien.post("/harmonisasi/baru/", catatan)
    menu = klien.get("/tugas/").content.decode()
    for nama, words in (
        ("lisensi:daftar", "LSP Uji Nusantara"),
        ("kelembagaan:cabang", "Cabang Uji Malang"),
        ("kelembagaan:standar", "SKKNI 9-2026"),
        ("kelembagaan:harmonisasi", "Lembaga Uji Negeri Jiran"),
    ):
        assert f'href="{reverse(nama)}"' in menu
        assert words in klien.get(reverse(nama)).content.decode()
    rinci = reverse("kelembagaan:rinci_standar", args=[Standar.objects.get(kode="SKKNI 9-2026").pk])
    assert "Saling pengakuan sertifikat" in klien.get(rinci).content.decode()
    tempat = Cabang.objects.get()
    klien.post(f"/cabang/{tempat.pk}/tutup/", {"alasan": "Pindah."})
    assert "Tutup" in klien.get(f"/cabang/{tempat.pk}/").content.decode()


def test_what_does_not_fit_is_refused(negeri: Negeri) -> None:
    harmonisasi = negeri.ctx(Role.KOMISI_HARMONISASI)
    isi = {"kode": "SKKNI 1", "judul": "J", "jenis": "skkni", "bidang": "B", "tanggal": HARI}
    standar = kelembagaan.daftarkan_standar(harmonisasi, **isi)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="sudah terdaftar"):
        kelembagaan.daftarkan_standar(harmonisasi, **isi)  # type: ignore[arg-type]
    kelembagaan.cabut_standar(harmonisasi, standar=standar, alasan="Tidak dipakai.")
    with pytest.raises(WrongState):
        kelembagaan.cabut_standar(harmonisasi, standar=standar, alasan="Lagi.")
    with pytest.raises(Invalid, match="tidak berlaku"):
        kelembagaan.daftarkan_standar(harmonisasi, **{**isi, "kode": "SKKNI 2"}, menggantikan=standar)  # type: ignore[arg-type]
    assert not Standar.objects.filter(kode="SKKNI 2").exists()
    nanti = {"pihak": "P", "bentuk": "kerja_sama", "pokok": "P", "hasil": "H"}
    with pytest.raises(Invalid, match="belum tiba"):
        kelembagaan.catat_harmonisasi(harmonisasi, tanggal=HARI + timedelta(days=1), **nanti)
    with pytest.raises(NotPermitted):
        kelembagaan.catat_harmonisasi(negeri.ctx(Role.CS), tanggal=HARI, **nanti)
    assert not Harmonisasi.objects.exists()


def test_the_menu_shows_plans_targets_against_the_registers_and_trends(negeri: Negeri) -> None:
    negeri.beri_blanko(3, tanggal_sk=date(2025, 3, 3))
    for n in (1, 2):
        negeri.terbitkan(n)
    negeri.terbitkan(3, tanggal_terbit=date(2025, 3, 3), berlaku_sampai=date(2028, 3, 2))
    negeri.jadwalkan()
    klien = client_of(negeri.orang[Role.KOMISI_PERENCANAAN])
    rencana = {
        "tahun": "2026",
        "kegiatan": "Sosialisasi skema maritim",
        "sasaran": "Sepuluh LSP",
        "penanggung_jawab": "komisi_sertifikasi",
        "mulai": "2026-11-01",
        "selesai": "2026-12-10",
    }
    klien.post("/rencana/baru/", rencana)
    row = RencanaKerja.objects.get()
    assert WorkItem.objects.get(subject_id=row.pk).role == "komisi_perencanaan"
    klien.post(f"/rencana/{row.pk}/realisasi/", {"status": "selesai", "realisasi": "Dua belas LSP hadir."})
    assert "Dua belas LSP hadir." in klien.get(f"/rencana/{row.pk}/").content.decode()
    assert not WorkItem.objects.filter(subject_id=row.pk).exists()
    for indikator, nilai in (("sertifikat", 4), ("lsp", 2), ("asesor", 5)):
        klien.post("/target/baru/", {"tahun": "2026", "indikator": indikator, "nilai": str(nilai)})
    klien.post("/target/baru/", {"tahun": "2026", "indikator": "asesor", "nilai": "10", "dasar": "Renstra"})
    assert Target.objects.get(indikator="asesor").nilai == 10
    entry = Entry.objects.filter(code="program.tetapkan_target", outcome="done").latest("id")
    assert (entry.data["sebelum"], entry.data["sesudah"]) == (5, 10)
    menu = klien.get("/tugas/").content.decode()
    for nama, texts in (
        ("program:rencana", ("Sosialisasi skema maritim", "Selesai")),
        ("program:target", ("2 dari 4", "2 dari 2", "1 dari 10")),
        ("program:tren", ("2025", "1 sertifikat", "2 sertifikat", "2 LSP", "1 jadwal")),
    ):
        assert f'href="{reverse(nama)}"' in menu
        page = klien.get(reverse(nama)).content.decode()
        assert all(text in page for text in texts), nama


def test_a_plan_names_who_answers_for_it_and_runs_forward(negeri: Negeri) -> None:
    komisi = negeri.ctx(Role.KOMISI_PERENCANAAN)
    isi = {"tahun": 2026, "kegiatan": "K", "sasaran": "S", "mulai": HARI, "selesai": HARI}
    with pytest.raises(Invalid, match="Penanggung jawab"):
        program.rencanakan(komisi, **isi, penanggung_jawab="calon_lsp")  # type: ignore[arg-type]
    terbalik = {**isi, "selesai": HARI - timedelta(days=1)}
    with pytest.raises(Invalid, match="terbalik"):
        program.rencanakan(komisi, **terbalik, penanggung_jawab="phu")  # type: ignore[arg-type]
    row = program.rencanakan(komisi, **isi, penanggung_jawab="phu")  # type: ignore[arg-type]
    program.perbarui(komisi, rencana=row, status="batal", realisasi="Anggaran dialihkan.")
    with pytest.raises(WrongState):
        program.perbarui(komisi, rencana=row, status="berjalan", realisasi="Lagi.")
