"""One screen for every form: fill, save, submit, sign, give back, upload, print."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.accounts.proof import prove_by_password
from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.queries import of_subject
from telusur.kernel.forms import commands, drafts, files, queries
from telusur.kernel.forms.attach import attach
from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.fields import Kind
from telusur.kernel.forms.models import Draft, Rekaman
from telusur.kernel.forms.policy import Link, policy_of
from telusur.kernel.forms.screen import Drawer, Part
from telusur.kernel.forms.states import TERBUKA
from telusur.kernel.forms.validation import work_out

ASK = "aksi"
BEFORE = "awal"
MANY_SECTIONS = 3


@require_http_methods(["GET", "POST"])
def formulir(request: HttpRequest, rekaman_id: UUID) -> HttpResponse:
    """Show a record; on POST save what was typed, and submit, sign or give back if asked."""
    ctx = context_of(request)
    rekaman = queries.buka(ctx, rekaman=queries.by_id(rekaman_id))
    if request.method == "GET":
        return _page(request, rekaman)
    if request.POST.get(ASK) == "kembalikan":
        return _give_back(request, rekaman)
    return _take(request, rekaman)


def _take(request: HttpRequest, rekaman: Rekaman) -> HttpResponse:
    ctx, typed = context_of(request), _typed(request, rekaman)
    try:
        drafts.save(ctx, rekaman, typed)
        _uploads(request, ctx, rekaman)
        if request.POST.get(ASK) != "ajukan":
            messages.success(request, f"Tersimpan {clock.clock_time(ctx.at)}. Formulir belum diajukan.")
            return redirect(rekaman.get_absolute_url())
        _prove(request)
        stage, ctx = rekaman.stage, context_of(request)
        commands.ajukan(ctx, rekaman=rekaman)
    except DomainError as refusal:
        return _page(request, rekaman, refusal=refusal, typed=typed)
    verb = "ditandatangani" if stage and stage.is_signature else "diajukan"
    messages.success(request, f"{rekaman.name} sudah {verb}, {clock.clock_time(ctx.at)}.")
    return redirect(policy_of(rekaman).url(rekaman) or rekaman.get_absolute_url())


def _give_back(request: HttpRequest, rekaman: Rekaman) -> HttpResponse:
    try:
        commands.minta_perbaikan(context_of(request), rekaman=rekaman, catatan=request.POST.get("catatan_kembali", ""))
    except DomainError as refusal:
        return _page(request, rekaman, refusal=refusal)
    messages.success(request, f"{rekaman.name} dikembalikan untuk diperbaiki.")
    return redirect(policy_of(rekaman).url(rekaman) or rekaman.get_absolute_url())


def _prove(request: HttpRequest) -> None:
    password = request.POST.get("sandi", "")
    if password and not prove_by_password(request, password):
        sentence = "Kata sandi belum cocok. Ketik sekali lagi; tidak ada isian yang hilang."
        raise Invalid(sentence, {"sandi": [sentence]})


def _typed(request: HttpRequest, rekaman: Rekaman) -> dict[str, Any]:
    """What this page changed: a field that still holds what the page was drawn with may be newer elsewhere, so it
    stays.
    """
    stage = rekaman.stage
    if stage is None:
        return {}
    try:
        before = json.loads(request.POST.get(BEFORE, "{}"))
    except ValueError:
        before = {}
    typed: dict[str, Any] = {}
    for box in rekaman.content().boxes_of(stage.slot):
        if box.field.given:
            continue
        value = _posted(request.POST, box.path, box.field.kind)
        if value is not None and value != _comparable(before.get(box.path)):
            typed[box.path] = value
    return typed


def _posted(post: QueryDict, path: str, kind: Kind) -> Any:
    if kind in (Kind.MULTI, Kind.FILES):
        return post.getlist(path)
    if kind is Kind.BOOL:
        return path in post
    return post.get(path)


def _comparable(value: Any) -> Any:
    return value if isinstance(value, list | bool) else str(value) if value is not None else ""


def _uploads(request: HttpRequest, ctx: Context, rekaman: Rekaman) -> None:
    """Files sent with the form itself, by browsers without script."""
    for name in request.FILES:
        path = name.removeprefix("unggah:")
        for upload in request.FILES.getlist(name):
            attach(ctx, rekaman, path, upload)


@require_POST
def simpan(request: HttpRequest, rekaman_id: UUID) -> JsonResponse:
    """Autosave: ``{"isi": {path: value}, "revision": n}``; answers when it was saved, or what another tab wrote
    meanwhile.
    """
    ctx = context_of(request)
    try:
        sent = json.loads(request.body)
        changes, revision = dict(sent.get("isi", sent.get("changes", {}))), int(sent.get("revision", 0))
    except (ValueError, TypeError, AttributeError):
        return JsonResponse({"pesan": "Isian tidak terbaca. Muat ulang halaman ini."}, status=400)
    try:
        saved = drafts.save(ctx, queries.by_id(rekaman_id), changes, revision)
    except DomainError as refusal:
        return JsonResponse({"pesan": refusal.sentence}, status=refusal.http_status)
    now = f"{clock.local(saved.draft.saved_at):%H.%M}"
    if saved.newer:
        answer = {"isi": saved.newer, "revision": saved.draft.revision, "saved_at": now}
        words = "Sebagian isian juga diubah di tab atau perangkat lain; perubahan itu sudah dimuat di sini."
        return JsonResponse({**answer, "pesan": words}, status=409)
    return JsonResponse({"saved_at": now, "revision": saved.draft.revision})


@require_POST
def berkas(request: HttpRequest, rekaman_id: UUID) -> JsonResponse:
    """Upload for one field: ``path`` and ``berkas``; answers with the file's id and name."""
    ctx, rekaman = context_of(request), queries.by_id(rekaman_id)
    upload = request.FILES.get("berkas")
    if upload is None:
        return JsonResponse({"pesan": "Pilih berkas dahulu."}, status=422)
    try:
        stored, _ = attach(ctx, rekaman, request.POST.get("path", ""), upload)
    except DomainError as refusal:
        return JsonResponse({"pesan": refusal.sentence}, status=refusal.http_status)
    return JsonResponse({"id": str(stored.pk), "nama": str(stored), "jenis": stored.kind})


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to jump to, with its progress; ``key`` is the group that progress.js counts."""

    anchor: str
    key: str
    title: str
    done: int
    total: int


@dataclass(slots=True)
class Page:
    """What the template draws."""

    rekaman: Rekaman
    stage: Stage | None
    parts: list[Part]
    mine: bool
    why_not: str
    refusal: str
    links: list[tuple[str, str, str]]
    header: list[tuple[str, str]]
    before: str
    draft: Draft | None
    signatures: list[Any]
    waiting: list[Stage]
    versions: list[Rekaman]
    back: str
    note: dict[str, Any] | None
    document: Document | None = None
    links_beside: list[tuple[Link, list[Part]]] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Answers asked of the reader."""
        return sum(part.total for part in self.parts)

    @property
    def done(self) -> int:
        """Answers given."""
        return sum(part.done for part in self.parts)

    @property
    def long_part(self) -> Part | None:
        """The section with the many rows, if the reader writes in one: it makes the navigation and the word for
        progress.
        """
        rows = [part for part in self.parts if part.mine and len(part.groups) > 1 and part.groups[0].code]
        return max(rows, key=lambda part: part.total, default=None)

    @property
    def nav(self) -> list[NavItem]:
        """Where one can jump: units of the long section, else the sections; nothing for a short form."""
        if (part := self.long_part) is not None:
            return [NavItem(group.key, group.key, group.title, group.done, group.total) for group in part.groups]
        found = [NavItem(part.name, part.name, part.title, part.done, part.total) for part in self.parts]
        return found if len(found) > MANY_SECTIONS else []

    @property
    def nav_name(self) -> str:
        """What those are called."""
        return "bagian" if self.long_part is None or not self.long_part.groups[0].code else "unit kompetensi"

    @property
    def finished(self) -> str:
        """When the last party finished."""
        return clock.date_and_time(self.rekaman.finished_at) if self.rekaman.finished_at else ""

    @property
    def turns(self) -> list[str]:
        """Every submission and return, as sentences."""
        acts = {"ajukan": "mengajukan", "kembalikan": "mengembalikan"}
        return [
            f"{turn['party']} ({turn['name']}) {acts[turn['act']]}, "
            f"{clock.date_and_time(datetime.fromisoformat(turn['at']))}"
            for turn in self.rekaman.riwayat
        ]

    @property
    def unit(self) -> str:
        """What the progress counts."""
        only = [part for part in self.parts if part.total]
        return only[0].row_name if len(only) == 1 and only[0].row_name else "isian"


def _page(
    request: HttpRequest,
    rekaman: Rekaman,
    *,
    refusal: DomainError | None = None,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    ctx = context_of(request)
    page = page_of(ctx, rekaman, refusal=refusal, typed=typed or {})
    status = refusal.http_status if refusal else 200
    return render(request, "forms/formulir.html", {"hal": page, "rekaman": rekaman}, status=status)


def page_of(
    ctx: Context, rekaman: Rekaman, *, refusal: DomainError | None = None, typed: dict[str, Any] | None = None
) -> Page:
    """A record as this reader sees it."""
    stage = rekaman.stage
    reason = why_not(commands.ajukan, ctx, rekaman) if stage else "-"
    mine = reason is None
    content = rekaman.content(slot=stage.slot if stage and mine else "", ctx=ctx)
    if mine:
        content.values.update(drafts.of(rekaman))
    kept = dict(content.values)
    content.values.update(typed or {})
    if mine:
        work_out(content)
    offered = files.usable(ctx, rekaman) if mine and stage and not stage.sign_only else []
    errors = dict(refusal.fields) if isinstance(refusal, Invalid) else {}
    drawer = Drawer(
        content=content,
        slot=content.slot,
        errors=errors,
        files=_names(content.values, content.boxes().values(), offered),
        offered=offered,
        reached=frozenset(part.slot for part in rekaman.definition.stages[: _reached(rekaman)]),
    )
    parts = drawer.parts()
    return Page(
        rekaman=rekaman,
        stage=stage,
        parts=parts,
        mine=mine,
        why_not="" if mine or stage is None else str(reason),
        refusal=refusal.sentence if refusal else "",
        links=_links(parts),
        header=[(label, str(value)) for key, label in rekaman.definition.header if (value := _header(rekaman, key))],
        before=json.dumps({box.path: kept.get(box.path) for box in content.boxes_of(content.slot)}) if mine else "{}",
        draft=Draft.objects.filter(rekaman=rekaman, tahap=rekaman.tahap).first() if mine else None,
        signatures=queries.signatures(rekaman, lapsed=True),
        waiting=[part for part in rekaman.definition.stages[rekaman.tahap :] if part.is_signature] if stage else [],
        versions=queries.versions(rekaman),
        back=policy_of(rekaman).url(rekaman),
        note=_last_note(rekaman),
        document=of_subject(rekaman).last(),
        links_beside=[
            (link, _read_only(link.rekaman, f"lain{number}-"))
            for number, link in enumerate(policy_of(rekaman).links(ctx, rekaman), start=1)
        ],
        errors=errors,
    )


def _read_only(rekaman: Rekaman | None, prefix: str) -> list[Part]:
    """Another form, to read beside this one."""
    if rekaman is None:
        return []
    content = rekaman.content()
    reached = frozenset(part.slot for part in rekaman.definition.stages[: _reached(rekaman)])
    names = _names(content.values, content.boxes().values(), [])
    return Drawer(content=content, files=names, reached=reached, prefix=prefix).parts()


def _reached(rekaman: Rekaman) -> int:
    return rekaman.tahap + 1 if rekaman.status in TERBUKA else len(rekaman.definition.stages)


def _header(rekaman: Rekaman, key: str) -> Any:
    return rekaman.sumber.get("kepala", {}).get(key)


def _names(values: dict[str, Any], boxes: Any, offered: list[Any]) -> dict[str, str]:
    ids = {str(item) for box in boxes if box.field.kind is Kind.FILES for item in values.get(box.path) or ()}
    known = {str(row.pk): str(row) for row in offered}
    return {**known, **{key: str(row) for key, row in files.named(ids - set(known)).items()}}


def _links(parts: list[Part]) -> list[tuple[str, str, str]]:
    """(anchor, label, sentence) of everything that is wrong, in the order of the form."""
    cells = [
        cell for part in parts for cell in [*part.cells, *(c for g in part.groups for x in g.lines for c in x.cells)]
    ]
    return [(cell.key, cell.legend, cell.errors[0]) for cell in cells if cell.errors]


def _last_note(rekaman: Rekaman) -> dict[str, Any] | None:
    last = rekaman.riwayat[-1] if rekaman.riwayat else None
    return last if last and last["act"] == "kembalikan" else None
