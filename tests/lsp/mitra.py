"""BNSP as a partner of the LSP of ``tests.lsp.dunia``: what it was told, and telling the LSP something in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.canonical import digest_of
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.envelope import Envelope
from telusur.kernel.exchange.identity import hex_of
from telusur.kernel.exchange.kinds import EXPLANATIONS, kind_named
from telusur.kernel.exchange.models import Heard, Partner, Told
from telusur.kernel.exchange.states import CHANNEL, PARTNER_ROLE
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.peraga.skenario import dispatch_all
from tests.lsp.dunia import HARI_INI, Panggung

SEJAK, SAMPAI = date(2025, 3, 1), date(2028, 2, 28)
LISENSI: dict[str, Any] = {
    "nomor": "BNSP-LSP-9021-ID",
    "nomor_sk": "KEP.9/BNSP/2026",
    "tanggal_sk": "2026-11-20",
    "berlaku_dari": "2025-01-15",
    "berlaku_sampai": "2030-01-14",
    "status": "aktif",
    "alasan": "",
    "lingkup": [],
}


@dataclass
class Mitra:
    """A partner whose messages reach the LSP as the intake passes them on; ``versi`` counts what was told of each fact."""

    panggung: Panggung
    partner: Partner
    versi: dict[tuple[str, str], int] = field(default_factory=dict)

    def dengar(self, kind: str) -> dict[str, dict[str, Any]]:
        """What the LSP has told of a kind, by key, after everything that waited was delivered."""
        dispatch_all()
        return dict(Told.objects.filter(partner=self.partner, kind=kind, version__gt=0).values_list("key", "content"))

    def kata(self, kind: str, key: str = "satu", **content: Any) -> None:
        """Tell the LSP the next version of a fact, then let it react. Raises what the LSP refuses it with."""
        assert kind_named(kind)
        key = str(content.get(EXPLANATIONS[kind].identity, key))  # where the content says it, the key repeats it
        versi = self.versi[kind, key] = self.versi.get((kind, key), 0) + 1
        actor = Actor(f"mitra:{self.partner.code}", self.partner.name, frozenset({PARTNER_ROLE}))
        envelope = Envelope(
            self.partner.code, sum(self.versi.values()), uuid4(), kind, key, versi, content, digest_of(content), ""
        )
        ctx = Context(actor=actor, at=self.panggung.kini, channel=CHANNEL, request_id=envelope.message)
        known = Heard.objects.filter(partner=self.partner, kind=kind, key=key).first()
        heard = known or Heard(partner=self.partner, kind=kind, key=key)
        traffic.take(ctx, heard=heard, envelope=envelope)
        dispatch_all()

    def benarkan(self) -> None:
        """Answer everything that was written down by hand with: the same."""
        for kunci in self.dengar("catatan_tangan"):
            self.kata("jawaban_catatan_tangan", kunci, catatan=kunci, hasil="sama", nilai="")

    def kenal(self, asesor: Asesor, **lain: Any) -> None:
        """Tell what the register holds of an asesor: the certificate the LSP has, in force unless said otherwise."""
        isi = {
            "nomor_registrasi": asesor.no_reg,
            "nomor_sertifikat": asesor.nomor_sertifikat,
            "berlaku_dari": (asesor.berlaku_dari or SEJAK).isoformat(),
            "berlaku_sampai": (asesor.berlaku_sampai or SAMPAI).isoformat(),
            "status": "aktif",
        }
        self.kata("registrasi_asesor", **{**isi, **lain})

    def lisensi(self, **lain: Any) -> None:
        """Tell licence and scope as they stand, in force unless said otherwise."""
        self.kata("lisensi", **{**LISENSI, **lain})


def sambungkan(panggung: Panggung, code: str = "BNSP", *, kenal_asesor: bool = True) -> Mitra:
    """Have the pengelola sistem enter BNSP, or another institution, as a partner; BNSP answers at once for every asesor."""
    partner = tambah_mitra(
        panggung.ctx("pengelola"),
        code=code,
        name="Badan Nasional Sertifikasi Profesi" if code == "BNSP" else f"Lembaga {code}",
        address="http://127.0.0.1:9",
        public=hex_of(Ed25519PrivateKey.generate().public_key()),
        witness_of_seals=False,
    )
    dispatch_all()
    mitra = Mitra(panggung, partner)
    for asesor in Asesor.objects.all() if code == "BNSP" and kenal_asesor else ():
        mitra.kenal(asesor)
    return mitra


def lingkup(
    kode: str,
    status: str = "aktif",
    *,
    sejak: str = "2025-01-15",
    keadaan_sejak: str = "2026-11-20",
    masa_berlaku_bulan: int = 36,
) -> dict[str, Any]:
    """A skema in the scope as BNSP tells it, with its own days."""
    hari = {"sejak": sejak, "keadaan_sejak": keadaan_sejak if status != "aktif" else sejak}
    named = {"skema_kode": kode, "skema_nama": "Junior Web Programmer", "status": status}
    return {**named, **hari, "masa_berlaku_bulan": masa_berlaku_bulan}


def catatan_jadwal(nomor: str, nomor_bnsp: str, status: str = "tercatat") -> dict[str, str]:
    """BNSP's number of a schedule, recorded today."""
    return {"nomor": nomor, "nomor_bnsp": nomor_bnsp, "tanggal": HARI_INI.isoformat(), "status": status}
