"""Blanks: numbers go out in order, once, and nobody uses what they were not given."""

from __future__ import annotations

import pytest

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.blanko import commands
from telusur.bnsp.sertifikasi_lisensi.blanko.models import AlokasiBlanko
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import milik, sisa_persediaan
from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan, StatusRusak
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.flows.models import WorkItem
from tests.bnsp.conftest import BA_RUSAK, HARI, SKEMA, Negeri

pytestmark = pytest.mark.django_db


def test_numbers_go_out_in_order_across_deliveries_without_a_gap(negeri: Negeri) -> None:
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    for awal, akhir in ((101, 103), (104, 110)):
        commands.terima_persediaan(koordinator, awal=awal, akhir=akhir, nomor_ba=f"BA-{awal}")
    for nomor, k in (("1", 2), ("2", 4)):
        commands.setujui(koordinator, permohonan=negeri.minta_blanko(nomor, k=k))
    ranges = list(AlokasiBlanko.objects.order_by("awal").values_list("awal", "akhir"))
    assert ranges == [(101, 102), (103, 103), (104, 106)]
    assert sisa_persediaan() == 4
    with pytest.raises(Invalid, match="tinggal 4 lembar, diminta 5"):
        commands.setujui(koordinator, permohonan=negeri.minta_blanko("3", k=5))
    assert sisa_persediaan() == 4
    assert AlokasiBlanko.objects.count() == 3


def test_stock_is_taken_in_once_and_by_its_office(negeri: Negeri) -> None:
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    commands.terima_persediaan(koordinator, awal=10, akhir=20, nomor_ba="BA")
    for awal, akhir, ba in ((20, 30, "BA"), (5, 3, "BA"), (40, 50, " ")):
        with pytest.raises(Invalid):
            commands.terima_persediaan(koordinator, awal=awal, akhir=akhir, nomor_ba=ba)
    with pytest.raises(NotPermitted):
        commands.terima_persediaan(negeri.ctx(Role.CS), awal=40, akhir=50, nomor_ba="BA")


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"jumlah": 3}, "sama dengan jumlah yang kompeten"),
        ({"hasil": [], "jumlah": 0}, "Daftar hasil"),
        ({"hasil": [{"nama": "A", "skema_kode": SKEMA, "hasil": "X"}], "jumlah": 1}, "Daftar hasil"),
        ({"hasil": [{"nama": "A", "skema_kode": "LAIN", "hasil": "K"}], "jumlah": 1}, "tidak aktif dalam lingkup"),
        ({"nomor_sk": " "}, "nomor surat, berita acara, dan SK"),
    ],
)
def test_an_incomplete_request_is_refused(negeri: Negeri, lain: dict[str, object], kata: str) -> None:
    with pytest.raises(Invalid, match=kata):
        negeri.minta_blanko(**lain)  # type: ignore[arg-type]


def test_a_request_waits_for_the_koordinator_goes_back_and_comes_again(negeri: Negeri) -> None:
    koordinator, permohonan = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), negeri.minta_blanko()
    waiting = WorkItem.objects.get(subject_id=permohonan.pk)
    assert (waiting.role, waiting.title) == (Role.KOORDINATOR_SERTIFIKASI, "Periksa permohonan blanko")
    with pytest.raises(Invalid, match="sudah diterima"):
        negeri.minta_blanko()
    with pytest.raises(Invalid, match="alasannya"):
        commands.kembalikan(koordinator, permohonan=permohonan, alasan="")
    commands.kembalikan(koordinator, permohonan=permohonan, alasan="SK belum ditandatangani.")
    assert not WorkItem.objects.filter(subject_id=permohonan.pk).exists()
    again = negeri.minta_blanko()
    assert (again.pk, again.status) == (permohonan.pk, StatusPermohonan.DIAJUKAN)
    commands.tolak(koordinator, permohonan=again, alasan="Uji tidak pernah dilaporkan.")
    with pytest.raises(WrongState, match="Ditolak"):
        commands.setujui(koordinator, permohonan=again)


def test_only_the_koordinator_gives_and_only_to_a_licence_in_force(negeri: Negeri) -> None:
    koordinator, permohonan = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), negeri.minta_blanko()
    commands.terima_persediaan(koordinator, awal=1, akhir=9, nomor_ba="BA")
    with pytest.raises(NotPermitted):
        commands.setujui(negeri.ctx(Role.OPERATOR), permohonan=permohonan)
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        negeri.minta_blanko("9", lsp=negeri.lain)
    sk = {"nomor_sk": "KEP.1", "tanggal_sk": HARI, "alasan": "Temuan."}
    lisensi.bekukan(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **sk)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="dibekukan"):
        commands.setujui(koordinator, permohonan=permohonan)


def test_a_spoiled_blank_is_replaced_by_one_and_counts_no_more(negeri: Negeri) -> None:
    negeri.beri_blanko(2)
    ba = {"nomor_ba": "BA-RUSAK", "tanggal_ba": HARI, "alasan": "Tinta luntur.", "berkas": BA_RUSAK}
    with pytest.raises(Invalid, match="tidak dipegang"):
        commands.laporkan_rusak(negeri.lembaga(negeri.lain), lsp=negeri.lain, nomor=4_128_001, **ba)  # type: ignore[arg-type]
    rusak = commands.laporkan_rusak(negeri.lembaga(), lsp=negeri.lsp, nomor=4_128_001, **ba)  # type: ignore[arg-type]
    assert not milik(negeri.lsp, 4_128_001)
    assert milik(negeri.lsp, 4_128_002)
    assert not milik(negeri.lsp, 4_128_003)
    commands.ganti_rusak(negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), rusak=rusak)
    assert rusak.status == StatusRusak.DIGANTI
    assert rusak.pengganti is not None
    assert (rusak.pengganti.awal, milik(negeri.lsp, 4_128_003)) == (4_128_003, True)
    with pytest.raises(WrongState):
        commands.ganti_rusak(negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), rusak=rusak)
    with pytest.raises(Invalid):
        commands.laporkan_rusak(negeri.lembaga(), lsp=negeri.lsp, nomor=4_128_001, **ba)  # type: ignore[arg-type]
