"""Files handed out together as proof: a ZIP with a list of checksums that the institution has signed (P508 11.1.1).

``manifest.json`` lists every file with its SHA-256, ``manifest.txt`` says the same to a reader, ``manifest.jws`` is the
institution's signature over the digest of ``manifest.json``. Whoever holds the public key can check it without this system.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from telusur.kernel.base import clock
from telusur.kernel.exchange import jose
from telusur.kernel.exchange.identity import own_code, own_key, own_public_keys
from telusur.kernel.exchange.models import PartnerKey

TYPE = "telusur-berkas+jws"
FORMAT = "telusur-berkas/1"
LIST, WORDS, SIGNATURE = "manifest.json", "manifest.txt", "manifest.jws"
OF_THE_BUNDLE = (LIST, WORDS, SIGNATURE)
LARGEST_LIST = 16 * 1024 * 1024
Keys = Callable[[str], str | None]
# Everything that a damaged or invented file can make the readers of ZIP and JSON say.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was made: the ZIP, the digest of its list, and how many files it holds."""

    content: bytes
    digest: str
    count: int


@dataclass(slots=True)
class Checked:
    """What a check found; ``findings`` empty means that nothing was changed since the signature."""

    about: dict[str, str] = field(default_factory=dict)
    signer: str = ""
    signed_at: str = ""
    count: int = 0
    findings: list[str] = field(default_factory=list)


def sha256(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def make(files: Sequence[tuple[str, bytes]], about: Mapping[str, str], at: datetime) -> Bundle:
    """A signed ZIP. Names must differ and leave those of the bundle's own three files alone."""
    names = [name for name, _ in files]
    if len(set(names)) != len(names) or not set(names).isdisjoint(OF_THE_BUNDLE):
        raise ValueError("two files of a bundle bear one name")
    rows = [{"name": name, "size": len(data), "sha256": sha256(data)} for name, data in files]
    listed = {"format": FORMAT, "about": dict(about), "files": rows}
    text = json.dumps(listed, ensure_ascii=False, indent=2).encode()
    said = {"sha256": sha256(text), "by": own_code(), "at": at.isoformat()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        own = ((LIST, text), (WORDS, _words(listed)), (SIGNATURE, own_key().sign(said, TYPE).encode()))
        for name, data in (*own, *files):
            archive.writestr(_entry(name, at), data)
    return Bundle(made.getvalue(), said["sha256"], len(files))


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, clock.local(at).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _words(listed: Mapping[str, Any]) -> bytes:
    lines = [f"{label}: {value}" for label, value in listed["about"].items()]
    lines += ["", f"{len(listed['files'])} berkas, dengan ukuran (bita) dan SHA-256:", ""]
    lines += [f"{row['sha256']}  {row['size']:>10}  {row['name']}" for row in listed["files"]]
    lines += ["", f"Ditandatangani lembaga dalam {SIGNATURE}. Periksa dengan: telusur lsp check-export BERKAS.zip", ""]
    return "\n".join(lines).encode()


def known_keys(kid: str) -> str | None:
    """The public key of this id: one that was ever ours, or one of a partner."""
    own = own_public_keys().get(kid)
    if own is not None:
        return own
    row = PartnerKey.objects.filter(kid=kid).first()
    return str(row.public) if row else None


def check(file: IO[bytes], keys: Keys = known_keys) -> Checked:
    """Compare every file with the list, and the list with the signature. Never raises for what is in the file."""
    found = Checked()
    try:
        with zipfile.ZipFile(file) as archive:
            _check_archive(archive, keys, found)
    except UNREADABLE as error:
        found.findings.append(f"Berkas tidak terbaca sebagai berkas ekspor ({type(error).__name__}).")
    return found


def _check_archive(archive: zipfile.ZipFile, keys: Keys, found: Checked) -> None:
    names = archive.namelist()
    if missing := [name for name in OF_THE_BUNDLE if name not in names]:
        found.findings += [f"{name} tidak ada." for name in missing]
        return
    if archive.getinfo(LIST).file_size > LARGEST_LIST:
        found.findings.append(f"{LIST} terlalu besar.")
        return
    text = archive.read(LIST)
    listed = json.loads(text)
    found.about = {str(name): str(value) for name, value in listed["about"].items()}
    found.count = len(listed["files"])
    _check_signature(archive.read(SIGNATURE).decode("ascii", "replace"), sha256(text), keys, found)
    if archive.read(WORDS) != _words(listed):
        found.findings.append(f"{WORDS} tidak sama dengan {LIST}.")
    rows = {row["name"]: row for row in listed["files"]}
    found.findings += [f"{name} tidak ada dalam daftar." for name in names if name not in {*rows, *OF_THE_BUNDLE}]
    found.findings += [f"{name} terdapat dua kali." for name in sorted({one for one in names if names.count(one) > 1})]
    for name, row in rows.items():
        if why := _why_not(archive, name, row, names):
            found.findings.append(why)


def _why_not(archive: zipfile.ZipFile, name: str, row: Mapping[str, Any], names: Sequence[str]) -> str:
    if name not in names:
        return f"{name} tidak ada."
    if archive.getinfo(name).file_size != row["size"]:
        return f"{name} berubah: ukurannya tidak sama dengan daftar."
    return "" if sha256(archive.read(name)) == row["sha256"] else f"{name} berubah: SHA-256 tidak sama dengan daftar."


def _check_signature(token: str, digest: str, keys: Keys, found: Checked) -> None:
    try:
        opened = jose.opened(token, typ=TYPE)
    except jose.Unreadable:
        found.findings.append(f"{SIGNATURE} bukan tanda tangan berkas ekspor.")
        return
    public = keys(opened.kid)
    if public is None:
        found.findings.append(f"Kunci {opened.kid} tidak dikenal di sini.")
    elif not opened.signed_by(jose.public_jwk(public)):
        found.findings.append("Tanda tangan tidak sah.")
    elif opened.payload.get("sha256") != digest:
        found.findings.append(f"{LIST} berubah sesudah ditandatangani.")
    else:
        found.signer, found.signed_at = str(opened.payload.get("by", "")), str(opened.payload.get("at", ""))
