// A passkey that the device refuses or the person cancels must not fail silently.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  const words = {
    NotAllowedError: 'Kunci sandi dibatalkan atau waktunya habis. Coba sekali lagi, atau gunakan cara lain.',
    InvalidStateError: 'Kunci ini sudah terdaftar pada akun Anda.',
    SecurityError: 'Kunci sandi memerlukan alamat bernama, misalnya localhost; pada alamat angka tidak dapat dipakai.'
  }
  const place = document.getElementById('pesan')
  if (!place) return
  const note = document.createElement('p')
  note.className = 'tl-note tone-late'
  note.textContent = words[event.detail.exception && event.detail.exception.name] ||
    'Perangkat ini tidak dapat memakai kunci sandi di sini. Gunakan kata sandi atau kode autentikator.'
  place.replaceChildren(note)
})
