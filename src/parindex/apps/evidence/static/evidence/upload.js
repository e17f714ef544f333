// Large files go in parts and go on where a broken line left them; without this script a form sends them whole.
(() => {
  "use strict";
  const TRIES = 6;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  const keyOf = (file) => `tai-len:${file.name}:${file.size}:${file.lastModified}`;

  async function announced(form, file, headers) {
    const known = sessionStorage.getItem(keyOf(file));
    if (known) {
      const upload = JSON.parse(known);
      const answer = await fetch(upload.address);
      if (answer.ok) return { ...upload, received: (await answer.json()).received };
      sessionStorage.removeItem(keyOf(file));
    }
    const body = new URLSearchParams({ name: file.name, size: file.size });
    const answer = await fetch(form.dataset.parts, { method: "POST", headers, body });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.problem);
    sessionStorage.setItem(keyOf(file), JSON.stringify(said));
    return { ...said, received: 0 };
  }

  async function sent(upload, file, headers) {
    const part = file.slice(upload.received, upload.received + upload.part);
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await fetch(upload.address, {
          method: "PUT",
          headers: { ...headers, "Upload-Offset": String(upload.received), "Content-Type": "application/octet-stream" },
          body: part,
        });
        if (answer.ok || answer.status === 409) return (await answer.json()).received;
        if (answer.status < 500) throw new TypeError("refused");
      } catch (error) {
        if (tried >= TRIES || error.message === "refused") throw new Error("Đường truyền bị ngắt. Bấm gửi lại để tiếp tục từ chỗ đã tải lên.");
      }
      await wait(500 * 2 ** tried);
    }
  }

  async function sendInParts(form, input, tell) {
    const file = input.files[0];
    const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
    const upload = await announced(form, file, headers);
    while (upload.received < file.size) {
      tell(upload.received, file.size);
      upload.received = await sent(upload, file, headers);
    }
    tell(file.size, file.size);
    sessionStorage.removeItem(keyOf(file));
    form.querySelector("[name=upload]").value = upload.key;
    input.value = "";
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-parts]")) {
    const shown = form.querySelector("[data-progress]");
    const words = shown.querySelector("[role=status]");
    form.addEventListener("submit", (event) => {
      const input = form.querySelector("input[type=file]");
      if (!input.files.length || !form.reportValidity()) return;
      event.preventDefault();
      const button = form.querySelector("[type=submit]");
      button.disabled = true;
      shown.hidden = false;
      const tell = (received, size) => {
        const percent = Math.floor((100 * received) / size);
        shown.querySelector("progress").value = percent;
        words.textContent = `Đã tải lên ${percent} %`;
      };
      sendInParts(form, input, tell).catch((error) => {
        words.textContent = error.message;
        button.disabled = false;
      });
    });
  }
})();
