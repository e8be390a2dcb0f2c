"""The menu lines of this module."""

from __future__ import annotations

from telusur.kernel.ui.nav import register_footer_link, register_nav


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Administrasi", "Dokumen mutu", "book", "mutu:daftar", 590)
    register_footer_link("Prosedur dan tata tertib", "mutu:daftar", 50)
