"""The page on which an asesor is replaced; a plan and the final schedule it became share it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from telusur.kernel.ui.acts import attempt, require
from telusur.lsp.sertifikasi.praasesmen.forms import GantiAsesorForm
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.pilihan import pengganti


def halaman_ganti_asesor(
    request: HttpRequest, command: Callable[..., None], rencana: Rencana, /, *, kembali: str, **subjek: Any
) -> HttpResponse:
    """Every other asesor, each with the reason if they cannot take over; says beforehand what lapses.

    ``subjek``: the keyword of the command and the row it is about.
    """
    if request.method == "GET":
        require(request, command, *subjek.values())
    pilihan = pengganti(rencana)
    dapat = {str(row.asesor.pk): row.asesor for row in pilihan if row.alasan is None}
    form = GantiAsesorForm(request.POST or None, asesor=[(pk, row.orang.name) for pk, row in dapat.items()])
    if request.method == "POST" and form.is_valid():
        isi = {**form.cleaned_data, "asesor": dapat[form.cleaned_data["asesor"]]}
        result = attempt(request, command, **subjek, **isi)
        if result.ok:
            messages.success(request, "Asesor diganti. Ajukan SPT baru kepada Direktur.")
            return redirect("praasesmen:rinci", rencana_id=rencana.pk)
        result.put_into(form)
    page = {"rencana": rencana, "form": form, "pilihan": pilihan, "kembali": kembali}
    return render(request, "praasesmen/ganti_asesor.html", page, status=422 if form.errors else 200)
