"""Data to PDF: Typst in this process, PDF/A-2a and PDF/UA-1, the same bytes for the same data. Pure."""

from __future__ import annotations

import base64
import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from PIL import Image

import telusur
from telusur.kernel.base.clock import clock_time, day_of, long_date
from telusur.kernel.base.errors import NotFound
from telusur.kernel.documents import qr

ROOT = Path(telusur.__file__).resolve().parent
STANDARDS: list[Any] = ["a-2a", "ua-1"]
IMAGE_SIDE = 1200
LONGEST_WORD = 24
PIECE = 18
# Invisible place where a line may break; put into words that no line could hold.
BREAK = "\u200b"


class CannotRender(Exception):
    """The template and the data do not make a document; trying again gives the same. For the trail, not for users."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the content of every document: identity, letterhead, signature, corner marks.

    ``at`` is the moment of the act and of the signature. ``draft`` prints a watermark. ``url`` is the verification page.
    """

    title: str
    at: datetime
    code: str = ""
    kind_title: str = ""
    number: str = ""
    url: str = ""
    form_code: str = ""
    edition: str = ""
    signer_name: str = ""
    signer_title: str = ""
    signed: bool = False
    draft: bool = False
    language: str = "id"
    letterhead: Mapping[str, str] = field(default_factory=dict)


def render(template: str, data: Mapping[str, Any], frame: Frame, images: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF. ``images``: JPEG, PNG or SVG bytes by name. User text is a value to Typst, never markup. Raises CannotRender."""
    inputs = {
        "isi": data,
        "dok": _frame_data(frame),
        "kop": dict(frame.letterhead),
        "gambar": {name: as_svg(content) for name, content in (images or {}).items()},
    }
    compiler = typst.Compiler(root=str(ROOT), ignore_system_fonts=True, package_path="/", package_cache_path="/")
    try:
        made = compiler.compile(
            input=str(template_path(template)),
            format="pdf",
            pdf_standards=STANDARDS,
            sys_inputs={"data": json.dumps(_breakable(inputs), ensure_ascii=False)},
            timestamp=int(frame.at.timestamp()),
        )
    except typst.TypstError as refusal:
        raise CannotRender(str(refusal)) from refusal
    if not isinstance(made, bytes):
        raise CannotRender("typst gave no PDF")
    return made


def _frame_data(frame: Frame) -> dict[str, Any]:
    return {
        "judul": frame.title,
        "jenis": frame.kind_title,
        "nomor": frame.number,
        "kode": frame.code,
        "alamat": frame.url,
        "qr": qr.svg(frame.url) if frame.url else "",
        "formulir": frame.form_code,
        "edisi": frame.edition,
        "penanda_tangan": frame.signer_name,
        "jabatan": frame.signer_title,
        "bertanda_tangan": frame.signed,
        "tanggal": long_date(day_of(frame.at)),
        "pukul": clock_time(frame.at),
        "draf": frame.draft,
        "bahasa": frame.language,
    }


@cache
def template_path(name: str) -> Path:
    """Where the template lies: below the ``typst`` folder of exactly one installed app. Raises NotFound, ValueError."""
    folders = (Path(config.path).resolve() / "typst" for config in apps.get_app_configs())
    found = [folder / name for folder in folders if folder.is_relative_to(ROOT) and (folder / name).is_file()]
    if not found:
        raise NotFound(f"Templat dokumen “{name}” tidak ditemukan.")
    if len(found) > 1:
        raise ValueError(f"two apps hold the document template {name}")
    return found[0]


def as_svg(content: bytes) -> str:
    """An image as SVG text: drawings as they are, photos embedded, at most 1200 pixels a side."""
    if content.lstrip()[:5] in (b"<svg ", b"<?xml"):
        return content.decode("utf-8")
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as source:
        source.load()
        image = source if source.mode in {"RGB", "L"} else _on_white(source)
    image.thumbnail((IMAGE_SIDE, IMAGE_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    payload = base64.b64encode(out.getvalue()).decode()
    width, height = image.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:image/jpeg;base64,{html.escape(payload)}"/></svg>'
    )


def _on_white(image: Image.Image) -> Image.Image:
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _breakable(value: Any, key: str = "") -> Any:
    """The same data, with break points in words too long for a line. Drawings and addresses stay as they are."""
    if isinstance(value, str):
        if key in {"qr", "logo", "alamat"} or value.startswith("<svg"):
            return value
        return re.sub(rf"\S{{{LONGEST_WORD + 1},}}", _broken_word, value)
    if isinstance(value, Mapping):
        return {name: _breakable(item, str(name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(item, key) for item in value]
    return value


def _broken_word(match: re.Match[str]) -> str:
    word = match[0]
    return BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))
