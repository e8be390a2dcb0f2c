"""The menu lines of this module."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_lazy

from telusur.kernel.ui.nav import register_footer_link, register_nav


def _(label: str) -> str:
    """Translated when drawn; the templates take it for a string."""
    return cast(str, gettext_lazy(label))


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Administrasi", "Dokumen mutu", "book", "mutu:daftar", 590)
    register_footer_link(_("Prosedur dan tata tertib"), "mutu:daftar", 50)
