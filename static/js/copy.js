// Copies the text of the field that the button names; without the clipboard the text is marked for Ctrl-C.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const note = button.parentElement.querySelector("[role=status]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    note.textContent = "已复制。";
  } catch {
    note.textContent = document.execCommand("copy") ? "已复制。" : "已选中，请按 Ctrl+C 复制。";
  }
});
