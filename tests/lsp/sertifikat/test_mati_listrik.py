"""The process is killed while numbers are given or a certificate is signed: nothing is lost or doubled, the work is finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections

from telusur.kernel.base import clock
from telusur.kernel.documents.models import Document
from telusur.kernel.letters.models import SeriesCounter
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.kernel.outbox.models import Delivery
from telusur.lsp.sertifikasi.sertifikat import commands
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from tests.environment import REPOSITORY
from tests.lsp.dunia import Panggung
from tests.lsp.putusan import Putusan
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db(transaction=True)

# Another process on the same database; ``die`` is what a power cut does: no handler, no clean-up.
START = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATA_FOLDER, settings.MEDIA_ROOT = Path(sys.argv[4]), sys.argv[4] + "/arsip"
django.setup()
from telusur.kernel.base import clock
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
saat = datetime.fromisoformat(sys.argv[2])
"""
GIVING_NUMBERS = """
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.letters import numbers
from telusur.lsp.sertifikasi.sertifikat import commands
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko
take, taken = numbers.take, []
def take_and_die(*args, **kwargs):
    taken.append(take(*args, **kwargs))
    if len(taken) == 3:  # the first certificate has its pair, the second half of it
        die()
    return taken[-1]
numbers.take = take_and_die
with clock.travel(saat):
    ctx = context_for(User.objects.get(pk=sys.argv[3]), at=saat, proof_at=saat)
    commands.beri_nomor(ctx, permohonan_blanko=PermohonanBlanko.objects.get())
"""
SIGNING = """
from telusur.kernel.documents import signing
from telusur.kernel.outbox.dispatch import dispatch_pending
signing.sign = die
with clock.travel(saat):
    dispatch_pending(100)
"""


def killed(panggung: Panggung, work: str) -> None:
    """Run ``work`` in a process of its own, which must be killed while at it."""
    name, person = str(connection.settings_dict["NAME"]), str(panggung.dunia.orang["admin"].pk)
    connections.close_all()
    done = subprocess.run(
        [sys.executable, "-c", START + work, name, panggung.kini.isoformat(), person, str(settings.DATA_FOLDER)],
        cwd=REPOSITORY,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def counters() -> dict[str, int]:
    return {row.series: row.last for row in SeriesCounter.objects.filter(series__in=["sertifikat", "registrasi"])}


def test_killed_while_numbers_are_given(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    admin = panggung.ctx("admin")
    row = commands.ajukan_blanko(admin, komite=panggung.angkatan.komite)
    commands.catat_blanko(admin, permohonan_blanko=row, nomor=["4128760", "4128761"], **bukti_tangan())
    killed(panggung, GIVING_NUMBERS)
    assert not Sertifikat.objects.exists()
    assert set(Blanko.objects.values_list("status", flat=True)) == {"tersedia"}
    assert counters() == {}

    commands.beri_nomor(admin, permohonan_blanko=row)
    serials = [one.nomor.split()[-2] for one in Sertifikat.objects.order_by("nomor")]
    assert serials == ["0000001", "0000002"]
    assert counters() == {"sertifikat": 2, "registrasi": 2}


def test_killed_while_a_certificate_is_signed(putusan: Putusan) -> None:
    panggung = putusan("bernomor")
    row = panggung.kasus[0].sertifikat
    commands.periksa_dummy(panggung.ctx("admin"), sertifikat=row, butir=list(SEPULUH_BUTIR))
    commands.tandatangani(panggung.ctx("direktur"), sertifikat=row)
    killed(panggung, SIGNING)
    dokumen = Document.objects.get(pk=row.dokumen_id)
    assert (dokumen.status, dokumen.file) == ("diminta", None)
    dispatch_pending(100)
    dokumen.refresh_from_db()
    assert dokumen.status == "diminta"  # claimed by the dead process until its lease ends

    with clock.travel(panggung.kini + timedelta(minutes=10)):
        while dispatch_pending(100):
            pass
    dokumen.refresh_from_db()
    assert dokumen.status == "siap"
    assert Document.objects.filter(kind="sertifikat", number=row.nomor).count() == 1
    assert not Delivery.objects.filter(state="dead").exists()
