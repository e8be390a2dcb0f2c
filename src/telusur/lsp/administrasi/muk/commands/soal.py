"""Acts on question banks."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.yaml_lines import BadFile, Mistake, Row
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import add_many, lock, note
from telusur.kernel.commands.registry import command
from telusur.lsp.administrasi.muk import bank as building
from telusur.lsp.administrasi.muk import importer
from telusur.lsp.administrasi.muk.models import BankSoal
from telusur.lsp.administrasi.muk.states import StatusBank
from telusur.lsp.administrasi.skema import queries as skema_queries
from telusur.lsp.roles import Role


@command(
    code="muk.impor_soal",
    title="Mengimpor bank soal",
    roles=[Role.MANAJER_SERTIFIKASI, Role.SISTEM],
    permit=by_role_alone,
    clause="P508 9.2.8",
)
def impor_soal(ctx: Context, *, isi: bytes, nama_berkas: str) -> BankSoal:
    """Load a question file for the version in force of its skema, as a draft; all of it or nothing.

    Raises Invalid with ``fields["berkas"]`` = one sentence per mistake, each with its line: shape, key not among the options,
    unit, elemen or KUK that the skema does not have, or content that is already there.
    """
    try:
        bank = _load(ctx, isi, nama_berkas)
    except BadFile as bad:
        sentences = bad.sentences()
        more = f" (dan {len(bad.mistakes) - 1} kesalahan lain)" if len(bad.mistakes) > 1 else ""
        sentence = f"Berkas {nama_berkas[:80]} tidak dimuat, {sentences[0]}{more} Perbaiki berkasnya, lalu impor lagi."
        raise Invalid(sentence, {"berkas": sentences}) from None
    return bank


def _load(ctx: Context, data: bytes, name: str) -> BankSoal:
    source, mistakes = importer.parse(data)
    skema = skema_queries.berlaku().filter(kode=source["skema"]).first()
    if skema is None:
        reason = (
            f"skema “{source['skema'][:80]}” tidak ada atau belum berlaku. Impor dan berlakukan skemanya lebih dulu."
        )
        raise BadFile([*mistakes, Mistake(source.line_of("skema"), reason)])
    units = skema_queries.units(skema)
    known = {
        unit.kode: {part.no: frozenset(kuk.no for kuk in part.kuk.all()) for part in unit.elemen.all()}
        for unit in units
    }
    importer.check(source, mistakes, known, frozenset(unit.kelompok.nama for unit in units))
    bank = _header(ctx, skema, source, name)
    rows = building.questions(bank, source, {unit.kode: str(unit.pk) for unit in units})
    add_many(rows)
    add_many(list(building.tasks(bank, source)))
    note(skema=skema.kode, versi=bank.versi, butir=len(rows), digest=bank.digest, berkas=bank.berkas)
    return bank


def _header(ctx: Context, skema: Any, source: Row, name: str) -> BankSoal:
    digest = importer.digest(source)
    earlier = BankSoal.objects.filter(skema=skema)
    twin = earlier.filter(digest=digest, status__in=[StatusBank.DRAF, StatusBank.BERLAKU]).first()
    if twin is not None:
        state = twin.get_status_display().lower()
        sentence = f"Isi berkas sama persis dengan {twin} ({state}). Tidak ada yang perlu dimuat."
        raise Invalid(sentence, {"berkas": [sentence]})
    latest = earlier.aggregate(Max("versi"))["versi__max"] or 0
    bank = BankSoal(
        skema=skema,
        versi=latest + 1,
        digest=digest,
        berkas=name[:200],
        buatan_sendiri=source["buatan_sendiri"],
        diimpor_pada=ctx.at,
    )
    bank.save()
    return bank


@command(
    code="muk.berlakukan_bank",
    title="Memberlakukan bank soal",
    roles=[Role.MANAJER_SERTIFIKASI, Role.SISTEM],
    permit=by_role_alone,
    subject="bank",
    sources={StatusBank.DRAF},
)
def berlakukan_bank(ctx: Context, *, bank: BankSoal) -> None:
    """Put a bank to use; the one in use until now is withdrawn. Exams that have begun keep theirs."""
    earlier = BankSoal.objects.filter(skema_id=bank.skema_id, status=StatusBank.BERLAKU).first()
    if earlier is not None:
        lock(earlier)
        earlier.status = StatusBank.DITARIK
        earlier.save()
        note(menggantikan=earlier.versi)
    bank.status = StatusBank.BERLAKU
    bank.berlaku_sejak = ctx.today
    bank.save()


@command(
    code="muk.tarik_bank",
    title="Menarik bank soal",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="bank",
    sources={StatusBank.DRAF, StatusBank.BERLAKU},
)
def tarik_bank(ctx: Context, *, bank: BankSoal, alasan: str) -> None:
    """Take a bank out of use, for instance because it has leaked. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan penarikan belum diisi.", {"alasan": ["Tulis alasan penarikan."]})
    bank.status = StatusBank.DITARIK
    bank.save()
    note(alasan=alasan.strip()[:300])
