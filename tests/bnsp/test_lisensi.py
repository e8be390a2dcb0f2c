"""The register of LSP: licence, scope, keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands, queries
from telusur.bnsp.sertifikasi_lisensi.lisensi.jobs import akhiri_lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import pastikan_lingkup
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import StatusLingkup, StatusLisensi
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.commands.context import later
from tests.bnsp.conftest import HARI, NOW, SKEMA, Negeri, daftarkan_lsp

pytestmark = pytest.mark.django_db
SK: dict[str, Any] = {
    "nomor_sk": "KEP.77/BNSP/XI/2026",
    "tanggal_sk": HARI,
    "alasan": "Temuan surveilan belum ditutup.",
}


def test_an_lsp_is_entered_once_with_a_licence_number_of_the_known_shape(negeri: Negeri) -> None:
    operator = negeri.ctx(Role.OPERATOR)
    for nomor, kata in (("BNSP-LSP-9021-ID", "sudah terdaftar"), ("9021", "tidak berbentuk")):
        with pytest.raises(Invalid, match=kata):
            daftarkan_lsp(operator, nomor, "LSP Lain")
    with pytest.raises(Invalid, match="terbalik"):
        daftarkan_lsp(operator, "BNSP-LSP-9030-ID", "LSP Lain", berlaku_sampai=date(2024, 1, 1))
    with pytest.raises(NotPermitted, match="hanya untuk Koordinator Sertifikasi atau Operator"):
        daftarkan_lsp(negeri.ctx(Role.KETUA), "BNSP-LSP-9030-ID", "LSP Lain")


def test_a_suspended_licence_bears_nothing_until_it_is_restored(negeri: Negeri) -> None:
    ketua = negeri.ctx(Role.KETUA)
    commands.bekukan(ketua, lsp=negeri.lsp, **SK)
    with pytest.raises(Invalid, match="dibekukan"):
        pastikan_lingkup(negeri.lsp, SKEMA, HARI)
    with pytest.raises(WrongState, match="Dibekukan"):
        commands.bekukan(ketua, lsp=negeri.lsp, **SK)
    commands.pulihkan(ketua, lsp=negeri.lsp, **SK)
    assert pastikan_lingkup(negeri.lsp, SKEMA, HARI).skema_kode == SKEMA
    assert [row.jenis for row in queries.keputusan_dari(negeri.lsp)][:2] == ["pemulihan", "pembekuan"]


def test_a_withdrawn_licence_stays_withdrawn(negeri: Negeri) -> None:
    commands.cabut(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **SK)
    with pytest.raises(WrongState):
        commands.pulihkan(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **SK)
    assert negeri.lsp.keadaan(HARI) == StatusLisensi.DICABUT


def test_a_decision_needs_the_office_a_fresh_proof_an_sk_and_a_reason(negeri: Negeri) -> None:
    ketua = negeri.ctx(Role.KETUA)
    with pytest.raises(NotPermitted):
        commands.bekukan(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, **SK)
    with pytest.raises(ProofNeeded):
        commands.bekukan(later(ketua, proof_at=None), lsp=negeri.lsp, **SK)
    for kurang in ({"nomor_sk": " "}, {"alasan": ""}, {"tanggal_sk": HARI + timedelta(days=1)}):
        with pytest.raises(Invalid):
            commands.bekukan(ketua, lsp=negeri.lsp, **{**SK, **kurang})
    negeri.lsp.refresh_from_db()
    assert negeri.lsp.status == StatusLisensi.AKTIF
    assert Entry.objects.filter(code="lisensi.bekukan", outcome="refused").count() == 5


def test_one_skema_can_be_suspended_restored_and_taken_out_and_back(negeri: Negeri) -> None:
    ketua, (lingkup,) = negeri.ctx(Role.WAKIL_KETUA), queries.lingkup_dari(negeri.lsp)
    commands.bekukan_lingkup(ketua, lingkup=lingkup, **SK)
    with pytest.raises(Invalid, match="tidak aktif dalam lingkup"):
        pastikan_lingkup(negeri.lsp, SKEMA, HARI)
    commands.pulihkan_lingkup(ketua, lingkup=lingkup, **SK)
    commands.kurangi_lingkup(ketua, lingkup=lingkup, **SK)
    assert lingkup.status == StatusLingkup.DIKURANGI
    isian = {
        "skema_kode": SKEMA,
        "skema_nama": "Junior Web Programmer",
        "sejak": HARI,
        "nomor_sk": "K",
        "tanggal_sk": HARI,
    }
    commands.tambah_lingkup(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, **isian)
    assert pastikan_lingkup(negeri.lsp, SKEMA, HARI)
    with pytest.raises(Invalid, match="sudah ada"):
        commands.tambah_lingkup(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, **isian)


def test_a_licence_ends_with_its_last_day_and_begins_again_with_a_new_sk(negeri: Negeri) -> None:
    sesudah = NOW.replace(year=2029, month=4, day=2)
    assert negeri.lsp.keadaan(sesudah.date()) == StatusLisensi.BERAKHIR
    assert akhiri_lisensi(NOW) == 0
    assert akhiri_lisensi(sesudah) == 2
    baru = {"berlaku_dari": date(2029, 4, 1), "berlaku_sampai": date(2034, 3, 31), **SK}
    with pytest.raises(Invalid, match="sesudah masa yang sekarang"):
        commands.perpanjang(
            negeri.ctx(Role.KETUA),
            lsp=negeri.lsp,
            **{**baru, "berlaku_dari": date(2029, 3, 1), "berlaku_sampai": date(2029, 3, 31)},
        )
    commands.perpanjang(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **{**baru, "berlaku_dari": date(2026, 11, 1)})
    assert negeri.lsp.keadaan(HARI) == StatusLisensi.AKTIF


def test_an_lsp_keeps_its_own_profile_and_nobody_elses(negeri: Negeri) -> None:
    commands.ubah_profil(negeri.lembaga(), lsp=negeri.lsp, telepon="022 555 0100")
    assert negeri.lsp.telepon == "022 555 0100"
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        commands.ubah_profil(negeri.lembaga(), lsp=negeri.lain, telepon="1")
    with pytest.raises(Invalid, match="tidak mempunyai isian"):
        commands.ubah_profil(negeri.lembaga(), lsp=negeri.lsp, status="aktif")
