"""The steps of an assessment in their order; going past one by its address or by the API is refused on record (P508 9.2.1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.forms.queries import record
from telusur.lsp.peraga import isian
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.praasesmen import commands as praasesmen
from telusur.lsp.sertifikasi.ujian.models import Jawaban
from telusur.lsp.sertifikasi.ujian.queries import ujian_kasus
from tests.lsp.dunia import HARI_UJI, Panggung

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json", "headers": {"accept": "application/json"}}


def _ditolak(code: str) -> list[str]:
    rows = Entry.objects.filter(code=code, outcome="refused").order_by("id")
    return list(rows.values_list("reason", flat=True))


@pytest.mark.req("P508-033")
def test_no_step_can_be_skipped_by_address_or_by_api(panggung: Callable[[str], Panggung]) -> None:
    world = panggung("terjadwal")
    jadwal, case = world.jadwal, world.kasus[0].ada
    asesor, asesi, admin = (world.klien(kunci) for kunci in ("asesor", "asesi", "admin"))

    # A final schedule without SPT, payment and FR.AK.01.
    rencana = praasesmen.susun(
        world.ctx("admin"),
        skema=world.dunia.skema_ada,
        asesor=world.dunia.asesor["asesor2"],
        tuk=world.dunia.tuk_ada,
        tanggal=date(2026, 11, 25),
        jam_mulai=time(8),
        jam_selesai=time(16),
    )
    praasesmen.tambah_peserta(world.ctx("admin"), rencana=rencana, permohonan=world.kasus[2].ada)
    admin.post(f"/jadwal/tetapkan/{rencana.pk}/")
    rencana.refresh_from_db()
    assert rencana.status == "disusun"
    assert "tagihan belum lunas" in _ditolak("jadwal.tetapkan")[0]

    # A session without readiness, and a report without a session.
    world.pindah(world.dunia.saat(HARI_UJI, "07.45"))
    asesor, asesi = world.klien("asesor"), world.klien("asesi")
    asesor.post(f"/asesmen/{jadwal.pk}/buka/")
    asesor.post(f"/asesmen/{jadwal.pk}/lapor/")
    assert not Asesmen.objects.filter(jadwal=jadwal).exists()
    assert "Butir kesiapan belum dicentang" in _ditolak("asesmen.buka_sesi")[0]
    assert len(_ditolak("asesmen.susun_laporan")) == 1

    # An instrument and an exam before the attendance list is signed: by form, by the autosave, by the exam's JSON.
    asesor.post(f"/jadwal/{jadwal.pk}/kesiapan/", {"butir": [row[0] for row in butir_kesiapan(jadwal)]})
    asesor.post(f"/asesmen/{jadwal.pk}/buka/")
    dispatch_all()
    ia01, ujian = world.rekaman(0, "FR.IA.01"), ujian_kasus(case.pk)
    assert ujian is not None
    isi = {**isian.ia01(ia01), "aksi": "ajukan"}
    for answer in (
        asesor.post(f"/formulir/{ia01.pk}/", isi),
        asesor.post(f"/formulir/{ia01.pk}/simpan/", json.dumps({"isi": isian.ia01(ia01)}), **JSON),
    ):
        assert "belum menandatangani daftar hadir" in answer.content.decode()
    ia01.refresh_from_db()
    assert (ia01.tahap, ia01.drafts.count()) == (0, 0)
    assert len(_ditolak("forms.ajukan")) == 2
    soal = ujian.urutan[0]
    kiriman: dict[str, Any] = {
        "jawaban": [{"soal": soal["id"], "pilihan": soal["tanda"][0], "klien": "a", "urutan": 1}]
    }
    asesi.post(f"/ujian/{ujian.pk}/mulai/")
    assert asesi.post(f"/ujian/{ujian.pk}/jawab/", json.dumps(kiriman), **JSON).status_code == 409
    asesi.post(f"/ujian/{ujian.pk}/kumpulkan/")
    assert not Jawaban.objects.exists()
    assert record(case.pk, "FR.IA.05") is None
    for code in ("ujian.mulai", "ujian.jawab", "ujian.selesaikan"):
        assert len(_ditolak(code)) == 1, code

    # The recommendation before the instruments, the committee before the report.
    asesor.post(f"/asesmen/{jadwal.pk}/lapor/")
    assert "FR.AK.02" in _ditolak("asesmen.susun_laporan")[-1]
    assert record(case.pk, "FR.AK.02") is None
    before = len(_ditolak("keputusan.usulkan_komite"))
    anggota = [str(world.dunia.orang[kunci].pk) for kunci in ("komite1", "komite2", "komite3")]
    world.klien("manajer").post(f"/keputusan/usul/{jadwal.pk}/", {"ketua": anggota[0], "anggota": anggota})
    assert len(_ditolak("keputusan.usulkan_komite")) == before + 1
    assert {entry.actor_name for entry in Entry.objects.filter(outcome="refused", code__startswith="ujian.")} == {
        world.dunia.orang["asesi"].name
    }
