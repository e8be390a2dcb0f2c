"""What a member needs to decide on one asesi, put together: application, evidence, records, report, votes (P508 9.4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import files_of_case
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import for_subject, records
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import berkas_wajib
from telusur.lsp.sertifikasi.keputusan import rules
from telusur.lsp.sertifikasi.keputusan.akses import LAPORAN
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.states import Suara

NADA_SUARA = {Suara.K: ("ok", "circle-check"), Suara.BK: ("wait", "minus"), Suara.KEMBALI: ("late", "arrow-back-up")}
AK02 = "FR.AK.02"


@dataclass(frozen=True, slots=True)
class Berkas:
    """One record the decision rests on: whether it is finished, when, and where to read it."""

    kode: str
    judul: str
    selesai: bool
    pada: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class HasilUnit:
    """One unit with the asesor's result and the evidence named for it."""

    kode: str
    judul: str
    bukti: str
    hasil: str


@dataclass(frozen=True, slots=True)
class Kursi:
    """A member on this case: their vote, or why they may not vote."""

    anggota: Anggota
    suara: Verifikasi | None
    alasan: str | None
    saya: bool

    @property
    def nada(self) -> tuple[str, str, str]:
        """Tone, icon and words of the badge."""
        if self.alasan:
            return "late", "ban", "Tidak boleh memutus"
        if self.suara is None:
            return "wait", "clock", "Menunggu suara Anda" if self.saya else "Belum memberi suara"
        tone, ikon = NADA_SUARA[Suara(self.suara.suara)]
        return tone, ikon, self.suara.get_suara_display()


@dataclass(frozen=True, slots=True)
class Layar:
    """The decision screen of one asesi."""

    komite: Komite
    asesmen: Asesmen
    berkas: list[Berkas]
    unit: list[HasilUnit]
    bukti: list[StoredFile]
    kursi: list[Kursi]
    urutan: int
    jumlah: int
    sebelum: Asesmen | None
    sesudah: Asesmen | None
    alasan_bukan_k: str | None

    @property
    def saya(self) -> Kursi:
        """The seat of who looks."""
        return next(row for row in self.kursi if row.saya)

    @property
    def unit_kompeten(self) -> int:
        """How many units the asesor found competent."""
        return sum(row.hasil == "K" for row in self.unit)

    @property
    def berkas_ada(self) -> int:
        """How many of the records are there."""
        return sum(row.selesai for row in self.berkas)


def susun(ctx: Context, komite: Komite, asesmen: Asesmen) -> Layar:
    """Everything at once, in a number of reads that depends on no number of asesi. The caller has opened the screen."""
    kasus = rules.kasus_jadwal(komite.jadwal)
    letak = next(n for n, row in enumerate(kasus) if row.pk == asesmen.pk)
    rekaman = {row.code: row for row in records(asesmen.permohonan_id)}
    laporan = for_subject(komite.jadwal, LAPORAN)
    return Layar(
        komite=komite,
        asesmen=asesmen,
        berkas=_berkas(asesmen, rekaman, laporan[-1] if laporan else None),
        unit=_unit(asesmen, rekaman.get(AK02)),
        bukti=_bukti(asesmen, rekaman.values()),
        kursi=_kursi(ctx, komite, asesmen),
        urutan=letak + 1,
        jumlah=len(kasus),
        sebelum=kasus[letak - 1] if letak else None,
        sesudah=kasus[letak + 1] if letak + 1 < len(kasus) else None,
        alasan_bukan_k=rules.alasan_tidak_boleh_k(asesmen),
    )


def _berkas(asesmen: Asesmen, rekaman: dict[str, Rekaman], laporan: Rekaman | None) -> list[Berkas]:
    rows = [(kode, rekaman.get(kode)) for kode in berkas_wajib(asesmen)]
    rows.append((LAPORAN, laporan))
    return [
        Berkas(
            kode,
            row.definition.title if row else "",
            row is not None and row.selesai,
            row.finished_at if row else None,
            row.get_absolute_url() if row else "",
        )
        for kode, row in rows
    ]


def _unit(asesmen: Asesmen, ak02: Rekaman | None) -> list[HasilUnit]:
    if ak02 is None:
        return [HasilUnit(kode, "", "", hasil) for kode, hasil in asesmen.unit_hasil.items()]
    content = ak02.content()
    return [
        HasilUnit(
            row.code,
            row.title,
            ", ".join(_nama_bukti(content.get("unit", "metode", row.key))),
            asesmen.unit_hasil.get(row.code, ""),
        )
        for row in content.rows("unit")
    ]


def _nama_bukti(metode: Any) -> list[str]:
    return [str(kode).replace("_", " ") for kode in metode or ()]


def _bukti(asesmen: Asesmen, rekaman: Iterable[Rekaman]) -> list[StoredFile]:
    """What a form of the case names as requirement or evidence: payment proofs and prints of the system are neither."""
    named = {str(one) for row in rekaman for value in row.isi.values() if isinstance(value, list) for one in value}
    return [file for file in files_of_case(asesmen.permohonan_id) if str(file.pk) in named]


def _kursi(ctx: Context, komite: Komite, asesmen: Asesmen) -> list[Kursi]:
    anggota = list(komite.anggota.select_related("orang").order_by("-jabatan", "orang__name"))
    terlibat = rules.keterlibatan([row.orang for row in anggota], [asesmen.permohonan])
    votes = Verifikasi.objects.filter(anggota__komite=komite, permohonan_id=asesmen.permohonan_id)
    suara = {row.anggota_id: row for row in votes}
    return [
        Kursi(
            row,
            suara.get(row.pk),
            terlibat.alasan(row.orang, asesmen.permohonan),
            str(row.orang_id) == ctx.actor.id,
        )
        for row in anggota
    ]
