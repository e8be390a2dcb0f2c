"""What this module does when others announce a fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.sertifikasi.sertifikat.commands import beritahu_pemegang, catat_keputusan_bnsp, terapkan_keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import belum_diberitahu

LAMA = timedelta(minutes=30)  # telling thousands of holders takes a while


@subscriber(Event.KEPUTUSAN_DICATAT)
def terapkan(fact: Fact) -> None:
    """Freezing, deferring, cancelling or maintaining takes effect on the certificate (P508 9.4.3)."""
    row = Sertifikat.objects.filter(permohonan_id=fact.payload["subject"]).first()
    if row is not None:
        terapkan_keputusan(
            system_context("keputusan"), sertifikat=row, jenis=fact.payload["jenis"], nomor_sk=fact.payload["nomor_sk"]
        )


@subscriber(Event.LISENSI_DICATAT, at_once=False, lease=LAMA)
def lisensi_jatuh(fact: Fact) -> None:
    """The licence was frozen or withdrawn: every holder of a valid certificate is told (P508 9.5.3)."""
    if fact.payload["jatuh"]:
        _beritahu(fact, fact.payload["status"], [])


@subscriber(Event.LINGKUP_DITERIMA, at_once=False, lease=LAMA)
def lingkup_jatuh(fact: Fact) -> None:
    """Skema were frozen or taken out of the scope: their holders are told, unless the licence fell with them."""
    skema: dict[str, str] = fact.payload["lingkup"]
    if not fact.payload["jatuh"]:
        for keadaan in sorted(set(skema.values())):
            _beritahu(fact, keadaan, [kode for kode, satu in skema.items() if satu == keadaan])


def _beritahu(fact: Fact, keadaan: str, skema: Sequence[str]) -> None:
    """One act lists the holders, one act tells each: what a stopped worker left undone is done when it comes again."""
    ctx = context_for(fact, "lisensi")
    tanggal = date.fromisoformat(fact.payload["tanggal_sk"])
    keputusan = catat_keputusan_bnsp(
        ctx, nomor_sk=fact.payload["nomor_sk"], tanggal_sk=tanggal, keadaan=keadaan, skema=skema
    )
    for satu in belum_diberitahu(keputusan):
        beritahu_pemegang(ctx, pemberitahuan=satu)
