"""An LSP with a skema and a certificate in every state, whose holder has much that must never be shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from telusur.kernel.accounts.models import User
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan, StatusSertifikat
from tests.cast import CAST, bypass, make_user
from tests.lsp.dokumen.dunia import SAAT, Dunia, bangun, kasus, profil
from tests.lsp.skema.berkas import imported

RAHASIA = {"nik": "3273014505990007", "email": "ani@uji.example", "alamat": "Jalan Rahasia 99", "hp": "+6281200000000"}
LAIN = ("", "", "dedi", "pandu", "vina", "karim")  # holders of further certificates, besides the cases of the world
Terbitkan = Callable[..., Sertifikat]


@pytest.fixture(autouse=True)
def tempat(settings: Any, tmp_path: Path) -> None:
    """Files and keys of this test only."""
    settings.MEDIA_ROOT = str(tmp_path / "arsip")
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def lsp(db: None) -> Skema:
    """Profile, licence and one skema in force."""
    cache.clear()
    profil()
    return imported()


@pytest.fixture
def orang(db: None) -> dict[str, User]:
    """The whole cast."""
    return {nick: make_user(nick, name, *([role] if role else [])) for nick, (name, role) in CAST.items()}


@pytest.fixture
def dunia(orang: dict[str, User]) -> Dunia:
    """A decided schedule with its cases."""
    cache.clear()
    return bangun(orang)


@pytest.fixture
def terbitkan(dunia: Dunia) -> Terbitkan:
    """``terbitkan(keabsahan=..., berlaku_sampai=..., nama=..., n=1)``: a certificate on record, as later acts leave it."""
    komite = Komite.objects.get(pk=dunia.komite.pk)
    minta = PermohonanBlanko(komite=komite, nomor="0001/BLK", jumlah=9, diajukan_pada=SAAT)
    with bypass("sertifikat"):
        minta.save()

    def make(*, n: int = 1, nama: str = "Ani Lestari Uji", **lain: Any) -> Sertifikat:
        orang = dunia.orang[LAIN[n]] if n > 1 else dunia.orang["ani"]
        permohonan = kasus(orang, dunia.skema, f"APL-{n:04d}", nama=nama) if n > 1 else dunia.kasus[0]
        _rahasiakan(permohonan)
        hari = timezone.localdate()
        blanko = Blanko(nomor=f"{n:08d}", permohonan=minta, **_waktu(Blanko))
        row = Sertifikat(
            permohonan=permohonan, pemegang=orang, nama=nama, skema_kode=dunia.skema.kode,
            skema_nama=dunia.skema.nama_id, nomor=f"62019 2513 0 {n:07d} 2026", nomor_registrasi=f"TIK.9021.{n:05d} 2026",
            kode=f"7K4M-92QF-{'XYZABCDEF'[n]}W3A", blanko=blanko, permohonan_blanko=minta,
            isi={"alamat": RAHASIA["alamat"], "nik": RAHASIA["nik"]},
            **{"tanggal_terbit": hari - timedelta(days=30), "berlaku_sampai": hari + timedelta(days=1000),
               "keabsahan": Keabsahan.BERLAKU, "status": StatusSertifikat.DITERIMA, "ditandatangani_pada": SAAT, **lain},
        )  # fmt: skip
        with bypass("sertifikat", recorded=True):
            blanko.save()
            row.save()
        return row

    return make


def _waktu(model: Any) -> dict[str, Any]:
    return {"dicatat_pada": SAAT} if "dicatat_pada" in {field.name for field in model._meta.fields} else {}


def _rahasiakan(permohonan: Permohonan) -> None:
    permohonan.nik, permohonan.kebutuhan_khusus = RAHASIA["nik"], RAHASIA["alamat"]
    with bypass("aplikasi"):
        permohonan.save()


def kemarin() -> date:
    """The day before today at the institution."""
    return timezone.localdate() - timedelta(days=1)
