"""One decided schedule with its people, place, letters and cases: what the documents of the LSP are about."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from PIL import Image

from telusur.kernel.accounts.models import User
from telusur.kernel.archive.commands import simpan_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import system_context
from telusur.kernel.documents.kinds import kind_of
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.render import Frame, render
from telusur.kernel.documents.rules import dapat_dicetak
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.states import S as StatusRekaman
from telusur.kernel.forms.states import Scope
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.queries import snapshot
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.administrasi.umum.models import Lisensi, Naskah, ProfilLsp
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran, StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite
from telusur.lsp.sertifikasi.keputusan.states import ModaPleno, StatusKomite
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana
from tests.cast import bypass
from tests.kernel.archive.inside import another_act
from tests.lsp.skema.berkas import imported

SAAT = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
HARI = date(2026, 11, 23)


@dataclass
class Dunia:
    """The rows that tests use, by what they are."""

    orang: dict[str, User]
    skema: Skema
    tuk: Tuk
    asesor: Asesor
    rencana: Rencana
    jadwal: Jadwal
    verifikasi: VerifikasiTuk
    komite: Komite
    kasus: list[Permohonan] = field(default_factory=list)


def profil(**lain: Any) -> ProfilLsp:
    """The LSP and its licence."""
    row = ProfilLsp(
        nama="LSP Uji Nusantara",
        nama_en="Uji Nusantara Certification Body",
        singkatan="LSP-UN",
        jenis="p3",
        alamat="Jalan Uji 1",
        kota="Bandung",
        telepon="022-0000000",
        email="halo@uji.example",
        npwp="00.000.000.0-000.000",
        rekening_bank="Bank Uji",
        rekening_nomor="000 111 222",
        rekening_nama="LSP Uji Nusantara",
        **lain,
    )
    awal, akhir = date(2025, 1, 15), date(2030, 1, 14)
    with bypass("umum"):
        row.save()
        Lisensi(
            nomor="BNSP-LSP-9021-ID", nomor_sk="KEP.1", tanggal_sk=awal, berlaku_dari=awal, berlaku_sampai=akhir
        ).save()
    return row


def naskah(jenis: str, untuk: Any, nomor: str, penerima: User | None = None) -> Naskah:
    """A letter as signed."""
    row = Naskah(
        jenis=jenis,
        perihal=nomor,
        untuk_id=untuk.pk,
        nomor=nomor,
        penerima=penerima,
        status="ditandatangani",
        dibuat_pada=SAAT,
    )
    with bypass("umum"):
        row.save()
    return row


def foto(owner: User, case_id: Any) -> StoredFile:
    """A 3 x 4 portrait in the archive."""
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (120, 150, 190)).save(out, "JPEG")
    ctx = system_context("uji", at=SAAT)
    with another_act(ctx):
        return simpan_bytes(
            ctx, data=out.getvalue(), name="foto.jpg", content_type="image/jpeg", owner_id=owner.pk, case_id=case_id
        )


def kasus(orang: User, skema: Skema, nomor: str, *, nama: str = "") -> Permohonan:
    """An accepted application with its FR.APL.01 and a portrait."""
    row = Permohonan(
        nomor=nomor,
        pemohon=orang,
        skema=skema,
        skema_kode=skema.kode,
        skema_nama=skema.nama_id,
        edisi="2018",
        nama=nama or orang.name,
        status=StatusPermohonan.DITERIMA,
        tahap=Tahap.PENERBITAN,
        dibuat_pada=SAAT,
    )
    with bypass("aplikasi"):
        row.save()
    with bypass("forms"):
        Rekaman(
            edition="2018",
            code=APL01,
            scope=Scope.KASUS,
            case_id=row.pk,
            label=nomor,
            status=StatusRekaman.SELESAI,
            sumber={"skema": snapshot(skema)},
            digest="a" * 64,
            created_at=SAAT,
            turn_since=SAAT,
            finished_at=SAAT,
        ).save()
    row.foto = foto(orang, row.pk)
    with bypass("aplikasi"):
        row.save()
    return row


def bangun(orang: dict[str, User], *, nama: str = "", peraga: bool = False) -> Dunia:
    """The world. ``nama``: how the first asesi is called on the application."""
    profil(peraga=peraga)
    skema = imported()
    awal, akhir = date(2025, 1, 6), date(2028, 1, 5)
    jam = {"jam_mulai": time(8), "jam_selesai": time(15)}
    acara = {"skema": skema, "skema_kode": skema.kode, "tanggal": HARI, **jam}
    asesor = Asesor(
        orang=orang["budi"],
        no_reg="MET.000.009901 2024",
        berlaku_dari=awal,
        berlaku_sampai=akhir,
        sk_nomor="001/SK-ASR",
        sk_tanggal=awal,
    )
    with bypass("asesor"):
        asesor.save()
    tuk = Tuk(
        kode="TUK-01",
        nama="TUK SMK Uji",
        jenis="mandiri",
        penanggung_jawab="Kepala Laboratorium",
        alamat="Jalan Laboratorium 3",
        kota="Bandung",
        kapasitas=20,
    )
    ceklis = [
        {
            "perlengkapan": f"Komputer {n}",
            "spesifikasi": "Prosesor empat inti, memori 8 GB",
            "jumlah": 20,
            "sesuai": True,
            "catatan": "",
        }
        for n in range(1, 40)
    ]
    verifikasi = VerifikasiTuk(
        tuk=tuk,
        skema=skema,
        skema_kode=skema.kode,
        verifikator=orang["vina"],
        tanggal=HARI,
        ceklis=ceklis,
        status=StatusVerifikasi.SESUAI,
        nomor_ba="0001/BA-TUK/LSP-UN/XI/2026",
        berlaku_dari=HARI,
        berlaku_sampai=date(2027, 11, 22),
    )
    with bypass("tuk"):
        tuk.save()
        verifikasi.save()
    daftar = [kasus(orang["ani"], skema, "PMH-2026-0001", nama=nama), kasus(orang["dewi"], skema, "PMH-2026-0002")]
    rencana = Rencana(asesor=asesor, tuk=tuk, status=StatusRencana.DIJADWALKAN, dibuat_pada=SAAT, **acara)
    rencana.spt = naskah("spt_asesor", rencana, "0001/SPT-ASR/LSP-UN/XI/2026", orang["budi"])
    with bypass("praasesmen"):
        rencana.save()
        for row in daftar:
            PesertaRencana(rencana=rencana, permohonan=row).save()
    jadwal = Jadwal(
        nomor="JDW-2026-0001",
        rencana=rencana,
        asesor=asesor,
        tuk=tuk,
        status=StatusJadwal.SELESAI,
        ditetapkan_pada=SAAT,
        asesor_hadir_pada=SAAT,
        **acara,
    )
    with bypass("jadwal"):
        jadwal.save()
        Peserta(jadwal=jadwal, permohonan=daftar[0], kehadiran=Kehadiran.HADIR, hadir_pada=SAAT).save()
        Peserta(jadwal=jadwal, permohonan=daftar[1], kehadiran=Kehadiran.TIDAK_HADIR).save()
    komite = Komite(
        jadwal=jadwal,
        status=StatusKomite.SELESAI,
        moda=ModaPleno.LURING,
        pleno_tanggal=HARI,
        pleno_tempat="Kantor LSP",
        nomor_ba="0001/BA-PLENO/LSP-UN/XI/2026",
        dibuat_pada=SAAT,
        diputuskan_pada=SAAT,
        hasil=[
            {"permohonan": str(row.pk), "nama": row.nama, "nomor": row.nomor, "hasil": hasil, "alasan": ""}
            for row, hasil in zip(daftar, ("K", "BK"), strict=True)
        ],
    )
    komite.sk = naskah("sk_komite", komite, "0001/SK-KT/LSP-UN/XI/2026")
    komite.sk_keputusan = naskah("sk_keputusan", komite, "0001/SK-KEP/LSP-UN/XI/2026")
    with bypass("keputusan"):
        komite.save()
        for nomor, kunci in enumerate(("kartika", "kurnia", "karim")):
            Anggota(
                komite=komite,
                orang=orang[kunci],
                jabatan="anggota" if nomor else "ketua",
                hadir_pada=SAAT,
                tanda_tangan_pada=SAAT,
            ).save()
    return Dunia(orang, skema, tuk, asesor, rencana, jadwal, verifikasi, komite, daftar)


def cetak(
    kind: str, isi: dict[str, Any], *, nomor: str = "0001/UJI/XI/2026", tanda_tangan: str = "Hendra Wibawa Uji"
) -> bytes:
    """The PDF of a kind from the data its builder gave, as the worker would make it."""
    head = letterhead().as_data()
    dapat_dicetak(head, isi)
    jenis = kind_of(kind)
    frame = Frame(
        title=jenis.title,
        at=SAAT,
        code="7K4M-92QF-XW3A",
        kind_title=jenis.title,
        number=nomor,
        url="http://127.0.0.1:8000/dokumen/7K4M-92QF-XW3A/",
        signer_name=tanda_tangan,
        signed=True,
        letterhead=head,
    )
    return render(jenis.template, isi, frame)
