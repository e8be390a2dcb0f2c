"""What the LSP did is told to BNSP."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from telusur.contract import from_lsp
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange.models import Partner
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.umum.states import JenisTangan, KeadaanTangan
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.events import Event
from telusur.lsp.manajemen.bnsp import commands
from telusur.lsp.manajemen.bnsp.mitra import bnsp
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pengendalian.commands import buka_lagi
from telusur.lsp.manajemen.pengendalian.queries import dengan_id as perkara_dengan_id
from telusur.lsp.manajemen.pengendalian.queries import perkara_bernomor
from telusur.lsp.manajemen.pengendalian.states import JenisPerkara, StatusPerkara
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko, StatusPermohonanBlanko

OLEH = "bnsp"


@subscriber(Event.JADWAL_DITETAPKAN, Event.JADWAL_DIBATALKAN)
def jadwal(fact: Fact) -> None:
    """A schedule became final, or was called off. The plan is the subject of the first."""
    nomor = fact.payload.get("jadwal") or fact.payload["subject"]
    row = Jadwal.objects.select_related("tuk", "asesor").filter(pk=nomor).first()
    if row is not None and bnsp() is not None:
        commands.kirim_jadwal(system_context(OLEH), jadwal=row)


# The documents whose digests travel are printed by the worker, so the request is told by the worker too.
@subscriber(Event.BLANKO_DIAJUKAN, Event.BLANKO_DIAJUKAN_LAGI, at_once=False)
def permohonan_blanko(fact: Fact) -> None:
    """Blanks were asked for. The committee is the subject of the first request."""
    nomor = fact.payload.get("permohonan_blanko") or fact.payload["subject"]
    row = PermohonanBlanko.objects.select_related("komite__jadwal", "komite__sk_keputusan").filter(pk=nomor).first()
    if row is not None and bnsp() is not None:
        commands.kirim_permohonan_blanko(system_context(OLEH), permohonan_blanko=row)


@subscriber(Event.BLANKO_DITOLAK, at_once=False)
def blanko_ditolak(fact: Fact) -> None:
    """BNSP knows nothing of a blank that was written down by hand: its request goes to BNSP, which gives true ones."""
    lembar = Blanko.objects.filter(pk=fact.payload["subject"]).first()
    catatan = tangan(JenisTangan.BLANKO, lembar.pk, lembar.nomor) if lembar is not None else None
    if lembar is None or catatan is None or catatan.keadaan != KeadaanTangan.TIDAK_ADA or bnsp() is None:
        return
    rows = PermohonanBlanko.objects.select_related("komite__jadwal", "komite__sk_keputusan")
    commands.kirim_permohonan_blanko(system_context(OLEH), permohonan_blanko=rows.get(pk=lembar.permohonan_id))


@subscriber(Event.BLANKO_RUSAK, at_once=False)  # its berita acara is printed by the worker
def blanko_rusak(fact: Fact) -> None:
    """A blank was reported spoiled."""
    row = Sertifikat.objects.select_related("blanko__berita_acara__file").filter(pk=fact.payload["subject"]).first()
    if row is not None and row.blanko.nomor_ba and bnsp() is not None:
        commands.kirim_blanko_rusak(system_context(OLEH), lembar=row.blanko)


@subscriber(Event.SERTIFIKAT_TERBIT, Event.SERTIFIKAT_BERUBAH)
def sertifikat(fact: Fact) -> None:
    """A certificate was signed, or a decision changed what it counts for."""
    row = Sertifikat.objects.select_related("blanko").filter(pk=fact.payload["subject"]).first()
    if row is not None and row.sudah_terbit and bnsp() is not None:
        commands.kirim_sertifikat(system_context(OLEH), sertifikat=row)


@subscriber(Event.ASESOR_DIDAFTARKAN, Event.ASESOR_BERLINGKUP, Event.ASESOR_BERUBAH, Event.ASESOR_BERNOMOR_LAIN)
def asesor(fact: Fact) -> None:
    """An asesor was entered or has changed."""
    row = Asesor.objects.select_related("orang").filter(pk=fact.payload["subject"]).first()
    if row is not None and bnsp() is not None:
        commands.kirim_asesor(system_context(OLEH), asesor=row)


@subscriber(Event.TUK_DITETAPKAN)
def tuk_ditetapkan(fact: Fact) -> None:
    """A TUK was verified for a skema."""
    row = VerifikasiTuk.objects.select_related("tuk").filter(pk=fact.payload["subject"]).first()
    if row is not None and bnsp() is not None:
        commands.kirim_tuk(system_context(OLEH), tuk=row.tuk)


@subscriber(Event.TUK_BERUBAH)
def tuk(fact: Fact) -> None:
    """A TUK was taken out of use, or back."""
    row = Tuk.objects.filter(pk=fact.payload["subject"]).first()
    if row is not None and bnsp() is not None:
        commands.kirim_tuk(system_context(OLEH), tuk=row)


@subscriber(Event.LAPORAN_DIKIRIM, at_once=False)
def laporan(fact: Fact) -> None:
    """A report was sent, or sent again."""
    rows = Laporan.objects.select_related("angkatan__komite__jadwal", "dokumen__file")
    row = rows.filter(pk=fact.payload["subject"]).first()
    if row is not None and bnsp() is not None:
        commands.kirim_laporan(system_context(OLEH), dikirim=row)


@subscriber(Event.PERKARA_BNSP_DIJAWAB)
def jawaban(fact: Fact) -> None:
    """A finding or a sanction case was answered."""
    row = perkara_dengan_id(fact.payload["subject"])
    if row is not None and bnsp() is not None:
        commands.kirim_jawaban(system_context(OLEH), perkara=row)


@subscriber("exchange.catat_penolakan")
def jawaban_ditolak(fact: Fact) -> None:
    """BNSP did not take an answer: it waits for another."""
    jenis = {from_lsp.JAWABAN_TEMUAN.kind: JenisPerkara.TEMUAN, from_lsp.TANGGAPAN_SANKSI.kind: JenisPerkara.KASUS}
    if (satu := jenis.get(fact.payload.get("jenis", ""))) is not None and fact.payload["mitra"] == settings.BNSP_CODE:
        row = perkara_bernomor(satu, fact.payload["kunci"])
        if row is not None and row.status == StatusPerkara.DIJAWAB:
            buka_lagi(system_context(OLEH), perkara=row, sebab=fact.payload["alasan"])


# Slice by slice, each a command of its own; what was told already is no news, so it may be cut off and begun again.
@subscriber("exchange.tambah_mitra", at_once=False, lease=timedelta(hours=1))
def tersambung(fact: Fact) -> None:
    """BNSP was connected: tell it what it should know already."""
    mitra = bnsp()
    if mitra is not None and Partner.objects.filter(pk=fact.payload["subject"], code=mitra.code).exists():
        for jenis in commands.YANG_DIKETAHUI:
            sesudah = None
            while sesudah := commands.kirim_semua(system_context(OLEH), jenis=jenis, sesudah=sesudah):
                pass
        _beritahu_yang_berberkas()


def _beritahu_yang_berberkas() -> None:
    """Requests for blanks that wait, and blanks reported spoiled: their documents travel with them, one by one."""
    diminta = PermohonanBlanko.objects.filter(status=StatusPermohonanBlanko.DIAJUKAN)
    for row in diminta.select_related("komite__jadwal", "komite__sk_keputusan"):
        commands.kirim_permohonan_blanko(system_context(OLEH), permohonan_blanko=row)
    for lembar in Blanko.objects.filter(status=StatusBlanko.RUSAK).exclude(nomor_ba=""):
        commands.kirim_blanko_rusak(system_context(OLEH), lembar=lembar)
