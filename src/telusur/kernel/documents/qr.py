"""QR codes as small SVG drawings."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET_ZONE = 4  # modules on each side, ISO/IEC 18004


@lru_cache(maxsize=256)  # the draft, the certificate and its pages bear the same code
def svg(url: str, *, scale: int = 4) -> str:
    """An SVG of the address with the quiet zone that scanners need.

    Error correction M, and more where it costs no room: on paper large modules are read better than many.
    """
    out = io.BytesIO()
    segno.make_qr(url, error="m").save(
        out, kind="svg", scale=scale, border=QUIET_ZONE, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return out.getvalue().decode()
