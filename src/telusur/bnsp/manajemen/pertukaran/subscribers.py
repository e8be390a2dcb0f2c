"""What BNSP decided is told to the LSP it is about."""

from __future__ import annotations

from telusur.bnsp.events import Event
from telusur.bnsp.harmonisasi.pedoman.models import VersiPedoman
from telusur.bnsp.harmonisasi.pedoman.states import StatusVersi
from telusur.bnsp.manajemen.pertukaran import commands
from telusur.bnsp.pengendalian.laporan_lsp.queries import dengan_id as laporan_dengan_id
from telusur.bnsp.pengendalian.sanksi.queries import dengan_id as kasus_dengan_id
from telusur.bnsp.pengendalian.sanksi.queries import kasus_dari
from telusur.bnsp.pengendalian.sanksi.states import BERJALAN
from telusur.bnsp.pengendalian.surveilans.queries import temuan_berjalan, temuan_dengan_id
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import permohonan_dengan_id, rusak_dengan_id
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.queries import dengan_id as jadwal_dengan_id
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_id as lsp_dengan_id
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor
from telusur.contract.from_bnsp import REGISTRASI_ASESOR
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange.models import Partner, Told
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber

OLEH = "pertukaran"


@subscriber(Event.JADWAL_TERCATAT, Event.JADWAL_DIBATALKAN)
def jadwal(fact: Fact) -> None:
    """The schedule has its number, or was called off."""
    if row := jadwal_dengan_id(fact.payload["subject"]):
        commands.beritahu_jadwal(system_context(OLEH), jadwal=row)


@subscriber(Event.BLANKO_DIALOKASIKAN, Event.BLANKO_DIKEMBALIKAN, Event.BLANKO_DITOLAK)
def jawaban_blanko(fact: Fact) -> None:
    """A request for blanks was answered."""
    if row := permohonan_dengan_id(fact.payload["subject"]):
        commands.jawab_blanko(system_context(OLEH), permohonan=row)


@subscriber(Event.BLANKO_DIGANTI)
def pengganti(fact: Fact) -> None:
    """A spoiled blank was replaced."""
    if row := rusak_dengan_id(fact.payload["subject"]):
        commands.kirim_pengganti(system_context(OLEH), rusak=row)


@subscriber(
    Event.LSP_DIPERPANJANG,
    Event.LSP_DIBEKUKAN,
    Event.LSP_DIPULIHKAN,
    Event.LSP_DICABUT,
    Event.LSP_BERAKHIR,
    Event.LINGKUP_DITAMBAH,
)
def lisensi(fact: Fact) -> None:
    """A decision about a licence."""
    if lsp := lsp_dengan_id(fact.payload["subject"]):
        commands.beritahu_lisensi(system_context(OLEH), lsp=lsp)


@subscriber(Event.LINGKUP_DIBEKUKAN, Event.LINGKUP_DIPULIHKAN, Event.LINGKUP_DIKURANGI)
def lingkup(fact: Fact) -> None:
    """A decision about one skema of a licence."""
    row = Lingkup.objects.select_related("lsp").filter(pk=fact.payload["subject"]).first()
    if row is not None:
        commands.beritahu_lisensi(system_context(OLEH), lsp=row.lsp)


@subscriber(Event.ASESOR_DIPERPANJANG, Event.ASESOR_BERUBAH, Event.ASESOR_BERSTATUS)
def asesor(fact: Fact) -> None:
    """The register of asesor holds something else: every LSP that was told of this one hears it."""
    row = AsesorKompetensi.objects.filter(pk=fact.payload["subject"]).first()
    if row is None:
        return
    diberi_tahu = Told.objects.filter(kind=REGISTRASI_ASESOR.kind, key=row.nomor_registrasi)
    for told in diberi_tahu.select_related("partner"):
        if lsp := dengan_nomor(told.partner.code):
            commands.beritahu_asesor(system_context(OLEH), asesor=row, lsp=lsp)


@subscriber(Event.LAPORAN_DITERIMA, Event.LAPORAN_DIKEMBALIKAN)
def jawaban_laporan(fact: Fact) -> None:
    """The commission answered a report."""
    if row := laporan_dengan_id(fact.payload["subject"]):
        commands.jawab_laporan(system_context(OLEH), laporan=row)


@subscriber(
    Event.TEMUAN_DIBUKA,
    Event.TEMUAN_DIJAWAB,
    Event.TEMUAN_DICATAT,
    Event.TEMUAN_DIKEMBALIKAN,
    Event.TEMUAN_DITUTUP,
)
def temuan(fact: Fact) -> None:
    """A finding was made, answered or verified."""
    if row := temuan_dengan_id(fact.payload["subject"]):
        commands.beritahu_temuan(system_context(OLEH), temuan=row)


@subscriber(
    Event.KASUS_DIBUKA,
    Event.KASUS_DITANGGAPI,
    Event.KASUS_DICATAT,
    Event.KASUS_DIUSULKAN,
    Event.KASUS_DIPUTUSKAN,
    Event.KASUS_DITUTUP,
)
def kasus_sanksi(fact: Fact) -> None:
    """A sanction case was opened, answered or decided."""
    if row := kasus_dengan_id(fact.payload.get("kasus") or fact.payload["subject"]):
        commands.beritahu_kasus(system_context(OLEH), kasus=row)


@subscriber(Event.PEDOMAN_TERBIT)
def pedoman(fact: Fact) -> None:
    """A new version of a guideline is in force."""
    row = VersiPedoman.objects.select_related("pedoman").filter(pk=fact.payload["subject"]).first()
    if row is not None and row.status == StatusVersi.BERLAKU:
        commands.sebarkan_pedoman(system_context(OLEH), versi=row)


@subscriber("exchange.tambah_mitra")
def mitra_baru(fact: Fact) -> None:
    """An LSP was connected: tell it where it stands, what it has to answer, and every guideline in force."""
    mitra = Partner.objects.filter(pk=fact.payload["subject"]).first()
    lsp = dengan_nomor(mitra.code) if mitra else None
    if mitra is None or lsp is None:
        return
    commands.beritahu_lisensi(system_context(OLEH), lsp=lsp)
    for temuan_ada in temuan_berjalan(lsp):
        commands.beritahu_temuan(system_context(OLEH), temuan=temuan_ada)
    for kasus_ada in kasus_dari(lsp):
        if kasus_ada.status in BERJALAN:
            commands.beritahu_kasus(system_context(OLEH), kasus=kasus_ada)
    for versi in VersiPedoman.objects.filter(status=StatusVersi.BERLAKU).select_related("pedoman"):
        commands.sebarkan_pedoman(system_context(OLEH), versi=versi, mitra=mitra)
