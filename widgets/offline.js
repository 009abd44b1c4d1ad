/** The page's side of what is kept for reading without a network (service-worker.js). It waits until the page itself is done. */

const CHOICE = "yoken/copies";

/** The site's own folder, which may be one of many on a host. */
export const root = import.meta.url.replace(/assets\/.*$/, "");

/** Whether the reader wants no copies on this machine. */
export function declined() {
  try {
    return localStorage.getItem(CHOICE) === "no";
  } catch {
    return false;
  }
}

/** @param {boolean} no Whether that could be remembered. */
export function decline(no) {
  try {
    if (no) localStorage.setItem(CHOICE, "no");
    else localStorage.removeItem(CHOICE);
    return true;
  } catch {
    return false;
  }
}

async function start() {
  const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, "connection"));
  if (!("serviceWorker" in navigator) || connection?.saveData || declined()) return;
  try {
    await navigator.serviceWorker.register(`${root}service-worker.js`, { scope: root });
  } catch {
    // The browser or its settings keep nothing: the site then needs its network, as any other.
    return;
  }
  new PerformanceObserver((list) => {
    if (list.getEntriesByName("yoken-boot").length) void keepRuntime();
  }).observe({ type: "measure", buffered: true });
}

async function keepRuntime() {
  const { active, waiting } = await navigator.serviceWorker.ready;
  // After an update both may be there for a while, and the page is of either.
  for (const each of [active, waiting]) each?.postMessage("runtime");
}

const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 2000));
const begin = () => idle(() => void start());
if (document.readyState === "complete") begin();
else window.addEventListener("load", begin, { once: true });
