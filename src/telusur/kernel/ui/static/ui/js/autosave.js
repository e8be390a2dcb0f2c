/* Autosave of any <form data-autosave="URL">. What is typed goes into a queue on this device first, then to the server.

   Sent: POST JSON {"isi": {name: value}, "revision": n} with the CSRF token in a header.
   Answers: 200 {"saved_at": "10.42", "revision": n}; 409 {"pesan": "...", "isi": {...}, "revision": n} when the server holds
   something newer; 422 or 403 {"pesan": "..."} when it cannot accept this (with {"salah": {name: [..]}} all the other fields are kept); 401, a bare 403 or a redirect when the sign-in has ended.
   The queue is one localStorage entry per person and form (data-autosave-key), shared by all tabs, emptied field by field as the
   server acknowledges. A lost line, a reload or an expired sign-in loses nothing; without script the form is posted as usual. */
(() => {
  "use strict";
  const PAUSE = 800, FIRST_WAIT = 2000, LONGEST_WAIT = 60000, PREFIX = "telusur.isian.";
  const ICONS = { ok: "cloud-check", info: "loader-2", wait: "cloud-off", late: "alert-circle" };

  document.querySelectorAll("form[data-autosave]").forEach(start);

  function start(form) {
    const url = form.dataset.autosave;
    const key = `${PREFIX}${document.body.dataset.akun || "publik"}.${form.dataset.autosaveKey || url}`;
    const shown = document.querySelector(form.dataset.savedTarget || "[data-saved]");
    let revision = Number(form.dataset.revision || 0);
    let timer = 0, wait = FIRST_WAIT, busy = false, sending = null, stopped = false, submitted = false;

    const read = () => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
    let memory = read();
    const write = (queue) => {
      memory = queue;
      try {
        if (Object.keys(queue).length) localStorage.setItem(key, JSON.stringify(queue)); else localStorage.removeItem(key);
      } catch { /* A full or forbidden storage: the queue lives on in memory until it is sent. */ }
    };
    const pending = () => ({ ...memory, ...read() });

    restore(pending());
    form.addEventListener("input", (event) => { note(event.target); later(PAUSE); });
    form.addEventListener("change", (event) => { note(event.target); later(150); });
    window.addEventListener("online", () => { wait = FIRST_WAIT; later(0); });
    window.addEventListener("storage", (event) => { if (event.key === key) { memory = read(); restore(memory); } });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { if (!submitted) send(true); } else if (stopped) { stopped = false; later(0); } });
    window.addEventListener("pagehide", () => { if (!submitted) send(true); });
    window.addEventListener("pageshow", () => { submitted = false; });
    /* The whole form travels with the submit, so what is still under way must not arrive after it. dasar.js empties the queue on
       the page that the server answers with. */
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      submitted = true;
      if (sending) sending.abort();
      try { sessionStorage.setItem("telusur.diajukan", JSON.stringify({ kunci: key, dari: location.pathname })); } catch { /* The queue stays. */ }
    });
    if (Object.keys(pending()).length) later(0);

    function fields(name) { return Array.from(form.elements).filter((field) => field.name === name); }
    function value(name) {
      const group = fields(name);
      const first = group[0];
      if (first.type === "radio") { const on = group.find((field) => field.checked); return on ? on.value : ""; }
      if (first.type === "checkbox") {
        const on = group.filter((field) => field.checked).map((field) => field.value);
        return group.length > 1 || first.hasAttribute("data-banyak") ? on : on.length > 0;
      }
      if (first.type === "select-multiple") return Array.from(first.selectedOptions).map((option) => option.value);
      return group.length > 1 ? group.map((field) => field.value) : first.value;
    }
    function note(field) {
      const skip = ["file", "password", "hidden", "submit", "button"];
      if (!field.name || skip.includes(field.type) || field.closest("[data-tanpa-simpan]")) return;
      submitted = false;
      write({ ...pending(), [field.name]: value(field.name) });
      if (!navigator.onLine) offline();
    }
    function restore(queue) {
      Object.entries(queue).forEach(([name, stored]) => {
        const group = fields(name);
        if (!group.length) return;
        group.forEach((field, n) => {
          if (field === document.activeElement) return;
          if (field.type === "radio") field.checked = field.value === stored;
          else if (field.type === "checkbox") field.checked = Array.isArray(stored) ? stored.includes(field.value) : Boolean(stored);
          else if (field.type === "select-multiple") Array.from(field.options).forEach((option) => { option.selected = stored.includes(option.value); });
          else field.value = Array.isArray(stored) ? (stored[n] ?? "") : stored;
        });
      });
      form.dispatchEvent(new CustomEvent("telusur:isian", { bubbles: true }));
    }

    function later(delay) { clearTimeout(timer); timer = setTimeout(() => send(false), delay); }

    async function send(leaving) {
      const queue = pending();
      if (!Object.keys(queue).length || stopped || (busy && !leaving)) return;
      busy = true; sending = new AbortController();
      if (!leaving) say("info", "Menyimpan…");
      try {
        const response = await fetch(url, {
          method: "POST", credentials: "same-origin", redirect: "manual", keepalive: leaving, signal: sending.signal,
          headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token() },
          body: JSON.stringify({ isi: queue, revision }),
        });
        await settle(response, queue);
      } catch {
        if (!submitted) { offline(); retry(); }
      } finally { busy = false; sending = null; }
    }
    async function settle(response, queue) {
      let body = {};
      try { body = await response.json(); } catch { /* Not our answer: handled by its status below. */ }
      if (response.type === "opaqueredirect" || response.status === 401 || (response.status === 403 && !body.pesan)) { expired(); return; }
      if (response.ok) {
        revision = body.revision ?? revision;
        acknowledged(queue);
        wait = FIRST_WAIT;
        point({});
        say("ok", `Tersimpan ${body.saved_at || ""}`.trim());
        strip("");
        if (Object.keys(pending()).length) later(0);
      } else if (response.status === 422 && body.salah) {
        revision = body.revision ?? revision;
        acknowledged(Object.fromEntries(Object.entries(queue).filter(([name]) => !(name in body.salah))));
        say("late", "Sebagian belum tersimpan");
        strip(Object.values(body.salah).flat().join(" "), "late");
        point(body.salah);
      } else if (response.status === 409 && body.isi) {
        conflict(body, queue);
      } else if (response.status >= 400 && response.status < 500 && response.status !== 408 && response.status !== 429) {
        say("late", "Belum tersimpan");
        strip(body.pesan || "Isian terakhir belum dapat disimpan. Muat ulang halaman; isian Anda tetap ada di perangkat ini.", "late");
      } else { offline(); retry(); }
    }
    function acknowledged(queue) {
      const rest = pending();
      Object.keys(queue).forEach((name) => { if (JSON.stringify(rest[name]) === JSON.stringify(queue[name])) delete rest[name]; });
      write(rest);
    }
    /* The server holds something newer (another tab or device). Its fields are taken over, except those typed here and not yet saved. */
    function conflict(body, queue) {
      revision = body.revision ?? revision;
      const theirs = {};
      Object.entries(body.isi).forEach(([name, stored]) => {
        if (!(name in queue) && fields(name).length && String(value(name)) !== String(stored ?? "")) theirs[name] = stored;
      });
      /* An upload or this page's own earlier save: nothing here is different, so there is nothing to tell. */
      if (Object.keys(theirs).length) restore(theirs);
      if (Object.keys(theirs).length) strip(body.pesan || "Isian ini juga diubah di tempat lain. Perubahan dari sana sudah dimuat; isian Anda di sini dipertahankan.", "wait");
      if (body.revision === undefined) retry(); else later(0);
    }
    /* The boxes whose value makes no sense are marked where they stand. */
    function point(wrong) {
      Array.from(form.elements).forEach((field) => {
        if (field.dataset.salahSimpan !== undefined && !(field.name in wrong)) { delete field.dataset.salahSimpan; field.removeAttribute("aria-invalid"); field.classList.remove("is-invalid"); }
        if (field.name && field.name in wrong) { field.dataset.salahSimpan = ""; field.setAttribute("aria-invalid", "true"); field.classList.add("is-invalid"); }
      });
    }
    function retry() { later(wait); wait = Math.min(wait * 2, LONGEST_WAIT); }
    function offline() {
      const count = Object.keys(pending()).length;
      say("wait", `Menunggu sinyal, ${count} jawaban disimpan di ${matchMedia("(max-width: 767px)").matches ? "ponsel" : "perangkat"} ini`);
    }
    function expired() {
      stopped = true;
      say("wait", "Perlu masuk lagi");
      const login = form.dataset.login || document.body.dataset.masuk || "/";
      strip("Masa masuk Anda habis. Isian Anda aman di perangkat ini dan dikirim sendiri setelah Anda masuk lagi. ", "wait", login);
    }
    /* After a sign-in in another tab the token is a new one: the cookie knows it. */
    function token() {
      const name = `${document.body.dataset.csrf}=`;
      const cookie = document.cookie.split("; ").find((part) => part.startsWith(name));
      const field = form.querySelector("[name=csrfmiddlewaretoken]");
      return cookie ? decodeURIComponent(cookie.slice(name.length)) : field ? field.value : "";
    }
    function say(tone, words) {
      if (!shown) return;
      shown.className = `tl-saved tone-${tone}`;
      const text = shown.querySelector("[data-saved-kata]") || shown;
      if (text.textContent !== words) text.textContent = words;
      const use = shown.querySelector("[data-saved-ikon] use");
      if (use) use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[tone]}`));
    }
    function strip(words, tone = "wait", login = "") {
      let box = document.querySelector("[data-strip]");
      if (!words) { if (box) box.remove(); return; }
      if (!box) {
        box = document.createElement("div");
        box.dataset.strip = "";
        box.setAttribute("role", "alert");
        form.before(box);
      }
      box.className = `tl-strip tone-${tone}`;
      const text = document.createElement("span");
      text.textContent = words;
      if (login) {
        const link = document.createElement("a");
        link.href = login; link.target = "_blank"; link.rel = "noopener"; link.textContent = "Masuk di tab baru";
        text.append(link);
      }
      box.replaceChildren(text);
    }
  }
})();
