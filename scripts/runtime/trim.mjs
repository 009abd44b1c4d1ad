// node trim.mjs PYODIDE_FOLDER LIBRARY_ZIP OWN_ZIP REQUESTS_JSON LATER OUT_ZIP: see needed.py and archive.py, which do the work.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { start } from "./boot.mjs";

const [engine, library, own, requests] = process.argv.slice(2, 6).map((name) => resolve(name));
const [later, out] = process.argv.slice(6);
const python = await start(engine, library, { "/own.zip": own });
const inside = python.runPython("'/lib/python{}{}.zip'.format(*sys.version_info[:2])");
const needed = python.pyimport("needed").needed("/own.zip", inside, readFileSync(requests, "utf8"), later);
console.log(python.pyimport("archive").trim("/own.zip", needed, "/out.zip"));
writeFileSync(out, python.FS.readFile("/out.zip"));
