/**
 * Ends the service worker everywhere: published under the name of the other one, it takes its place at the next visit, removes
 * all that was kept, and leaves. Nothing that a page has open is reloaded.
 */

/** @import { Scope } from "./worker-scope.js" */

const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
const ours = `yoken ${new URL("./", worker.location.href).pathname} `;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
  await worker.registration.unregister();
}
