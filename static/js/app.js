// Small behaviours bound to data attributes. No page needs them to be usable.
"use strict";

// A form is sent once: the button rests until the answer comes.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});

// Addresses stay readable: conditions that are not set and columns that are shown anyway are not sent.
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters, verb } = event.detail;
  if (verb !== "get" || event.target.id !== "filters") return;
  for (const name of [...parameters.keys()]) {
    if (parameters.getAll(name).every((value) => value === "")) parameters.delete(name);
  }
  const usual = [...document.querySelectorAll("input[name=column][data-usual]")].map((box) => box.value);
  if (parameters.getAll("column").join() === usual.join()) parameters.delete("column");
});

// What the server refuses is said, not swallowed.
document.addEventListener("htmx:responseError", (event) => say(`操作没有成功（${event.detail.xhr.status}），请刷新页面后重试。`));
document.addEventListener("htmx:sendError", () => say("连不上服务器，请检查网络后重试。"));

function say(text) {
  const box = document.getElementById("messages");
  if (!box) return;
  const note = document.createElement("div");
  note.className = "alert alert-danger";
  note.setAttribute("role", "alert");
  note.textContent = text;
  box.replaceChildren(note);
}

// Reference fields: suggestions by htmx, chosen by keyboard or pointer.
const optionsOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const choices = (list) => [...list.querySelectorAll("li[data-value]")];

function open(input, shown) {
  const list = optionsOf(input);
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (!shown) input.removeAttribute("aria-activedescendant");
}

function mark(input, index) {
  const list = optionsOf(input);
  choices(list).forEach((option, at) => {
    option.id = option.id || `${list.id}_${at}`;
    option.setAttribute("aria-selected", String(at === index));
    if (at === index) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  });
}

function choose(input, option) {
  input.value = option.dataset.value;
  open(input, false);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.target.matches(".reference-options")) return;
  const input = event.target.closest("[data-reference]").querySelector("input");
  if (document.activeElement === input) open(input, true);
});
document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches || !input.matches("[data-reference] input")) return;
  const list = optionsOf(input);
  const options = choices(list);
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape" && !list.hidden) {
    open(input, false);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    if (list.hidden) open(input, true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(input, (at + step + options.length) % options.length);
    event.preventDefault();
  } else if (event.key === "Enter" && !list.hidden && at >= 0) {
    choose(input, options[at]);
    event.preventDefault();
  }
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".reference-options li[data-value]");
  if (!option) return;
  event.preventDefault();
  choose(option.closest("[data-reference]").querySelector("input"), option);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-reference] input")) open(event.target, false);
});
// A half-typed reference is no condition yet: the list waits until one is chosen.
document.addEventListener(
  "input",
  (event) => {
    const bar = event.target.matches("[data-reference] input") && event.target.closest("#filters");
    if (bar) bar.dataset.typing = "1";
  },
  true,
);
document.addEventListener("htmx:confirm", (event) => {
  if (event.target.id !== "filters" || !event.target.dataset.typing) return;
  delete event.target.dataset.typing;
  if (event.detail.triggeringEvent && event.detail.triggeringEvent.type === "input") event.preventDefault();
});

// A choice of several: the closed field says what is chosen, and closes when one clicks elsewhere.
document.addEventListener("change", (event) => {
  const multi = event.target.closest("[data-multi]");
  if (!multi) return;
  const chosen = [...multi.querySelectorAll("input:checked")].map((input) => input.nextElementSibling.textContent);
  multi.querySelector("summary").textContent = chosen.join(" ") || "请选择";
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("[data-multi][open]").forEach((multi) => {
    if (!multi.contains(event.target)) multi.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const multi = event.key === "Escape" && event.target.closest && event.target.closest("[data-multi][open]");
  if (!multi) return;
  multi.open = false;
  multi.querySelector("summary").focus();
});
