"""QR codes as small SVG drawings."""

from __future__ import annotations

import io

import segno


def svg(url: str, *, scale: int = 4) -> str:
    """An SVG of the address, error correction Q (a quarter of the code may be lost), quiet zone included."""
    out = io.BytesIO()
    segno.make_qr(url, error="q").save(
        out, kind="svg", scale=scale, border=2, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return out.getvalue().decode()
