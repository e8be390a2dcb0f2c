"""The public menu of BNSP and the links at its foot; their words follow the language of the page."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_lazy

from telusur.kernel.ui.nav import register_footer_link, register_public_link


def _(label: str) -> str:
    """Translated when drawn; the templates take it for a string."""
    return cast(str, gettext_lazy(label))


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_public_link(_("Cari LSP"), "portal:lsp", 10)
    register_public_link(_("Cek sertifikat"), "portal:verifikasi", 20)
    register_public_link(_("Pedoman"), "portal:pedoman", 30)
    register_public_link(_("Pengaduan"), "portal:pengaduan", 40)
    register_footer_link(_("Cek sertifikat"), "portal:verifikasi", 10)
    register_footer_link(_("Hubungi kami"), "portal:kontak", 20)
