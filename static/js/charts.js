// Draws every <figure data-chart="id">: its data stand as JSON in the script element of that id, and as a table below.
"use strict";

const PALETTE = ["#a61e22", "#1b62c4", "#b7791f", "#1a7f37", "#6b46a3", "#0e7490", "#6b7280", "#c2410c"];
const FONT = getComputedStyle(document.body).fontFamily;

function axis(data, names) {
  const bare = { axisTick: { show: false }, axisLine: { lineStyle: { color: "#9aa2ab" } }, axisLabel: { color: "#3d444c" } };
  return names ? { type: "category", data: data.labels, ...bare, axisLabel: { ...bare.axisLabel, interval: 0, hideOverlap: false } } : { type: "value", ...bare, splitLine: { lineStyle: { color: "#e6e9ed" } } };
}

function cartesian(data) {
  const lying = data.type === "hbar";
  return {
    grid: { left: 8, right: 24, top: data.series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", axisPointer: { type: data.type === "line" ? "line" : "shadow" } },
    legend: data.series.length > 1 ? { top: 0 } : undefined,
    xAxis: axis(data, !lying),
    yAxis: lying ? { ...axis(data, true), inverse: true } : axis(data, false),
    series: data.series.map((one) => ({
      name: one.name,
      type: data.type === "line" ? "line" : "bar",
      data: one.data,
      stack: data.stacked ? "all" : undefined,
      barMaxWidth: 36,
      connectNulls: false,
    })),
  };
}

function round(data) {
  return {
    tooltip: { trigger: "item" },
    legend: { bottom: 0 },
    series: [
      {
        type: "pie",
        radius: ["38%", "66%"],
        center: ["50%", "45%"],
        label: { formatter: "{b} {c}" },
        data: data.labels.map((label, index) => ({ name: label, value: data.series[0].data[index] })),
      },
    ],
  };
}

function draw(figure) {
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const place = figure.querySelector(".chart");
  const chart = echarts.init(place, null, { renderer: "svg" });
  const frame = { color: PALETTE, textStyle: { fontFamily: FONT }, animation: false, aria: { enabled: false } };
  chart.setOption({ ...frame, ...(data.type === "pie" ? round(data) : cartesian(data)) });
  // Each bar, point or slice leads where its row of the table leads.
  if (data.links) {
    chart.on("click", (event) => {
      if (data.links[event.dataIndex]) window.location.assign(data.links[event.dataIndex]);
    });
  }
  new ResizeObserver(() => chart.resize()).observe(place);
}

document.querySelectorAll("figure[data-chart]").forEach(draw);
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelectorAll("figure[data-chart]").forEach(draw));
