"""Acts of the written exam (SOP 3.3, 3.4). Answering is none of them: see ``arus.py``."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telusur.kernel.base.clock import clock_time, shown_in
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.lsp.administrasi.muk import queries as muk
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.asesmen.formulir import IA05, bahan, kedua_pihak
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.ujian import arus, rekaman, rules
from telusur.lsp.sertifikasi.ujian.arus import Isian
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian

S = StatusUjian


@command(
    code="ujian.siapkan",
    title="Menyiapkan ujian tertulis",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    clause="SOP 3.3",
)
def siapkan(ctx: Context, *, asesmen: Asesmen) -> Ujian:
    """Give the asesi their exam from the bank in use, in an order of their own. Once; asked again, it is the same exam.

    Raises Invalid if the plan does not select FR.IA.05, NotFound without a question bank in use.
    """
    if known := Ujian.objects.filter(asesmen=asesmen).first():
        return known
    if IA05 not in asesmen.instrumen:
        raise Invalid(f"{IA05} tidak termasuk instrumen yang dipilih FR.MAPA.02 untuk asesi ini.")
    paket = muk.paket(asesmen.jadwal.skema)
    ujian = Ujian(
        permohonan=asesmen.permohonan,
        asesmen=asesmen,
        asesi_id=asesmen.permohonan.pemohon_id,
        bank_id=paket.bank_id,
        bank_versi=paket.versi,
        waktu_menit=paket.waktu_menit,
        urutan=_shuffled(paket.soal),
        jumlah=len(paket.soal),
        dibuat_pada=ctx.at,
    )
    ujian.save()
    note(case_id=asesmen.permohonan_id, soal=len(paket.soal), bank_versi=paket.versi)
    return ujian


def _shuffled(soal: Sequence[muk.Soal]) -> list[dict[str, Any]]:
    chance = secrets.SystemRandom()
    rows: list[dict[str, Any]] = [{"id": one.id, "opsi": [letter for letter, _ in one.opsi]} for one in soal]
    for row in rows:
        chance.shuffle(row["opsi"])
        row["tanda"] = [secrets.token_hex(6) for _ in row["opsi"]]
    chance.shuffle(rows)
    return rows


@command(
    code="ujian.mulai",
    title="Memulai ujian tertulis",
    roles=[Role.ASESI],
    permit=rules.milik_sendiri & rules.instrumen_terbuka,
    subject="ujian",
    sources={S.BELUM, S.BERLANGSUNG},
    clause="SOP 3.3",
)
def mulai(ctx: Context, *, ujian: Ujian) -> Ujian:
    """Start the clock. A running exam is returned as it is: its clock started once."""
    if ujian.status == S.BELUM:
        ujian.status, ujian.mulai_pada = S.BERLANGSUNG, ctx.at
        ujian.batas_pada = ctx.at + timedelta(minutes=ujian.jatah_menit)
        ujian.save()
        note(case_id=ujian.permohonan_id, batas=ujian.batas_pada)
    return ujian


@command(
    code="ujian.tambah_waktu",
    title="Memberi waktu tambahan ujian",
    roles=[Role.ASESOR, Role.MANAJER_SERTIFIKASI],
    permit=rules.pemberi_waktu,
    subject="ujian",
    sources={S.BELUM, S.BERLANGSUNG},
    clause="P508 9.1.5",
)
def tambah_waktu(ctx: Context, *, ujian: Ujian, menit: int, alasan: str) -> None:
    """Grant extra minutes to an asesi with special needs, before the exam or while its clock runs.

    Raises Invalid beside the field without a reason or for more than the setting allows, WrongState once the time is up.
    """
    if ujian.batas_pada is not None and ctx.at > ujian.batas_pada:
        with shown_in(ujian.zona_waktu):
            habis = clock_time(ujian.batas_pada)
        raise WrongState(f"Waktu ujian sudah habis pada {habis}. Tidak ada lagi yang dapat ditambah.")
    fields = {}
    sisa = setelan(rules.TAMBAHAN_TERBANYAK) - ujian.menit_tambahan
    if not 1 <= menit <= sisa:
        fields["menit"] = [
            f"Isi 1 sampai {sisa} menit." if sisa > 0 else "Waktu tambahan yang diizinkan sudah diberikan."
        ]
    if not alasan.strip():
        fields["alasan"] = ["Tulis alasan waktu tambahan, misalnya kebutuhan khusus pada FR.APL.01."]
    if fields:
        raise Invalid(" ".join(text for texts in fields.values() for text in texts), fields)
    grant = {"menit": menit, "alasan": alasan.strip(), "oleh": ctx.actor.name, "pada": ctx.at.isoformat()}
    ujian.tambahan = [*ujian.tambahan, grant]
    if ujian.batas_pada is not None:
        ujian.batas_pada += timedelta(minutes=menit)
    ujian.save()
    note(case_id=ujian.permohonan_id, menit=menit, alasan=alasan.strip(), batas=ujian.batas_pada)


def jawab(ctx: Context, *, ujian: Ujian, soal_id: str, jawaban: str, urutan: int = 0, klien: str = "") -> None:
    """Store one answer of the actor's own running exam; an empty ``jawaban`` takes it back. Not a command (``arus.py``).

    Raises NotPermitted, WrongState, Invalid.
    """
    arus.terima(ctx, ujian.pk, [Isian(str(soal_id), jawaban, klien, urutan)])


@command(
    code="ujian.selesaikan",
    title="Mengumpulkan ujian tertulis",
    roles=[Role.ASESI, Role.SISTEM],
    permit=rules.milik_sendiri_atau_sistem,
    subject="ujian",
    sources={S.BERLANGSUNG},
    clause="SOP 3.3, 3.4",
)
def selesaikan(ctx: Context, *, ujian: Ujian) -> None:
    """End the exam: work out the result, put the digest of the stream into the trail, open FR.IA.05 for the asesor."""
    _akhiri(ctx, ujian, "Waktu habis" if ctx.actor.is_system else "Dikumpulkan asesi")


@command(
    code="ujian.hentikan",
    title="Menghentikan ujian tertulis",
    roles=[Role.ASESOR],
    permit=rules.asesor_ujian & rules.instrumen_terbuka,
    subject="ujian",
    sources={S.BELUM, S.BERLANGSUNG},
    clause="SOP 3.3",
)
def hentikan(ctx: Context, *, ujian: Ujian, alasan: str) -> None:
    """The asesor ends an exam that the asesi does not begin or may not go on with; what was answered counts. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis alasan ujian dihentikan.", {"alasan": ["Alasan belum diisi."]})
    _akhiri(ctx, ujian, f"Dihentikan asesor: {alasan.strip()}"[:200])


def _akhiri(ctx: Context, ujian: Ujian, cara: str) -> None:
    rows = arus.arus(ujian)
    jawaban = arus.berlaku(rows)
    hasil = muk.periksa_jawaban(ujian.bank_id, jawaban)
    ujian.benar, ujian.jumlah = sum(hasil.values()), len(hasil)
    ujian.digest = arus.sidik(ujian.pk, rows)
    ujian.status, ujian.selesai_pada, ujian.cara_selesai = S.SELESAI, ctx.at, cara
    ujian.save()
    lembar = rekaman.lembar_hasil(ujian, jawaban, hasil)
    forms.mulai(
        ctx,
        code=IA05,
        pihak=kedua_pihak(ujian.asesmen),
        isi=lembar.isi,
        **bahan(ujian.asesmen, soal=lembar.soal),
    )
    note(
        case_id=ujian.permohonan_id,
        cara=cara,
        terjawab=len(jawaban),
        jumlah=ujian.jumlah,
        jumlah_kiriman=len(rows),
        berbeda_antarperangkat=len(arus.berbeda(rows)),
        sidik_jawaban=ujian.digest,
    )


@command(
    code="ujian.batalkan",
    title="Membatalkan ujian tertulis",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="ujian",
    sources={S.BELUM, S.BERLANGSUNG},
    clause="SOP 3.2",
)
def batalkan(ctx: Context, *, ujian: Ujian, alasan: str) -> None:
    """The asesi was marked absent: there is no exam to sit any more."""
    ujian.status, ujian.selesai_pada, ujian.cara_selesai = S.BATAL, ctx.at, alasan
    ujian.save()
    note(case_id=ujian.permohonan_id, alasan=alasan)
