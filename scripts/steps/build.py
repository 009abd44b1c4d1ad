"""The site as it is published: everything, and a compressed copy beside each file for hosts that send those."""

from scripts.hosting.weights import tell
from scripts.steps import site
from scripts.steps.environment import PYTHON
from scripts.steps.everything import build
from scripts.steps.plain import after, entry, run
from scripts.steps.stamp import Step


def compress() -> None:
    _compress()
    # Measured on what is packed, and told on a page, which is then packed again.
    tell(site.SITE)
    _compress()


def _compress() -> None:
    run(
        [PYTHON, "-m", "scripts.runtime.compress", "build/site"],
        after("圧縮したファイルを作れませんでした。"),
    )


COMPRESSED = Step(
    name="compressed",
    title="圧縮したファイルを添えています",
    # The stamp of the folder: the folder itself would count the compressed files as a change of it.
    inputs=("build/stamps/published.stamp", "scripts/runtime/compress.py", "scripts/hosting/weights.py"),
    outputs=("build/site/index.html.br",),
    run=compress,
)


def main() -> int:
    build(COMPRESSED)
    print("build/site ができました。静的なファイルを置ける所なら、どこにでも置けます。")
    return 0


if __name__ == "__main__":
    entry(main)
