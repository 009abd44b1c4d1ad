// node office.mjs RUNTIME_FOLDER REQUESTS_JSON ANSWERS_JSON: the published runtime with its office archive answers every request.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { start } from "./runtime.mjs";

const [runtime, requests, answers] = process.argv.slice(2).map((name) => resolve(name));
const { python, manifest } = await start(runtime);
python.FS.writeFile("/office.zip", readFileSync(`${runtime}/${manifest.later.office.url}`));
python.pyimport("yoken.more").add("/office.zip");
const { handle } = python.pyimport("yoken.browser");
writeFileSync(answers, JSON.stringify(JSON.parse(readFileSync(requests, "utf8")).map((request) => handle(request))));
