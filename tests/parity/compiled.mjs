// node compiled.mjs RUNTIME_FOLDER: how many classes' methods and how many regular expressions are compiled before the published
// runtime can answer, and which modules that compile are loaded by then.
import { resolve } from "node:path";
import { start } from "./runtime.mjs";

const { python } = await start(resolve(process.argv[2] ?? ""));
const found = python.runPython(`
import json, re, sys
methods, patterns = [], []
sys.addaudithook(lambda event, args: methods.append(args[0]) if event == "compile" and "__create_fn__" in str(args[0]) else None)
parse = re._parser.parse
re._parser.parse = lambda *asked: patterns.append(asked) or parse(*asked)
import yoken.browser
json.dumps([len(methods), len(patterns), sorted({"ast", "dis", "tokenize"} & {*sys.modules})])
`);
console.log(found);
