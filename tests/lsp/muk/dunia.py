"""A skema with two asesor, and its MUK made by the commands as the roles would."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.asesor.models import Asesor, LingkupAsesor
from telusur.lsp.administrasi.muk import commands
from telusur.lsp.administrasi.muk.models import BankSoal, Mapa, PerangkatAsesmen
from telusur.lsp.administrasi.skema.models import Skema
from tests.cast import bypass, ctx
from tests.lsp.skema.berkas import DATA

SOAL = DATA / "soal" / "junior-web-programmer.yaml"


def register(user: Any, skema: Skema, number: str, *, until: date | None = None) -> Asesor:
    """An asesor with certificate and scope for the skema."""
    today = timezone.localdate()
    end = until or today.replace(year=today.year + 2, day=1)
    start = date(2025, 1, 6)
    asesor = Asesor(
        orang=user, no_reg=number, berlaku_dari=start, berlaku_sampai=end, sk_nomor="SK 001", sk_tanggal=start
    )
    scope = LingkupAsesor(
        asesor=asesor, skema_kode=skema.kode, dasar="Sertifikat", berlaku_dari=start, berlaku_sampai=end
    )
    with bypass("asesor"):
        asesor.save()
        scope.save()
    return asesor


def isi_mapa01(skema: Skema, *, potensi: tuple[str, ...] = ("1", "3")) -> dict[str, Any]:
    """A complete FR.MAPA.01: every unit observed and asked about in writing."""
    isi: dict[str, Any] = {
        "pendekatan/potensi": list(potensi),
        "pendekatan/tujuan": ["sertifikasi"],
        "pendekatan/lingkungan": "simulasi",
        "pendekatan/peluang": "tersedia",
        "pendekatan/hubungan": ["kerja"],
        "pendekatan/pelaksana": ["lsp"],
        "pendekatan/relevan": ["manajer"],
        "tolok_ukur/jenis": ["standar"],
        "tolok_ukur/uraian": skema.acuan,
    }
    for unit in skema.unit.all():
        isi[f"rencana/{unit.kode}/bukti"] = "Hasil kerja dan jawaban tertulis"
        isi[f"rencana/{unit.kode}/jenis"] = ["L", "T"]
        isi[f"rencana/{unit.kode}/observasi"] = ["CL"]
        isi[f"rencana/{unit.kode}/tanya_jawab"] = ["DPT"]
    for row in ("karakteristik", "konteks", "saran", "perangkat", "terintegrasi"):
        isi[f"modifikasi/{row}/ada"] = "tidak"
    return isi


def isi_mapa02(skema: Skema, *, potensi: tuple[str, ...] = ("1", "3")) -> dict[str, Any]:
    """A complete FR.MAPA.02: observation for all, the written test for class 1 only."""
    isi: dict[str, Any] = {}
    for number in range(1, skema.kelompok.count() + 1):
        isi[f"peta/k{number}:FR.IA.01/pilih"] = list(potensi)
        isi[f"peta/k{number}:FR.IA.05/pilih"] = ["1"]
    return isi


def finish(user: Any, rekaman_id: Any, isi: dict[str, Any]) -> None:
    """The user's turn on a form, signed."""
    forms.ajukan(ctx(user), rekaman=Rekaman.objects.get(pk=rekaman_id), isi=isi)


def submitted(penyusun: Any, skema: Skema) -> Mapa:
    """A plan whose two forms wait for validation."""
    mapa = commands.susun_mapa(ctx(penyusun), skema=skema)
    finish(penyusun, mapa.mapa01, isi_mapa01(skema))
    mapa.refresh_from_db()
    finish(penyusun, mapa.mapa02, isi_mapa02(skema))
    mapa.refresh_from_db()
    return mapa


def validated(penyusun: Any, validator: Any, skema: Skema) -> Mapa:
    """A plan in force."""
    mapa = submitted(penyusun, skema)
    for form in (mapa.mapa01, mapa.mapa02):
        finish(validator, form, {"validasi/sesuai": True})
    mapa.refresh_from_db()
    return mapa


def review(user: Any, perangkat: PerangkatAsesmen, **answers: str) -> None:
    """FR.IA.11 of a set: everything in order unless ``answers`` (``b7="ya"``) say otherwise."""
    isi: dict[str, Any] = {}
    for number in "12345678":
        answer = answers.get(f"b{number}", "tidak" if number == "7" else "ya")
        isi[f"tinjauan/{number}/jawaban"] = answer
        isi[f"tinjauan/{number}/komentar"] = "Perjelas petunjuk." if answers else ""
    finish(user, perangkat.ia11, isi)
    perangkat.refresh_from_db()


def bank(user: Any, *, in_force: bool = True) -> BankSoal:
    """The question bank of the project, imported by the Manajer Sertifikasi."""
    row = commands.impor_soal(ctx(user), isi=SOAL.read_bytes(), nama_berkas=SOAL.name)
    if in_force:
        commands.berlakukan_bank(ctx(user), bank=row)
    return row
