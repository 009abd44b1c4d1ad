/** What a service worker has and a page has not; both kinds of types at once would contradict each other. */

export interface Published {
  build: string;
  /** Our scripts and styles of this build. */
  folder: string;
  /** All that a check needs to be judged. Addresses from the site's root, as in `hashes`. */
  runtime: string[];
  /** SHA-256 of every file that is no page. */
  hashes: Record<string, string>;
}
export interface LaterEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchEvent extends LaterEvent {
  request: Request;
  preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
export interface Clients {
  claim(): Promise<void>;
  matchAll(which: { type: "window"; includeUncontrolled: true }): Promise<{ url: string }[]>;
}
export interface Scope {
  location: Location;
  navigator: { connection?: { saveData?: boolean } };
  registration: ServiceWorkerRegistration;
  clients: Clients;
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate" | "message", hear: (event: LaterEvent) => void): void;
  addEventListener(name: "fetch", hear: (event: FetchEvent) => void): void;
}
