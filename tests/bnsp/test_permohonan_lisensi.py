"""An initial licence runs from D1 to D33: who acts at each step, in what time, and what the register gains (KEP1516 Lamp. VI)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.roles import Role
from telusur.bnsp.sekretariat.layanan import commands
from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sekretariat.layanan.slot import TERKINI
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor, lingkup_dari
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.calendar import working_days
from telusur.kernel.flows.flow import faults
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.letters.models import Letter
from telusur.kernel.notices.models import Message
from tests.acting import client_of, make_user
from tests.bnsp.conftest import HARI, NOW, Negeri, unggahan

pytestmark = pytest.mark.django_db
R = Role
D1: dict[str, Any] = {
    "nama_lsp": "LSP Calon Uji",
    "singkatan": "LSP-CU",
    "jenis": "p3",
    "alamat": "Jalan Uji 9",
    "kota": "Solo",
    "surel": "calon@uji.example",
}
# What each step asks for, where it asks for more than "done"; the way out, where there are several.
ISIAN: dict[str, dict[str, Any]] = {
    "D3": {"tanggal_apresiasi": "2026-12-01", "tempat_apresiasi": "BNSP"},
    "D5": {"nomor_ba": "BA-1", "kode_akses": "TT-1"},
    "D6": {"dokumen": "Akta, panduan mutu"},
    "D8": {"tim_kecukupan": "Asesor Uji"},
    "D9": {"konflik": "tidak_ada"},
    "D10": {"lks": "7.1.4 susunan kurang, minor"},
    "D11": {"tanggal_asesmen": "2026-12-10", "tim_penuh": "Asesor Uji"},
    "D14": {"hadir": "Tim dan CLSP", "lks": "8.3 skema, mayor"},
    "D15": {"perbaikan_lks": "Diperbaiki."},
    "D16": {"fr09": "Layak."},
    "D19": {"tanggal_pleno": "2026-12-20"},
    "D21": {"peserta_pleno": "Ketua, Anggota", "nomor_ba_pleno": "BA-9"},
    "D22": {
        "nomor_lisensi": "BNSP-LSP-9099-ID",
        "tanggal_sk": HARI.isoformat(),
        "berlaku_dari": HARI.isoformat(),
        "berlaku_sampai": "2031-11-19",
        "lingkup": "SKM-A; Juru Ukur\nSKM-B; Juru Gambar",
    },
    "D24": {"nomor_ba_sk": "BA-10"},
    "D26": {"jadwal_uji": "SKM-A, 5 Januari"},
    "D27": {"tanggal_penyaksian": "2027-01-05", "tim_saksi": "Asesor Uji"},
    "D30": {"hadir": "Tim", "lks": "Tidak ada"},
    "D31": {"perbaikan_saksi": "Tidak ada"},
    "D32": {"nomor_ba_sertifikat": "BA-11"},
    "D33": {"kelas_arsip": "lisensi"},
}
BERKAS = lembar("Dokumen calon LSP")
BERBERKAS = {"D1", "D2P", "D6", "D15", "D31"}  # what the applicant sends and BNSP judges is a file
JALAN = {"D2": "lengkap", "D7": "lengkap", "D15V": "tutup", "D18": "valid", "D21": "setuju", "D31V": "puas"}
SIAPA: dict[str, Role] = {"D2": R.CS, "D21": R.ANGGOTA}


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def _ajukan(negeri: Negeri) -> Perkara:
    clsp = negeri.ctx(R.CALON_LSP)
    return commands.buka(
        clsp, alur="lisensi", perihal="Lisensi LSP Calon", pemohon="LSP Calon Uji", isian=D1, berkas=BERKAS
    )


def _maju(negeri: Negeri, row: Perkara, sampai: str, *, jalan: dict[str, str] | None = None) -> None:
    """Everybody does what waits for them until the case stands at this step, or is closed."""
    ways = {**JALAN, **(jalan or {})}
    while row.status == "berjalan" and row.langkah != sampai:
        step = row.kini
        act = commands.tandatangani if step.tanda_tangan else commands.kerjakan
        siapa = SIAPA.get(step.code, Role(step.executors[0]))
        way = ways.get(step.code, step.exits[0].code if step.exits else "")
        isian = ISIAN.get(step.code, {"alasan_penolakan": "Tidak memenuhi."})
        berkas = BERKAS if step.code in BERBERKAS else None
        act(
            negeri.ctx(siapa), perkara=row, langkah=step.code, jalan=way, catatan="Catatan.", isian=isian, berkas=berkas
        )


@pytest.mark.parametrize("langkah", sorted(BERBERKAS - {"D1", "D2P"}))
def test_what_the_applicant_sends_is_judged_on_a_file(negeri: Negeri, langkah: str) -> None:
    """A4: licence application attachments could be left out."""
    clsp = negeri.ctx(R.CALON_LSP)
    with pytest.raises(Invalid, match="D1 belum lengkap"):
        commands.buka(clsp, alur="lisensi", perihal="Lisensi", pemohon="LSP Calon Uji", isian=D1)
    assert not Perkara.objects.exists()
    row = _ajukan(negeri)
    _maju(negeri, row, langkah)
    with pytest.raises(Invalid, match=f"{langkah} belum lengkap"):
        commands.kerjakan(clsp, perkara=row, langkah=langkah, isian=ISIAN[langkah])
    commands.kerjakan(clsp, perkara=row, langkah=langkah, isian=ISIAN[langkah], berkas=BERKAS)
    page = client_of(negeri.orang[R.KOORDINATOR_SERTIFIKASI]).get(f"/layanan/{row.pk}/").content.decode()
    assert f"/berkas/{row.riwayat.get(kode=langkah).berkas_id}/" in page


def test_the_licence_runs_through_every_step_and_the_register_gains_the_lsp(negeri: Negeri) -> None:
    row = _ajukan(negeri)
    assert row.nomor == "0001/LIS/BNSP/XI/2026"
    _maju(negeri, row, "D24")
    assert dengan_nomor("BNSP-LSP-9099-ID") is None
    _maju(negeri, row, "D26")
    lsp = dengan_nomor("BNSP-LSP-9099-ID")
    assert lsp is not None and (lsp.nama, lsp.nomor_sk, lsp.kota) == ("LSP Calon Uji", "KEP.0001/BNSP/XI/2026", "Solo")
    assert [one.skema_kode for one in lingkup_dari(lsp)] == ["SKM-B", "SKM-A"]
    (item,) = WorkItem.objects.filter(subject_id=row.pk)
    assert item.person_id == negeri.orang[R.CALON_LSP].pk
    _maju(negeri, row, "")
    assert (row.status, row.kelas_arsip) == ("selesai", "lisensi")
    codes = list(row.riwayat.order_by("urut").values_list("kode", flat=True))
    semua = [step.code for step in TERKINI["lisensi"].steps]
    assert codes == [code for code in semua if code not in {"D2P", "D22A", "D23A", "D23AN"}]
    numbers = Letter.objects.filter(kind="surat_lisensi").order_by("id").values_list("number", flat=True)
    assert list(numbers) == [f"B.000{n}/BNSP-LIS/XI/2026" for n in (1, 2, 3)]
    assert Message.objects.filter(to_user=negeri.orang[R.CALON_LSP], body__contains="menunggu Anda").count() == 4
    page = client_of(negeri.orang[R.CALON_LSP]).get(f"/layanan/{row.pk}/").content.decode()
    assert "KEP.0001/BNSP/XI/2026" in page and "Selesai" in page


def test_what_is_incomplete_goes_back_and_a_refusal_closes_the_case(negeri: Negeri) -> None:
    row = _ajukan(negeri)
    cs = negeri.ctx(R.CS)
    with pytest.raises(Invalid, match="alasan"):
        commands.kerjakan(cs, perkara=row, langkah="D2", jalan="kurang")
    commands.kerjakan(cs, perkara=row, langkah="D2", jalan="kurang", catatan="Akta belum ada.")
    clsp = negeri.ctx(R.CALON_LSP)
    assert row.langkah == "D2P"
    commands.kerjakan(clsp, perkara=row, langkah="D2P", isian={"perbaikan": "Akta disertakan."}, berkas=BERKAS)
    assert row.langkah == "D2"
    _maju(negeri, row, "", jalan={"D21": "tolak"})
    assert row.status == "ditolak" and dengan_nomor("BNSP-LSP-9099-ID") is None
    assert row.data["alasan_penolakan"] == "Tidak memenuhi." and row.data["nomor_ba_pleno"] == "BA-9"


@pytest.mark.req("KEP1516-070")
def test_clsp_cs_and_phu_have_accounts_with_separate_rights_and_every_step_shows_its_time(negeri: Negeri) -> None:
    flow = TERKINI["lisensi"]
    assert faults(flow) == []
    clsp, cs, phu = (client_of(negeri.orang[role]) for role in (R.CALON_LSP, R.CS, R.PHU))
    for role in (R.CALON_LSP, R.CS, R.PHU):
        assert any(role in step.executors for step in flow.steps)
    page = clsp.post(
        "/layanan/buka/lisensi/",
        {**D1, "langkah": "D1", "perihal": "Lisensi", "pemohon": "LSP Calon Uji", "berkas": unggahan("Persyaratan")},
    )
    row = Perkara.objects.get()
    assert page.headers["Location"] == f"/layanan/{row.pk}/"
    for klien in (cs, phu):
        assert klien.post("/layanan/buka/lisensi/", D1).status_code == 403
    isi = {"langkah": "D2", "jalan": "lengkap"}
    assert [one.post(f"/layanan/{row.pk}/langkah/", isi).status_code for one in (clsp, phu, cs)] == [403, 403, 302]
    row.refresh_from_db()
    _maju(negeri, row, "D4N")
    assert [one.post(f"/layanan/{row.pk}/langkah/", {"langkah": "D4N"}).status_code for one in (clsp, cs, phu)] == [
        403,
        403,
        302,
    ]
    assert Entry.objects.filter(code="layanan.kerjakan", outcome="refused").count() == 4
    lain = client_of(make_user("calon2", "Calon Lain", R.CALON_LSP))
    assert lain.get(f"/layanan/{row.pk}/").status_code == 403
    assert row.nomor not in lain.get("/permohonan-lisensi/").content.decode()
    assert row.nomor in clsp.get("/permohonan-lisensi/").content.decode()

    assert {step.time for step in flow.steps} >= {"TS", "1 Hr", "15 Hr"}
    assert all(step.time.endswith((" Hr", "TS")) for step in flow.steps)
    for alamat in ("/alur/lisensi/", f"/layanan/{row.pk}/"):
        page = cs.get(alamat).content.decode()
        for step in flow.steps:
            assert step.title in page and step.time in page


def test_the_corrections_of_d15_have_fifteen_working_days_and_may_be_left_to_the_plenary(negeri: Negeri) -> None:
    row = _ajukan(negeri)
    _maju(negeri, row, "D15")
    (item,) = WorkItem.objects.filter(subject_id=row.pk)
    assert item.due_at == row.tenggat == working_days.calendar().due_at(NOW, 15)
    nanti = negeri.ctx(R.CALON_LSP, at=NOW + timedelta(days=40))
    commands.kerjakan(nanti, perkara=row, langkah="D15", isian=ISIAN["D15"], berkas=BERKAS)
    assert row.riwayat.get(kode="D15").terlambat
    asesor = negeri.ctx(R.ASESOR_LISENSI, at=NOW + timedelta(days=41))
    with pytest.raises(NotPermitted):
        commands.kerjakan(negeri.ctx(R.KETUA), perkara=row, langkah="D15V", jalan="tutup")
    commands.kerjakan(asesor, perkara=row, langkah="D15V", jalan="pleno", catatan="Lewat 15 hari.")
    assert row.langkah == "D16"
    page = client_of(negeri.orang[R.KETUA]).get(f"/layanan/{row.pk}/").content.decode()
    assert "Terlambat" in page and "diputus anggota dalam pleno" in page


def test_the_menu_of_the_komisi_shows_licence_cases_scope_certificates_and_blank_requests(negeri: Negeri) -> None:
    kasus = _ajukan(negeri)
    negeri.beri_blanko(2)
    sertifikat = negeri.terbitkan(1)
    blanko = negeri.minta_blanko("0077/BLK")
    klien = client_of(negeri.orang[R.KOMISI_SERTIFIKASI])
    menu = klien.get("/tugas/").content.decode()
    for nama, words in (
        ("layanan:permohonan_lisensi", kasus.nomor),
        ("lisensi:semua_lingkup", "Junior Web Programmer"),
        ("pemegang:daftar", sertifikat.nomor),
        ("blanko:daftar", blanko.nomor_surat),
    ):
        assert f'href="{reverse(nama)}"' in menu
        assert words in klien.get(reverse(nama)).content.decode()


@pytest.mark.req("P508-092")
def test_the_leadership_sees_the_figures_of_the_country_and_each_opens_its_list(negeri: Negeri) -> None:
    negeri.beri_blanko(2)
    negeri.terbitkan(1)
    for role in (R.KETUA, R.WAKIL_KETUA, R.ANGGOTA):
        klien = client_of(negeri.orang[role])
        page = klien.get(reverse("pimpinan:ringkasan"))
        angka = {one.label: one for one in page.context["ringkasan"].angka}
        for label, nilai, words in (
            ("LSP aktif", 2, "LSP Uji Nusantara"),
            ("Asesor berlaku", 1, "Budi Hartono Uji"),
            ("TUK", 1, "TUK Uji Cihampelas"),
            ("Skema berlisensi", 1, "Junior Web Programmer"),
            ("Sertifikat tercatat", 1, "Ani Lestari Uji 1"),
        ):
            assert angka[label].nilai == nilai, label
            assert f'href="{angka[label].url}"' in page.content.decode()
            assert words in klien.get(angka[label].url).content.decode()
