/** What passes between the page and the worker, and the shapes that `yoken.browser.handle` answers with. */

/** The file `manifest.json` that the runtime step writes. Addresses are relative to it. */
export interface Manifest {
  schema: 1;
  pyodide: string;
  /** A lock file without packages: nothing is ever looked up elsewhere. */
  lock: object;
  /** What the checks use, in as little as it needs; and the whole of Pyodide with our package beside it. */
  variants: Record<VariantName, Variant>;
  /** Archives that are fetched only when a question needs them. */
  later: Record<LaterName, Part>;
}
export type LaterName = "office";
export type VariantName = "trimmed" | "stock";
export interface Variant {
  /** Folder of pyodide.mjs, pyodide.asm.js and pyodide.asm.wasm. */
  engine: string;
  wasm: Part;
  stdlib: Part;
  /** Where our package is not in the same file. */
  package?: Part;
}
export interface Part {
  url: string;
  bytes: number;
  sha256: string;
  /** Beside it lies the same packed, as `url` with `.gz`, for hosts that compress nothing. */
  packed?: true;
}

export type Stage = "manifest" | "download" | "start" | "rules";
export type FailureReason = "unreachable" | "not-runtime" | "unsupported" | "silent" | "crashed";

export type ToWorker =
  | { type: "boot"; base: string; manifest: Manifest; variant: VariantName; cache: RequestCache }
  | { type: "call"; id: number; request: string; needs?: LaterName };

export type FromWorker =
  | { type: "progress"; stage: Stage; loaded: number; total: number }
  | { type: "ready"; variant: VariantName; milliseconds: number }
  /** JSON in UTF-8. */
  | { type: "answer"; id: number; response: Uint8Array<ArrayBuffer> }
  /** `lacking`: what the build left out turned out to be needed, or may have been. */
  | { type: "failed"; reason: FailureReason | "lacking"; detail: string };

/** Facts as typed: every leaf is the text a person wrote. */
export type Row = Record<string, string>;
export interface Facts {
  yoken: 1;
  training: string;
  timetable: Row[];
  answers?: Record<string, string | string[] | Record<string, string>>;
  model_hours?: Record<string, Record<string, string>>;
  judgements?: Record<string, Record<string, string>>;
  people?: Record<string, string | string[]>[];
  [more: string]: unknown;
}

export interface Problem {
  path: string;
  label: string;
  read: string;
  expected: string;
  example: string;
  message: string;
  /** Read all the same; a person should look at it. */
  warning: boolean;
}
export type Span = [number, number | null];
export interface ComputedSubject {
  id: string;
  name: string;
  minutes: Span;
  at_least: number | null;
  usual_at_most: number | null;
  text: string;
}
/** In outline: the findings come as HTML. */
export interface Report {
  status: string;
  counts: Record<string, number>;
  computed: {
    subjects?: ComputedSubject[];
    total?: Record<"all" | "model", { minutes: Span; text: string }>;
    [more: string]: unknown;
  };
}
export interface Failure {
  message: string;
  /** The kind of fault and where it was. */
  detail: string;
  /** The fault's own words, in which something typed may be. */
  said?: string;
}
export interface CheckAnswer {
  problems: Problem[];
  report?: Report;
  html?: string;
  /** Ways, instructors and dates, arranged above the findings. */
  panels?: string;
  /** Paths of the answers that would decide something, the soonest first. */
  next?: string[];
  /** Paths of the judgements that are still to be made. */
  judgements?: string[];
  /** What dates were understood as, by path. */
  read?: Record<string, string>;
  error?: Failure;
}
export interface BlockAnswer {
  rows: Row[];
  problems: Problem[];
  error?: Failure;
}

export interface CompareAnswer {
  problems: Problem[];
  html?: string;
  /** The comparison in one sentence. */
  summary?: string;
  error?: Failure;
}

/** The dates that the page shows, as a calendar file. */
export interface CalendarAnswer {
  text?: string;
  error?: Failure;
}

/** A file to save or a page to print; where neither can be made, the sentence that says why. */
export interface ExportAnswer {
  file?: { name: string; type: string; base64: string };
  paper?: { title: string; html: string; style: string };
  refused?: string;
  error?: Failure;
}
export interface ImportAnswer {
  facts?: Facts;
  problems?: string[];
  refused?: string;
  error?: Failure;
}
/** What <yoken-office> asks of the check around it, by the event `yk-office`: the check fills it in. */
export interface OfficeHost {
  check?: string;
  facts?: Facts;
  runtime?: import("./runtime.js").Runtime;
  /** Puts facts in the place of those that are there, in a step that can be undone. */
  open?: (facts: Facts, said: string) => void;
  set?: (path: string, value: string) => void;
  /** Says a sentence in the page's one live region. */
  say?: (text: string) => void;
}

/** The data block of a self-check page, made from the rulebook. */
export interface PageData {
  trainings: Training[];
  examples: Example[];
  /** Columns of the list of instructors that hold free text. */
  notes: string[];
  statuses: { id: string; label: string }[];
}
export interface Training {
  id: string;
  check: string;
  title: string;
  short: string;
  /** Whom a row may be said to be for beside it: ids of trainings, and both; none where it stands alone. */
  audience: string[];
  subjects: { id: string; number: number; name: string; topics: string[] }[];
}
export interface Example {
  id: string;
  title: string;
  facts: Facts;
}

/** The data block of a form check's page. */
export interface FormData {
  check: string;
  title: string;
  trainings: { id: string; names: string[] }[];
  tables: string[];
  /** What an empty form asks, in order. */
  first: string[];
  /** Nearly every question has to be answered: all are shown at once. */
  checklist: boolean;
  examples: Example[];
  /** Columns of the list of instructors that hold free text. */
  notes: string[];
  statuses: { id: string; label: string; verdict: string }[];
}

/** The data block of the page that compares two editions. */
export interface CompareData {
  editions: { id: string; tables: ("timetable" | "people")[] }[];
  trainings: { id: string; names: string[] }[];
  examples: (Example & { edition: string })[];
}
