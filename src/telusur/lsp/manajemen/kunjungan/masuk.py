"""From the sign-in page to BNSP and back: what the browser's session remembers on the way, and the sign-in itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from telusur.kernel.accounts import trail
from telusur.kernel.base import clock
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.manajemen.kunjungan import oidc
from telusur.lsp.manajemen.kunjungan.commands import TANPA_SUREL, keluarkan_petugas, terima_petugas
from telusur.lsp.manajemen.kunjungan.models import Sambungan

DI_JALAN = "masuk_bnsp"  # in the session: on the way to BNSP
TAMU = "kunjungan_bnsp"  # in the session: came in by BNSP
MENIT_DI_JALAN = 10


def adalah_petugas(user: Any) -> bool:
    """Whether an account is one of those that only BNSP opens."""
    return user.is_authenticated and str(user.email).endswith(f"@{TANPA_SUREL}")


def dibuka() -> bool:
    """Whether the sign-in page offers this way."""
    return bool(Sambungan.objects.filter(aktif=True).exists())


def _sambungan(iss: str = "") -> Sambungan:
    row = Sambungan.objects.filter(aktif=True).first()
    if row is None:
        raise NotPermitted("Masuk dari BNSP tidak dibuka di LSP ini.")
    if iss and iss.rstrip("/") != row.penyedia:
        raise NotPermitted("Tautan itu bukan dari sistem BNSP yang terpasang di sini.")
    return row


def _kembali() -> str:
    return f"{settings.BASE_URL}{reverse('kunjungan:kembali')}"


def berangkat(request: HttpRequest, iss: str) -> str:
    """Begin: the address at BNSP. Raises NotPermitted, Unavailable."""
    row = _sambungan(iss)
    door = oidc.temukan(row.penyedia)
    kept = {name: oidc.acak() for name in ("state", "nonce", "verifier")}
    request.session[DI_JALAN] = {**kept, "pada": clock.now().timestamp()}
    return oidc.alamat_masuk(door, klien=nomor_lisensi(), kembali=_kembali(), **kept)


def identitas(request: HttpRequest) -> oidc.Klaim:
    """Back from BNSP: who it is, every statement checked. Raises NotPermitted, Unavailable."""
    kept, row, now = request.session.pop(DI_JALAN, {}), _sambungan(), clock.now()
    fresh = now.timestamp() - kept.get("pada", 0) <= MENIT_DI_JALAN * 60
    if not fresh or not constant_time_compare(request.GET.get("state", ""), kept.get("state", "")):
        raise NotPermitted("Permintaan masuk ini tidak dikenal atau sudah terlalu lama. Mulai lagi dari halaman masuk.")
    if request.GET.get("error") or not request.GET.get("code"):
        raise NotPermitted("BNSP tidak meneruskan Anda ke sistem ini.")
    door, klien = oidc.temukan(row.penyedia), nomor_lisensi()
    token, keys = oidc.tukar(
        door,
        klien=klien,
        rahasia=str(row.rahasia),
        kembali=_kembali(),
        code=request.GET["code"],
        verifier=kept["verifier"],
    )
    return oidc.periksa(token, keys, penyedia=row.penyedia, klien=klien, nonce=kept["nonce"], pada=now)


def masukkan(request: HttpRequest, klaim: oidc.Klaim) -> None:
    """Sign the officer in, by a session that ends by itself: after it, BNSP is asked again whether they still hold the role.

    Raises NotPermitted (recorded by the command).
    """
    petugas = terima_petugas(system_context("masuk dari BNSP", channel="web"), klaim=klaim)
    akun = petugas.akun
    login(request, akun)
    request.session[TAMU] = True
    request.session.set_expiry(settings.BNSP_SESI_MENIT * 60)
    trail.done(request, trail.MASUK, user=akun, cara=["BNSP"])


def keluar(token: str) -> None:
    """BNSP's back-channel message that an officer left there. Raises NotPermitted, Unavailable."""
    row, klien = _sambungan(), nomor_lisensi()
    keys = oidc.kunci(oidc.temukan(row.penyedia))
    said = oidc.periksa_keluar(token, keys, penyedia=row.penyedia, klien=klien, pada=clock.now())
    keluarkan_petugas(system_context("keluar dari BNSP", channel="web"), keluar=said)
