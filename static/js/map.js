// The schematic map: zoom, and setting a point by clicking. Without it the whole map shows and numbers are typed.
"use strict";

const SIZE = 1000;
const map = document.querySelector("[data-map]");
const tools = document.querySelector("[data-map-tools]");

function zoom(how) {
  const box = map.viewBox.baseVal;
  const size = how === "all" ? SIZE : Math.min(SIZE, Math.max(200, box.width * (how === "in" ? 0.7 : 1 / 0.7)));
  const keep = (start, length) => Math.min(SIZE - size, Math.max(0, start + length / 2 - size / 2));
  map.setAttribute("viewBox", `${keep(box.x, box.width)} ${keep(box.y, box.height)} ${size} ${size}`);
}

if (map && tools) {
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) zoom(button.dataset.zoom);
  });
  // What the keyboard reaches comes into view.
  map.addEventListener("focusin", (event) => {
    const circle = event.target.querySelector("circle");
    if (!circle) return;
    const box = map.viewBox.baseVal;
    const keep = (centre, size) => Math.min(SIZE - size, Math.max(0, centre - size / 2));
    if (box.width < SIZE) {
      const x = keep(circle.cx.baseVal.value, box.width);
      const y = keep(circle.cy.baseVal.value, box.height);
      map.setAttribute("viewBox", `${x} ${y} ${box.width} ${box.height}`);
    }
  });
}

const picker = document.querySelector("[data-map-picker]");
if (picker) {
  const x = document.querySelector("[name=map_x]");
  const y = document.querySelector("[name=map_y]");
  const marker = picker.querySelector("[data-map-marker]");
  const show = () => {
    const set = x.value !== "" && y.value !== "";
    marker.setAttribute("cx", set ? x.value : -50);
    marker.setAttribute("cy", set ? y.value : -50);
  };
  picker.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picker.getScreenCTM().inverse());
    const inside = (value) => Math.round(Math.min(SIZE, Math.max(0, value)));
    x.value = inside(at.x);
    y.value = inside(at.y);
    show();
  });
  x.addEventListener("input", show);
  y.addEventListener("input", show);
  show();
}
