"""Shared links and saved documents, opened by the site's own code in Node: whatever they hold, the page can go on."""

import base64
import json
import subprocess
from pathlib import Path

from yoken.limits import MAX_BYTES, TOO_LARGE

from tests.fuzz import kept

ROOT = Path(__file__).parent.parent
# Writes what opening says of a link that unpacks to so many bytes.
BOMB = """
import { deflateRawSync } from "node:zlib";
import { fromLink } from "./widgets/files.js";
const [bytes, most] = process.argv.slice(1).map(Number);
const link = `#facts=${deflateRawSync(Buffer.alloc(bytes, " ")).toString("base64url")}`;
const said = await fromLink(link, most).then((text) => String(text.length), (error) => error.message);
console.log(JSON.stringify(said));
"""
KEPT = """
import { open } from "./tests/fuzz/links.mjs";
const inputs = process.argv.slice(1);
for (const each of inputs) await open(Buffer.from(each, "base64"));
console.log(inputs.length);
"""
DEEP = """
import { opened } from "./widgets/facts.js";
const deep = "[".repeat(100000) + "]".repeat(100000);
console.log(JSON.stringify([opened(`{"yoken":1,"answers":${deep}}`), opened(deep)]));
"""
LONG = """
import { fromLink, linkTo } from "./widgets/files.js";
Object.assign(globalThis, { location: { href: "https://yoken.test/" } });
// Letters that do not pack.
const text = Array.from({ length: 300000 }, (_, at) => String.fromCharCode(0x3041 + ((at * 7919) ^ (at >> 3)) % 20000)).join("");
console.log(JSON.stringify((await fromLink(new URL(await linkTo(text)).hash, 2000000)) === text));
"""


def node(*arguments: str) -> object:
    done = subprocess.run(["node", *arguments], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return json.loads(done.stdout)


def script(text: str, *arguments: str) -> object:
    return node("--input-type=module", "--eval", text, "--", *arguments)


def test_a_damaged_link_opens_a_document_of_the_right_shape_or_none() -> None:
    tried = node("tests/fuzz/damaged.mjs", "1", "3000")
    assert isinstance(tried, dict)
    assert all(tried.values())


def test_every_input_that_fuzzing_kept_is_opened_or_refused() -> None:
    found = kept.inputs("links")
    assert found
    assert script(KEPT, *(base64.b64encode(each).decode() for each in found)) == len(found)


def test_a_link_that_unpacks_to_more_than_a_file_may_hold_is_refused() -> None:
    assert script(BOMB, str(MAX_BYTES), str(MAX_BYTES)) == str(MAX_BYTES)
    assert script(BOMB, str(5 * MAX_BYTES), str(MAX_BYTES)) == TOO_LARGE


def test_a_document_nested_beyond_any_of_ours_is_refused() -> None:
    found = script(DEEP)
    assert isinstance(found, list)
    assert all("ではないようです。" in each["refused"] for each in found)


def test_a_long_plan_comes_back_from_its_link() -> None:
    assert script(LONG) is True
