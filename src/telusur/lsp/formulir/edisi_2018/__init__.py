"""Edition 2018, the numbering the SOP is written against: FR.IA.11 reviews the instrument, not a product."""

from __future__ import annotations

from telusur.lsp.formulir.edisi_2018 import (
    ak01,
    ak02,
    ak03,
    ak04,
    ak05,
    apl01,
    apl02,
    ia01,
    ia05,
    ia11,
    mapa01,
    mapa02,
    pra,
)

FORMS = (
    apl01.FORM,
    apl02.FORM,
    mapa01.MASTER,
    mapa01.KASUS,
    mapa02.MASTER,
    mapa02.KASUS,
    ia11.MASTER,
    ia11.KASUS,
    pra.FORM,
    ak01.FORM,
    ia01.FORM,
    ia05.FORM,
    ak02.FORM,
    ak03.FORM,
    ak04.FORM,
    ak05.FORM,
)
