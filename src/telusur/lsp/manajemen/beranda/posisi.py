"""Where a case waits: the step, who must act, and since when, also where no single row carries an item of work (SOP-002)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.flows.queries import names_of
from telusur.lsp.roles import NAMES, STAFF, Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import dicari
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal.queries import jadwal_dari
from telusur.lsp.sertifikasi.keputusan.queries import komite_dari
from telusur.lsp.sertifikasi.praasesmen.queries import rencana_dari
from telusur.lsp.sertifikasi.sertifikat.queries import permohonan_blanko_dari

S = StatusPermohonan


@dataclass(frozen=True, slots=True)
class Terkait:
    """Ids of the shared rows a case is on now; None where it is on none."""

    rencana: UUID | None = None
    jadwal: UUID | None = None
    komite: UUID | None = None
    blanko: UUID | None = None

    @property
    def ids(self) -> list[UUID]:
        return [one for one in (self.rencana, self.jadwal, self.komite, self.blanko) if one is not None]


@dataclass(frozen=True, slots=True)
class Posisi:
    """One thing a case waits for. ``pemegang_id`` names a person, ``peran`` a role; ``url`` is where it is done."""

    langkah: str
    oleh: str
    sejak: datetime | None
    tenggat: datetime | None = None
    url: str = ""
    act: str = ""
    peran: str = ""
    pemegang_id: UUID | None = None

    def milik(self, ctx: Context) -> bool:
        """Whether the actor is the one who must act."""
        if self.pemegang_id is not None:
            return str(self.pemegang_id) == ctx.actor.id
        return bool(self.peran) and ctx.actor.has(self.peran)

    def siapa(self, ctx: Context) -> str:
        """Who must act, as the reader is told: nobody reads their own name there."""
        return "Anda" if self.milik(ctx) else self.oleh


def kasus_berjalan(ctx: Context, *, cari: str = "", tahap: str = "") -> QuerySet[Permohonan]:
    """Every case that is under way, longest waiting in its stage first; staff only."""
    rows = Permohonan.objects.filter(status__in=TERBUKA).exclude(tahap=Tahap.SELESAI).order_by("dibuat_pada", "pk")
    if not ctx.actor.has(*STAFF):
        return rows.none()
    if tahap:
        rows = rows.filter(tahap=tahap)
    return rows.filter(dicari(cari)) if cari else rows


def terkait(permohonan: Iterable[Permohonan]) -> dict[UUID, Terkait]:
    """The shared rows of these cases; four queries for all of them."""
    ids = [row.pk for row in permohonan]
    rencana, jadwal = rencana_dari(ids), jadwal_dari(ids)
    komite = komite_dari(jadwal.values())
    blanko = permohonan_blanko_dari(komite.values())
    return {
        one: Terkait(
            rencana.get(one),
            jadwal.get(one),
            panel := komite.get(jadwal.get(one)),  # type: ignore[arg-type]
            blanko.get(panel),  # type: ignore[arg-type]
        )
        for one in ids
    }


def posisi(
    ctx: Context,
    permohonan: Iterable[Permohonan],
    links: Mapping[UUID, Terkait],
    known: Mapping[UUID, str] | None = None,
) -> dict[UUID, list[Posisi]]:
    """What each case waits for, most urgent first; two queries. ``known`` are names that need no look-up."""
    rows = list(permohonan)
    shared = [one for row in rows for one in links[row.pk].ids]
    wanted = Q(case_id__in=[row.pk for row in rows]) | Q(subject_id__in=shared)
    items = list(WorkItem.objects.filter(wanted).order_by("sort_at", "id"))
    names = dict(known or {})
    names.update(names_of(ctx, (item for item in items if item.person_id not in names)))
    return {row.pk: _of(row, links[row.pk], items, names) for row in rows}


def _of(row: Permohonan, link: Terkait, items: list[WorkItem], names: Mapping[UUID, str]) -> list[Posisi]:
    mine = [one for one in items if one.case_id == row.pk or (one.case_id is None and one.subject_id in link.ids)]
    return [_from_item(one, names) for one in mine] or [turunan(row, link)]


def _from_item(item: WorkItem, names: Mapping[UUID, str]) -> Posisi:
    role = ROLE_NAMES.get(item.role, item.role)
    holder = names.get(item.person_id, "") if item.person_id else role
    return Posisi(item.title, holder, item.since, item.due_at, item.url, item.act, item.role, item.person_id)


def turunan(row: Permohonan, link: Terkait) -> Posisi:
    """The step of a case for which nobody has an item of work: told from status, stage and what exists so far."""
    since = sejak_tahap(row)
    if row.status in (S.DITOLAK, S.DIBATALKAN) or row.tahap == Tahap.SELESAI:
        return Posisi("Selesai", "", row.diputuskan_pada or since)
    if row.status in (S.DRAF, S.DIKEMBALIKAN):
        return _oleh_pemohon("Lengkapi dan ajukan permohonan", since, row)
    if row.status == S.DIAJUKAN:
        return _oleh("Periksa permohonan", row.diajukan_pada, f"/kasus/{row.pk}/", Role.ADMIN_LSP)
    if row.status == S.DIKAJI_ULANG:
        return _oleh("Tindak lanjuti kajian asesor", since, f"/kasus/{row.pk}/", Role.ADMIN_LSP)
    if row.tahap == Tahap.PEMBAYARAN:
        return _oleh_pemohon("Bayar tagihan", since, row)
    return _menurut_tahap(row, link, since)


def _menurut_tahap(row: Permohonan, link: Terkait, since: datetime | None) -> Posisi:
    if link.rencana is None and row.tahap in (Tahap.PRAASESMEN, Tahap.JADWAL):
        return _oleh("Susun rencana asesmen", since, "/rencana/", Role.ADMIN_LSP)
    if row.tahap == Tahap.PRAASESMEN:
        return _oleh("Selesaikan pra-asesmen", since, f"/rencana/{link.rencana}/", Role.ASESOR)
    if row.tahap == Tahap.JADWAL and link.jadwal is None:
        return _oleh("Tetapkan jadwal asesmen", since, f"/rencana/{link.rencana}/", Role.ADMIN_LSP)
    if row.tahap in (Tahap.JADWAL, Tahap.ASESMEN):
        return _oleh("Laksanakan asesmen", since, f"/jadwal/{link.jadwal}/", Role.ASESOR)
    return _sesudah_asesmen(row, link, since)


def _sesudah_asesmen(row: Permohonan, link: Terkait, since: datetime | None) -> Posisi:
    if row.tahap == Tahap.KEPUTUSAN and link.komite is None:
        return _oleh("Usulkan Komite Teknis", since, "/keputusan/", Role.MANAJER_SERTIFIKASI)
    if row.tahap == Tahap.KEPUTUSAN:
        return _oleh("Putuskan hasil asesmen", since, f"/keputusan/{link.komite}/", Role.KOMITE_TEKNIS)
    if link.blanko is None:
        return _oleh("Ajukan nomor blanko", since, "/blanko/", Role.ADMIN_LSP)
    return _oleh("Terbitkan dan serahkan sertifikat", since, f"/blanko/{link.blanko}/", Role.ADMIN_LSP)


def _oleh_pemohon(langkah: str, sejak: datetime | None, row: Permohonan) -> Posisi:
    return Posisi(langkah, row.nama, sejak, url=f"/kasus/{row.pk}/", act="Buka", pemegang_id=row.pemohon_id)


def _oleh(langkah: str, sejak: datetime | None, url: str, role: Role) -> Posisi:
    return Posisi(langkah, NAMES[role], sejak, url=url, act="Buka", peran=role)


def sejak_tahap(row: Permohonan) -> datetime | None:
    """When the case entered its stage."""
    found: Any = row.tahap_riwayat.get(row.tahap)
    return datetime.fromisoformat(found) if found else row.diajukan_pada or row.dibuat_pada
