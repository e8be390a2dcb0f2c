from __future__ import annotations

from collections.abc import Callable

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import DomainError, NotPermitted
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.outbox.models import Event
from telusur.lsp.sertifikasi.asesmen.commands import tandai_tidak_hadir
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran
from telusur.lsp.sertifikasi.ujian.commands import mulai, siapkan
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian
from telusur.lsp.sertifikasi.ujian.subscribers import siapkan_ujian
from tests.cast import bypass
from tests.lsp.ujian.conftest import ASESI, ASESOR, Ruang


def test_opening_the_session_gives_every_asesi_an_exam_from_the_bank_in_use(ruang: Ruang) -> None:
    ujian, lain = ruang.ujian, ruang.lain
    assert (ujian.status, ujian.jumlah, ujian.benar) == (StatusUjian.BELUM, 24, None)
    assert ujian.bank_id == lain.bank_id
    assert ujian.asesi == ruang.panggung.dunia.orang[ASESI]
    entry = Entry.objects.get(code="ujian.siapkan", subject_id=str(ujian.pk))
    assert entry.actor_roles == "sistem"
    assert "urutan" not in str(entry.changes) or "•••" in str(entry.changes)


def test_two_asesi_get_the_same_questions_in_orders_of_their_own(ruang: Ruang) -> None:
    mine, other = ruang.ujian.urutan, ruang.lain.urutan
    assert {row["id"] for row in mine} == {row["id"] for row in other}
    assert mine != other
    assert [row["id"] for row in mine] != [row["id"] for row in other]


def test_preparing_twice_keeps_the_exam(ruang: Ruang, act_as_system: Callable[..., object]) -> None:
    before = ruang.ujian
    fact = Event.objects.get(name="asesmen.buka_sesi")
    siapkan_ujian(fact)
    again = siapkan(act_as_system(), asesmen=Asesmen.objects.get(pk=before.asesmen_id))
    assert again.pk == before.pk
    assert Ujian.objects.count() == 2
    assert ruang.ujian.urutan == before.urutan


def test_nobody_but_the_system_prepares_an_exam(ruang: Ruang) -> None:
    with pytest.raises(NotPermitted):
        siapkan(ruang.ctx(ASESOR), asesmen=ruang.ujian.asesmen)


def test_the_exam_waits_in_the_asesis_work_until_the_end_of_the_session(ruang: Ruang) -> None:
    item = WorkItem.objects.get(code="ujian.kerjakan", subject_id=ruang.ujian.pk)
    assert item.person_id == ruang.panggung.dunia.orang[ASESI].pk
    assert item.url == f"/ujian/{ruang.ujian.pk}/"
    assert item.due_at == ruang.panggung.dunia.saat(3, "16.00")
    ujian = ruang.mulai()
    item.refresh_from_db()
    assert (item.due_at, item.act) == (ujian.batas_pada, "Lanjutkan")


def test_an_asesi_marked_absent_loses_the_exam(ruang: Ruang, deliver_events: Callable[..., int]) -> None:
    peserta = ruang.ujian.asesmen.peserta
    with bypass("jadwal"):
        peserta.kehadiran = Kehadiran.BELUM
        peserta.save()
    ujian = ruang.ujian
    tandai_tidak_hadir(ruang.ctx(ASESOR), peserta=peserta)
    deliver_events()
    ujian.refresh_from_db()
    assert ujian.status == StatusUjian.BATAL
    assert not WorkItem.objects.filter(subject_id=ujian.pk).exists()
    with pytest.raises(DomainError):
        mulai(ruang.ctx(), ujian=ujian)
