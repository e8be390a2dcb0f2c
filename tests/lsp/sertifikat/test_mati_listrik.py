"""The process is killed while numbers are given or a certificate is signed: nothing is lost or doubled, the work is finished."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from telusur.kernel.base import clock
from telusur.kernel.documents import signing
from telusur.kernel.documents.models import Document
from telusur.kernel.letters import numbers
from telusur.kernel.letters.models import SeriesCounter
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.kernel.outbox.models import Delivery
from telusur.lsp.sertifikasi.sertifikat import commands
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from tests.lsp.putusan import Putusan

pytestmark = pytest.mark.django_db(transaction=True)


def die() -> None:
    """As when the machine loses power: no handler, no clean-up."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work: Callable[[], object]) -> None:
    """Run ``work`` in a process of its own, which must be killed while at it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def counters() -> dict[str, int]:
    return {row.series: row.last for row in SeriesCounter.objects.filter(series__in=["sertifikat", "registrasi"])}


def test_killed_while_numbers_are_given(putusan: Putusan, monkeypatch: pytest.MonkeyPatch) -> None:
    panggung = putusan("diputuskan")
    admin = panggung.ctx("admin")
    row = commands.ajukan_blanko(admin, komite=panggung.angkatan.komite)
    commands.catat_blanko(admin, permohonan_blanko=row, nomor=["4128760", "4128761"])
    take, taken = numbers.take, []

    def take_and_die(*args: object, **kwargs: object) -> str:
        taken.append(take(*args, **kwargs))  # type: ignore[arg-type]
        if len(taken) == 3:  # the first certificate has its pair, the second half of it
            die()
        return taken[-1]

    with monkeypatch.context() as patch:
        patch.setattr(numbers, "take", take_and_die)
        killed(lambda: commands.beri_nomor(admin, permohonan_blanko=row))
    assert not Sertifikat.objects.exists()
    assert set(Blanko.objects.values_list("status", flat=True)) == {"tersedia"}
    before = counters()

    commands.beri_nomor(admin, permohonan_blanko=row)
    serials = [one.nomor.split()[-2] for one in Sertifikat.objects.order_by("nomor")]
    assert serials == ["0000001", "0000002"]
    assert (before, counters()) == ({}, {"sertifikat": 2, "registrasi": 2})


def test_killed_while_a_certificate_is_signed(putusan: Putusan, monkeypatch: pytest.MonkeyPatch) -> None:
    panggung = putusan("bernomor")
    row = panggung.kasus[0].sertifikat
    commands.periksa_dummy(panggung.ctx("admin"), sertifikat=row, butir=list(SEPULUH_BUTIR))
    commands.tandatangani(panggung.ctx("direktur"), sertifikat=row)
    with monkeypatch.context() as patch:
        patch.setattr(signing, "sign", lambda *args, **kwargs: die())
        killed(lambda: dispatch_pending(100))
    dokumen = Document.objects.get(pk=row.dokumen_id)
    assert (dokumen.status, dokumen.file) == ("diminta", None)
    assert dispatch_pending(100) == 0 or Document.objects.get(pk=row.dokumen_id).status == "diminta"

    with clock.travel(panggung.kini + timedelta(minutes=10)):
        while dispatch_pending(100):
            pass
    dokumen.refresh_from_db()
    assert dokumen.status == "siap"
    assert Document.objects.filter(kind="sertifikat", number=row.nomor).count() == 1
    assert not Delivery.objects.filter(state="dead").exists()
