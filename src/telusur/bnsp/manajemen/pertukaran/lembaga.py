"""Which LSP a partner is, and the other way round."""

from __future__ import annotations

from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.exchange.kinds import Fact
from telusur.kernel.exchange.models import Partner


def lsp_dari(fact: Fact) -> Lsp:
    """The LSP whose licence number is the partner's code. Raises NotPermitted for a partner without a licence."""
    lsp = dengan_nomor(fact.partner.code)
    if lsp is None:
        raise NotPermitted(f"Lisensi {fact.partner.code} tidak ada di register BNSP.")
    return lsp


def mitra_dari(lsp: Lsp) -> Partner | None:
    """The partner that speaks for an LSP, None when its system is not connected."""
    found: Partner | None = Partner.objects.filter(code=lsp.nomor_lisensi).first()
    return found
