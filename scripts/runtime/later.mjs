// node later.mjs PYODIDE_FOLDER LIBRARY_ZIP OWN_ZIP TRIMMED_ZIP LATER_ZIP REQUESTS_JSON OUT_ZIP: see later.py, which does the work.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { start } from "./boot.mjs";

const [engine, library, own, trimmed, later, requests, out] = process.argv.slice(2).map((name) => resolve(name));
const python = await start(engine, library, {
  "/own.zip": own,
  "/trimmed.zip": trimmed,
  "/later.zip": later,
  "/requests.json": requests,
});
console.log(python.pyimport("later").pack("/own.zip", "/trimmed.zip", "/later.zip", "/requests.json", "/out.zip"));
writeFileSync(out, python.FS.readFile("/out.zip"));
