"""Which LSP a partner is."""

from __future__ import annotations

from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.exchange.kinds import Fact


def lsp_dari(fact: Fact) -> Lsp:
    """The LSP whose licence number is the partner's code. Raises NotPermitted for a partner without a licence."""
    lsp = dengan_nomor(fact.partner.code)
    if lsp is None:
        raise NotPermitted(f"Lisensi {fact.partner.code} tidak ada di register BNSP.")
    return lsp
