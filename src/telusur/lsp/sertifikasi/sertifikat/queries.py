"""Reads about certificates: the register, and what the public may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.audit.rows import differing
from telusur.kernel.base.copied import as_code, certificate_key, copied, key_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.base.text_index import holding
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.verification.answers import TIDAK_DIKENAL, TIDAK_DIPASTIKAN, JawabanPublik
from telusur.lsp.administrasi.skema.queries import nama_menurut_kode
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.queries import komite_diputuskan
from telusur.lsp.sertifikasi.keputusan.states import JenisKeputusan
from telusur.lsp.sertifikasi.sertifikat.models import (
    Blanko,
    KeputusanBnsp,
    PemberitahuanPemegang,
    PermohonanBlanko,
    Sertifikat,
)
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan, StatusBlanko, StatusSertifikat

KEDALUWARSA = "kedaluwarsa"


def _jawaban(row: Sertifikat | None, pada: date) -> JawabanPublik:
    if row is None or not row.sudah_terbit:
        return TIDAK_DIKENAL
    if differing(row):
        return TIDAK_DIPASTIKAN
    return JawabanPublik(
        row.keadaan(pada),
        row.nama,
        row.nomor,
        row.nomor_registrasi,
        row.skema_nama,
        row.skema_kode,
        row.tanggal_terbit,
        row.berlaku_sampai,
    )


_KOLOM = (
    "nama", "nomor", "nomor_registrasi", "skema_nama", "skema_kode", "tanggal_terbit", "berlaku_sampai",
    "ditandatangani_pada", "keabsahan", "kode",
)  # fmt: skip


def verifikasi_kode(kode: str, pada: date) -> JawabanPublik:
    """The answer to a QR code (public). One indexed read and one of its trail, whatever the size of the register."""
    return _jawaban(Sertifikat.objects.only(*_KOLOM).filter(kode=as_code(kode)).first(), pada)


def verifikasi_nomor(nomor: str, pada: date) -> JawabanPublik:
    """The answer to a certificate or registration number (public)."""
    rows = Sertifikat.objects.only(*_KOLOM)
    found = copied(rows, "nomor", certificate_key(nomor)) or copied(rows, "nomor_registrasi", key_of(nomor))
    return _jawaban(found, pada)


def verifikasi_dokumen(dokumen_id: UUID, pada: date) -> JawabanPublik:
    """The answer to an uploaded file that is, or claims to be, the PDF of a certificate (public)."""
    return _jawaban(Sertifikat.objects.only(*_KOLOM).filter(dokumen_id=dokumen_id).first(), pada)


def register(
    ctx: Context,
    *,
    cari: str = "",
    skema: str = "",
    status: str = "",
    keabsahan: str = "",
    blanko: UUID | None = None,
) -> QuerySet[Sertifikat]:
    """The certificate register: staff all, a holder their own (SOP 4.5). Found by either number or by name.

    ``keabsahan`` may also be ``kedaluwarsa``, which follows from the date.
    """
    rows = Sertifikat.objects.select_related("blanko", "dokumen", "dummy").order_by("-tanggal_terbit", "-nomor")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(pemegang=ctx.actor.user) if ctx.actor.user else rows.none()
    if cari := " ".join(cari.split()):
        rows = rows.filter(dicari(cari))
    if keabsahan == KEDALUWARSA:
        rows = rows.filter(keabsahan=Keabsahan.BERLAKU, berlaku_sampai__lt=ctx.today)
    elif keabsahan == Keabsahan.BERLAKU:
        rows = rows.filter(keabsahan=keabsahan, berlaku_sampai__gte=ctx.today, ditandatangani_pada__isnull=False)
    elif keabsahan:
        rows = rows.filter(keabsahan=keabsahan)
    wanted = {"skema_kode": skema, "status": status, "permohonan_blanko_id": blanko}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def dicari(cari: str) -> Q:
    """Certificates by either number, however it is written, or by the name of the holder."""
    kunci = key_of(cari)
    return holding(Sertifikat, {"nama": cari, "nomor_kunci": kunci, "nomor_registrasi_kunci": kunci})


def pilihan_skema(ctx: Context) -> list[tuple[str, str]]:
    """(code, name) of the skema, for the filter of the register; staff only."""
    if not ctx.actor.has(*STAFF):
        return []
    return sorted(nama_menurut_kode().items(), key=lambda pair: pair[1])


def akan_habis(hari_ini: date) -> QuerySet[Sertifikat]:
    """Certificates in force that expire within the reminder period and whose holders were not reminded yet."""
    batas = hari_ini + timedelta(days=setelan("sertifikat.pengingat_hari"))
    rows = Sertifikat.objects.filter(
        keabsahan=Keabsahan.BERLAKU,
        berlaku_sampai__gte=hari_ini,
        berlaku_sampai__lte=batas,
        diingatkan_pada__isnull=True,
    )
    return rows.select_related("pemegang").order_by("berlaku_sampai", "pk")


BERHENTI = (JenisKeputusan.PEMBEKUAN, JenisKeputusan.PENANGGUHAN)


def syarat_keputusan(permohonan_id: UUID, jenis: str) -> str | None:
    """Why a decision of this kind cannot be recorded on the certificate of a case (P508 9.4.3, 9.5)."""
    row = Sertifikat.objects.filter(permohonan_id=permohonan_id).first()
    if row is None or not row.sudah_terbit:
        return "Kasus ini belum mempunyai sertifikat yang terbit. Keputusan lain dicatat sesudah sertifikat ditandatangani."
    if row.keabsahan == Keabsahan.DICABUT:
        return f"Sertifikat {row.nomor} sudah dibatalkan. Tidak ada keputusan lain yang dapat dicatat atasnya."
    if row.keabsahan == Keabsahan.DIBEKUKAN and jenis in BERHENTI:
        return f"Sertifikat {row.nomor} sudah dibekukan. Catat pemeliharaan atau pembatalan."
    return None


def dengan_id(sertifikat_id: UUID) -> Sertifikat:
    """The bare row, to be opened through ``buka``. Raises NotFound."""
    found = Sertifikat.objects.filter(pk=sertifikat_id).first()
    if found is None:
        raise NotFound("Sertifikat itu tidak ada.")
    return found


def sertifikat_kasus(permohonan_id: UUID) -> Sertifikat | None:
    """The certificate of a case."""
    return (
        Sertifikat.objects.select_related(
            "blanko", "dokumen", "dummy", "pernyataan", "bukti_serah_terima", "permohonan_blanko", "permohonan"
        )
        .filter(permohonan_id=permohonan_id)
        .first()
    )


_RINGKAS = (
    "nomor", "nomor_registrasi", "berlaku_sampai", "status", "ditandatangani_pada", "pernyataan_pada",
    "permohonan_blanko_id", "blanko__nomor",
)  # fmt: skip


def sertifikat_ringkas(permohonan_id: UUID) -> Sertifikat | None:
    """The same with only what the page of a case shows."""
    rows = Sertifikat.objects.filter(permohonan_id=permohonan_id).select_related("blanko")
    return rows.only(*_RINGKAS).first()


def permohonan_blanko_terlihat(ctx: Context, *, status: str = "") -> QuerySet[PermohonanBlanko]:
    """Blank requests, for staff."""
    rows = PermohonanBlanko.objects.select_related("komite__jadwal__skema", "dokumen").order_by("-diajukan_pada")
    if not ctx.actor.has(*STAFF):
        return rows.none()
    return rows.filter(status=status) if status else rows


@rule("Permohonan blanko hanya dapat dibuka staf LSP.")
def staf(ctx: Context, permohonan_blanko: PermohonanBlanko) -> bool:
    """Staff."""
    return ctx.actor.has(*STAFF)


@query(
    code="sertifikat.buka_blanko",
    title="Membuka permohonan blanko",
    roles=STAFF,
    permit=staf,
    subject="permohonan_blanko",
    logged=False,
)
def buka_blanko(ctx: Context, *, permohonan_blanko: PermohonanBlanko) -> PermohonanBlanko:
    """A request with its blanks. Raises NotPermitted."""
    rows = PermohonanBlanko.objects.select_related("komite__jadwal__skema", "komite__sk_keputusan", "dokumen")
    return rows.prefetch_related("blanko__berita_acara").get(pk=permohonan_blanko.pk)


def blanko_dengan_id(permohonan_id: UUID) -> PermohonanBlanko:
    """The bare row, to be opened through ``buka_blanko``. Raises NotFound."""
    found = PermohonanBlanko.objects.filter(pk=permohonan_id).first()
    if found is None:
        raise NotFound("Permohonan blanko itu tidak ada.")
    return found


def blanko_tersedia(ctx: Context) -> list[str]:
    """Numbers of blanks that no certificate uses, for replacing a spoiled one; staff only."""
    if not ctx.actor.has(*STAFF):
        return []
    return list(
        Blanko.objects.filter(status=StatusBlanko.TERSEDIA).order_by("nomor").values_list("nomor", flat=True)[:200]
    )


def blanko_sertifikat(row: Sertifikat) -> list[Blanko]:
    """Every blank ever used for a certificate, with what became of it (SOP 4.4)."""
    return list(
        Blanko.objects.filter(dipakai_untuk=row.nomor).select_related("berita_acara").order_by("dicatat_pada", "nomor")
    )


def berikutnya(ctx: Context, row: Sertifikat) -> Sertifikat | None:
    """The next certificate of the same batch that waits for the same act, for working through a batch; staff only."""
    rows = register(ctx, status=StatusSertifikat.BERNOMOR, blanko=row.permohonan_blanko_id).exclude(pk=row.pk)
    return rows.order_by("nomor").first() if ctx.actor.has(*STAFF) else None


def menunggu_blanko(ctx: Context) -> list[Komite]:
    """Decided schedules with a K for which no blanks were asked yet, for staff."""
    if not ctx.actor.has(*STAFF):
        return []
    taken = PermohonanBlanko.objects.values("komite_id")
    rows = komite_diputuskan().exclude(pk__in=taken)
    return [row for row in rows if any(item["hasil"] == "K" for item in row.hasil)]


@rule("Sertifikat ini hanya dapat dibuka pemegangnya dan staf LSP.")
def boleh_lihat(ctx: Context, sertifikat: Sertifikat) -> bool:
    """Holder and staff."""
    return ctx.actor.has(*STAFF) or str(sertifikat.pemegang_id) == ctx.actor.id


@query(
    code="sertifikat.buka",
    title="Membuka sertifikat",
    roles=[Role.ASESI, *STAFF],
    permit=boleh_lihat,
    subject="sertifikat",
)
def buka(ctx: Context, *, sertifikat: Sertifikat) -> Sertifikat:
    """A certificate with its course. Raises NotPermitted; reading is recorded."""
    found = sertifikat_kasus(sertifikat.permohonan_id)
    return found or sertifikat


def terbit(skema: str = "") -> QuerySet[Sertifikat]:
    """Issued certificates, oldest first (for observers' commands)."""
    rows = Sertifikat.objects.filter(ditandatangani_pada__isnull=False).order_by("tanggal_terbit", "nomor")
    return rows.filter(skema_kode=skema) if skema else rows


def permohonan_blanko_dari(komite: Iterable[UUID]) -> dict[UUID, UUID]:
    """Committee -> its request for blanks, of many committees in one query."""
    rows = PermohonanBlanko.objects.filter(komite_id__in=list(komite))
    return dict(rows.values_list("komite_id", "pk"))


def terdampak(hari_ini: date, skema: Sequence[str]) -> QuerySet[Sertifikat]:
    """Certificates of these skema, or of every skema when none is named, whose holders must hear of a decision.

    Those in force and those frozen: a frozen one may come back to life, so its holder is as much concerned (P508 9.5.3).
    """
    rows = Sertifikat.objects.filter(
        keabsahan__in=(Keabsahan.BERLAKU, Keabsahan.DIBEKUKAN),
        ditandatangani_pada__isnull=False,
        berlaku_sampai__gte=hari_ini,
    )
    return (rows.filter(skema_kode__in=skema) if skema else rows).order_by("nomor")


def belum_diberitahu(keputusan: KeputusanBnsp) -> list[PemberitahuanPemegang]:
    """Holders listed for a decision whose message was not written yet."""
    rows = PemberitahuanPemegang.objects.filter(keputusan=keputusan, pesan__isnull=True)
    return list(rows.select_related("keputusan", "sertifikat__pemegang").order_by("sertifikat__nomor"))


SEMUA_KEPUTUSAN = "daftar keputusan"


@query(
    code="sertifikat.lihat_keputusan_bnsp",
    title="Melihat keputusan BNSP dan pemberitahuannya",
    roles=STAFF,
    permit=by_role_alone,
    subject="daftar",
    logged=False,
    clause="P508 9.5.3",
)
def keputusan_bnsp(ctx: Context, *, daftar: str) -> QuerySet[KeputusanBnsp]:
    """Decisions that took force from licence or scope, newest first. Raises NotPermitted."""
    return KeputusanBnsp.objects.order_by("-dicatat_pada", "-id")


def jumlah_pemegang(keputusan: Iterable[KeputusanBnsp]) -> dict[UUID, int]:
    """How many holders each of these decisions is told to, in one query."""
    rows = PemberitahuanPemegang.objects.filter(keputusan__in=list(keputusan)).order_by()
    return dict(rows.values_list("keputusan_id").annotate(Count("pk")))


@query(
    code="sertifikat.buka_keputusan_bnsp",
    title="Membuka daftar pemegang yang diberi tahu",
    roles=STAFF,
    permit=by_role_alone,
    subject="keputusan",
    clause="P508 9.5.3",
)
def penerima_keputusan(ctx: Context, *, keputusan: KeputusanBnsp) -> QuerySet[PemberitahuanPemegang]:
    """Who is told of a decision, by name, with the message. Raises NotPermitted; reading is recorded."""
    rows = PemberitahuanPemegang.objects.filter(keputusan=keputusan).select_related("sertifikat", "pesan")
    return rows.order_by("sertifikat__nama", "sertifikat__nomor")


def keputusan_dengan_id(pk: UUID) -> KeputusanBnsp:
    """The bare row, to be opened through ``penerima_keputusan``. Raises NotFound."""
    found = KeputusanBnsp.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("Keputusan itu tidak ada.")
    return found
