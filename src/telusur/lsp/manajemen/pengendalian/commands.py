"""Acts on what BNSP holds against the LSP: BNSP tells it, the LSP answers (P508 9.5.2, 10.3.1 iv)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.lsp.manajemen.pengendalian import rules
from telusur.lsp.manajemen.pengendalian.models import LampiranJawaban, PerkaraBnsp
from telusur.lsp.manajemen.pengendalian.states import BERAKHIR, JenisPerkara, StatusPerkara
from telusur.lsp.roles import Role

TERBANYAK = 20
S = StatusPerkara


@command(
    code="pengendalian.terima",
    title="Menerima temuan atau kasus sanksi dari BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    clause="P508 9.5.2, 10.3.1 iv",
)
def terima(
    ctx: Context,
    *,
    jenis: str,
    nomor: str,
    perihal: str,
    uraian: str,
    golongan: str,
    dibuka: date,
    tenggat: date,
    keadaan: str,
    ajuan: int,
    kata_bnsp: str,
    kelengkapan: Sequence[str] = (),
) -> PerkaraBnsp:
    """A matter as BNSP has it now. ``ajuan`` is the last answer that BNSP has; what is on the way to it counts as given."""
    row = PerkaraBnsp.objects.select_for_update().filter(jenis=jenis, nomor=nomor).first()
    if row is None:
        row = PerkaraBnsp(jenis=jenis, nomor=nomor, diterima_pada=ctx.at)
    row.perihal, row.uraian, row.golongan, row.kelengkapan = perihal, uraian, golongan, list(kelengkapan)
    row.dibuka, row.tenggat, row.keadaan, row.kata_bnsp = dibuka, tenggat, keadaan, kata_bnsp
    row.status = _giliran(row, ajuan)
    row.ajuan = max(row.ajuan, ajuan)
    row.save()
    note(nomor=nomor, keadaan=keadaan)
    return row


def _giliran(row: PerkaraBnsp, ajuan: int) -> StatusPerkara:
    """Whose turn it is after BNSP has said where the matter stands."""
    if row.keadaan in BERAKHIR:
        return S.SELESAI
    if row.keadaan == "terbuka":
        return S.DIJAWAB if row.status == S.DIJAWAB and row.ajuan > ajuan else S.MENUNGGU
    if row.keadaan == "dibuka":
        return S.MENUNGGU if max(row.ajuan, ajuan) == 0 else S(row.status) if row.kendala else S.DIJAWAB
    return S.DIJAWAB


@command(
    code="pengendalian.jawab",
    title="Menjawab temuan atau kasus sanksi BNSP",
    roles=[Role.MANAJER_ADMINISTRASI, Role.DIREKTUR],
    permit=rules.kasus_oleh_direktur & rules.menunggu_jawaban,
    subject="perkara",
    clause="P508 9.5.2, 10.3.1 iv",
)
def jawab(ctx: Context, *, perkara: PerkaraBnsp, jawaban: str, berkas: Sequence[Uploaded | Checked]) -> None:
    """What the LSP did or has to say, with its files; it goes to BNSP at once. Raises Invalid.

    A finding needs at least one file that shows the correction.
    """
    if not jawaban.strip():
        raise Invalid("Jawaban belum ditulis.", {"jawaban": ["Tulis jawaban kepada BNSP."]})
    if perkara.jenis == JenisPerkara.TEMUAN and not berkas:
        raise Invalid("Perbaikan belum dibuktikan.", {"berkas": ["Sertakan paling sedikit satu berkas bukti."]})
    if len(berkas) > TERBANYAK:
        raise Invalid("Terlalu banyak berkas.", {"berkas": [f"Paling banyak {TERBANYAK} berkas."]})
    perkara.ajuan += 1
    perkara.jawaban, perkara.status, perkara.kendala = jawaban.strip(), S.DIJAWAB, ""
    perkara.dijawab_oleh, perkara.dijawab_pada = ctx.actor.name, ctx.at
    perkara.save()
    for satu in berkas:
        file = simpan_berkas(
            ctx, upload=satu, owner_id=None, case_id=perkara.pk, label=f"Jawaban {perkara.nomor} ke-{perkara.ajuan}"
        )
        LampiranJawaban(perkara=perkara, ajuan=perkara.ajuan, berkas=file).save()
    note(nomor=perkara.nomor, ajuan=perkara.ajuan, berkas=len(berkas))


@command(
    code="pengendalian.buka_lagi",
    title="Membuka lagi perkara yang jawabannya tidak diterima BNSP",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="perkara",
    sources={S.DIJAWAB},
)
def buka_lagi(ctx: Context, *, perkara: PerkaraBnsp, sebab: str) -> None:
    """BNSP's system refused the answer; the same people have it before them again, with why."""
    perkara.status, perkara.kendala = S.MENUNGGU, sebab
    perkara.save()
    note(nomor=perkara.nomor, sebab=sebab)
