// node compiled.mjs RUNTIME_FOLDER: how many sources of a class's methods are compiled before the published runtime can answer.
import { resolve } from "node:path";
import { start } from "./runtime.mjs";

const { python } = await start(resolve(process.argv[2] ?? ""));
const found = python.runPython(`
import sys
methods = []
sys.addaudithook(lambda event, args: methods.append(args[0]) if event == "compile" and "__create_fn__" in str(args[0]) else None)
import yoken.browser
len(methods)
`);
console.log(found);
