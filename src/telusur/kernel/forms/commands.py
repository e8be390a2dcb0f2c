"""Acts on filled forms: open, submit or sign, send back, new version, cancel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.record import type_of
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import ANY_ROLE, command
from telusur.kernel.documents.commands import minta
from telusur.kernel.documents.models import Document
from telusur.kernel.forms import drafts
from telusur.kernel.forms.definition import FormDefinition, Stage, Text
from telusur.kernel.forms.digest import AWAL
from telusur.kernel.forms.documents import document_data
from telusur.kernel.forms.fields import Kind, clean
from telusur.kernel.forms.files import refuse_unfit_files, rule_of, taken
from telusur.kernel.forms.models import Draft, Rekaman, TandaTangan
from telusur.kernel.forms.policy import policy_of
from telusur.kernel.forms.privacy import seal
from telusur.kernel.forms.registry import definition, kind_code
from telusur.kernel.forms.rules import boleh_mengembalikan, gerbang_terbuka, giliran_pihak
from telusur.kernel.forms.states import TERBUKA, S, Scope
from telusur.kernel.forms.validation import Doubt, complete, confirmed, in_turn, shaped


@command(code="forms.mulai", title="Membuka formulir", roles=(), permit=by_role_alone, nested=True)
def mulai(
    ctx: Context,
    *,
    edition: str,
    code: str,
    pihak: Mapping[str, Mapping[str, str]],
    sumber: Mapping[str, Any],
    label: str,
    case_id: UUID | None = None,
    subject: models.Model | None = None,
    isi: Mapping[str, Any] | None = None,
    kunci: str = "",
) -> Rekaman:
    """Open a form of a case (``case_id``) or of a jadwal or skema (``subject``).

    ``pihak``: slot -> ``{"id", "role", "name"}``. ``sumber``: the snapshot its rows are built from. ``isi``: values
    known from elsewhere, by path: fixed fields and first values of fields a party may still change. Raises NotFound for
    an unknown form, ValueError for a party or path the form does not have, WrongState if the form is already open.
    """
    form = definition(edition, code, Scope.KASUS) if case_id else definition(edition, code)
    if unknown := set(pihak) - {stage.slot for stage in form.stages}:
        raise ValueError(f"{form.name} has no party {sorted(unknown)}")
    _refuse_second(form, case_id, subject, kunci)
    rekaman = Rekaman(
        edition=edition,
        code=code,
        scope=form.scope,
        case_id=case_id,
        subject_type=type_of(subject),
        subject_id=str(subject.pk) if subject is not None else "",
        kunci=kunci,
        label=label[:200],
        pihak={slot: _party(person) for slot, person in pihak.items()},
        sumber=_with_statements(form, sumber),
        created_at=ctx.at,
        turn_since=ctx.at,
    )
    rekaman.bagian = {AWAL: _initial(rekaman, isi or {})}
    rekaman.digest = rekaman.digest_over([AWAL])
    rekaman.save()
    _tell(rekaman, f"Membuka {form.name}")
    return rekaman


def _refuse_second(form: FormDefinition, case_id: UUID | None, subject: models.Model | None, kunci: str) -> None:
    if case_id is None and subject is None:
        raise ValueError(f"{form.name} belongs to a case or to a subject")
    mine = Rekaman.objects.filter(code=form.code, kunci=kunci, status__in=[*TERBUKA, S.SELESAI])
    if case_id is not None:
        mine = mine.filter(case_id=case_id)
    else:
        mine = mine.filter(
            case_id__isnull=True, subject_type=type_of(subject), subject_id=str(subject.pk) if subject else ""
        )
    if known := mine.first():
        raise WrongState(f"{known} sudah ada ({known.get_status_display()}). Buka yang sudah ada itu.")


def _party(person: Mapping[str, str]) -> dict[str, str]:
    return {key: str(person.get(key) or "") for key in ("id", "role", "name")}


def _with_statements(form: FormDefinition, sumber: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(sumber.get("teks", {}))
    texts = {
        section.name: given.get(section.source or section.name, {"isi": section.text, "versi": section.version})
        for section in form.sections
        if isinstance(section, Text)
    }
    return {**sumber, "teks": texts}


def _initial(rekaman: Rekaman, isi: Mapping[str, Any]) -> dict[str, Any]:
    boxes = rekaman.content(values={}).boxes()
    if unknown := set(isi) - set(boxes):
        raise ValueError(f"{rekaman.code} has no field {sorted(unknown)[:5]}")
    cleaned = {path: clean(boxes[path].field, value) for path, value in isi.items()}
    return seal(rekaman.definition, {path: value for path, value in cleaned.items() if value is not None})


def _tell(rekaman: Rekaman, act: str, **more: Any) -> None:
    note(
        tindakan=act,
        formulir=rekaman.code,
        judul=rekaman.definition.title,
        edisi=rekaman.edition,
        versi=rekaman.version,
        case_id=rekaman.case_id,
        digest=rekaman.digest,
        **more,
    )


@command(
    code="forms.ajukan",
    title="Mengajukan formulir",
    roles=[ANY_ROLE],
    permit=giliran_pihak & gerbang_terbuka,
    subject="rekaman",
    sources=TERBUKA,
)
def ajukan(
    ctx: Context, *, rekaman: Rekaman, isi: Mapping[str, Any] | None = None, yakin: Collection[str] = ()
) -> None:
    """Finish the current turn with the draft and ``isi`` on top of it; sign it when the stage signs; pass it on.

    After the last turn the record is ``selesai`` and never changes. Raises Invalid with a sentence for every path not in
    order, Doubtful for what is unlikely and not in ``yakin`` (tokens), ProofNeeded when a signature needs a fresh proof.
    """
    stage = _current(rekaman)
    if stage.is_signature:
        ctx.ensure_proven()
    content = rekaman.content(slot=stage.slot, ctx=ctx)
    content.values.update({**drafts.of(rekaman), **shaped(content, stage.slot, isi or {})})
    part = complete(content)
    doubts = confirmed(content, yakin)
    refuse_unfit_files(ctx, rekaman, content, part)
    rekaman.bagian = {**rekaman.bagian, stage.slot: seal(rekaman.definition, part)}
    _pass_on(ctx, rekaman, stage, doubts)
    Draft.objects.filter(rekaman=rekaman).delete()
    policy_of(rekaman).on_stage(ctx, rekaman, stage)
    if rekaman.selesai:
        _announce(ctx, rekaman)
        cetak(ctx, rekaman=rekaman)


def _current(rekaman: Rekaman) -> Stage:
    if (stage := rekaman.stage) is None:
        raise WrongState(f"{rekaman} sudah {rekaman.get_status_display().lower()}.")
    return stage


def _pass_on(ctx: Context, rekaman: Rekaman, stage: Stage, doubts: Sequence[Doubt]) -> None:
    index = rekaman.tahap
    covered = rekaman.cakupan(index)
    rekaman.digest = rekaman.digest_over(covered)
    rekaman.riwayat = [*rekaman.riwayat, _turn(ctx, stage, "ajukan", doubts=doubts)]
    rekaman.tahap, rekaman.turn_since = index + 1, ctx.at
    last = rekaman.tahap >= len(rekaman.definition.stages)
    rekaman.status = S.SELESAI if last else S.DIISI
    rekaman.finished_at = ctx.at if last else None
    rekaman.save()
    if stage.is_signature:
        _sign(ctx, rekaman, stage, covered)
    act = "Menandatangani" if stage.is_signature else "Mengajukan"
    _tell(rekaman, f"{act} {rekaman.name}", tahap=stage.title, pihak=stage.party, selesai=last, **in_turn(doubts))


def _turn(ctx: Context, stage: Stage, act: str, catatan: str = "", *, doubts: Sequence[Doubt] = ()) -> dict[str, Any]:
    return {
        "slot": stage.slot,
        "party": stage.party,
        "act": act,
        "id": ctx.actor.id,
        "name": ctx.actor.name,
        "at": ctx.at.isoformat(),
        **({"catatan": catatan} if catatan else {}),
        **in_turn(doubts),
    }


def _sign(ctx: Context, rekaman: Rekaman, stage: Stage, covered: list[str]) -> None:
    TandaTangan(
        rekaman=rekaman,
        slot=stage.slot,
        party=stage.party,
        person_id=ctx.actor.id,
        name=ctx.actor.name,
        at=ctx.at,
        method=f"elektronik ({ctx.channel})",
        cakupan=covered,
        digest=rekaman.digest,
    ).save()


@command(
    code="forms.cetak",
    title="Mencetak formulir",
    roles=(),
    permit=by_role_alone,
    subject="rekaman",
    sources={S.SELESAI},
    nested=True,
)
def cetak(ctx: Context, *, rekaman: Rekaman) -> Document:
    """Have the finished record made into a PDF in form layout, sealed by the institution (SOP 1.2)."""
    form = rekaman.definition
    return minta(
        ctx,
        kind=kind_code(form),
        title=f"{form.name}: {rekaman.label}",
        subject=rekaman,
        data=document_data(rekaman),
        case_id=rekaman.case_id,
        signer_name=ctx.actor.name,
    )


def _announce(ctx: Context, rekaman: Rekaman) -> None:
    ctx.emit(
        "forms.selesai",
        subject=str(rekaman.pk),
        code=rekaman.code,
        edition=rekaman.edition,
        version=rekaman.version,
        case_id=str(rekaman.case_id or ""),
    )


@command(
    code="forms.unggah",
    title="Mengunggah berkas formulir",
    roles=[ANY_ROLE],
    permit=giliran_pihak & gerbang_terbuka,
    subject="rekaman",
    sources=TERBUKA,
)
def unggah(
    ctx: Context,
    *,
    rekaman: Rekaman,
    path: str,
    upload: Uploaded | Checked,
    label: str = "",
) -> StoredFile:
    """Take in a file for a field of the current turn; it belongs to the actor and to the record's case.

    Raises Invalid when it is not of the types and size that the field states for this row (P508 9.1.4).
    """
    stage = _current(rekaman)
    box = rekaman.content().boxes().get(path)
    if box is None or box.field.kind is not Kind.FILES or rekaman.definition.slot_of(box.field) != stage.slot:
        raise Invalid("Tempat unggah itu tidak ada di bagian Anda pada formulir ini. Muat ulang halaman ini.")
    owner = ctx.actor.user.pk if ctx.actor.user is not None else None
    checked = taken(upload, rule_of(box))
    stored = simpan_berkas(ctx, upload=checked, owner_id=owner, case_id=rekaman.case_id, label=label)
    note(formulir=rekaman.code, case_id=rekaman.case_id, berkas=stored.pk, isian=box.field.label)
    return stored


@command(
    code="forms.kembalikan",
    title="Mengembalikan formulir",
    roles=(),
    permit=by_role_alone,
    subject="rekaman",
    sources=TERBUKA,
    nested=True,
)
def kembalikan(ctx: Context, *, rekaman: Rekaman, catatan: str, ke: str = "") -> None:
    """Give the form back to an earlier party (``ke``: slot; empty: the one before). Signatures from there on lapse.

    What each party had filled stays as first values. Raises Invalid without ``catatan`` or when nobody came before.
    """
    if not catatan.strip():
        raise Invalid("Tulis apa yang perlu diperbaiki, supaya pengisi tahu.", {"catatan": ["Catatan belum diisi."]})
    here = _current(rekaman)
    target = rekaman.definition.index_of(ke) if ke else rekaman.tahap - 1
    if not 0 <= target < rekaman.tahap:
        raise WrongState(f"{rekaman} tidak dapat dikembalikan: belum ada tahap sebelumnya.")
    for signature in rekaman.tanda_tangan.filter(gugur=False):
        if rekaman.definition.index_of(signature.slot) >= target:
            signature.gugur = True
            signature.note = f"Gugur: dikembalikan oleh {ctx.actor.name}"[:200]
            signature.save()
    rekaman.tahap = target
    rekaman.status = S.DIKEMBALIKAN
    rekaman.turn_since = ctx.at
    rekaman.riwayat = [*rekaman.riwayat, _turn(ctx, here, "kembalikan", catatan.strip())]
    rekaman.digest = rekaman.digest_over(rekaman.cakupan(target))
    rekaman.save()
    Draft.objects.filter(rekaman=rekaman).delete()
    _tell(rekaman, f"Mengembalikan {rekaman.name}", catatan=catatan.strip())


@command(
    code="forms.minta_perbaikan",
    title="Mengembalikan formulir untuk diperbaiki",
    roles=[ANY_ROLE],
    permit=giliran_pihak & gerbang_terbuka & boleh_mengembalikan,
    subject="rekaman",
    sources=TERBUKA,
)
def minta_perbaikan(ctx: Context, *, rekaman: Rekaman, catatan: str) -> None:
    """The party whose turn it is gives the form back to the one before. Raises Invalid without ``catatan``."""
    kembalikan(ctx, rekaman=rekaman, catatan=catatan)
    policy_of(rekaman).on_return(ctx, rekaman, catatan.strip())


@command(
    code="forms.versi_baru",
    title="Membuat versi baru formulir",
    roles=(),
    permit=by_role_alone,
    subject="rekaman",
    sources={S.SELESAI},
    nested=True,
)
def versi_baru(ctx: Context, *, rekaman: Rekaman, alasan: str, sumber: Mapping[str, Any] | None = None) -> Rekaman:
    """Replace a finished record by a new version with the same content, which every party fills and signs anew.

    ``sumber`` replaces the snapshot where the facts have changed (another date or TUK). Raises Invalid without reason.
    """
    if not alasan.strip():
        raise Invalid("Versi baru memerlukan alasan.", {"alasan": ["Alasan belum diisi."]})
    rekaman.status = S.DIGANTIKAN
    rekaman.save()
    new = Rekaman(
        **{name: getattr(rekaman, name) for name in _KEPT},
        version=rekaman.version + 1,
        sebelumnya=rekaman,
        alasan=alasan.strip(),
        created_at=ctx.at,
        turn_since=ctx.at,
    )
    if sumber is not None:
        new.sumber = _with_statements(rekaman.definition, sumber)
    new.digest = new.digest_over(new.cakupan(0))
    new.save()
    _tell(new, f"Membuat versi {new.version} {new.name}", alasan=alasan.strip())
    return new


_KEPT = (
    "edition", "code", "scope", "case_id", "subject_type", "subject_id", "kunci", "label", "pihak", "sumber", "bagian",
)  # fmt: skip


@command(
    code="forms.batalkan",
    title="Membatalkan formulir",
    roles=(),
    permit=by_role_alone,
    subject="rekaman",
    sources={*TERBUKA, S.SELESAI},
    nested=True,
)
def batalkan(ctx: Context, *, rekaman: Rekaman, alasan: str) -> None:
    """Void a form together with the act it belonged to; what it holds stays readable."""
    rekaman.status = S.BATAL
    rekaman.save()
    Draft.objects.filter(rekaman=rekaman).delete()
    _tell(rekaman, f"Membatalkan {rekaman.name}", alasan=alasan)


@command(
    code="forms.ganti_pihak",
    title="Mengganti pihak formulir",
    roles=(),
    permit=by_role_alone,
    subject="rekaman",
    sources=TERBUKA,
    nested=True,
)
def ganti_pihak(ctx: Context, *, rekaman: Rekaman, slot: str, person: Mapping[str, str]) -> None:
    """Name the party of a turn not taken yet. What somebody else had typed in it belongs to them and is dropped."""
    index = rekaman.definition.index_of(slot)
    if index < rekaman.tahap:
        raise WrongState(f"{rekaman}: tahap itu sudah selesai, pihaknya tidak dapat diganti.")
    Draft.objects.filter(rekaman=rekaman, tahap=index).exclude(owner_id=str(person.get("id") or "")).delete()
    rekaman.pihak = {**rekaman.pihak, slot: _party(person)}
    rekaman.save()
    _tell(rekaman, f"Menetapkan pihak {rekaman.name}", pihak=slot, nama=str(person.get("name", "")))
