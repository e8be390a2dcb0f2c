"""What the LSP does when BNSP tells something, and the kinds it tells in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from uuid import UUID

from telusur.contract import from_bnsp, from_lsp
from telusur.contract.explained import EXPLAINED
from telusur.kernel.base.errors import Invalid, NotFound, WrongState
from telusur.kernel.base.spelling import same_spelling
from telusur.kernel.commands.context import Context, system_context
from telusur.kernel.exchange.identity import own_code
from telusur.kernel.exchange.kinds import Fact, explain, receives, sends
from telusur.lsp.administrasi.asesor import commands as asesor
from telusur.lsp.administrasi.asesor.queries import asesor_bernomor
from telusur.lsp.administrasi.pengetahuan.commands import terima_pedoman
from telusur.lsp.administrasi.umum.commands import terima_lisensi
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.administrasi.umum.states import JenisTangan, KeadaanTangan, StatusLisensi
from telusur.lsp.administrasi.umum.tangan import catatan_dengan_id, cocokkan_tangan, tangan, tangan_dari
from telusur.lsp.manajemen.bnsp import register  # noqa: F401  (declares how our registers are read)
from telusur.lsp.manajemen.bnsp.commands import kirim_jadwal
from telusur.lsp.manajemen.bnsp.mitra import atas_nama_bnsp
from telusur.lsp.manajemen.pelaporan import commands as pelaporan
from telusur.lsp.manajemen.pelaporan.queries import dengan_nomor as laporan_dengan_nomor
from telusur.lsp.manajemen.pelaporan.states import JAWABAN, StatusLaporan
from telusur.lsp.manajemen.pengendalian import commands as pengendalian
from telusur.lsp.manajemen.pengendalian.states import JenisPerkara
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko, StatusPermohonanBlanko

for agreed in from_lsp.ALL:
    sends(kind=agreed.kind, schema=agreed.schema, title=agreed.title)
for name, explained in EXPLAINED.items():
    explain(name, **asdict(explained))


def _hari(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise Invalid(f"Tanggal {teks} tidak ada dalam kalender.") from None


@receives(
    kind=from_bnsp.PENCATATAN_JADWAL.kind,
    schema=from_bnsp.PENCATATAN_JADWAL.schema,
    title=from_bnsp.PENCATATAN_JADWAL.title,
)
def pencatatan_jadwal(ctx: Context, fact: Fact) -> None:
    """BNSP's number of a schedule goes into the schedule, which opens the way to its session (SOP 2.8)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    row = Jadwal.objects.filter(nomor=isi["nomor"]).first()
    if row is None:
        raise NotFound(f"Jadwal {isi['nomor']} tidak ada di LSP ini.")
    if isi["status"] == "dibatalkan":
        if row.status == StatusJadwal.TERDAFTAR and row.bnsp_nomor == isi["nomor_bnsp"]:
            jadwal.cabut_bnsp(oleh, jadwal=row)
    elif row.status != StatusJadwal.DIBATALKAN and _beda_nomor(row, isi["nomor_bnsp"]):
        jadwal.catat_bnsp(oleh, jadwal=row, nomor=isi["nomor_bnsp"], tanggal=_hari(isi["tanggal"]))


def _beda_nomor(row: Jadwal, nomor: str) -> bool:
    """BNSP's number is not there yet, or only as somebody wrote it down."""
    ditulis = tangan(JenisTangan.JADWAL, row.pk, nomor)
    return row.bnsp_nomor != nomor or (ditulis is not None and ditulis.keadaan != KeadaanTangan.SAMA)


@receives(
    kind=from_bnsp.JAWABAN_BLANKO.kind, schema=from_bnsp.JAWABAN_BLANKO.schema, title=from_bnsp.JAWABAN_BLANKO.title
)
def jawaban_blanko(ctx: Context, fact: Fact) -> None:
    """The blanks of a request arrive, or why they do not (SOP 4.4)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    row = PermohonanBlanko.objects.filter(nomor=isi["nomor_surat"]).first()
    if row is None:
        raise NotFound(f"Permohonan blanko {isi['nomor_surat']} tidak ada di LSP ini.")
    if isi["keputusan"] == "dialokasikan":
        if len(set(isi["nomor"])) != row.jumlah or len(isi["nomor"]) != row.jumlah:
            raise Invalid(f"Surat {row.nomor} meminta {row.jumlah} blanko, BNSP menyebut {len(set(isi['nomor']))}.")
        if baru := _belum_dari_bnsp(row, isi["nomor"]):
            sertifikat.catat_blanko(oleh, permohonan_blanko=row, nomor=baru)
    elif row.status == StatusPermohonanBlanko.DIAJUKAN:
        ditolak = isi["keputusan"] == "ditolak"
        sertifikat.catat_jawaban_blanko(oleh, permohonan_blanko=row, ditolak=ditolak, catatan=isi["catatan"])


def _belum_dari_bnsp(row: PermohonanBlanko, nomor: list[str]) -> list[str]:
    """Of BNSP's numbers those it has not told before: not here at all, or written down by hand."""
    ada = dict(Blanko.objects.filter(nomor__in=nomor, permohonan=row).values_list("nomor", "pk"))
    ditulis = tangan_dari(JenisTangan.BLANKO, {pk: satu for satu, pk in ada.items()})
    belum = {row.nilai for row in ditulis.values() if row.keadaan != KeadaanTangan.SAMA}
    return [satu for satu in nomor if satu not in ada or satu in belum]


@receives(
    kind=from_bnsp.PENGGANTI_BLANKO.kind,
    schema=from_bnsp.PENGGANTI_BLANKO.schema,
    title=from_bnsp.PENGGANTI_BLANKO.title,
)
def pengganti_blanko(ctx: Context, fact: Fact) -> None:
    """A blank for one that was reported spoiled (SOP 4.4)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    akhiran = Blanko.objects.filter(nomor__endswith=isi["nomor_rusak"].lstrip("0")).select_related("permohonan")
    rusak = next((one for one in akhiran if int(one.nomor) == int(isi["nomor_rusak"])), None)
    if rusak is None:
        raise NotFound(f"Blanko {isi['nomor_rusak']} tidak tercatat di LSP ini.")
    if rusak.status != StatusBlanko.RUSAK:
        raise WrongState(f"Blanko {rusak.nomor} tidak dilaporkan rusak.")
    if _belum_dari_bnsp(rusak.permohonan, [isi["nomor"]]):
        sertifikat.catat_blanko(oleh, permohonan_blanko=rusak.permohonan, nomor=[isi["nomor"]])


@receives(kind=from_bnsp.LISENSI.kind, schema=from_bnsp.LISENSI.schema, title=from_bnsp.LISENSI.title)
def lisensi(ctx: Context, fact: Fact) -> None:
    """Licence and scope as BNSP decided: what is frozen stops new assessments at once (P508 9.5)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    ini = own_code()
    if not same_spelling(isi["nomor"], ini):
        raise Invalid(f"{isi['nomor']} bukan lisensi lembaga ini ({ini}).")
    status = isi["status"] if isi["status"] in StatusLisensi.values else StatusLisensi.AKTIF.value
    data = {
        "nomor": ini,
        "nomor_sk": isi["nomor_sk"],
        **{name: _hari(isi[name]) for name in ("tanggal_sk", "berlaku_dari", "berlaku_sampai")},
        "status": status,
    }
    lingkup = [{**one, **{name: _hari(one[name]) for name in ("sejak", "keadaan_sejak")}} for one in isi["lingkup"]]
    terima_lisensi(oleh, isi=data, lingkup=lingkup)


@receives(
    kind=from_bnsp.REGISTRASI_ASESOR.kind,
    schema=from_bnsp.REGISTRASI_ASESOR.schema,
    title=from_bnsp.REGISTRASI_ASESOR.title,
)
def registrasi_asesor(ctx: Context, fact: Fact) -> None:
    """What BNSP's register says of an asesor takes the place of whatever the LSP had (P508 10.4.4.4)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    row = asesor_bernomor(isi["nomor_registrasi"])
    if row is None:
        raise NotFound(f"Asesor {isi['nomor_registrasi']} tidak tercatat di LSP ini.")
    hari = {name: _hari(isi[name]) for name in ("berlaku_dari", "berlaku_sampai")}
    asesor.terima_registrasi(oleh, asesor=row, nomor_sertifikat=isi["nomor_sertifikat"], status=isi["status"], **hari)


@receives(kind=from_bnsp.PEDOMAN.kind, schema=from_bnsp.PEDOMAN.schema, title=from_bnsp.PEDOMAN.title)
def pedoman(ctx: Context, fact: Fact) -> None:
    """A guideline, or its new version; the one before is replaced (P508 10.1)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    terima_pedoman(oleh, **{**isi, "tanggal": _hari(isi["tanggal"])})


@receives(
    kind=from_bnsp.JAWABAN_LAPORAN.kind, schema=from_bnsp.JAWABAN_LAPORAN.schema, title=from_bnsp.JAWABAN_LAPORAN.title
)
def jawaban_laporan(ctx: Context, fact: Fact) -> None:
    """The commission accepted a report, or sends it back and says why (LAP 3.2)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    row = laporan_dengan_nomor(isi["nomor"], isi["versi"])
    if row is None:
        raise NotFound(f"Laporan {isi['nomor']} versi {isi['versi']} tidak ada di LSP ini.")
    if row.status == StatusLaporan.TERKIRIM or tangan(JenisTangan.LAPORAN, row.pk, JAWABAN.get(row.status, "")):
        diterima = isi["keputusan"] == "diterima"
        pelaporan.catat_jawaban(oleh, laporan=row, diterima=diterima, catatan=isi["catatan"])


@receives(kind=from_bnsp.TEMUAN.kind, schema=from_bnsp.TEMUAN.schema, title=from_bnsp.TEMUAN.title)
def temuan(ctx: Context, fact: Fact) -> None:
    """A finding of BNSP, or what became of it, becomes work of the LSP (P508 10.3.1 iv)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    pengendalian.terima(
        oleh,
        jenis=JenisPerkara.TEMUAN,
        nomor=isi["nomor"],
        perihal=isi["klausul"],
        uraian=isi["uraian"],
        golongan=isi["kategori"],
        dibuka=_hari(isi["dibuka"]),
        tenggat=_hari(isi["tenggat"]),
        keadaan=isi["status"],
        ajuan=isi["ajuan"],
        kata_bnsp=isi["verifikasi"],
    )


@receives(kind=from_bnsp.KASUS_SANKSI.kind, schema=from_bnsp.KASUS_SANKSI.schema, title=from_bnsp.KASUS_SANKSI.title)
def kasus_sanksi(ctx: Context, fact: Fact) -> None:
    """A sanction case of BNSP, or how it ended, becomes work of the LSP's leadership (P508 9.5.2)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    pengendalian.terima(
        oleh,
        jenis=JenisPerkara.KASUS,
        nomor=isi["nomor"],
        perihal=isi["skema_kode"],
        uraian=isi["dasar"],
        golongan=isi["bentuk"],
        kelengkapan=isi["kelengkapan"],
        dibuka=_hari(isi["dibuka"]),
        tenggat=_hari(isi["tenggat"]),
        keadaan=isi["status"],
        ajuan=isi["ajuan"],
        kata_bnsp=isi["hasil"],
    )


@receives(
    kind=from_bnsp.JAWABAN_CATATAN_TANGAN.kind,
    schema=from_bnsp.JAWABAN_CATATAN_TANGAN.schema,
    title=from_bnsp.JAWABAN_CATATAN_TANGAN.title,
)
def jawaban_catatan_tangan(ctx: Context, fact: Fact) -> None:
    """What BNSP says of a value that was written down by hand; its answer always wins (SOP 2.8, 4.4)."""
    oleh, isi = atas_nama_bnsp(ctx, fact), fact.content
    try:
        row = catatan_dengan_id(UUID(isi["catatan"]))
    except ValueError:
        raise NotFound("Catatan tangan itu tidak ada di LSP ini.") from None
    cocokkan_tangan(oleh, catatan=row, keadaan=isi["hasil"], jawaban=isi["nilai"])
    if row.keadaan in (KeadaanTangan.LAIN, KeadaanTangan.TIDAK_ADA):
        GUGUR.get(row.jenis, _biarkan)(oleh, row)


def _gugurkan_jadwal(oleh: Context, row: CatatanTangan) -> None:
    """A number BNSP did not give is taken off a schedule still to come, which is then announced for one of its own."""
    satu = Jadwal.objects.filter(pk=row.untuk_id, bnsp_nomor=row.nilai, status=StatusJadwal.TERDAFTAR).first()
    if satu is None:
        return
    jadwal.cabut_bnsp(oleh, jadwal=satu)
    if row.keadaan == KeadaanTangan.TIDAK_ADA and satu.tanggal > oleh.today:
        kirim_jadwal(system_context("bnsp"), jadwal=satu)


def _gugurkan_blanko(oleh: Context, row: CatatanTangan) -> None:
    """A blank BNSP did not give out cannot be used; a request BNSP does not know goes there (subscribers)."""
    lembar = Blanko.objects.filter(pk=row.untuk_id).first()
    if lembar is None:
        return
    sertifikat.tolak_blanko(oleh, lembar=lembar)


def _biarkan(oleh: Context, row: CatatanTangan) -> None:
    """Licence and answers to reports come as messages of their own."""


GUGUR: dict[str, Callable[[Context, CatatanTangan], None]] = {
    JenisTangan.JADWAL: _gugurkan_jadwal,
    JenisTangan.BLANKO: _gugurkan_blanko,
}
