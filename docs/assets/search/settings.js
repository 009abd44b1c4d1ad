// The theme reads its settings from the page; this names our worker in the place of its own.
// Another generator with the same templates talks to its search otherwise, and keeps it.
const generator = document.querySelector("meta[name=generator]")?.content ?? "";
if (generator.includes("mkdocs-material-9.")) {
  const place = document.getElementById("__config");
  const settings = JSON.parse(place.textContent);
  // What is searched comes with the first query, from the address after the #: a reader who searches nothing fetches nothing.
  const pages = new URL(`${settings.base}/search/pages.json`, location.href);
  settings.search = `${new URL("worker.js", document.currentScript.src).href}#${pages}`;
  place.textContent = JSON.stringify(settings);
}
