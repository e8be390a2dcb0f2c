"""Acts on sanction cases (P508 9.5): examined by Komisi Pengendalian, decided by the leadership, carried out on the licence."""

from __future__ import annotations

import re
from datetime import date

from telusur.bnsp.pengendalian.sanksi import rules
from telusur.bnsp.pengendalian.sanksi.kelengkapan import hitung
from telusur.bnsp.pengendalian.sanksi.models import BuktiSanksi, KasusSanksi
from telusur.bnsp.pengendalian.sanksi.states import BERJALAN, Bentuk, StatusKasus
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.kernel.base.errors import Invalid
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
SIDIK = re.compile(r"[0-9a-f]{64}")
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
    note(nomor=row.nomor, skor=now.skor)
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
def catat_bukti(ctx: Context, *, kasus: KasusSanksi, perihal: str, rujukan: str, sha256: str = "") -> BuktiSanksi:
    """A record of the LSP, as read at the LSP or taken from there. Raises Invalid without its number or with no SHA-256."""
    sidik = sha256.strip().lower()
    if not perihal.strip() or not rujukan.strip():
        raise Invalid("Bukti belum lengkap.", {"rujukan": ["Tulis nomor rekaman di LSP."]})
    if sidik and not SIDIK.fullmatch(sidik):
        raise Invalid(
            "SHA-256 terdiri atas 64 angka heksadesimal.", {"sha256": ["Salin dari manifest.txt berkas ekspor."]}
        )
    row = BuktiSanksi(
        kasus=kasus,
        perihal=perihal.strip(),
        rujukan=rujukan.strip(),
        sha256=sidik,
        oleh=ctx.actor.name,
        pada=ctx.at,
    )
    row.save()
    return row


@command(
    code="sanksi.catat_tanggapan",
    title="Mencatat tanggapan LSP",
    roles=PEMERIKSA,
    permit=by_role_alone,
    subject="kasus",
    sources={StatusKasus.DIBUKA},
    clause="P508 9.5.2",
)
def catat_tanggapan(ctx: Context, *, kasus: KasusSanksi, tanggapan: str) -> None:
    """What the LSP answers. Raises Invalid for nothing."""
    if not tanggapan.strip():
        raise Invalid("Tanggapan belum ditulis.", {"tanggapan": ["Tulis jawaban LSP."]})
    kasus.tanggapan = tanggapan.strip()
    kasus.save()


@command(
    code="sanksi.ajukan",
    title="Mengusulkan sanksi kepada pimpinan",
    roles=PEMERIKSA,
    permit=rules.ada_bukti,
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
