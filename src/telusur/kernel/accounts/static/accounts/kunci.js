// A passkey that the device refuses or the person cancels must not fail silently.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  var place = document.getElementById('pesan')
  if (!place) return
  var cancelled = event.detail.exception && event.detail.exception.name === 'NotAllowedError'
  var note = document.createElement('p')
  note.className = 'tl-note tone-late'
  note.textContent = cancelled
    ? 'Kunci sandi dibatalkan atau waktunya habis. Coba sekali lagi, atau gunakan cara lain.'
    : 'Perangkat ini tidak dapat memakai kunci sandi di sini. Gunakan kata sandi atau kode autentikator.'
  place.replaceChildren(note)
})
