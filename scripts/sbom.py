"""The bill of materials: what is shipped, and from the lock files what builds and tests it. CycloneDX, as JSON.

python -m scripts.sbom build/sbom.cdx.json
"""

from __future__ import annotations

import base64
import json
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib import metadata
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scripts.pages.data import read
from scripts.pages.shipped import ROOT, shipped

PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*(?:\n    .*)*)", re.MULTILINE)
HASH = re.compile(r"sha256:([0-9a-f]{64})")


def text() -> str:
    inside = list(_shipped())
    bom = Bom(components=[*inside, *_python_tools(), *_npm_tools()])
    site = Component(
        name="yoken", version=metadata.version("yoken"), type=ComponentType.APPLICATION, bom_ref="yoken"
    )
    bom.metadata.component = site
    bom.register_dependency(site, inside)
    # Of the edition, not of the clock: the same sources give the same bytes.
    day = date.fromisoformat(str(read("changelog.yml")["changelog"][0]["date"]))
    bom.metadata.timestamp = datetime.combine(day, time(), UTC)
    names = " ".join(sorted(str(each.bom_ref.value) for each in bom.components))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, names)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _shipped() -> Iterator[Component]:
    for each in shipped():
        yield Component(
            name=each.name,
            version=each.version or None,
            type=ComponentType.LIBRARY,
            scope=ComponentScope.REQUIRED,
            purl=PackageURL.from_string(each.purl),
            bom_ref=each.purl,
            licenses=[LicenseExpression(each.licence)],
        )


def _python_tools() -> Iterator[Component]:
    known = {each.purl for each in shipped()}
    for pinned in PINNED.finditer((ROOT / "requirements/dev.txt").read_text("utf-8")):
        purl = PackageURL("pypi", name=pinned["name"], version=pinned["version"])
        if purl.to_string() not in known:
            hashes = [
                HashType(alg=HashAlgorithm.SHA_256, content=each) for each in HASH.findall(pinned["rest"])
            ]
            yield _tool(purl, hashes)


def _npm_tools() -> Iterator[Component]:
    known = {each.purl for each in shipped()}
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for path, package in packages.items():
        if not path:
            continue  # This project itself.
        scope, _, name = path.rpartition("node_modules/")[2].rpartition("/")
        purl = PackageURL("npm", namespace=scope or None, name=name, version=package["version"])
        if purl.to_string() in known:
            continue
        content = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        yield _tool(purl, [HashType(alg=HashAlgorithm.SHA_512, content=content)])


def _tool(purl: PackageURL, hashes: list[HashType]) -> Component:
    return Component(
        name=purl.name,
        group=purl.namespace,
        version=purl.version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.EXCLUDED,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=hashes,
    )


def main(argv: list[str]) -> int:
    """Writes it to the file."""
    Path(argv[0]).write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
