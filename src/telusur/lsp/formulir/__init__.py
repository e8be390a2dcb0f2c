"""The assessment forms (MUK) of an LSP, one package per edition. Data and checks only; the engine is
``kernel.forms``.
"""

from __future__ import annotations


def load() -> None:
    """Make every form of every edition known. Called once, when the product starts."""
    from telusur.kernel.forms.registry import register
    from telusur.lsp.formulir import edisi_2018

    register(*edisi_2018.FORMS)
