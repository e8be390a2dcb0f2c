/* The small behaviours of every page: menu, filters, confirm dialog, file drop, selection, printing, double posts.
   Everything here only adds comfort: without it each form and link still works. */
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  document.documentElement.classList.add("js");

  /* A form that was submitted and taken leaves nothing on the device, which may be shared. A refused form keeps its queue. */
  try {
    const sent = JSON.parse(sessionStorage.getItem("telusur.diajukan"));
    sessionStorage.removeItem("telusur.diajukan");
    const [visit] = performance.getEntriesByType("navigation");
    const answered = document.referrer && new URL(document.referrer).pathname === sent?.dari && visit?.responseStatus === 200;
    const still = document.querySelector(`form[data-autosave-key="${sent?.kunci.split(".").slice(3).join(".")}"]`);
    if (answered && !still) localStorage.removeItem(sent.kunci);
  } catch { /* No storage, or nothing was submitted. */ }

  /* Menu on a phone: opened by its link (#menu) without script; with script it also takes the focus and closes on Escape. */
  const menu = document.getElementById("menu");
  if (menu) {
    const opener = document.querySelector("[data-menu]");
    const close = () => {
      menu.classList.remove("buka");
      document.body.classList.remove("tl-menu-buka");
      if (opener) { opener.setAttribute("aria-expanded", "false"); opener.focus(); }
    };
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      opener.setAttribute("role", "button");
      opener.addEventListener("click", (event) => {
        event.preventDefault();
        menu.classList.add("buka");
        document.body.classList.add("tl-menu-buka");
        opener.setAttribute("aria-expanded", "true");
        const first = menu.querySelector("[data-menu-tutup], a");
        if (first) first.focus();
      });
    }
    const closer = menu.querySelector("[data-menu-tutup]");
    if (closer) closer.addEventListener("click", (event) => { event.preventDefault(); close(); });
    menu.addEventListener("keydown", (event) => {
      if (!menu.classList.contains("buka")) return;
      if (event.key === "Escape") close();
      if (event.key === "Tab") holdFocus(event, menu);
    });
  }
  function holdFocus(event, box) {
    const stops = all("a[href], button:not([disabled])", box).filter((el) => el.offsetParent !== null);
    const first = stops[0], last = stops[stops.length - 1];
    if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
    else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
  }
  all("[data-menu-kecil]").forEach((box) => box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.open) { box.open = false; box.querySelector("summary").focus(); }
  }));

  /* Filter bar: a choice applies at once; empty values stay out of the address. */
  all("form[data-saring]").forEach((form) => {
    form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
    form.addEventListener("submit", () => {
      all("input[name], select[name]", form).forEach((field) => { if (!field.value) field.disabled = true; });
    });
  });
  window.addEventListener("pageshow", () => all("form[data-saring] :disabled").forEach((field) => { field.disabled = false; }));

  /* Confirm with reason: a fold without script, a dialog with it. */
  all("details[data-tanya]").forEach((fold) => {
    const form = fold.querySelector("form");
    const summary = fold.querySelector("summary");
    if (!form || !summary || !window.HTMLDialogElement) return;
    const dialog = document.createElement("dialog");
    dialog.className = "tl-dialog";
    dialog.setAttribute("aria-labelledby", form.getAttribute("aria-labelledby"));
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      if (!dialog.isConnected) { document.body.append(dialog); dialog.append(form); }
      dialog.showModal();
      const reason = form.querySelector("textarea, input:not([type=hidden])");
      if (reason) reason.focus();
    });
    all("[data-tutup]", form).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => dialog.close());
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => summary.focus());
  });

  /* Fragments carry the CSRF token of the cookie: it stays right also after a sign-in in another tab. */
  document.addEventListener("htmx:configRequest", (event) => {
    const name = `${document.body.dataset.csrf}=`;
    const cookie = document.cookie.split("; ").find((part) => part.startsWith(name));
    if (cookie) event.detail.headers["X-CSRFToken"] = decodeURIComponent(cookie.slice(name.length));
  });

  /* A form that must not be sent twice. The browser's back button gives it back. */
  all("form[data-sekali]").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.dataset.terkirim) { event.preventDefault(); return; }
    form.dataset.terkirim = "1";
    all("button[type=submit]", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  }));
  const again = (form) => {
    delete form.dataset.terkirim;
    all("button[type=submit]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  window.addEventListener("pageshow", () => all("form[data-terkirim]").forEach(again));
  document.addEventListener("telusur:lagi", (event) => again(event.target), true);
  document.addEventListener("click", (event) => {
    if (event.target.closest('button[aria-disabled="true"]')) event.preventDefault();
  });

  /* Photos of a telephone are made smaller before they are sent, in every file field: less to pay for, and few lines carry 10 MB.
     What this browser cannot draw (HEIC outside Safari) goes as it is; the server reads it and makes it smaller itself. */
  const HEAVY = 1.5e6, SIDE = 3000, LARGEST_IMAGE = 20 * 1024 * 1024;
  const isImage = (file) => file.type.startsWith("image/") || /\.(jpe?g|jfif|png|webp|heic|heif)$/i.test(file.name);
  const seen = new WeakSet();
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    const files = Array.from(input.files);
    if (!files.some((file) => isImage(file) && file.size > HEAVY && !seen.has(file))) return;
    event.stopImmediatePropagation();
    Promise.all(files.map(smaller)).then((lighter) => {
      const list = new DataTransfer();
      lighter.forEach((file) => { seen.add(file); list.items.add(file); });
      input.files = list.files;
      Array.from(input.files).forEach((file) => seen.add(file));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }, true);

  async function smaller(file) {
    if (!isImage(file) || file.size <= HEAVY || seen.has(file)) return file;
    try {
      const drawn = await createImageBitmap(file);
      const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
      const sheet = document.createElement("canvas");
      sheet.width = Math.round(drawn.width * scale);
      sheet.height = Math.round(drawn.height * scale);
      const pen = sheet.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(drawn, 0, 0, sheet.width, sheet.height);
      const made = await new Promise((done) => { sheet.toBlob(done, "image/jpeg", 0.85); });
      if (!made || made.size > file.size * 0.9) return file;
      return new File([made], `${file.name.replace(/\.[^.]{1,5}$/, "")}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
    } catch {
      return file;
    }
  }

  /* Files: what was chosen, how large, and too large said before anything is sent. */
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1).replace(".0", "").replace(".", ",")} MB`;
  all("[data-unggah]").forEach((box) => {
    const input = box.querySelector("input[type=file]");
    const list = box.querySelector("[data-unggah-daftar]");
    const limit = Number(box.dataset.unggah);
    const allowed = input.accept.split(",").map((kind) => kind.trim()).filter(Boolean);
    ["dragover", "dragleave", "drop"].forEach((name) => input.addEventListener(name, () => box.classList.toggle("seret", name === "dragover")));
    input.addEventListener("change", () => {
      all(".tl-file.baru", list).forEach((row) => row.remove());
      const wrong = Array.from(input.files).map((file) => [file, problem(file)]);
      list.prepend(...wrong.map(([file, why]) => row(file, why)));
      input.setCustomValidity((wrong.find(([, why]) => why) || [null, ""])[1]);
    });
    function problem(file) {
      const most = isImage(file) ? Math.max(limit, LARGEST_IMAGE) : limit;
      if (limit && file.size > most) return `${size(file.size)}, padahal paling besar ${size(most)}. Perkecil dulu, atau ambil foto langsung dari sini.`;
      const fits = !allowed.length || !file.type || allowed.some((kind) => kind === file.type || (kind.endsWith("/*") && file.type.startsWith(kind.slice(0, -1))) || (kind.startsWith(".") && file.name.toLowerCase().endsWith(kind)));
      return fits ? "" : "Jenis berkas ini belum bisa dibaca. Kirim sebagai PDF, JPG, atau PNG.";
    }
    function row(file, why) {
      const item = document.createElement("div");
      item.className = `tl-file baru tone-${why ? "late" : "info"}`;
      const text = document.createElement("div"), name = document.createElement("strong"), more = document.createElement("span");
      name.textContent = file.name;
      more.className = "tl-small";
      more.textContent = why || `${size(file.size)}, siap dikirim`;
      text.append(name, document.createElement("br"), more);
      item.append(picture(file, why), text);
      return item;
    }
    function picture(file, why) {
      if (why || !file.type.startsWith("image/")) return document.createElement("span");
      const image = document.createElement("img");
      image.alt = "";
      const reader = new FileReader();
      reader.addEventListener("load", () => { image.src = reader.result; });
      reader.readAsDataURL(file);
      return image;
    }
  });

  /* Rows chosen for one act. */
  all("[data-pilih-banyak]").forEach((form) => {
    const words = form.querySelector("[data-bulk-kata]");
    const rest = words ? words.textContent : "";
    const count = () => {
      const chosen = all("input[name=pilih]:checked", form).length;
      if (words) words.textContent = chosen ? `${chosen} dipilih` : rest;
    };
    form.addEventListener("change", (event) => {
      if (event.target.matches("[data-pilih-semua]")) all("input[name=pilih]", form).forEach((box) => { box.checked = event.target.checked; });
      count();
    });
    count();
  });

  all("[data-cetak]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
})();
