"""What the LSP does when BNSP tells something, and the kinds it tells in turn."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from telusur.contract import from_bnsp, from_lsp
from telusur.contract.explained import EXPLAINED
from telusur.kernel.base.errors import Invalid, NotFound, WrongState
from telusur.kernel.base.spelling import same_spelling
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange.identity import own_code
from telusur.kernel.exchange.kinds import Fact, explain, receives, sends
from telusur.lsp.administrasi.pengetahuan.commands import terima_pedoman
from telusur.lsp.administrasi.umum.commands import terima_lisensi
from telusur.lsp.administrasi.umum.states import StatusLisensi
from telusur.lsp.manajemen.bnsp.mitra import atas_nama_bnsp
from telusur.lsp.manajemen.pelaporan import commands as pelaporan
from telusur.lsp.manajemen.pelaporan.queries import dengan_nomor as laporan_dengan_nomor
from telusur.lsp.manajemen.pelaporan.states import StatusLaporan
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
    elif row.bnsp_nomor != isi["nomor_bnsp"] and row.status != StatusJadwal.DIBATALKAN:
        jadwal.catat_bnsp(oleh, jadwal=row, nomor=isi["nomor_bnsp"], tanggal=_hari(isi["tanggal"]))


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
        baru = [one for one in isi["nomor"] if not Blanko.objects.filter(nomor=one, permohonan=row).exists()]
        if baru:
            sertifikat.catat_blanko(oleh, permohonan_blanko=row, nomor=baru)
    elif row.status == StatusPermohonanBlanko.DIAJUKAN:
        ditolak = isi["keputusan"] == "ditolak"
        sertifikat.catat_jawaban_blanko(oleh, permohonan_blanko=row, ditolak=ditolak, catatan=isi["catatan"])


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
    if not Blanko.objects.filter(nomor=isi["nomor"]).exists():
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
    if row.status == StatusLaporan.TERKIRIM:
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
