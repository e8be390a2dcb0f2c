"""Images: decoded for real, turned upright, stripped of every metadata (place, device) and written anew."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from telusur.kernel.base.errors import Invalid

if TYPE_CHECKING:
    from telusur.kernel.archive.intake import UploadRule

MAX_PIXELS = 50_000_000
MAX_SIDE = 4000
JPEG_QUALITY = 88
SMALLER = 0.8  # of each side, as often as it takes to keep the size of the place
LEAST_SIDE = 200  # pixels; below that a picture shows nothing any more
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)

# Pillow refuses above twice this number and warns above it; the warning is made an error below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener()


def cleaned(data: bytes, name: str, read_as: str, kind: str, rule: UploadRule) -> bytes:
    """The image upright, at most 4000 pixels a side and ``rule.max_bytes``, without metadata. Raises Invalid.

    ``read_as``: the format of the bytes; ``kind``: jpeg or png, as which it is kept.
    """
    image = _decoded(data, name, read_as)
    _large_enough(image, name, rule)
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return _within(image, name, kind, rule)


def _within(image: Image.Image, name: str, kind: str, rule: UploadRule) -> bytes:
    """Written so that it keeps the size of the place: a photo of 12 megapixels is made smaller, not refused."""
    written = _written(image, kind)
    while len(written) > rule.max_bytes:
        width, height = (round(side * SMALLER) for side in image.size)
        if min(width, height) < LEAST_SIDE or width < rule.min_width or height < rule.min_height:
            raise Invalid(f"Gambar “{name}” tidak dapat diperkecil sampai batas tempat ini. Pilih gambar lain.")
        image = image.resize((width, height), Image.Resampling.LANCZOS)
        written = _written(image, kind)
    return written


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
            f"{rule.min_width} × {rule.min_height} piksel agar tercetak jelas. Ambil ulang fotonya, atau kirim foto "
            "aslinya dan bukan yang sudah diperkecil."
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
