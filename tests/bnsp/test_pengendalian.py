"""Komisi Pengendalian watches LSP: surveillance, findings until their correction is verified, sanctions (P508 10.3.1 iv)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from telusur.bnsp.pengendalian.pengaduan import commands as pengaduan
from telusur.bnsp.pengendalian.surveilans import commands
from telusur.bnsp.pengendalian.surveilans.models import Surveilans, Temuan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid
from telusur.kernel.calendar import working_days
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.notices.models import Message
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri, unggahan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def test_from_plan_to_closed_findings_by_the_pages_of_the_komisi(negeri: Negeri) -> None:
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    isian: dict[str, Any] = {
        "lsp": str(negeri.lsp.pk),
        "jenis": "lapangan",
        "rencana": (HARI - timedelta(days=1)).isoformat(),
        "nomor_spt": "SPT-7",
        "petugas": "Petugas Uji\nPetugas Lain",
    }
    assert "hari ini atau sesudahnya" in klien.post("/surveilans/baru/", isian).content.decode()
    klien.post("/surveilans/baru/", isian | {"rencana": HARI.isoformat()})
    row = Surveilans.objects.get()
    assert row.petugas == ["Petugas Uji", "Petugas Lain"]
    assert "Laksanakan surveilans" in klien.get("/tugas/").content.decode()
    alamat = f"/surveilans/{row.pk}/"
    klien.post(alamat + "laporkan/", {"dilaksanakan": HARI.isoformat(), "laporan": "Rekaman asesmen tidak lengkap."})
    klien.post(alamat + "temuan/", {"klausul": "9.2.5", "kategori": "mayor", "uraian": "FR.AK.02 hilang."})
    temuan = Temuan.objects.get()
    assert temuan.nomor == "0001/LKS/BNSP/XI/2026"
    assert Message.objects.filter(to_email=negeri.lsp.surel, body__contains="FR.AK.02 hilang.").count() == 1
    item = WorkItem.objects.get(subject_id=temuan.pk)
    assert item.due_at == working_days.calendar().due_at(NOW, 15)
    assert klien.post(alamat + "selesaikan/").status_code == 422
    tempat = f"/temuan/{temuan.pk}/"
    klien.post(
        tempat + "perbaikan/", {"perbaikan": "Dibuat ulang.", "alasan": "Surat LSP 1.", "bukti": unggahan("FR.AK.02")}
    )
    klien.post(tempat + "kembalikan/", {"verifikasi": "Belum bertanda tangan."})
    klien.post(
        tempat + "perbaikan/",
        {"perbaikan": "Ditandatangani.", "alasan": "Surat 2.", "bukti": unggahan("FR.AK.02 sah")},
    )
    klien.post(tempat + "tutup/", {"verifikasi": "Lengkap."})
    assert "Ditutup" in klien.get(alamat).content.decode()
    klien.post(alamat + "selesaikan/")
    row.refresh_from_db()
    assert row.status == "selesai"
    assert not WorkItem.objects.filter(subject_id__in=[row.pk, temuan.pk]).exists()


def test_a_finding_fits_its_surveillance_and_its_lsp(negeri: Negeri) -> None:
    komisi = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    isi = {"klausul": "7.1", "uraian": "Tidak ada.", "kategori": "minor"}
    row = commands.rencanakan(
        komisi, lsp=negeri.lsp, jenis="dokumen", rencana=HARI, nomor_spt="SPT", petugas=["Petugas Uji"]
    )
    with pytest.raises(Invalid, match="sesudah surveilans dilaporkan"):
        commands.catat(komisi, lsp=negeri.lsp, surveilans=row, **isi)
    commands.laporkan(komisi, surveilans=row, dilaksanakan=HARI, laporan="Diperiksa.")
    with pytest.raises(Invalid, match="LSP lain"):
        commands.catat(komisi, lsp=negeri.lain, surveilans=row, **isi)
    with pytest.raises(Invalid, match="belum lengkap"):
        commands.catat(komisi, lsp=negeri.lsp, **{**isi, "kategori": "berat"})


def test_the_menu_of_the_komisi_shows_surveillance_findings_complaints_and_sanctions(negeri: Negeri) -> None:
    komisi = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    row = commands.rencanakan(
        komisi, lsp=negeri.lsp, jenis="dokumen", rencana=HARI, nomor_spt="SPT-77", petugas=["Petugas Uji"]
    )
    aduan = pengaduan.ajukan(
        negeri.ctx(Role.CS), nama="Pelapor", surel="p@uji.example", perihal=negeri.lsp.nama, uraian="Uraian."
    )
    temuan = commands.catat(komisi, lsp=negeri.lsp, klausul="7.1", uraian="X.", kategori="minor", pengaduan=aduan)
    sk = {"nomor_sk": "KEP.66/BNSP", "tanggal_sk": HARI, "alasan": "Temuan tidak ditutup."}
    lisensi.bekukan(negeri.ctx(Role.KETUA), lsp=negeri.lain, **sk)  # type: ignore[arg-type]
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    menu = klien.get("/tugas/").content.decode()
    for nama, words in (
        ("surveilans:daftar", row.nomor_spt),
        ("surveilans:daftar_temuan", temuan.nomor),
        ("pengaduan:daftar", aduan.nomor),
        ("lisensi:sanksi", "KEP.66/BNSP"),
    ):
        assert f'href="{reverse(nama)}"' in menu
        assert words in klien.get(reverse(nama)).content.decode()
    assert "LSP Uji Samudra" in klien.get(reverse("lisensi:sanksi"), {"jenis": "pembekuan"}).content.decode()
    assert "Tidak ada yang cocok" in klien.get(reverse("lisensi:sanksi"), {"jenis": "pencabutan"}).content.decode()
