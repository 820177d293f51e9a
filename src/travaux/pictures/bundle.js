// Vega-Embed comes as `vegaEmbed`: this file is a snippet that vl-convert bundles with its libraries.
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function row([name, value], sanitize) {
  return `<tr><td class="key">${sanitize(name)}</td><td class="value">${sanitize(String(value))}</td></tr>`;
}

// What is not on record is left out of the words that come up under the pointer.
function words(value, sanitize) {
  if (value === null || typeof value !== "object") return sanitize(String(value));
  const known = Object.entries(value).filter(([, each]) => each !== null && each !== "null");
  return `<table><tbody>${known.map((each) => row(each, sanitize)).join("")}</tbody></table>`;
}

const settings = {
  mode: "vega-lite",
  renderer: "svg",
  ast: true, // expressions are interpreted, so no script is made from words
  actions: false,
  defaultStyle: false, // the page's own stylesheet styles the tooltip
  tooltip: { disableDefaultStyle: true, theme: "picture", formatTooltip: words },
};

async function show(holder) {
  const { picture, pictureDark } = holder.dataset;
  const address = dark.matches && pictureDark ? pictureDark : picture;
  if (holder.dataset.pictureShown === address) return;
  holder.dataset.pictureShown = address;
  const still = holder.querySelector("svg, picture, img, .picture-live");
  const name = still?.getAttribute("aria-label") ?? still?.querySelector("img")?.alt ?? still?.getAttribute("alt");
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const live = document.createElement("div");
    await vegaEmbed(live, await answer.json(), settings);
    live.className = "picture-live";
    live.setAttribute("role", "img");
    live.removeAttribute("aria-roledescription");
    live.querySelector("svg")?.setAttribute("aria-hidden", "true"); // its name stands on the element around it
    live.setAttribute("aria-label", name ?? "");
    if (still) still.replaceWith(live);
    else holder.append(live);
  } catch (error) {
    console.warn("the still picture stays:", error);
  }
}

function showAll() {
  document.querySelectorAll("[data-picture]").forEach(show);
}

dark.addEventListener("change", showAll);
document.addEventListener("htmx:load", showAll);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showAll);
else showAll();
