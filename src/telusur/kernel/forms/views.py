"""One screen for every form: fill, save, submit, sign, give back, upload, print."""

from __future__ import annotations

from collections.abc import Iterator
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
from telusur.kernel.base.json_text import read_json
from telusur.kernel.commands.context import Context
from telusur.kernel.forms import commands, drafts, queries
from telusur.kernel.forms.attach import attach
from telusur.kernel.forms.content import Box
from telusur.kernel.forms.fields import Kind
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.page import page_of
from telusur.kernel.forms.policy import policy_of
from telusur.kernel.forms.validation import settled_or_same, sorted_out

ASK = "aksi"
BEFORE = "awal"
SURE = "yakin"


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
    if answer := _already(request, rekaman):
        return answer
    ctx, typed = context_of(request), _typed(request, rekaman)
    try:
        _keep(request, ctx, rekaman, typed)
        if request.POST.get(ASK) != "ajukan":
            messages.success(request, f"Tersimpan {clock.clock_time(ctx.at)}. Formulir belum diajukan.")
            return redirect(rekaman.get_absolute_url())
        _prove(request)
        stage, ctx = rekaman.stage, context_of(request)
        commands.ajukan(ctx, rekaman=rekaman, yakin=request.POST.getlist(SURE))
    except DomainError as refusal:
        fresh = queries.by_id(rekaman.pk)
        if answer := _already(request, fresh):
            return answer
        return _page(request, rekaman, refusal=refusal, typed=typed)
    verb = "ditandatangani" if stage and stage.is_signature else "diajukan"
    messages.success(request, f"{rekaman.name} sudah {verb}, {clock.clock_time(ctx.at)}.")
    return redirect(policy_of(rekaman).url(rekaman) or rekaman.get_absolute_url())


def _already(request: HttpRequest, rekaman: Rekaman) -> HttpResponse | None:
    """Where a submit leads that this person has made already, with these very answers: sent twice it counts once."""
    if request.POST.get(ASK) != "ajukan":
        return None
    turn = queries.submitted_by(context_of(request), rekaman)
    if turn is None:
        return None
    slot, content = str(turn["slot"]), rekaman.content()
    sent = {box.path: value for box, value in _sent(request.POST, content.boxes_of(slot))}
    values, wrong = sorted_out(content, slot, sent)
    given = {path: value for path, value in values.items() if value not in (None, False)}
    fields = content.boxes()
    if wrong or any(
        settled_or_same(fields[path].field, value) != content.values.get(path) for path, value in given.items()
    ):
        return None
    messages.info(
        request, f"{rekaman.name} sudah Anda ajukan, {clock.date_and_time(datetime.fromisoformat(turn['at']))}."
    )
    return redirect(policy_of(rekaman).url(rekaman) or rekaman.get_absolute_url())


def _sent(post: QueryDict, boxes: list[Box]) -> Iterator[tuple[Box, Any]]:
    for box in boxes:
        if not box.field.given and box.path in post:
            yield box, _posted(post, box.path, box.field.kind)


def _keep(request: HttpRequest, ctx: Context, rekaman: Rekaman, typed: dict[str, Any]) -> None:
    """Answers and files into the draft. What makes no sense is said at the end, when everything else is kept."""
    wrong: drafts.PartlySaved | None = None
    try:
        drafts.save(ctx, rekaman, typed)
    except drafts.PartlySaved as partly:
        wrong = partly
    _uploads(request, ctx, rekaman)
    if wrong is not None:
        raise wrong


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
    before = _before(request)
    typed: dict[str, Any] = {}
    for box in rekaman.content().boxes_of(stage.slot):
        if box.field.given:
            continue
        value = _posted(request.POST, box.path, box.field.kind)
        if value is not None and value != _comparable(before.get(box.path)):
            typed[box.path] = value
    return typed


def _before(request: HttpRequest) -> dict[str, Any]:
    try:
        before = read_json(request.POST.get(BEFORE, "{}"))
    except ValueError:
        return {}
    return before if isinstance(before, dict) else {}


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
        changes, revision = _changes(read_json(request.body))
    except (ValueError, TypeError):
        return JsonResponse({"pesan": "Isian tidak terbaca. Muat ulang halaman ini."}, status=400)
    try:
        saved = drafts.save(ctx, queries.by_id(rekaman_id), changes, revision)
    except drafts.PartlySaved as partly:
        return _partly(partly)
    except DomainError as refusal:
        return JsonResponse({"pesan": refusal.sentence}, status=refusal.http_status)
    now = f"{clock.local(saved.draft.saved_at):%H.%M}"
    if saved.newer:
        answer = {"isi": saved.newer, "revision": saved.draft.revision, "saved_at": now}
        words = "Sebagian isian juga diubah di tab atau perangkat lain; perubahan itu sudah dimuat di sini."
        return JsonResponse({**answer, "pesan": words}, status=409)
    return JsonResponse({"saved_at": now, "revision": saved.draft.revision})


def _changes(sent: Any) -> tuple[dict[str, Any], int]:
    if not isinstance(sent, dict):
        raise TypeError("not an object")
    changes, revision = sent.get("isi", sent.get("changes", {})), sent.get("revision", 0)
    if not isinstance(changes, dict) or not isinstance(revision, int):
        raise TypeError("not the shape of a save")
    return changes, revision


def _partly(partly: drafts.PartlySaved) -> JsonResponse:
    """What could not be kept, at its field; the browser keeps that and drops the rest from its queue."""
    answer = {"pesan": partly.sentence, "salah": partly.fields, "revision": partly.saved.draft.revision}
    return JsonResponse(answer, status=partly.http_status)


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
