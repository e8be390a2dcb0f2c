"""Images: decoded for real, turned upright, stripped of every metadata (place, device) and written anew."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from telusur.kernel.base.errors import Invalid

if TYPE_CHECKING:
    from telusur.kernel.archive.intake import UploadRule

MAX_PIXELS = 50_000_000
MAX_SIDE = 4000
JPEG_QUALITY = 88
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)

# Pillow refuses above twice this number and warns above it; the warning is made an error below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def cleaned(data: bytes, name: str, kind: str, rule: UploadRule) -> bytes:
    """The image upright, at most 4000 pixels a side, without metadata. Raises Invalid."""
    image = _decoded(data, name, kind)
    _large_enough(image, name, rule)
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return _written(image, kind)


def _decoded(data: bytes, name: str, kind: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as source:
                source.load()
                return ImageOps.exif_transpose(source)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Invalid(
            f"Gambar “{name}” lebih dari {MAX_PIXELS // 1_000_000} megapiksel, batas yang dapat dibuka dengan aman. "
            "Perkecil gambarnya, lalu unggah kembali."
        ) from bomb
    except UNREADABLE as broken:
        raise Invalid(
            f"Gambar “{name}” rusak atau terpotong sehingga tidak dapat dibuka. "
            "Periksa di perangkat Anda, simpan ulang, lalu unggah kembali."
        ) from broken


def _large_enough(image: Image.Image, name: str, rule: UploadRule) -> None:
    width, height = image.size
    if width < rule.min_width or height < rule.min_height:
        raise Invalid(
            f"Gambar “{name}” berukuran {width} × {height} piksel, sedangkan paling sedikit "
            f"{rule.min_width} × {rule.min_height} piksel. Ambil ulang dengan resolusi lebih tinggi."
        )
    if rule.aspect is not None and abs(width / height - rule.aspect) > rule.aspect_slack * rule.aspect:
        raise Invalid(
            f"Gambar “{name}” berukuran {width} × {height} piksel, sedangkan lebar banding tingginya harus "
            f"{_ratio(rule.aspect)}. Potong gambarnya, lalu unggah kembali."
        )


def _ratio(aspect: float) -> str:
    from fractions import Fraction

    ratio = Fraction(aspect).limit_denominator(20)
    return f"{ratio.numerator} banding {ratio.denominator}"


def _written(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.info.clear()
    if kind == "jpeg":
        image.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        mode = "RGBA" if image.has_transparency_data else "L" if image.mode in {"1", "L", "I", "I;16", "F"} else "RGB"
        image.convert(mode).save(out, "PNG", optimize=False)
    return out.getvalue()
