"""The decision screen of one asesi (P508 9.4.1, 9.4.2)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.registry import why_not
from telusur.kernel.ui.acts import attempt
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.keputusan import commands, layar, queries, rules
from telusur.lsp.sertifikasi.keputusan.forms import SuaraForm
from telusur.lsp.sertifikasi.keputusan.models import Komite


@login_required
@require_http_methods(["GET", "POST"])
def buka(request: HttpRequest, pk: UUID, permohonan_id: UUID) -> HttpResponse:
    """Read everything about one asesi and vote; only for members appointed by the signed SK."""
    ctx = context_of(request)
    komite = queries.buka_layar(ctx, komite=queries.komite_dengan_id(pk))
    asesmen = _asesmen(komite, permohonan_id)
    form = SuaraForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = attempt(request, commands.beri_suara, komite=komite, permohonan=asesmen.permohonan, **given)
        if result.ok:
            messages.success(request, f"Suara Anda atas {asesmen.permohonan.nama} tersimpan.")
            return _next(ctx_komite=komite, made=layar.susun(ctx, komite, asesmen))
        result.put_into(form)
    made = layar.susun(ctx, komite, asesmen)
    if not form.is_bound and made.saya.suara is not None:
        vote = made.saya.suara
        form = SuaraForm(initial={"butir": vote.butir, "suara": vote.suara, "alasan": vote.alasan})
    page_context = {
        "layar": made,
        "komite": komite,
        "asesmen": asesmen,
        "permohonan": asesmen.permohonan,
        "form": form,
        "dicentang": form["butir"].value() or [],
        "alasan": made.saya.alasan or why_not(commands.beri_suara, ctx, komite),
    }
    return render(request, "keputusan/layar.html", page_context, status=422 if form.is_bound else 200)


def _asesmen(komite: Komite, permohonan_id: UUID) -> Asesmen:
    found = next((row for row in rules.kasus_jadwal(komite.jadwal) if row.permohonan_id == permohonan_id), None)
    if found is None:
        raise NotFound("Asesi itu tidak termasuk perkara komite ini.")
    return found


def _next(*, ctx_komite: Komite, made: layar.Layar) -> HttpResponse:
    """On to the next asesi, or back to the committee after the last."""
    if made.sesudah is not None:
        return redirect("keputusan:layar", pk=ctx_komite.pk, permohonan_id=made.sesudah.permohonan_id)
    return redirect("keputusan:komite", pk=ctx_komite.pk)
