"""How a refusal is told: the sentence, what to do now, and a way back; as page, fragment or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from telusur.kernel.base.errors import DomainError, Invalid, NotFound, NotPermitted, ProofNeeded
from telusur.kernel.ui.components.rows import note
from telusur.kernel.ui.context import address


@dataclass(frozen=True, slots=True)
class Telling:
    """Title, picture, tone and advice of a kind of refusal."""

    title: str
    icon: str
    tone: str
    advice: str


TELLINGS = {
    400: Telling("Permintaan tidak terbaca", "alert-triangle", "wait", "Buka lagi halamannya lalu ulangi dari sana."),
    401: Telling(
        "Buktikan identitas Anda", "shield-check", "wait", "Masukkan kata sandi Anda sekali lagi, lalu ulangi."
    ),
    403: Telling("Anda tidak berwenang", "ban", "late", "Bila menurut Anda ini keliru, tanyakan kepada admin lembaga."),
    404: Telling("Tidak ditemukan", "file-search", "mute", "Periksa alamat atau nomornya, atau cari dari daftar."),
    409: Telling("Belum dapat dilakukan", "lock", "wait", "Keadaannya mungkin baru berubah. Buka lagi halamannya."),
    413: Telling(
        "Kiriman terlalu besar", "alert-circle", "late", "Kembali, pilih berkas yang lebih kecil, lalu kirim lagi."
    ),
    422: Telling("Isian belum dapat diterima", "alert-circle", "late", "Kembali, perbaiki, lalu kirim lagi."),
    429: Telling(
        "Terlalu sering mencoba", "clock", "wait", "Kembali, tunggu sebentar, lalu kirim lagi. Isian Anda masih ada."
    ),
    507: Telling(
        "Penyimpanan penuh",
        "alert-circle",
        "wait",
        "Beri tahu pengelola sistem agar tempatnya ditambah. Isian Anda masih ada di halaman sebelumnya: kembali ke sana dan "
        "kirim lagi sesudahnya.",
    ),
    503: Telling("Belum dapat dihubungi", "cloud-off", "wait", "Tidak ada yang hilang. Coba lagi beberapa menit lagi."),
}
DEFAULT_TEXT = {
    403: NotPermitted("Halaman atau tindakan ini bukan untuk peran Anda."),
    404: NotFound("Halaman atau berkas yang Anda buka tidak ada, atau sudah dipindahkan."),
}


def way_back(request: HttpRequest) -> str:
    """Path of the page the person came from, if it is ours and not this one; else empty."""
    referer = request.headers.get("referer", "")
    hosts, secure = {request.get_host()}, request.is_secure()
    if not url_has_allowed_host_and_scheme(referer, allowed_hosts=hosts, require_https=secure):
        return ""
    parts = urlsplit(referer)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and path != request.get_full_path() else ""


def wants_json(request: HttpRequest) -> bool:
    """API calls and our own scripts read JSON."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


def signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in; False also when the request never got as far as that."""
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


def tell(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The response to a refusal, in the form the caller reads."""
    if wants_json(request):
        return _json(refusal)
    if getattr(request, "htmx", False):
        return _fragment(request, refusal)
    if isinstance(refusal, ProofNeeded) and signed_in(request):
        return redirect(proof_url(request))
    return page(request, refusal.http_status, refusal.sentence, details(refusal))


def details(refusal: DomainError) -> list[str]:
    """The sentences that belong beside fields."""
    return [text for texts in refusal.fields.values() for text in texts] if isinstance(refusal, Invalid) else []


def proof_url(request: HttpRequest) -> str:
    """The page that asks for the password again and then returns to where the act can be repeated."""
    target = request.get_full_path() if request.method == "GET" else (way_back(request) or "/")
    return address("account_reauthenticate", next=target)


def _json(refusal: DomainError) -> JsonResponse:
    body: dict[str, Any] = {"pesan": refusal.sentence}
    if isinstance(refusal, Invalid) and refusal.fields:
        body["isian"] = refusal.fields
    return JsonResponse(body, status=refusal.http_status)


def _fragment(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if isinstance(refusal, ProofNeeded):
        return HttpResponse(status=204, headers={"HX-Redirect": proof_url(request)})
    telling = TELLINGS.get(refusal.http_status, TELLINGS[409])
    tone = "late" if telling.tone == "mute" else telling.tone
    body = note(tone, f"{telling.title}.", " ".join([refusal.sentence, *details(refusal)]), telling.icon)
    headers = {"HX-Retarget": "#pesan", "HX-Reswap": "innerHTML show:window:top"}
    return HttpResponse(body, status=refusal.http_status, headers=headers)


def page(request: HttpRequest, status: int, sentence: str, lines: list[str] | None = None, **more: Any) -> HttpResponse:
    """The page of a refusal. Somebody signed in keeps the menu; a visitor is offered to sign in where that may help."""
    telling = TELLINGS.get(status, TELLINGS[409])
    known = signed_in(request)
    back = way_back(request)
    login = address("account_login", next=request.get_full_path()) if not known and status in {401, 403} else ""
    context = {
        "rangka_halaman": "ui/page.html" if known else "ui/plain.html",
        "judul": telling.title,
        "kalimat": sentence,
        "rincian": lines or [],
        "saran": telling.advice,
        "gambar": telling.icon,
        "tone": telling.tone,
        "kembali_url": back or "/",
        "kembali_kata": "Kembali" if back else "Ke halaman depan",
        "masuk_url": login,
        **more,
    }
    return render(request, "ui/refusal.html", context, status=status)
