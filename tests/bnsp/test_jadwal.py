"""Schedules are at BNSP before the assessment, and only what the registers bear gets a number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import commands
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.queries import tercatat
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.outbox.models import Event
from tests.bnsp.conftest import HARI, NOW, Negeri

pytestmark = pytest.mark.django_db


def test_an_announced_schedule_gets_the_next_number_and_leaves_names_out_of_the_trail(negeri: Negeri) -> None:
    pertama, kedua = negeri.jadwalkan("1"), negeri.jadwalkan("2")
    assert (pertama.nomor, kedua.nomor) == ("BNSP-JDW-2026-00001", "BNSP-JDW-2026-00002")
    assert [one.nama for one in pertama.asesor.all()] == ["Budi Hartono Uji"]
    assert tercatat(negeri.lsp, pertama.nomor)
    assert not tercatat(negeri.lain, pertama.nomor)
    entry = Entry.objects.filter(code="jadwal_uji.catat", outcome="done").latest("id")
    assert "Ani Lestari" not in str(entry.changes)
    assert entry.actor_name == "LSP Uji Nusantara"
    assert Event.objects.filter(name="jadwal_uji.catat", payload__nomor_bnsp=kedua.nomor).exists()


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"mulai": HARI, "selesai": HARI}, "paling lambat 1 hari sebelum uji"),
        ({"selesai": HARI}, "terbalik"),
        ({"skema_kode": "LAIN"}, "tidak aktif dalam lingkup"),
        ({"asesor": ["MET.000.999999 2024"]}, "MET.000.999999 2024 tidak ada di register asesor"),
        ({"asesor": []}, "tanpa asesor"),
        ({"tuk": "TUK-99"}, "TUK-99 tidak ada di register BNSP"),
        ({"asesi": []}, "Daftar asesi"),
        ({"nomor_lsp": " "}, "Nomor jadwal LSP"),
        ({"mulai": date(2027, 5, 3), "selesai": date(2027, 5, 3)}, "sertifikat berakhir"),
    ],
)
def test_what_the_registers_do_not_bear_is_refused_with_its_reason(
    negeri: Negeri, lain: dict[str, object], kata: str
) -> None:
    with pytest.raises(Invalid, match=kata):
        negeri.jadwalkan(**lain)
    assert Entry.objects.filter(code="jadwal_uji.catat", outcome="refused").count() == 1


def test_no_schedule_for_another_lsp_twice_or_while_suspended(negeri: Negeri) -> None:
    negeri.jadwalkan("1")
    with pytest.raises(Invalid, match="sudah tercatat"):
        negeri.jadwalkan("1")
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        negeri.jadwalkan("2", lsp=negeri.lain)
    sk = {"nomor_sk": "KEP.1", "tanggal_sk": HARI, "alasan": "Temuan."}
    lisensi.bekukan(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **sk)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="dibekukan"):
        negeri.jadwalkan("3")


def test_a_suspended_asesor_is_not_scheduled(negeri: Negeri) -> None:
    asesor.tetapkan_status(negeri.ctx(Role.KOORDINATOR_SDM), asesor=negeri.asesor, status="dibekukan", dasar="BA 1")
    with pytest.raises(Invalid, match="dibekukan"):
        negeri.jadwalkan()


def test_a_schedule_is_called_off_by_its_lsp_with_a_reason_before_it_is_over(negeri: Negeri) -> None:
    jadwal = negeri.jadwalkan()
    with pytest.raises(NotPermitted):
        commands.batalkan(negeri.lembaga(negeri.lain), jadwal=jadwal, alasan="Sakit.")
    with pytest.raises(Invalid, match="alasannya"):
        commands.batalkan(negeri.lembaga(), jadwal=jadwal, alasan=" ")
    with pytest.raises(Invalid, match="sudah lewat"):
        commands.batalkan(negeri.lembaga(at=NOW + timedelta(days=9)), jadwal=jadwal, alasan="Sakit.")
    commands.batalkan(negeri.lembaga(), jadwal=jadwal, alasan="Asesor sakit.")
    assert not tercatat(negeri.lsp, jadwal.nomor)
    with pytest.raises(WrongState):
        commands.batalkan(negeri.lembaga(), jadwal=jadwal, alasan="Sekali lagi.")
