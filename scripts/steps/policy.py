"""Nothing leaves the reader's machine: each page says so to the browser, which then holds every script to it.

The theme has a few inline scripts, and they differ by the page's depth; each page allows exactly its own, by hash. A worker obeys
the headers of its own file, not the page: `_headers` holds the same policy for the hosts that read such a file, and
`build/hosting/nginx.conf` for nginx.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from scripts.steps.plain import ROOT

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
HOSTING = ROOT / "build/hosting"
TEMPLATE = ROOT / "scripts/hosting/nginx.conf"
# What no page of ours uses, nor anything that might get into one.
UNUSED: tuple[str, ...] = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
)
UNUSED += ("microphone", "midi", "payment", "screen-wake-lock", "serial", "usb")
CHARSET = '<meta charset="utf-8">'
# As the header says it, for hosts that send none.
NO_REFERRER = '<meta name="referrer" content="no-referrer">'


def policy(hashes: Iterable[str] = ()) -> str:
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{each}'" for each in hashes)])
    rules = {
        "default-src": "'self'",
        "script-src": scripts,
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def inline_scripts(html: str) -> list[str]:
    """Hashes of the scripts written into a page, each once; data and linked files are none."""
    found = {
        base64.b64encode(hashlib.sha256(script["text"].encode()).digest()).decode()
        for script in SCRIPT.finditer(html)
        if "src=" not in script["attributes"] and "application/json" not in script["attributes"]
    }
    return sorted(found)


def apply(site: Path) -> None:
    """Writes the policy into every page of a built site, and the headers beside them."""
    everywhere: set[str] = set()
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        if CHARSET not in html:
            raise ValueError(
                f"{page}: no place for the policy; it has to stand after {CHARSET}, before any script"
            )
        hashes = inline_scripts(html)
        everywhere.update(hashes)
        stated = (
            f'{CHARSET}{NO_REFERRER}<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">'
        )
        page.write_text(html.replace(CHARSET, stated, 1), encoding="utf-8")
    sent = headers(sorted(everywhere))
    lines = [f"  {name}: {value}" for name, value in sent.items()]
    (site / "_headers").write_text("\n".join(["/*", *lines, ""]), encoding="utf-8")
    HOSTING.mkdir(parents=True, exist_ok=True)
    (HOSTING / "nginx.conf").write_text(nginx(sent), encoding="utf-8")


def headers(hashes: Iterable[str]) -> dict[str, str]:
    """What a host sends with every answer; pages and workers alike."""
    return {
        "Content-Security-Policy": f"{policy(hashes)}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def nginx(sent: dict[str, str]) -> str:
    """The shipped configuration with the headers in it."""
    # `always`: error pages, too, are pages.
    lines = "\n".join(f'    add_header {name} "{value}" always;' for name, value in sent.items())
    return TEMPLATE.read_text(encoding="utf-8").replace("    # HEADERS", lines)
