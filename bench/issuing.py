"""Issuing a thousand certificates by the commands, against rendering and signing a plain page alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from bench.world import copy_of
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.commands.context import Context
from telusur.kernel.documents import signing
from telusur.kernel.documents.render import Frame, render
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.sertifikat import commands
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR

BATCH = 100
LETTER = "kernel/surat.typ"
PLAIN = {
    "judul": "Surat",
    "nomor": "1",
    "pembuka": ["Surat biasa satu halaman."],
    "penutup": ["Terima kasih."],
    "kota": "Bandung",
    "tanggal": "20 November 2026",
    "penandatangan": {"nama": "Direktur", "jabatan": "Direktur"},
}


@dataclass
class Issued:
    """Seconds of processor time per certificate, batch by batch, and of the baseline."""

    batches: list[float]
    alone: float

    @property
    def drift(self) -> float:
        """Last hundred against first hundred."""
        return self.batches[-1] / self.batches[0]

    @property
    def overhead(self) -> float:
        """The whole against rendering and signing a plain page alone."""
        return sum(self.batches) / len(self.batches) / self.alone


def issue(count: int) -> Issued:
    """Numbers, dummy, ten-point check, signature, PDF/A, archive: everything between the SK and the signed file."""
    drain()
    batches = [_batch(number) for number in range(count // BATCH)]
    return Issued(batches, _alone())


def drain() -> None:
    """Deliver whatever waits."""
    while dispatch_pending(limit=200):
        pass


def _as(name: str) -> Context:
    now = clock.now()
    return context_for(User.objects.get(email=f"{name}@peraga.example"), at=now, channel="ukur", proof_at=now)


def _batch(number: int) -> float:
    komite = _komite(number)
    admin, direktur = _as("admin"), _as("direktur")
    request = commands.ajukan_blanko(admin, komite=komite)
    drain()
    began = time.process_time()
    blanks = [f"9{number:03d}{blank:03d}" for blank in range(BATCH)]
    commands.catat_blanko(admin, permohonan_blanko=request, nomor=blanks)
    commands.beri_nomor(admin, permohonan_blanko=request)
    drain()
    rows = list(Sertifikat.objects.filter(permohonan_blanko=request))
    for row in rows:
        commands.periksa_dummy(admin, sertifikat=row, butir=list(SEPULUH_BUTIR))
        commands.tandatangani(direktur, sertifikat=row)
    drain()
    return (time.process_time() - began) / BATCH


def _komite(number: int) -> Komite:
    model = Komite.objects.filter(status="selesai").select_related("jadwal").first()
    source = Permohonan.objects.filter(tahap="selesai", foto__isnull=False).first()
    assert model is not None and source is not None
    apl01 = Rekaman.objects.get(case_id=source.pk, code="FR.APL.01", status="selesai")
    people = list(_people(source.pemohon, number))
    _bulk(people)
    cases = list(_cases(source, people, number))
    _bulk(cases)
    _bulk(list(_forms(apl01, cases)))
    komite = copy_of(model)
    komite.pk, komite.jadwal_id = uuid4(), _jadwal(model)
    komite.hasil = [
        {"permohonan": str(row.pk), "nomor": row.nomor, "nama": row.nama, "hasil": "K", "alasan": ""} for row in cases
    ]
    _bulk([komite])
    return Komite.objects.get(pk=komite.pk)


def _jadwal(model: Komite) -> UUID:
    jadwal = copy_of(model.jadwal)
    rencana = copy_of(model.jadwal.rencana)
    rencana.pk = uuid4()
    jadwal.pk, jadwal.rencana_id, jadwal.nomor = uuid4(), rencana.pk, f"UKUR-{uuid4().hex[:12]}"
    _bulk([rencana])
    _bulk([jadwal])
    return jadwal.pk


def _people(model: User, number: int) -> Iterator[User]:
    """One account per case: nobody has two open cases of one skema."""
    for index in range(BATCH):
        row = copy_of(model)
        row.pk, row.email, row.name = uuid4(), f"ukur-{number}-{index}@peraga.example", f"Orang Ukur {number} {index}"
        yield row


def _cases(source: Permohonan, people: Sequence[User], number: int) -> Iterator[Permohonan]:
    for index in range(BATCH):
        row = copy_of(source)
        row.pk, row.nomor, row.pemohon_id = uuid4(), f"UKT-{number:03d}-{index:03d}", people[index].pk
        row.nama, row.tahap = f"Orang Ukur {number} {index}", "penerbitan"
        row.nik_indeks = f"{number:032d}{index:032d}"
        yield row


def _forms(model: Rekaman, cases: list[Permohonan]) -> Iterator[Rekaman]:
    for case in cases:
        row = copy_of(model)
        row.pk, row.case_id = uuid4(), case.pk
        yield row


def _bulk(rows: Sequence[Any]) -> None:
    models.QuerySet(type(rows[0])).bulk_create(rows, batch_size=200)


def _alone(sample: int = 60) -> float:
    """Rendering a plain letter of one page and signing it, with nothing around it."""
    began = time.process_time()
    for number in range(sample):
        at = clock.now()
        surround = Frame(title=f"Surat ukur {number}", at=at, number=str(number), signed=True, signer_name="Direktur")
        signing.sign(render(LETTER, PLAIN, surround), signer_name="Direktur", reason="ukur", place="", at=at)
    return (time.process_time() - began) / sample
