"""Number patterns of the LSP: free per LSP, so they are data; these are the defaults (forms.md section 8)."""

from telusur.kernel.letters.numbers import register_series

register_series("permohonan", "Nomor permohonan", "PMH-{tahun}-{n:04d}", "tahun")
register_series("tagihan", "Nomor tagihan", "TGH-{tahun}-{n:04d}", "tahun")
register_series("jadwal", "Nomor jadwal", "JDW-{tahun}-{n:04d}", "tahun")
register_series("undangan", "Undangan uji kompetensi", "{n:04d}/UND/{lsp}/{romawi}/{tahun}", "tahun")
register_series("spt_asesor", "SPT asesor", "{n:04d}/SPT-ASR/{lsp}/{romawi}/{tahun}", "tahun")
register_series("spt_verifikator", "SPT verifikator TUK", "{n:04d}/SPT-TUK/{lsp}/{romawi}/{tahun}", "tahun")
register_series("ba_tuk", "Berita acara verifikasi TUK", "{n:04d}/BA-TUK/{lsp}/{romawi}/{tahun}", "tahun")
register_series("sk_tuk", "SK penetapan TUK", "{n:04d}/SK-TUK/{lsp}/{romawi}/{tahun}", "tahun")
register_series("sk_komite", "SK Komite Teknis", "{n:04d}/SK-KT/{lsp}/{romawi}/{tahun}", "tahun")
register_series("ba_pleno", "Berita acara pleno", "{n:04d}/BA-PLENO/{lsp}/{romawi}/{tahun}", "tahun")
register_series("sk_keputusan", "SK keputusan hasil asesmen", "{n:04d}/SK-KEP/{lsp}/{romawi}/{tahun}", "tahun")
register_series("permohonan_blanko", "Permohonan blanko", "{n:04d}/BLK/{lsp}/{romawi}/{tahun}", "tahun")
register_series("ba_blanko", "Berita acara kerusakan blanko", "{n:04d}/BA-BLK/{lsp}/{romawi}/{tahun}", "tahun")
register_series("sertifikat", "Nomor sertifikat", "{kbli} {kbji} {jenjang} {n:07d} {tahun}", "tidak")
register_series("registrasi", "Nomor registrasi", "{sektor}.{lisensi}.{n:05d} {tahun}", "tahun")
register_series("serah_terima", "Bukti serah terima sertifikat", "{n:04d}/BST/{lsp}/{romawi}/{tahun}", "tahun")
register_series("laporan", "Laporan ke BNSP", "{n:04d}/LAP/{lsp}/{romawi}/{tahun}", "tahun")
