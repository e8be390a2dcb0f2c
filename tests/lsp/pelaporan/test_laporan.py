"""The certificate issuance report: begun by itself, drafted, finalised, sent, answered (LAP 1 to 3)."""

from __future__ import annotations

import pytest

from telusur.lsp.manajemen.pelaporan import commands
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.peraga.skenario import dispatch_all
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import sambungkan
from tests.lsp.putusan import Putusan

pytestmark = pytest.mark.django_db


def _tim(world: Panggung) -> list[str]:
    return [str(world.dunia.orang[kunci].pk) for kunci in ("administrasi", "admin")]


def _jadi(world: Panggung, laporan: Laporan) -> Laporan:
    commands.susun(world.ctx("administrasi"), laporan=laporan, tim=_tim(world))
    commands.finalkan(world.ctx("administrasi"), laporan=laporan)
    dispatch_all()
    laporan.refresh_from_db()
    return laporan


def test_the_last_certificate_of_a_batch_begins_its_report_which_travels_and_is_answered(putusan: Putusan) -> None:
    world = putusan("bersertifikat")
    bnsp = sambungkan(world)
    row = Laporan.objects.get(jenis="penerbitan_angkatan")
    manajer = world.klien("administrasi")
    assert "Susun laporan ke BNSP" in manajer.get("/tugas/").content.decode()
    halaman = manajer.get(f"/laporan/{row.pk}/").content.decode()
    assert world.kasus[0].sertifikat.nomor in halaman
    _jadi(world, row)
    assert row.status == "final" and "LAP" in row.nomor
    commands.kirim(world.ctx("administrasi"), laporan=row)
    told = bnsp.dengar("laporan")[str(row.pk)]
    lembar = bnsp.dengar("lembar_laporan")
    print(told, lembar)
    assert told["lembar"] == len(lembar)
