"""The menu line of this module; the portal's own menu names the guidelines too."""

from __future__ import annotations

from telusur.kernel.ui.nav import register_nav


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Administrasi", "Pedoman BNSP", "book", "pengetahuan:daftar", 595)
