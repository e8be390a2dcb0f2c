/* The exam page. Without this file every question is a form of its own; with it each answer is saved the moment it is chosen.

   An answer goes into a queue on this device first (one localStorage entry per person and exam, shared by all tabs), then to
   the server: POST JSON {"jawaban": [{"soal", "pilihan", "klien", "urutan"}]}. "pilihan" is a token
   of this paper. "klien" (this device, for this exam) and "urutan" (its count) name the answer: sending it again after a broken
   line changes nothing, and an older one that arrives late does not win, also after the page was loaded anew. An entry leaves the queue when the server has it.
   Other tabs learn of an answer by the storage event, other devices by asking the server. The clock shown is the server's:
   milliseconds left as the server counts them, run down by a clock of the browser that nobody can set. */
(() => {
  "use strict";
  const paper = document.querySelector("[data-ujian]");
  if (!paper) return;
  const FIRST_WAIT = 2000, LONGEST_WAIT = 15000, ASK_EVERY = 20000;
  const KEY = `telusur.ujian.${document.body.dataset.akun || "publik"}.${paper.dataset.ujian}`;
  const MODE = "telusur.ujian.ragam";
  const DEVICE = `${KEY}.perangkat`;
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let device = { klien: random(), urutan: 0 };
  /* The next number of this device. Where nothing can be stored, every page is a device of its own. */
  function next() {
    try {
      const known = JSON.parse(localStorage.getItem(DEVICE));
      if (known && known.klien) device = known;
    } catch { /* As it is. */ }
    device = { klien: device.klien, urutan: device.urutan + 1 };
    try { localStorage.setItem(DEVICE, JSON.stringify(device)); } catch { /* Counted here then. */ }
    return device;
  }
  const ICONS = { ok: "cloud-check", info: "loader-2", wait: "cloud-off", late: "alert-circle" };
  const one = (selector, root = paper) => root.querySelector(selector);
  const all = (selector, root = paper) => Array.from(root.querySelectorAll(selector));
  const cards = all("[data-soal]");
  const here = () => (matchMedia("(max-width: 767px)").matches ? "ponsel" : "perangkat");

  /* ---- the queue ---- */
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  let memory = read();
  const write = (queue) => {
    memory = queue;
    try {
      if (Object.keys(queue).length) localStorage.setItem(KEY, JSON.stringify(queue)); else localStorage.removeItem(KEY);
    } catch { /* A full or forbidden storage: the queue lives on in memory until it is sent. */ }
    mark();
  };
  const pending = () => ({ ...memory, ...read() });
  const waiting = () => Object.keys(pending()).length;
  const mark = () => { paper.dataset.menunggu = waiting(); };
  const same = (a, b) => Boolean(a && b && a.klien === b.klien && a.urutan === b.urutan);

  if (["selesai", "batal"].includes(paper.dataset.status)) {
    lose();
    try { localStorage.removeItem(DEVICE); } catch { /* It never was there. */ }
  }
  tellLost();
  if (paper.dataset.status !== "berlangsung") return;

  let wait = FIRST_WAIT, timer = 0, busy = false, stopped = false, refused = false, changes = 0;
  const changedAt = {};

  cards.forEach((card) => {
    card.addEventListener("submit", (event) => event.preventDefault());
    card.addEventListener("change", (event) => { if (event.target.name === "pilihan") answer(card.dataset.soal, event.target.value); });
    const clear = one("[data-kosongkan]", card);
    if (clear) clear.addEventListener("click", (event) => { event.preventDefault(); answer(card.dataset.soal, ""); });
  });
  window.addEventListener("online", () => { wait = FIRST_WAIT; send(); });
  window.addEventListener("offline", () => offline());
  window.addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send(true); else { stopped = false; send(); ask(); }
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    memory = read();
    mark();
    Object.entries(memory).forEach(([soal, entry]) => show(soal, entry.pilihan));
  });
  Object.entries(pending()).forEach(([soal, entry]) => show(soal, entry.pilihan));
  mark();
  if (waiting()) send();
  setInterval(() => ask(), ASK_EVERY);

  function answer(soal, pilihan) {
    changedAt[soal] = ++changes;
    write({ ...pending(), [soal]: { pilihan, ...next() } });
    show(soal, pilihan);
    send();
  }

  function later(delay) { clearTimeout(timer); timer = setTimeout(() => send(), delay); }

  async function send(leaving = false) {
    const queue = pending();
    const rows = Object.entries(queue).map(([soal, entry]) => ({ soal, ...entry }));
    if (!rows.length || stopped || refused || (busy && !leaving)) return;
    busy = true;
    if (!leaving) say("info", "Menyimpan…");
    try {
      await settle(await post(paper.dataset.jawab, { jawaban: rows }, leaving), queue);
    } catch {
      offline(); retry();
    } finally { busy = false; }
    if (waiting() && wait === FIRST_WAIT && !refused) send();
  }

  function post(url, body, leaving) {
    return fetch(url, {
      method: "POST", credentials: "same-origin", redirect: "manual", keepalive: leaving,
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
  }

  async function settle(response, queue) {
    if (response.type === "opaqueredirect" || response.status === 401) { expired(); return; }
    let body = {};
    try { body = await response.json(); } catch { /* Not our answer: handled by its status below. */ }
    if (response.ok) {
      acknowledged(queue);
      wait = FIRST_WAIT;
      clock(body.sisa);
      tell("");
      say("ok", `Tersimpan ${body.tersimpan || ""}`.trim());
    } else if (response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status)) {
      refused = true;
      say("late", "Belum tersimpan");
      tell(`${body.pesan || "Jawaban terakhir tidak dapat disimpan."} Muat ulang halaman untuk melihat keadaan ujian.`, "late", location.pathname);
      if (response.status === 409 || response.status === 422) lose();
      if (response.status === 409 && cards.length) location.reload();
    } else { offline(); retry(); }
  }

  function acknowledged(queue) {
    const rest = pending();
    Object.keys(queue).forEach((soal) => { if (same(rest[soal], queue[soal])) delete rest[soal]; });
    write(rest);
  }

  /* The server will never take these any more. How many they were is told on every page of this exam. */
  function lose() {
    const late = waiting();
    write({});
    try { if (late) sessionStorage.setItem(KEY, String(late + Number(sessionStorage.getItem(KEY) || 0))); } catch { /* Told once then. */ }
  }
  function tellLost() {
    let late = null;
    try { late = sessionStorage.getItem(KEY); } catch { /* Nothing to tell. */ }
    if (late) tell(`${late} jawaban di ${here()} ini tidak sempat sampai ke server sebelum ujian berakhir, jadi tidak dihitung.`, "late");
  }

  function retry() { later(wait); wait = Math.min(wait * 2, LONGEST_WAIT); }

  function offline() {
    const left = waiting();
    say("wait", left ? `Menunggu sinyal, ${left} jawaban disimpan di ${here()} ini` : "Menunggu sinyal, jawaban berikutnya disimpan di sini dulu");
  }

  function expired() {
    stopped = true;
    say("wait", "Perlu masuk lagi");
    tell("Masa masuk Anda habis. Jawaban Anda aman di perangkat ini dan dikirim sendiri setelah Anda masuk lagi.", "wait", document.body.dataset.masuk || location.pathname);
  }

  /* What the server holds: answers given elsewhere, and the time left. What was chosen here meanwhile is not overwritten. */
  async function ask(always = false) {
    if (stopped || (!always && document.visibilityState === "hidden")) return;
    const before = changes;
    let response;
    try {
      response = await fetch(paper.dataset.keadaan, { credentials: "same-origin", redirect: "manual", headers: { "Accept": "application/json" } });
      if (response.type === "opaqueredirect" || response.status === 401) { expired(); return; }
      if (!response.ok) return;
      const body = await response.json();
      if (body.status !== "berlangsung") { gone = true; location.reload(); return; }
      clock(body.sisa);
      deadline(body.batas, body.tambahan);
      const queue = pending();
      cards.forEach((card) => {
        const soal = card.dataset.soal;
        if (!(soal in queue) && (changedAt[soal] || 0) <= before) show(soal, body.jawaban[soal] || "");
      });
      if (waiting()) send();
    } catch { offline(); }
  }

  /* ---- what is seen ---- */
  function show(soal, pilihan) {
    const card = cards.find((found) => found.dataset.soal === soal);
    if (!card) return;
    all("[name=pilihan][type=radio]", card).forEach((box) => { box.checked = box.value === pilihan; });
    const clear = one("[data-kosongkan]", card);
    if (clear) clear.hidden = !pilihan;
    const link = one(`[data-ke="${soal}"]`);
    if (link) {
      link.toggleAttribute("data-isi", Boolean(pilihan));
      one("[data-kata]", link).textContent = pilihan ? ", terjawab" : ", belum dijawab";
    }
    const total = one("[data-terjawab]");
    if (total) total.textContent = cards.filter((found) => one("[type=radio]:checked", found)).length;
  }

  function say(tone, words) {
    const shown = one("[data-saved]");
    if (!shown) return;
    shown.className = `tl-saved tone-${tone}`;
    const text = one("[data-saved-kata]", shown);
    if (text.textContent !== words) text.textContent = words;
    const use = one("[data-saved-ikon] use", shown);
    if (use) use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[tone]}`));
  }

  function tell(words, tone = "wait", link = "") {
    const strip = one("[data-kabar]");
    if (!strip) return;
    strip.className = `tl-strip tone-${tone}`;
    strip.textContent = words;
    strip.hidden = !words;
    if (words && link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = link === location.pathname ? "Muat ulang" : "Masuk lagi";
      strip.append(" ", anchor);
    }
  }

  function token() {
    const name = `${document.body.dataset.csrf}=`;
    const cookie = document.cookie.split("; ").find((part) => part.startsWith(name));
    const field = document.querySelector("[name=csrfmiddlewaretoken]");
    return cookie ? decodeURIComponent(cookie.slice(10)) : field ? field.value : "";
  }

  /* ---- the clock ---- */
  const NOTICES = [[600, "Sisa waktu 10 menit."], [300, "Sisa waktu 5 menit."], [60, "Sisa waktu 1 menit."]];
  let end = performance.now() + Number(paper.dataset.sisa), ending = false, gone = false, last = Infinity;
  function clock(left) { if (Number.isFinite(left)) end = performance.now() + left; }
  /* Minutes granted meanwhile: the end shown beside the clock moves with it, and is said once. */
  function deadline(until, extra) {
    const shown = one("[data-batas]"), granted = one("[data-tambahan]"), heard = one("[data-pengumuman]");
    if (!shown || !until || shown.textContent === until) return;
    shown.textContent = until;
    if (granted && extra) granted.textContent = `, termasuk tambahan ${extra} menit`;
    if (heard && extra) heard.textContent = `Waktu Anda ditambah. Ujian sekarang berakhir pukul ${until}.`;
  }
  function over() { return performance.now() >= end; }
  function words(seconds) {
    const minutes = Math.floor(seconds / 60), rest = seconds % 60;
    if (!minutes) return `Sisa waktu ${rest} detik`;
    return rest ? `Sisa waktu ${minutes} menit ${rest} detik` : `Sisa waktu ${minutes} menit`;
  }
  function tick() {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const box = one("[data-waktu]");
    if (box) {
      box.className = `ujian-waktu tone-${left <= 60 ? "late" : left <= 300 ? "wait" : "info"}`;
      one("[data-waktu-kata]", box).textContent = left ? words(left) : "Waktu habis";
    }
    const notice = NOTICES.find(([mark]) => last > mark && left <= mark && left > mark - 5);
    const heard = one("[data-pengumuman]");
    if (notice && heard && last !== Infinity) heard.textContent = notice[1];
    last = left;
    if (!left) finish();
  }
  if (one("[data-waktu-habis]")) { setInterval(tick, 1000); tick(); }

  /* Time is up: nothing more can be chosen; what waits is sent while the server still takes it, then the exam is handed in. */
  async function finish() {
    if (ending) return;
    ending = true;
    await ask(true); /* Minutes may have been granted since the page last asked. */
    if (gone) return;
    if (!over()) { ending = false; return; }
    all("fieldset, [data-kosongkan]").forEach((box) => { box.disabled = true; });
    tell("Waktu habis. Jawaban Anda sedang dikumpulkan.", "wait");
    await send();
    if (waiting() && !refused) {
      tell(`Waktu habis. ${waiting()} jawaban masih menunggu sinyal di ${here()} ini dan dicoba dikirim terus.`, "wait");
      ending = false;
      return;
    }
    const form = one("[data-waktu-habis]");
    if (form && !refused) form.submit(); else location.reload();
  }

  /* ---- handing in: only with an empty queue ---- */
  const done = one("[data-kumpulkan]");
  if (done) done.addEventListener("click", async (event) => {
    if (!waiting()) return;
    event.preventDefault();
    await send();
    if (waiting()) tell(`${waiting()} jawaban masih menunggu sinyal. Kumpulkan setelah semuanya terkirim.`, "wait");
    else location.href = done.href;
  });

  /* ---- one question at a time, or all on one page ---- */
  const ways = one("[data-ragam]");
  if (!ways || !cards.length) return;
  const map = one("[data-peta]");
  const choice = () => { try { return localStorage.getItem(MODE); } catch { return null; } };
  let single = (choice() || (matchMedia("(max-width: 767px)").matches ? "satu" : "semua")) === "satu";
  ways.hidden = false;
  if (single && map && matchMedia("(max-width: 991px)").matches) map.open = false;
  one("[data-ragam-satu]").addEventListener("click", () => arrange(true));
  one("[data-ragam-semua]").addEventListener("click", () => arrange(false));
  window.addEventListener("hashchange", () => { place(); focus(); });
  place();

  function arrange(alone) {
    single = alone;
    try { localStorage.setItem(MODE, alone ? "satu" : "semua"); } catch { /* Only a preference. */ }
    place();
  }
  function current() { return cards.find((card) => `#${card.id}` === location.hash) || cards[0]; }
  function place() {
    const now = current();
    cards.forEach((card) => { card.hidden = single && card !== now; });
    all("[data-ke]").forEach((link) => {
      if (single && link.dataset.ke === now.dataset.soal) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
    one("[data-ragam-satu]").setAttribute("aria-pressed", String(single));
    one("[data-ragam-semua]").setAttribute("aria-pressed", String(!single));
  }
  function focus() {
    const now = current();
    if (location.hash !== `#${now.id}`) return;
    now.focus({ preventScroll: single });
    if (single) { if (map && matchMedia("(max-width: 991px)").matches) map.open = false; window.scrollTo({ top: 0 }); }
  }
})();
