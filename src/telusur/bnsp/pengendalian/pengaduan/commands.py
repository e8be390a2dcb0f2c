"""Acts on complaints: anybody enters one, Komisi Pengendalian looks into it and answers (P508 10.3.1 iv, vii)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from telusur.bnsp.pengendalian.pengaduan.models import LampiranPengaduan, Pengaduan, TindakLanjut
from telusur.bnsp.pengendalian.pengaduan.states import TERBUKA, StatusPengaduan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.base.contact import clean_email, clean_phone, person_name, settled
from telusur.kernel.base.copied import key_of
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.ids import readable_code
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import numbers
from telusur.kernel.letters.states import Reset
from telusur.kernel.notices.commands import kirim

PENANGAN = (Role.KOMISI_PENGENDALIAN,)
LAMPIRAN_TERBANYAK = 5
SERI = "pengaduan"
numbers.register_series(SERI, "Pengaduan masyarakat", "{n:04d}/ADU/BNSP/{romawi}/{tahun}", Reset.TAHUN)


def sidik(kode: str) -> str:
    """What is kept of the code of a complaint."""
    return sha256(key_of(kode).encode()).hexdigest()


@command(
    code="pengaduan.ajukan",
    title="Mengajukan pengaduan",
    roles=[Role.PUBLIK, Role.CS],
    permit=by_role_alone,
    clause="P508 10.3.1 vii",
)
def ajukan(
    ctx: Context,
    *,
    nama: str,
    surel: str,
    perihal: str,
    uraian: str,
    telepon: str = "",
    nomor_sertifikat: str = "",
    lampiran: Sequence[Any] = (),
    peraga: bool = False,
) -> Pengaduan:
    """Enter a complaint; ``kode`` of the row opens it, is told once and kept nowhere.

    Raises Invalid for what is missing, too many files, or a file that may not come in.
    """
    kosong = {name: ["Isian ini belum diisi."] for name, text in _wajib(nama, surel, perihal, uraian) if not text}
    if kosong:
        raise Invalid("Pengaduan belum lengkap.", kosong)
    orang = settled(
        "Pengaduan belum dapat diterima.",
        {"nama": (person_name, nama), "surel": (clean_email, surel), "telepon": (clean_phone, telepon)},
        optional={"telepon"},
    )
    if len(lampiran) > LAMPIRAN_TERBANYAK:
        raise Invalid("Terlalu banyak lampiran.", {"lampiran": [f"Paling banyak {LAMPIRAN_TERBANYAK} berkas."]})
    kode = readable_code()
    row = Pengaduan(
        nomor=numbers.take(ctx, SERI, at=ctx.today),
        sandi=sidik(kode),
        **orang,
        perihal=" ".join(perihal.split()),
        lsp=lisensi.yang_disebut(perihal),
        nomor_sertifikat=" ".join(nomor_sertifikat.split()),
        uraian=uraian.strip(),
        diajukan_pada=ctx.at,
        peraga=peraga,
    )
    row.save()
    for upload in lampiran:
        berkas = simpan_berkas(ctx, upload=upload, owner_id=None, case_id=row.pk, label=f"Lampiran {row.nomor}")
        LampiranPengaduan(pengaduan=row, berkas=berkas).save()
    note(nomor=row.nomor, lampiran=len(lampiran))
    kirim(
        ctx,
        template="pengaduan_diterima",
        data={"nomor": row.nomor, "kode": kode},
        email=row.surel,
        secrets={"kode"},
    )
    row.kode = kode
    return row


def _wajib(nama: str, surel: str, perihal: str, uraian: str) -> list[tuple[str, str]]:
    pairs = (("nama", nama), ("surel", surel), ("perihal", perihal), ("uraian", uraian))
    return [(name, text.strip()) for name, text in pairs]


@command(
    code="pengaduan.telaah",
    title="Menelaah pengaduan",
    roles=PENANGAN,
    permit=by_role_alone,
    subject="pengaduan",
    sources={StatusPengaduan.DITERIMA},
    clause="P508 10.3.1 iv",
)
def telaah(ctx: Context, *, pengaduan: Pengaduan, lsp: Lsp | None = None) -> None:
    """Take it up, and say which LSP it is about if its writer's words left that open."""
    pengaduan.status, pengaduan.lsp = StatusPengaduan.DITELAAH, lsp or pengaduan.lsp
    pengaduan.save()


@command(
    code="pengaduan.catat_tindak_lanjut",
    title="Mencatat tindak lanjut pengaduan",
    roles=PENANGAN,
    permit=by_role_alone,
    subject="pengaduan",
    sources={StatusPengaduan.DITELAAH},
    clause="P508 10.3.1 iv",
)
def catat_tindak_lanjut(ctx: Context, *, pengaduan: Pengaduan, isi: str, terbuka: bool = False) -> TindakLanjut:
    """Write down what was done. Raises Invalid for nothing."""
    if not isi.strip():
        raise Invalid("Tindak lanjut belum ditulis.", {"isi": ["Tulis apa yang dilakukan."]})
    row = TindakLanjut(pengaduan=pengaduan, isi=isi.strip(), terbuka=terbuka, oleh=ctx.actor.name, pada=ctx.at)
    row.save()
    return row


@command(
    code="pengaduan.jawab",
    title="Menjawab dan menutup pengaduan",
    roles=PENANGAN,
    permit=by_role_alone,
    subject="pengaduan",
    sources={StatusPengaduan.DITELAAH},
    clause="P508 10.3.1 iv",
)
def jawab(ctx: Context, *, pengaduan: Pengaduan, jawaban: str) -> None:
    """Answer the complainer and close it. Raises Invalid without an answer."""
    _tutup(ctx, pengaduan, StatusPengaduan.SELESAI, jawaban)


@command(
    code="pengaduan.tolak",
    title="Menolak pengaduan",
    roles=PENANGAN,
    permit=by_role_alone,
    subject="pengaduan",
    sources=set(TERBUKA),
    clause="P508 10.3.1 iv",
)
def tolak(ctx: Context, *, pengaduan: Pengaduan, jawaban: str) -> None:
    """It is not BNSP's to decide; the complainer is told why and where to go. Raises Invalid without an answer."""
    _tutup(ctx, pengaduan, StatusPengaduan.DITOLAK, jawaban)


def _tutup(ctx: Context, pengaduan: Pengaduan, status: StatusPengaduan, jawaban: str) -> None:
    if not jawaban.strip():
        raise Invalid("Jawaban belum ditulis.", {"jawaban": ["Pengadu harus tahu hasilnya."]})
    pengaduan.status, pengaduan.jawaban, pengaduan.diputus_pada = status, jawaban.strip(), ctx.at
    pengaduan.save()
    kirim(
        ctx,
        template="pengaduan_dijawab",
        data={"nomor": pengaduan.nomor, "jawaban": pengaduan.jawaban},
        email=pengaduan.surel,
    )
