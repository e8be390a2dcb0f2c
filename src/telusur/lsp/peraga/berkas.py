"""Files that invented people upload: a portrait that is nobody's, and a document that says what it is."""

from __future__ import annotations

import io
import json
from functools import cache

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

DOKUMEN = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.judul)
#set page(paper: "a4", margin: 25mm)
#set text(font: "Libertinus Serif", size: 12pt, lang: "id")
#align(center, text(18pt, weight: "bold", d.judul))
#v(1cm)
Nama: #strong(d.nama)

Dokumen peraga. Nama dan isinya rekaan, dibuat untuk menunjukkan cara kerja sistem.
"""
KULIT = ((232, 190, 160), (205, 160, 125), (180, 132, 100), (222, 175, 140))
BAJU = ((34, 64, 124), (26, 97, 64), (123, 75, 35), (79, 88, 106))


def pas_foto(nomor: int) -> SimpleUploadedFile:
    """A drawn portrait, 3 by 4 on red, different for each number."""
    picture = Image.new("RGB", (600, 800), (176, 36, 30))
    draw = ImageDraw.Draw(picture)
    kulit, baju = KULIT[nomor % len(KULIT)], BAJU[nomor // 2 % len(BAJU)]
    draw.ellipse((60, 560, 540, 1100), fill=baju)
    draw.rectangle((255, 470, 345, 610), fill=kulit)
    draw.ellipse((175, 175, 425, 525), fill=(35, 28, 26) if nomor % 3 else baju)
    draw.ellipse((195, 215 + nomor % 4 * 6, 405, 515), fill=kulit)
    draw.ellipse((245, 345, 270, 368), fill=(30, 25, 25))
    draw.ellipse((330, 345, 355, 368), fill=(30, 25, 25))
    draw.arc((260, 390, 340, 450), 20, 160, fill=(120, 60, 50), width=5)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return SimpleUploadedFile(f"pas-foto-{nomor}.jpg", out.getvalue(), content_type="image/jpeg")


@cache
def _pdf(judul: str, nama: str) -> bytes:
    compiled = typst.compile(DOKUMEN.encode(), sys_inputs={"data": json.dumps({"judul": judul, "nama": nama})})
    return bytes(compiled)


def dokumen(judul: str, nama: str) -> SimpleUploadedFile:
    """A one-page PDF of this title for this person."""
    berkas = "-".join(judul.lower().replace("/", "-").split())[:60]
    return SimpleUploadedFile(f"{berkas}.pdf", _pdf(judul, nama), content_type="application/pdf")
