"""A file of proof that was damaged or invented is answered with findings, never with a crash."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

import pytest

from telusur.kernel.exchange import bundle

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return made.getvalue()


def test_whatever_byte_is_damaged_the_check_answers(now: datetime) -> None:
    whole = bundle.make([("satu.txt", b"isi " * 60)], {"tentang": "uji"}, now).content
    assert bundle.check(io.BytesIO(whole)).findings == []
    told = 0
    for place in range(0, len(whole), 5):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        told += bool(bundle.check(io.BytesIO(bytes(damaged))).findings)
    assert told > len(whole) / 5 / 2  # the rest are places that say nothing, such as the hour of an entry


@pytest.mark.parametrize("listed", [[], {}, {"about": "x", "files": []}, {"about": {}, "files": [1]}, "x", None])
def test_a_list_of_another_shape_is_called_unreadable(listed: object) -> None:
    made = _zip(manifest_json=json.dumps(listed).encode(), manifest_txt=b"", manifest_jws=b"x")
    assert bundle.check(io.BytesIO(made)).findings
