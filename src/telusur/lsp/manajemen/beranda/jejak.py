"""One timeline per case: every act on every row that belongs to it, from the first FR.APL.01 to the certificate (SOP-001)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.audit.queries import about, for_subjects, title_of
from telusur.kernel.base.copied import as_code, certificate_key, copied, key_of
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.commands.registry import REGISTRY, ROLE_NAMES
from telusur.kernel.documents.models import Document
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.letters.models import Letter
from telusur.lsp.administrasi.muk.models import Mapa, PerangkatAsesmen
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.administrasi.umum.models import CatatanTangan, Naskah
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat

Subject = tuple[str, Any]
SEBELUM = "persiapan"
# So many or so small that only the whole timeline shows them.
SELA = ("forms.unggah", "aplikasi.catat_lunas", "praasesmen.lanjutkan")
# Named, not "all but reading": a case that is opened often has thousands of readings, and the index passes them by.
TINDAKAN = (Outcome.DONE, Outcome.REFUSED)
CASE_FIELDS = ("permohonan", "case_id", "perkara_id")


@cache
def case_models() -> tuple[tuple[type[Model], str], ...]:
    """Every guarded model whose rows say which case they belong to, with the field that says it."""
    found: list[tuple[type[Model], str]] = []
    for model in apps.get_models():
        if not issubclass(model, GuardedModel) or model is Permohonan:
            continue
        names = (one.name for one in model._meta.concrete_fields if one.related_model in (None, Permohonan))
        found += [(model, name) for name in names if name in CASE_FIELDS]
    return tuple(found)


@dataclass
class _Rows:
    """Ids found so far, by model."""

    ids: dict[type[Model], set[UUID]] = field(default_factory=dict)

    def add(self, model: type[Model], ids: Iterable[Any]) -> None:
        self.ids.setdefault(model, set()).update(one for one in ids if one is not None)

    def of(self, *models: type[Model]) -> set[UUID]:
        return {one for model in models for one in self.ids.get(model, ())}

    def subjects(self) -> list[Subject]:
        return [(model._meta.label_lower, one) for model, ids in self.ids.items() for one in ids]


def linked_subjects(permohonan: Permohonan) -> list[Subject]:
    """(type, id) of every row of every module that belongs to the case, in a number of queries that does not grow with it."""
    rows = _Rows({Permohonan: {permohonan.pk}})
    for model, name in case_models():
        rows.add(model, model._default_manager.filter(**{name: permohonan.pk}).values_list("pk", flat=True))
    _shared_rows(rows, permohonan)
    _skema_rows(rows, permohonan)
    _papers(rows)
    return rows.subjects()


def _shared_rows(rows: _Rows, permohonan: Permohonan) -> None:
    """Rows several cases share: plan, schedule, committee, blanks, and the verification of the TUK that was in force."""
    rows.add(Rencana, PesertaRencana.objects.filter(permohonan=permohonan).values_list("rencana_id", flat=True))
    rows.add(Jadwal, Peserta.objects.filter(permohonan=permohonan).values_list("jadwal_id", flat=True))
    rows.add(Komite, Komite.objects.filter(jadwal_id__in=rows.of(Jadwal)).values_list("pk", flat=True))
    rows.add(
        PermohonanBlanko, PermohonanBlanko.objects.filter(komite_id__in=rows.of(Komite)).values_list("pk", flat=True)
    )
    rows.add(Blanko, Sertifikat.objects.filter(permohonan=permohonan).values_list("blanko_id", flat=True))
    used = Q(pk__in=[])
    plans = Rencana.objects.filter(pk__in=rows.of(Rencana))
    for tuk, day in plans.values_list("tuk_id", "tanggal"):
        used |= Q(tuk_id=tuk, berlaku_dari__lte=day, berlaku_sampai__gte=day)
    found = VerifikasiTuk.objects.filter(used, skema_kode=permohonan.skema_kode, status=StatusVerifikasi.DITETAPKAN)
    rows.add(VerifikasiTuk, found.values_list("pk", flat=True))


def _skema_rows(rows: _Rows, permohonan: Permohonan) -> None:
    """The masters the case was assessed with: FR.MAPA of the skema that its own copies name, instrument sets and FR.IA.11."""
    named = Rekaman.objects.filter(case_id=permohonan.pk, code__startswith="FR.MAPA").values_list(
        "sumber__mapa__id", flat=True
    )
    plans = Mapa.objects.filter(pk__in=[UUID(one) for one in named if one])
    for pk, mapa01, mapa02 in plans.values_list("pk", "mapa01", "mapa02"):
        rows.add(Mapa, [pk])
        rows.add(Rekaman, [mapa01, mapa02])
    if not rows.of(Rencana):
        return
    sets = PerangkatAsesmen.objects.filter(skema_id=permohonan.skema_id, berlaku_sejak__isnull=False)
    for pk, ia11 in sets.values_list("pk", "ia11"):
        rows.add(PerangkatAsesmen, [pk])
        rows.add(Rekaman, [ia11])


def _papers(rows: _Rows) -> None:
    """Letters, decrees, forms and documents about the shared rows."""
    about = rows.of(Rencana, Jadwal, Komite, VerifikasiTuk)
    rows.add(Naskah, Naskah.objects.filter(untuk_id__in=about).values_list("pk", flat=True))
    shared = [str(one) for one in rows.of(Jadwal)]
    rows.add(Rekaman, Rekaman.objects.filter(case_id=None, subject_id__in=shared).values_list("pk", flat=True))
    owners = rows.of(Rencana, Jadwal, Komite, VerifikasiTuk, Naskah, PermohonanBlanko, Blanko, Rekaman)
    papers = Document.objects.filter(case_id=None, subject_id__in=[str(one) for one in owners])
    rows.add(Document, papers.values_list("pk", flat=True))
    rows.add(StoredFile, Document.objects.filter(pk__in=rows.of(Document)).values_list("file_id", flat=True))
    ditulis = CatatanTangan.objects.filter(jenis__in=JenisTangan.values, untuk_id__in=rows.of(Jadwal, Blanko))
    for pk, bukti in ditulis.values_list("pk", "bukti_id"):
        rows.add(CatatanTangan, [pk])
        rows.add(StoredFile, [bukti])
    rows.add(Letter, Letter.objects.filter(document_id__in=rows.of(Document)).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Langkah:
    """One line of the timeline. ``bagian`` are the acts that were part of this one; ``tautan`` the record it is about."""

    entry: Entry
    judul: str
    perihal: str
    peran: str
    tautan: str
    bagian: tuple[str, ...] = ()

    @property
    def ditolak(self) -> bool:
        return bool(self.entry.outcome == Outcome.REFUSED)

    @property
    def dibaca(self) -> bool:
        return bool(self.entry.outcome == Outcome.READ)


@dataclass(frozen=True, slots=True)
class TahapJejak:
    """The lines of one stage, oldest first."""

    kode: str
    nama: str
    langkah: tuple[Langkah, ...]


def entri(permohonan: Permohonan, *, pembacaan: bool = False) -> list[Entry]:
    """Every entry about the case, oldest first; what is only about another case on the same schedule is left out."""
    found = for_subjects(linked_subjects(permohonan))
    if not pembacaan:
        found = found.filter(outcome__in=TINDAKAN)
    return [one for one in found.defer("changes") if milik(one, permohonan)]


def milik(entry: Entry, permohonan: Permohonan) -> bool:
    """Whether an entry about a shared row concerns this case: it names no case, or this one."""
    case_id = entry.data.get("case_id")
    return not case_id or case_id == str(permohonan.pk)


def terbaru(permohonan: Permohonan, subjects: Iterable[Subject], jumlah: int) -> list[Langkah]:
    """The latest acts on these rows for the case page, newest first: what was done.

    Parts of other acts, and what was refused (a forgotten field), are left to the whole timeline.
    """
    by_type: dict[str, list[str]] = {}
    for kind, pk in subjects:
        by_type.setdefault(kind, []).append(str(pk))
    parts = [code for code, spec in REGISTRY.items() if spec.nested or code in SELA]
    rows = about(by_type.items()).filter(outcome=Outcome.DONE).exclude(code__in=parts).order_by("-id")
    return [_langkah(one) for one in rows.only(*_SHOWN)[: jumlah + 1] if milik(one, permohonan)]


_SHOWN = (
    "at", "code", "outcome", "reason", "actor_id", "actor_name", "actor_roles", "subject_type", "subject_id", "subject_label",
    "data", "request_id",
)  # fmt: skip


def langkah(entries: Iterable[Entry]) -> list[Langkah]:
    """Entries as lines: what was part of an act stands below that act."""
    made: list[Langkah] = []
    parts: list[Entry] = []
    for entry in entries:
        if parts and parts[-1].request_id != entry.request_id:
            made += [_langkah(one) for one in parts]
            parts = []
        spec = REGISTRY.get(entry.code)
        if spec is not None and spec.nested and entry.outcome == Outcome.DONE:
            parts.append(entry)
            continue
        made.append(_langkah(entry, tuple(_bagian(parts))))
        parts = []
    return made + [_langkah(one) for one in parts]


def _bagian(parts: list[Entry]) -> Iterator[str]:
    for one in parts:
        what = str(one.data.get("tindakan") or title_of(one))
        if one.code == "aplikasi.pindah_tahap" and one.data.get("ke"):
            what = f"Kasus masuk tahap {Tahap(one.data['ke']).label}"
        yield f"{what}: {one.subject_label}" if one.subject_label else what


def _langkah(entry: Entry, bagian: tuple[str, ...] = ()) -> Langkah:
    names = (ROLE_NAMES.get(role, role) for role in entry.actor_roles.split())
    roles = ", ".join(name for name in names if name != entry.actor_name)  # another system's name says its role
    title = str(entry.data.get("tindakan") or title_of(entry))
    return Langkah(entry, title, entry.subject_label, roles, tautan(entry), bagian)


REKAMAN = frozenset({"forms.rekaman", "archive.storedfile"})
MILIK_ASESI = REKAMAN | {"keuangan.tagihan", "jadwal.jadwal", "ujian.ujian", "sertifikat.sertifikat"}
PAGES = {
    "forms.rekaman": "/formulir/{}/",
    "keuangan.tagihan": "/tagihan/{}/",
    "praasesmen.rencana": "/rencana/{}/",
    "jadwal.jadwal": "/jadwal/{}/",
    "ujian.ujian": "/ujian/{}/",
    "keputusan.komite": "/keputusan/{}/",
    "sertifikat.permohonanblanko": "/blanko/{}/",
    "sertifikat.sertifikat": "/sertifikat/{}/",
    "tuk.verifikasituk": "/tuk/verifikasi/{}/",
    "muk.mapa": "/muk/mapa/{}/",
    "muk.perangkatasesmen": "/muk/perangkat/{}/",
    "archive.storedfile": "/berkas/{}/",
    "umum.catatantangan": "/catatan-tangan/",
}


def tautan(entry: Entry) -> str:
    """Where the record of an entry is opened; empty when it has no page of its own."""
    page = PAGES.get(entry.subject_type)
    return page.format(entry.subject_id) if page and entry.subject_id else ""


def tahapan(permohonan: Permohonan, lines: Iterable[Langkah]) -> list[TahapJejak]:
    """The lines by stage: a stage begins with the act that moved the case there."""
    names = {SEBELUM: "Sebelum permohonan: perangkat asesmen dan TUK", **dict(Tahap.choices)}
    made: list[tuple[str, list[Langkah]]] = []
    now = SEBELUM
    moves = {str(Tahap(kode).label): kode for kode in Tahap.values}
    for line in lines:
        if now == SEBELUM and line.entry.at >= permohonan.dibuat_pada:
            now = Tahap.PERMOHONAN.value
        if not made or made[-1][0] != now:
            made.append((now, []))
        made[-1][1].append(line)
        now = _stage_after(line, moves) or now
    return [TahapJejak(code, str(names[code]), tuple(found)) for code, found in made]


def terbuka(ctx: Context, permohonan: Permohonan, stages: Iterable[TahapJejak]) -> list[TahapJejak]:
    """The stages with links only to what the actor may open: staff everything, the asesi their own, others the records."""
    if ctx.actor.has(*STAFF):
        return list(stages)
    own = str(permohonan.pemohon_id) == ctx.actor.id
    opens = MILIK_ASESI if own else REKAMAN

    def shown(line: Langkah, kode: str) -> Langkah:
        may = line.entry.subject_type in opens and not (own and kode == SEBELUM)
        return line if may else replace(line, tautan="")

    return [TahapJejak(one.kode, one.nama, tuple(shown(line, one.kode) for line in one.langkah)) for one in stages]


def _stage_after(line: Langkah, moves: dict[str, str]) -> str:
    if line.entry.code == "aplikasi.pindah_tahap":
        return str(line.entry.data.get("ke", ""))
    for part in line.bagian:
        head, _, rest = part.partition("Kasus masuk tahap ")
        if not head and rest:
            return moves.get(rest.split(":")[0], "")
    return ""


def cari(nomor: str) -> Permohonan | None:
    """The case by its application number, its certificate number, its registration number or its verification code."""
    key = key_of(nomor)
    found = copied(Permohonan.objects.all(), "nomor", key)
    if found is not None:
        return found
    rows = Sertifikat.objects.select_related("permohonan")
    row = (
        copied(rows, "nomor", certificate_key(nomor))
        or copied(rows, "nomor_registrasi", key)
        or rows.filter(kode=as_code(nomor)).first()
    )
    return row.permohonan if row else None
