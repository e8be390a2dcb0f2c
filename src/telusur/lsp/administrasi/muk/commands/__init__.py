"""Acts on the MUK, one file per thing acted on."""

from telusur.lsp.administrasi.muk.commands.mapa import susun_mapa, tarik_mapa
from telusur.lsp.administrasi.muk.commands.perangkat import berlakukan_perangkat, susun_perangkat, tarik_perangkat
from telusur.lsp.administrasi.muk.commands.soal import berlakukan_bank, impor_soal, tarik_bank

__all__ = [
    "berlakukan_bank",
    "berlakukan_perangkat",
    "impor_soal",
    "susun_mapa",
    "susun_perangkat",
    "tarik_bank",
    "tarik_mapa",
    "tarik_perangkat",
]
