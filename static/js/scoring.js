// Scoring on a phone: one tap fills in points, and what was typed survives a lost connection or a closed page.
"use strict";

const form = document.querySelector("form[data-draft]");

function pressed(chips, value) {
  chips.querySelectorAll("button").forEach((chip) => {
    chip.setAttribute("aria-pressed", String(value !== "" && Number(chip.value) === Number(value)));
  });
}

function fields() {
  return [...form.querySelectorAll("input[name^=points-]")];
}

// Not every browser lets a page keep something; scoring works without.
function kept(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

function keep() {
  const typed = Object.fromEntries(fields().map((field) => [field.name, field.value]));
  kept((store) => store.setItem(form.dataset.draft, JSON.stringify(typed)));
}

function restore() {
  const text = kept((store) => store.getItem(form.dataset.draft));
  if (!text) return;
  const typed = JSON.parse(text);
  let differs = false;
  fields().forEach((field) => {
    const value = typed[field.name];
    if (value === undefined || value === "" || value === field.value) return;
    field.value = value;
    differs = true;
  });
  form.querySelector("[data-restored]").hidden = !differs;
}

if (form) {
  if ("saved" in form.dataset) kept((store) => store.removeItem(form.dataset.draft));
  else restore();
  form.querySelectorAll("[data-chips]").forEach((chips) => {
    const field = document.getElementById(chips.dataset.chips);
    chips.hidden = false;
    pressed(chips, field.value);
    chips.addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (!chip) return;
      field.value = chip.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", () => pressed(chips, field.value));
  });
  form.addEventListener("input", keep);
}
