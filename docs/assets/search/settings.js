// The theme reads its settings from the page; this names our worker in the place of its own.
// Another generator with the same templates talks to its search otherwise, and keeps it.
const generator = document.querySelector("meta[name=generator]")?.content ?? "";
if (generator.includes("mkdocs-material-9.")) {
  const place = document.getElementById("__config");
  const settings = JSON.parse(place.textContent);
  settings.search = new URL("worker.js", document.currentScript.src).href;
  place.textContent = JSON.stringify(settings);
}
