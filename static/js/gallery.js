// A gallery: a photo opens over the page; arrows, Home and End go on, Escape closes. Without it each photo has its page.
"use strict";

document.querySelectorAll("[data-gallery]").forEach((gallery) => {
  const links = [...gallery.querySelectorAll("a[data-picture]")];
  const dialog = gallery.querySelector("dialog");
  if (!dialog || !dialog.showModal || !links.length) return;
  const image = dialog.querySelector("img");
  const words = dialog.querySelector("[data-words]");
  const page = dialog.querySelector("[data-page]");
  const count = dialog.querySelector("[data-count]");
  let at = 0;

  function show(index) {
    at = (index + links.length) % links.length;
    const link = links[at];
    image.src = link.dataset.picture;
    image.alt = link.querySelector("img").alt;
    words.textContent = link.dataset.words;
    page.href = link.href;
    count.textContent = `第 ${at + 1} 张，共 ${links.length} 张`;
  }

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    }),
  );
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) show(at + Number(button.dataset.step));
    else if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    show(to);
    event.preventDefault();
  });
  // Who leaves the picture is back where he was.
  dialog.addEventListener("close", () => links[at].focus());
});
