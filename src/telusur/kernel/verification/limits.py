"""How often one address may ask, so that nobody copies the register by trying numbers.

A known verification code costs no count: whoever holds it holds the certificate, and the code cannot be guessed. Numbers run
in sequence, so each search by number counts, and so does each unknown code.
"""

from telusur.kernel.base.limits import Jatah

TEBAKAN = Jatah("tebakan", "VERIFIKASI_PER_MENIT")
UNGGAHAN = Jatah("unggahan", "PERIKSA_PDF_PER_MENIT")
