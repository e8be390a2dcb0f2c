"""Filled forms, the signatures on them, and drafts."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel, OutsideCommand
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import FormDefinition, Stage
from telusur.kernel.forms.digest import AWAL, digest_of
from telusur.kernel.forms.privacy import unseal
from telusur.kernel.forms.registry import definition
from telusur.kernel.forms.states import BERLAKU, TERBUKA, S, Scope


class Rekaman(GuardedModel):
    """A form being filled or filled. A case keeps the edition it began with; a finished record never changes.

    ``tahap``: index of the stage whose turn it is. ``pihak``: slot -> ``{"id", "role", "name"}``, a named person or any
    holder of a role. ``sumber``: snapshot from which rows and header are built. ``bagian``: content by who gave it
    (``awal`` or a slot), each ``{path: value}``; ``isi`` is all of it together. ``riwayat``: turns taken, oldest first.
    ``kunci`` tells apart several records of one form in one case.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"bagian", "sumber", "riwayat"})
    # What may still be written once the record is closed: that it was replaced or cancelled.
    OPEN_AFTER_CLOSING: ClassVar[frozenset[str]] = frozenset({"status"})

    edition = models.CharField("edisi", max_length=12)
    code = models.CharField("kode", max_length=20)
    scope = models.CharField(max_length=8, choices=Scope)
    case_id = models.UUIDField(null=True, blank=True, db_index=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    kunci = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=200)
    version = models.PositiveIntegerField("versi", default=1)
    sebelumnya = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="penerus")
    status = models.CharField(max_length=16, choices=S, default=S.DIISI)
    tahap = models.PositiveSmallIntegerField(default=0)
    pihak = models.JSONField(default=dict)
    sumber = models.JSONField(default=dict)
    bagian = models.JSONField(default=dict)
    riwayat = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    alasan = models.TextField(blank=True)
    created_at = models.DateTimeField()
    turn_since = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="forms_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "code", "kunci"],
                condition=Q(case_id__isnull=False, status__in=sorted(BERLAKU)),
                name="forms_one_current_per_case",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "code", "kunci"],
                condition=Q(case_id__isnull=True, status__in=sorted(BERLAKU)),
                name="forms_one_current_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.label}"[:200]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Guarded, and closed for good once finished, replaced or cancelled."""
        if not self._state.adding:
            self._refuse_change_of_closed()
        super().save(*args, **kwargs)

    def _refuse_change_of_closed(self) -> None:
        stored: dict[str, Any] = dict(type(self).objects.filter(pk=self.pk).values().first() or {})
        if stored.get("status", S.DIISI) in TERBUKA:
            return
        now = self._values_now()
        touched = {name for name, value in now.items() if stored.get(name) != value} - self.OPEN_AFTER_CLOSING
        if touched:
            raise OutsideCommand(f"{self} is closed; {sorted(touched)} can no longer change")

    def get_absolute_url(self) -> str:
        """The screen of this form."""
        return f"/formulir/{self.pk}/"

    def work_items(self) -> list[Any]:
        """The one party whose turn it is has something to do."""
        from telusur.kernel.forms.work import work_of

        return work_of(self)

    @property
    def definition(self) -> FormDefinition:
        """The form, in the edition this record was opened with."""
        return definition(self.edition, self.code, self.scope)

    @property
    def isi(self) -> dict[str, Any]:
        """All content by path; what a party gave counts before what was known at the start."""
        parts = [AWAL, *(stage.slot for stage in self.definition.stages)]
        return unseal({path: value for part in parts for path, value in self.bagian.get(part, {}).items()})

    @property
    def stage(self) -> Stage | None:
        """Whose turn it is; None when nothing is left to do."""
        return self.definition.stage(self.tahap) if self.status in TERBUKA else None

    @property
    def name(self) -> str:
        """``FR.APL.02 Asesmen Mandiri``."""
        return self.definition.name

    @property
    def selesai(self) -> bool:
        """Whether every party has finished and the record is the one in force."""
        return self.status == S.SELESAI

    def content(self, *, slot: str = "", ctx: Context | None = None, values: dict[str, Any] | None = None) -> Content:
        """The record through its definition; ``values`` instead of what is stored, if given."""
        return Content(
            definition=self.definition,
            sumber=self.sumber,
            values=self.isi if values is None else values,
            pihak=self.pihak,
            slot=slot,
            actor_id=ctx.actor.id if ctx else "",
            today=ctx.today if ctx else date.min,
            done_by={turn["slot"]: turn["id"] for turn in self.riwayat if turn["act"] == "ajukan"},
        )

    def cakupan(self, index: int) -> list[str]:
        """Whose content a signature of the stage at ``index`` covers: everything there was at that time."""
        return [AWAL, *(stage.slot for stage in self.definition.stages[: index + 1])]

    def digest_over(self, cakupan: list[str]) -> str:
        """Fingerprint of the content of these parties as it is now."""
        return digest_of(
            edition=self.edition,
            code=self.code,
            version=self.version,
            sumber=self.sumber,
            bagian=self.bagian,
            cakupan=cakupan,
        )


class TandaTangan(GuardedModel):
    """One party's signature, bound by ``digest`` to the content of the parties in ``cakupan``. ``gugur``: the form was
    sent back after it was given, so it no longer counts.
    """

    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, related_name="tanda_tangan")
    slot = models.CharField(max_length=40)
    party = models.CharField(max_length=80)
    person_id = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    at = models.DateTimeField()
    method = models.CharField(max_length=40)
    cakupan = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    gugur = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rekaman", "slot"], condition=Q(gugur=False), name="forms_one_signature_per_party"
            )
        ]

    def __str__(self) -> str:
        return f"Tanda tangan {self.name} ({self.party})"

    @property
    def singkat(self) -> str:
        """Beginning of the fingerprint, for the signature box."""
        return f"sidik {self.digest[:12]}"

    @property
    def holds(self) -> bool:
        """Whether what was signed is still what the record holds."""
        return not self.gugur and self.rekaman.digest_over(self.cakupan) == self.digest


class Draft(models.Model):
    """What a party has typed and not yet submitted. It is theirs: no trail, written by an owner-checked save.

    ``marks`` holds for each path the revision in which it was last written, so that a second tab can be told what is
    newer.
    """

    rekaman = models.ForeignKey(Rekaman, on_delete=models.CASCADE, related_name="drafts")
    tahap = models.PositiveSmallIntegerField()
    owner_id = models.CharField(max_length=64)
    isi = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rekaman", "tahap"], name="forms_one_draft_per_turn")]

    def __str__(self) -> str:
        return f"Draf {self.rekaman} tahap {self.tahap + 1}"
