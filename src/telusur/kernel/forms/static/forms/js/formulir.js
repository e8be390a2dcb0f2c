/* What the form screen needs besides autosave.js and progress.js: questions that depend on another answer, and uploads that keep
   the page where it is. Without script all questions are shown and files go with the form. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-formulir]");
  if (!form) return;

  function valueOf(name) {
    return Array.from(form.elements).filter((field) => field.name === name)
      .flatMap((field) => (["radio", "checkbox"].includes(field.type) ? (field.checked ? [field.value] : []) : [field.value]));
  }
  function show() {
    form.querySelectorAll("[data-bila]").forEach((box) => {
      const wanted = box.dataset.bilaNilai.split(" ");
      box.hidden = !valueOf(box.dataset.bila).some((value) => wanted.includes(value));
    });
  }
  form.addEventListener("change", show);
  form.addEventListener("telusur:isian", show);
  show();

  form.querySelectorAll("[data-berkas]").forEach((box) => {
    const input = box.querySelector("input[type=file]");
    input.addEventListener("change", () => { if (input.files.length) send(box, input); });
    box.addEventListener("change", (event) => {
      const used = box.querySelector("[data-berkas-dipakai]");
      const line = event.target.closest("[data-berkas-lain] li");
      if (line && event.target.checked) used.append(line);
    });
  });

  async function send(box, input) {
    const status = box.querySelector("[data-unggah-status]");
    status.className = "tl-small";
    status.textContent = "Mengunggah…";
    const data = new FormData();
    data.append("path", box.dataset.berkas);
    data.append("berkas", input.files[0]);
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const response = await fetch(form.dataset.formulir, { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" } });
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(answer.pesan || "Berkas belum dapat diunggah. Coba lagi.");
      input.value = "";
      status.textContent = `${answer.nama} sudah diunggah.`;
      offer(answer, box);
    } catch (problem) {
      input.value = "";
      status.className = "tl-err";
      status.textContent = problem instanceof TypeError ? "Sambungan terputus. Pilih berkasnya lagi saat tersambung." : problem.message;
    }
  }
  function offer(file, own) {
    form.querySelectorAll("[data-berkas]").forEach((box) => {
      if (box !== own && !box.dataset.terima.split(" ").includes(file.jenis)) return;
      const line = document.createElement("li"), label = document.createElement("label"), tick = document.createElement("input"), name = document.createElement("span");
      Object.assign(tick, { type: "checkbox", name: box.dataset.berkas, value: file.id, className: "form-check-input", checked: box === own });
      tick.dataset.banyak = "";
      name.textContent = file.nama;
      label.append(tick, name);
      line.append(label);
      if (box === own) {
        if (box.dataset.satu !== undefined) box.querySelector("[data-berkas-dipakai]").replaceChildren();
        box.querySelector("[data-berkas-dipakai]").append(line);
        tick.dispatchEvent(new Event("change", { bubbles: true }));
      } else {
        const others = box.querySelector("[data-berkas-lain]");
        others.hidden = false;
        others.querySelector("ul").prepend(line);
      }
    });
  }
})();
