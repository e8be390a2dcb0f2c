"""The registers of asesor and of TUK."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.queries import dengan_nomor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tuk
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from tests.bnsp.conftest import HARI, NOMOR_ASESOR, SKEMA, Negeri

pytestmark = pytest.mark.django_db


def test_an_asesor_is_found_however_the_number_is_written_and_entered_once(negeri: Negeri) -> None:
    assert dengan_nomor("met.000.012345.2024") == negeri.asesor
    assert dengan_nomor("bukan nomor") is None
    isian: dict[str, Any] = {
        "nama": "Bayu Saputra Uji",
        "nomor_sertifikat": "S-2",
        "berlaku_dari": HARI,
        "berlaku_sampai": date(2029, 1, 1),
        "bidang": ["Listrik"],
    }
    sdm = negeri.ctx(Role.KOORDINATOR_SDM)
    for nomor, lain, kata in (
        (NOMOR_ASESOR, {}, "sudah terdaftar"),
        ("MET 1", {}, "tidak berbentuk"),
        ("MET.000.012346 2024", {"bidang": [" "]}, "bidang teknis"),
        ("MET.000.012346 2024", {"berlaku_sampai": date(2020, 1, 1)}, "terbalik"),
    ):
        with pytest.raises(Invalid, match=kata):
            asesor.daftarkan(sdm, nomor_registrasi=nomor, **{**isian, **lain})
    with pytest.raises(NotPermitted):
        asesor.daftarkan(negeri.ctx(Role.CS), nomor_registrasi="MET.000.012346 2024", **isian)


def test_an_asesor_counts_while_the_certificate_runs_and_nothing_was_decided(negeri: Negeri) -> None:
    sdm, row = negeri.ctx(Role.KOORDINATOR_SDM), negeri.asesor
    assert row.keadaan(HARI) == Keberlakuan.BERLAKU
    assert row.keadaan(date(2027, 5, 1)) == Keberlakuan.BERAKHIR
    with pytest.raises(Invalid, match="sesudah yang sekarang"):
        asesor.perpanjang(sdm, asesor=row, nomor_sertifikat="S", berlaku_dari=HARI, berlaku_sampai=date(2027, 4, 30))
    asesor.perpanjang(sdm, asesor=row, nomor_sertifikat="S-3", berlaku_dari=HARI, berlaku_sampai=date(2029, 11, 19))
    assert row.keadaan(date(2027, 5, 1)) == Keberlakuan.BERLAKU
    asesor.ubah_data(sdm, asesor=row, nama="Budi  Hartono Uji", bidang=["Data", "Data"], lsp=None)
    assert (row.nama, row.bidang, row.lsp) == ("Budi Hartono Uji", ["Data"], None)
    with pytest.raises(Invalid, match="dasarnya"):
        asesor.tetapkan_status(sdm, asesor=row, status="dibekukan", dasar="")
    asesor.tetapkan_status(sdm, asesor=row, status="dicabut", dasar="BA komite etik 3/2026")
    assert row.keadaan(HARI) == Keberlakuan.DICABUT
    with pytest.raises(WrongState):
        asesor.tetapkan_status(sdm, asesor=row, status="aktif", dasar="BA")


def test_a_tuk_belongs_to_the_lsp_that_reports_it(negeri: Negeri) -> None:
    isian: dict[str, Any] = {
        "nama": "TUK Lain",
        "jenis": "mandiri",
        "alamat": "Jalan Uji 3",
        "kota": "Bandung",
        "kapasitas": 5,
        "skema": [SKEMA],
    }
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        tuk.daftarkan(negeri.lembaga(negeri.lain), lsp=negeri.lsp, kode="TUK-02", **isian)
    with pytest.raises(NotPermitted):
        tuk.ubah(negeri.lembaga(negeri.lain), tuk=negeri.tuk, **isian)
    for kode, lain, kata in (
        ("TUK-01", {}, "sudah dipakai"),
        ("TUK-02", {"kapasitas": 0}, "Kapasitas"),
        ("TUK-02", {"skema": []}, "skema"),
        ("TUK-02", {"jenis": "rumah"}, "Perbaiki isian"),
    ):
        with pytest.raises(Invalid, match=kata):
            tuk.daftarkan(negeri.lembaga(), lsp=negeri.lsp, kode=kode, **{**isian, **lain})
    tuk.ubah(negeri.lembaga(), tuk=negeri.tuk, **{**isian, "nama": "TUK Uji Dago"})
    assert negeri.tuk.nama == "TUK Uji Dago"
    with pytest.raises(Invalid, match="alasannya"):
        tuk.ubah_keaktifan(negeri.lembaga(), tuk=negeri.tuk, aktif=False, alasan="")
    tuk.ubah_keaktifan(negeri.lembaga(), tuk=negeri.tuk, aktif=False, alasan="Gedung direnovasi.")
    with pytest.raises(Invalid, match="tidak aktif"):
        negeri.jadwalkan()
