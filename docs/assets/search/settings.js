// The theme reads its settings from the page; this names our worker in the place of its own.
const place = document.getElementById("__config");
const settings = JSON.parse(place.textContent);
settings.search = new URL("worker.js", document.currentScript.src).href;
place.textContent = JSON.stringify(settings);
