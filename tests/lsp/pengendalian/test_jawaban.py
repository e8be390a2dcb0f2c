"""What BNSP holds against the LSP is work with a deadline for the right role, answered with files that go to BNSP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.calendar.working_days import end_of_work
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.models import Outgoing, OutgoingFile
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.outbox.models import Event
from telusur.lsp.manajemen.pengendalian import commands
from telusur.lsp.manajemen.pengendalian.models import PerkaraBnsp
from telusur.lsp.peraga.skenario import dispatch_all
from tests.kernel.exchange.test_files import pdf
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import Mitra, sambungkan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
NOMOR, KASUS = "0001/LKS/BNSP/XI/2026", "0001/SKS/BNSP/XI/2026"
TENGGAT = date(2026, 12, 11)


def temuan(**lain: Any) -> dict[str, Any]:
    isi = {
        "nomor": NOMOR, "klausul": "PBNSP 201 9.2.5", "uraian": "Rekaman FR.AK.02 hilang.", "kategori": "mayor",
        "dibuka": "2026-11-20", "tenggat": TENGGAT.isoformat(), "status": "terbuka", "ajuan": 0, "verifikasi": "",
    }  # fmt: skip
    return {**isi, **lain}


def kasus(**lain: Any) -> dict[str, Any]:
    isi = {
        "nomor": KASUS, "bentuk": "penundaan", "skema_kode": "", "dasar": "Laporan tidak datang.", "skor": 62,
        "kelengkapan": ["Isian profil: 3 dari 5"], "dibuka": "2026-11-20", "tenggat": "2026-12-04", "status": "dibuka",
        "ajuan": 0, "hasil": "",
    }  # fmt: skip
    return {**isi, **lain}


def berkas(nama: str = "rekaman.pdf", isi: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, pdf(isi), "application/pdf")


@pytest.fixture
def dunia(panggung: Bangun) -> tuple[Panggung, Mitra]:
    world = panggung("lsp")
    return world, sambungkan(world)


def test_a_finding_is_a_task_with_its_deadline_and_is_answered_with_files_that_go_to_bnsp(
    dunia: tuple[Panggung, Mitra],
) -> None:
    """A6: findings of BNSP were not exchanged at all."""
    world, bnsp = dunia
    bnsp.kata("temuan", NOMOR, **temuan())
    row = PerkaraBnsp.objects.get()
    work = WorkItem.objects.get(subject_id=row.pk)
    assert (work.role, work.title, work.due_at) == ("manajer_administrasi", "Jawab temuan BNSP", end_of_work(TENGGAT))
    klien = world.klien("administrasi")
    assert "Jawab temuan BNSP" in klien.get("/tugas/").content.decode()
    at = f"/temuan-bnsp/{row.pk}/jawab/"
    assert klien.post(at, {"jawaban": "Rekaman ditemukan."}).status_code == 422  # nothing shows the correction
    assert klien.post(at, {"jawaban": " ", "berkas": berkas()}).status_code == 422
    with clock.travel(world.kini):
        assert klien.post(at, {"jawaban": "Rekaman ditemukan.", "berkas": berkas()}).status_code == 302
    told = bnsp.dengar("jawaban_temuan")[NOMOR]
    file = StoredFile.objects.get(name="rekaman.pdf")
    assert (told["perbaikan"], told["ajuan"], told["oleh"]) == (
        "Rekaman ditemukan.",
        1,
        world.dunia.orang["administrasi"].name,
    )
    assert told["lampiran"] == [{"jenis": "bukti", "nama": "rekaman.pdf", "sha256": file.sha256, "ukuran": file.size}]
    assert OutgoingFile.objects.get().digest == file.sha256
    assert not WorkItem.objects.filter(subject_id=row.pk).exists()
    assert Entry.objects.get(code="pengendalian.jawab", outcome="done").data["berkas"] == 1
    assert Event.objects.get(name="pengendalian.jawab").payload["ajuan"] == 1
    page = klien.get(f"/temuan-bnsp/{row.pk}/").content.decode()
    assert "Menunggu dikirim" in page and "rekaman.pdf" in page
    opened = klien.get(f"/berkas/{file.pk}/?lihat=1")
    assert opened.content == pdf()
    assert world.klien("asesor").get(f"/berkas/{file.pk}/?lihat=1").status_code == 403


def test_sent_back_it_waits_for_the_next_answer_and_closed_it_is_over(dunia: tuple[Panggung, Mitra]) -> None:
    world, bnsp = dunia
    bnsp.kata("temuan", NOMOR, **temuan())
    row, oleh = PerkaraBnsp.objects.get(), world.ctx("administrasi")
    commands.jawab(oleh, perkara=row, jawaban="Satu.", berkas=[berkas()])
    bnsp.kata("temuan", NOMOR, **temuan(tenggat="2026-12-14"))  # said before the answer came: the answer is on its way
    row.refresh_from_db()
    assert (row.status, row.tenggat) == ("dijawab", date(2026, 12, 14))
    with pytest.raises(NotPermitted, match="tunggu hasil verifikasi"):
        commands.jawab(oleh, perkara=row, jawaban="Lagi.", berkas=[berkas()])
    bnsp.kata("temuan", NOMOR, **temuan(status="diperbaiki", ajuan=1))
    bnsp.kata("temuan", NOMOR, **temuan(ajuan=1, verifikasi="Pindaiannya terpotong."))
    row.refresh_from_db()
    assert row.status == "menunggu" and WorkItem.objects.filter(subject_id=row.pk).exists()
    assert "Pindaiannya terpotong." in world.klien("direktur").get(f"/temuan-bnsp/{row.pk}/").content.decode()
    commands.jawab(oleh, perkara=row, jawaban="Dua.", berkas=[berkas("utuh.pdf", 100), berkas("lain.pdf", 200)])
    told = bnsp.dengar("jawaban_temuan")[NOMOR]
    assert (told["ajuan"], [one["nama"] for one in told["lampiran"]]) == (2, ["utuh.pdf", "lain.pdf"])
    bnsp.kata("temuan", NOMOR, **temuan(status="ditutup", ajuan=2, verifikasi="Lengkap."))
    row.refresh_from_db()
    assert row.status == "selesai" and not WorkItem.objects.filter(subject_id=row.pk).exists()
    with pytest.raises(NotPermitted, match="sudah menyelesaikan"):
        commands.jawab(oleh, perkara=row, jawaban="Tiga.", berkas=[berkas()])


def test_a_sanction_case_is_answered_by_the_direktur_until_it_is_before_bnsps_leadership(
    dunia: tuple[Panggung, Mitra],
) -> None:
    world, bnsp = dunia
    bnsp.kata("kasus_sanksi", KASUS, **kasus())
    row = PerkaraBnsp.objects.get()
    assert WorkItem.objects.get(subject_id=row.pk).role == "direktur"
    with pytest.raises(NotPermitted, match="ditanggapi Direktur"):
        commands.jawab(world.ctx("administrasi"), perkara=row, jawaban="Maaf.", berkas=[])
    with pytest.raises(NotPermitted):
        commands.jawab(world.ctx("asesor"), perkara=row, jawaban="Maaf.", berkas=[])
    direktur = world.ctx("direktur")
    with pytest.raises(Invalid, match="Terlalu banyak"):
        commands.jawab(direktur, perkara=row, jawaban="Maaf.", berkas=[berkas()] * 21)
    commands.jawab(direktur, perkara=row, jawaban="Laporan dikirim pekan ini.", berkas=[])
    told = bnsp.dengar("tanggapan_sanksi")[KASUS]
    assert (told["tanggapan"], told["lampiran"]) == ("Laporan dikirim pekan ini.", [])
    commands.jawab(direktur, perkara=row, jawaban="Laporan sudah dikirim.", berkas=[berkas()])
    assert bnsp.dengar("tanggapan_sanksi")[KASUS]["ajuan"] == 2
    bnsp.kata("kasus_sanksi", KASUS, **kasus(status="diusulkan", ajuan=2))
    row.refresh_from_db()
    with pytest.raises(NotPermitted, match="pimpinan BNSP"):
        commands.jawab(direktur, perkara=row, jawaban="Lagi.", berkas=[])
    bnsp.kata("kasus_sanksi", KASUS, **kasus(status="diputuskan", ajuan=2, hasil="SK KEP.7. Ditunda."))
    page = world.klien("direktur").get(f"/temuan-bnsp/{row.pk}/").content.decode()
    assert "SK KEP.7. Ditunda." in page and "Isian profil: 3 dari 5" in page


def test_an_answer_that_bnsp_refuses_waits_again_with_the_reason(dunia: tuple[Panggung, Mitra]) -> None:
    world, bnsp = dunia
    bnsp.kata("temuan", NOMOR, **temuan())
    row = PerkaraBnsp.objects.get()
    commands.jawab(world.ctx("administrasi"), perkara=row, jawaban="Satu.", berkas=[berkas()])
    dispatch_all()
    message = Outgoing.objects.get(kind="jawaban_temuan")
    message.state, message.reason = "refused", "Berkas “rekaman.pdf” sudah ditolak."
    message.save()
    traffic.note_refusal(system_context("pertukaran"), message=message)
    dispatch_all()
    row.refresh_from_db()
    assert (row.status, row.kendala) == ("menunggu", "Berkas “rekaman.pdf” sudah ditolak.")
    assert row.kendala in world.klien("administrasi").get(f"/temuan-bnsp/{row.pk}/").content.decode()
    assert WorkItem.objects.filter(subject_id=row.pk).exists()


def test_only_bnsp_says_what_it_holds_against_the_lsp(panggung: Bangun) -> None:
    world = panggung("lsp")
    lain = sambungkan(world, "LAIN")
    with pytest.raises(NotPermitted, match="Hanya BNSP"):
        lain.kata("temuan", NOMOR, **temuan())
    assert not PerkaraBnsp.objects.exists()
