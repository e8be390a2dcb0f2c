"""The demo of BNSP: loaded by commands alone, marked as invented, with its trail in order."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.peraga.orang import SANDI, STAF
from telusur.bnsp.roles import Role
from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.kernel.accounts.models import User


@pytest.mark.django_db
def test_the_demo_has_a_person_per_role_and_only_invented_rows(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    call_command("demo", stdout=StringIO())
    jadwal = JadwalUji.objects.filter(lsp__nomor_lisensi="BNSP-LSP-9021-ID").order_by("nomor")
    assert [one.nomor_lsp[-4:] for one in jadwal] == ["0001", "0002", "0003"]  # as the demo of the LSP wrote them down
    assert {orang.peran for orang in STAF} == set(Role) - {Role.LSP, Role.PUBLIK, Role.SISTEM}
    assert not User.objects.filter(is_demo=False).exists()
    assert not Lsp.objects.filter(peraga=False).exists()
    assert Lsp.objects.get(nomor_lisensi="BNSP-LSP-9021-ID").nama == "LSP Cakrawala Digital (Peraga)"
    assert set(SertifikatTerdaftar.objects.values_list("status", flat=True)) == {"terbit", "dibekukan", "dicabut"}
    assert set(Perkara.objects.values_list("alur_kode", "langkah", "status")) == {
        ("surat-masuk", "5", "berjalan"),
        ("surat-keluar-sekretariat", "2", "berjalan"),
        ("surat-keluar-anggota", "6", "selesai"),
        ("lisensi", "D4", "berjalan"),
    }
    assert set(Pengaduan.objects.values_list("status", flat=True)) == {"diterima", "ditelaah"}
    assert SANDI in (tmp_path / "akun-demo.txt").read_text("utf-8")
    call_command("check_audit", stdout=StringIO())
    with pytest.raises(CommandError, match="sudah berisi akun"):
        call_command("demo", stdout=StringIO())
