"""Acts on sanction cases (P508 9.5): examined by Komisi Pengendalian, decided by the leadership, carried out on the licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from telusur.bnsp.pengendalian.sanksi import rules
from telusur.bnsp.pengendalian.sanksi.bukti import Isian, simpan_bukti
from telusur.bnsp.pengendalian.sanksi.kelengkapan import hitung
from telusur.bnsp.pengendalian.sanksi.models import BuktiSanksi, KasusSanksi
from telusur.bnsp.pengendalian.sanksi.states import BERJALAN, Bentuk, StatusKasus
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.commands import masukkan
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.models import BerkasLsp
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.rules import lengkap
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import data_sendiri, lsp_sendiri_yang_berkata
from telusur.contract.from_lsp import BERKAS_JAWABAN
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import numbers
from telusur.kernel.letters.states import Reset
from telusur.kernel.notices.commands import kirim

PEMERIKSA = (Role.KOMISI_PENGENDALIAN,)
PEMUTUS = (Role.KETUA, Role.WAKIL_KETUA)
SERI = "kasus_sanksi"
numbers.register_series(SERI, "Kasus sanksi", "{n:04d}/SKS/BNSP/{romawi}/{tahun}", Reset.TAHUN)


@command(
    code="sanksi.buka",
    title="Membuka kasus sanksi",
    roles=PEMERIKSA,
    permit=by_role_alone,
    subject="lsp",
    clause="P508 9.5.2",
)
def buka(ctx: Context, *, lsp: Lsp, bentuk: str, dasar: str, lingkup: Lingkup | None = None) -> KasusSanksi:
    """Open a case; the present completeness of the LSP's data is copied into it, and the LSP is told by mail.

    Raises Invalid without ground, for a reduction without its skema, or while the same case is running.
    """
    if bentuk not in Bentuk.values or not dasar.strip():
        raise Invalid("Kasus belum lengkap.", {"dasar": ["Tulis dasar kasus ini."]})
    if (bentuk == Bentuk.PENGURANGAN) != (lingkup is not None):
        raise Invalid(
            "Pengurangan menyebut satu skema; bentuk lain tidak.", {"lingkup": ["Pilih skema untuk pengurangan."]}
        )
    if lingkup is not None and lingkup.lsp_id != lsp.pk:
        raise Invalid("Skema itu bukan dalam lingkup LSP ini.", {"lingkup": ["Pilih skema LSP ini."]})
    if KasusSanksi.objects.filter(lsp=lsp, bentuk=bentuk, lingkup=lingkup, status__in=BERJALAN).exists():
        raise Invalid("Kasus yang sama atas LSP ini masih berjalan.")
    (now,) = hitung(ctx, [lsp])
    row = KasusSanksi(
        nomor=numbers.take(ctx, SERI, at=ctx.today),
        lsp=lsp,
        bentuk=bentuk,
        lingkup=lingkup,
        dasar=dasar.strip(),
        skor=now.skor,
        kelengkapan=[str(one) for one in now.butir if one.harus],
        dibuka_pada=ctx.at,
    )
    row.save()
    note(nomor=row.nomor, skor=now.skor, kasus=row.pk)
    data = {"nomor": row.nomor, "lsp": lsp.nama, "bentuk": row.get_bentuk_display(), "dasar": row.dasar}
    kirim(ctx, template="kasus_sanksi", data={**data, "kurang": now.kurang}, email=lsp.surel)
    return row


@command(
    code="sanksi.catat_bukti",
    title="Mencatat bukti kasus sanksi",
    roles=PEMERIKSA,
    permit=by_role_alone,
    subject="kasus",
    sources=set(BERJALAN),
    clause="P508 9.5.1",
)
def catat_bukti(
    ctx: Context,
    *,
    kasus: KasusSanksi,
    perihal: str,
    rujukan: str,
    kiriman: BerkasLsp | None = None,
    unggahan: Isian | None = None,
) -> BuktiSanksi:
    """A record of the LSP and the file of it: one the LSP has sent (``kiriman``), or one that is brought in here.

    What is brought in is a PDF, an image, or what an officer exported at the LSP (ZIP): that one must bear the LSP's own
    signature and be unchanged. Raises Invalid.
    """
    if not perihal.strip() or not rujukan.strip():
        raise Invalid("Bukti belum lengkap.", {"rujukan": ["Tulis nomor rekaman di LSP."]})
    row = BuktiSanksi(
        kasus=kasus,
        perihal=perihal.strip(),
        rujukan=rujukan.strip(),
        berkas=_berkas_bukti(ctx, kasus, kiriman, unggahan),
        oleh=ctx.actor.name,
        pada=ctx.at,
    )
    row.save()
    note(nomor=kasus.nomor, sha256=row.berkas.sha256)
    return row


def _berkas_bukti(ctx: Context, kasus: KasusSanksi, kiriman: BerkasLsp | None, unggahan: Isian | None) -> StoredFile:
    if (kiriman is None) == (unggahan is None):
        raise Invalid(
            "Bukti adalah satu berkas yang ada di BNSP.", {"berkas": ["Pilih kiriman LSP, atau unggah satu berkas."]}
        )
    if unggahan is not None:
        return simpan_bukti(ctx, kasus=kasus, unggahan=unggahan)
    if kiriman is None or kiriman.lsp_id != kasus.lsp_id or kiriman.isi is None:
        raise Invalid("Berkas itu tidak ada di BNSP.", {"kiriman": ["Pilih kiriman LSP ini yang sudah sampai."]})
    return kiriman.isi


@command(
    code="sanksi.tanggapi",
    title="Menerima tanggapan LSP atas kasus sanksi",
    roles=[Role.LSP],
    permit=data_sendiri,
    subject="kasus",
    clause="P508 9.5.2",
)
def tanggapi(
    ctx: Context, *, kasus: KasusSanksi, ajuan: int, tanggapan: str, oleh: str, lampiran: Sequence[Mapping[str, Any]]
) -> None:
    """What the LSP says to it, told by its own system; its documents follow through the exchange.

    The same once more changes nothing. Raises WrongState once the case is before the leadership or over, Invalid.
    """
    if 0 < ajuan == kasus.ajuan and kasus.tanggapan == tanggapan.strip():
        return
    if kasus.status != StatusKasus.DIBUKA:
        raise WrongState(f"Kasus {kasus.nomor} tidak menunggu tanggapan: {kasus.get_status_display().lower()}.")
    if ajuan <= kasus.ajuan:
        raise Invalid(f"Tanggapan ke-{ajuan} atas kasus {kasus.nomor} sudah diterima dengan isi yang lain.")
    kasus.alasan_tangan = ""
    _tanggapan(ctx, kasus, ajuan, tanggapan, oleh)
    masukkan(ctx, lsp=kasus.lsp, subjek=kasus, lampiran=lampiran, berkas={}, wajib={}, ajuan=ajuan)


@command(
    code="sanksi.catat_tanggapan",
    title="Mencatat tanggapan LSP dengan tangan",
    roles=PEMERIKSA,
    permit=lsp_sendiri_yang_berkata,
    subject="kasus",
    sources={StatusKasus.DIBUKA},
    clause="P508 9.5.2",
)
def catat_tanggapan(ctx: Context, *, kasus: KasusSanksi, tanggapan: str, alasan: str, bukti: Sequence[Isian]) -> None:
    """The response of an LSP without a connection, with why it is entered here and the file it is in. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa dicatat dengan tangan, dan dari mana tanggapannya?"]})
    kasus.alasan_tangan = alasan.strip()
    note(alasan=kasus.alasan_tangan)
    _tanggapan(ctx, kasus, kasus.ajuan + 1, tanggapan, ctx.actor.name)
    berkas = {"bukti": bukti}
    masukkan(ctx, lsp=kasus.lsp, subjek=kasus, lampiran=(), berkas=berkas, wajib=BERKAS_JAWABAN, ajuan=kasus.ajuan)


def _tanggapan(ctx: Context, kasus: KasusSanksi, ajuan: int, tanggapan: str, oleh: str) -> None:
    if not tanggapan.strip():
        raise Invalid("Tanggapan belum ditulis.", {"tanggapan": ["Tulis jawaban LSP."]})
    kasus.tanggapan, kasus.ajuan = tanggapan.strip(), ajuan
    kasus.ditanggapi_oleh, kasus.ditanggapi_pada = oleh, ctx.at
    kasus.save()
    note(nomor=kasus.nomor, ajuan=ajuan)


@command(
    code="sanksi.ajukan",
    title="Mengusulkan sanksi kepada pimpinan",
    roles=PEMERIKSA,
    permit=rules.ada_bukti & lengkap(),
    subject="kasus",
    sources={StatusKasus.DIBUKA},
    clause="P508 9.5.2",
)
def ajukan(ctx: Context, *, kasus: KasusSanksi) -> None:
    """The komisi has examined it."""
    kasus.status = StatusKasus.DIUSULKAN
    kasus.save()


@command(
    code="sanksi.putuskan",
    title="Memutuskan sanksi atas LSP",
    roles=PEMUTUS,
    permit=rules.penarikan_oleh_ketua,
    subject="kasus",
    sources={StatusKasus.DIUSULKAN},
    signs=True,
    clause="P508 9.5.2",
)
def putuskan(ctx: Context, *, kasus: KasusSanksi, nomor_sk: str, tanggal_sk: date, alasan: str) -> None:
    """Carry it out on the licence or its scope, with the SK; what must hold there holds here. Raises Invalid, WrongState."""
    if kasus.bentuk == Bentuk.PENUNDAAN:
        lisensi.bekukan(ctx, lsp=kasus.lsp, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)
    elif kasus.bentuk == Bentuk.PENARIKAN:
        lisensi.cabut(ctx, lsp=kasus.lsp, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)
    elif kasus.lingkup is not None:
        lisensi.kurangi_lingkup(ctx, lingkup=kasus.lingkup, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk, alasan=alasan)
    _selesaikan(ctx, kasus, StatusKasus.DIPUTUSKAN, f"SK {nomor_sk.strip()}. {alasan.strip()}")


@command(
    code="sanksi.tutup",
    title="Menutup kasus tanpa sanksi",
    roles=[*PEMERIKSA, *PEMUTUS],
    permit=by_role_alone,
    subject="kasus",
    sources=set(BERJALAN),
    clause="P508 9.5.2",
)
def tutup(ctx: Context, *, kasus: KasusSanksi, alasan: str) -> None:
    """No sanction. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa tanpa sanksi?"]})
    _selesaikan(ctx, kasus, StatusKasus.DITUTUP, alasan.strip())


def _selesaikan(ctx: Context, kasus: KasusSanksi, status: StatusKasus, hasil: str) -> None:
    kasus.status, kasus.hasil, kasus.selesai_pada = status, hasil, ctx.at
    kasus.save()
    note(nomor=kasus.nomor, hasil=hasil)
