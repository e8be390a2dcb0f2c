/* A form with files that the server refuses comes back with its files: a page that is loaded anew would have lost them.

   The form is sent in the background. Where it was taken, the answer says in Location where to go on (middleware.py); any other
   answer is shown in place of this page, and the files that were chosen are put back beside it. Without this file the form is
   sent as ever, and after a refusal the files are chosen again. */
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const WORDS = {
    id: "Sambungan terputus. Isian dan berkas tetap di sini; periksa sambungan, lalu kirim lagi.",
    en: "The connection was lost. What you entered and chose is still here; check the connection and send again.",
  };

  all('form[data-sekali][enctype="multipart/form-data"]').forEach((form) => form.addEventListener("submit", (event) => {
    const chosen = all("input[type=file]", form).filter((input) => input.files.length);
    if (event.defaultPrevented || !chosen.length) return;
    event.preventDefault();
    send(form, event.submitter, new Map(chosen.map((input) => [input.name, kept(input.files)])));
  }));

  /* A list of its own: that of a field empties with the field. */
  function kept(files) {
    const list = new DataTransfer();
    Array.from(files).forEach((file) => list.items.add(file));
    return list.files;
  }

  async function send(form, submitter, files) {
    form.setAttribute("aria-busy", "true");
    all("[data-belum-terkirim]", form).forEach((note) => note.remove());
    try {
      const body = new FormData(form, submitter);
      const answer = await fetch(form.action, { method: "POST", credentials: "same-origin", headers: { "X-Berkas": "tetap" }, body });
      const next = answer.status === 204 && answer.headers.get("Location");
      if (next) location.assign(next); else show(await answer.text(), files);
    } catch {
      form.removeAttribute("aria-busy");
      form.dispatchEvent(new Event("telusur:lagi"));
      form.prepend(unsent());
    }
  }

  function unsent() {
    const note = document.createElement("p");
    note.className = "tl-strip tone-late";
    note.setAttribute("role", "alert");
    note.dataset.belumTerkirim = "";
    note.textContent = WORDS[document.documentElement.lang] || WORDS.id;
    return note;
  }

  function show(page, files) {
    document.open();
    document.addEventListener("DOMContentLoaded", () => {
      all("input[type=file]").filter((input) => files.has(input.name) && input.getAttribute("aria-invalid") !== "true").forEach((input) => {
        input.files = files.get(input.name);
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      scrollTo({ top: 0 });
    });
    document.write(page);
    document.close();
  }
})();
