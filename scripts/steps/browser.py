"""A Chromium for the browser tests, and Japanese letters for it to draw with."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.steps.plain import Stop, offline, run

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ON_MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def find() -> Path | None:
    """The browser to test with: the one named in CHROMIUM, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in ON_MAC if path.exists()), None)


def ensure() -> Path:
    """The same, installed from the system's packages where there is none."""
    wanted = [] if find() else ["chromium"]
    if shutil.which("apt-get") and not _draws_japanese():
        wanted.append("fonts-noto-cjk")
    if wanted:
        install(wanted)
    found = find()
    if found is None:
        raise Stop(
            "ブラウザーの試験に使う Chromium を入れられませんでした。Chromium か Chrome を入れてから、もう一度実行してください。"
        )
    return found


def _draws_japanese() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=ja"], capture_output=True, check=False).stdout)


def install(packages: list[str]) -> None:
    """The system's packages of these names. Stops with a sentence that names the remedy where that cannot be done."""
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise Stop(
            "ブラウザーの試験に使う Chromium がありません。Chromium か Chrome を入れてから、もう一度実行してください。"
        )
    rights = [] if os.geteuid() == 0 else ["sudo"]
    if rights and shutil.which("sudo") is None:
        raise Stop(
            f"ブラウザーの試験に使う部品がありません。管理者として {by_hand} を実行してから、もう一度実行してください。"
        )
    print(f"{' '.join(packages)} をシステムに入れています… ", end="", flush=True)

    def remedy(output: str) -> str:
        if offline(output):
            return f"システムのパッケージの配布元につながりません。ネットワークを確かめるか、{by_hand} を実行してください。"
        return (
            f"{output.rstrip()}\n\n{by_hand} ができませんでした。手で実行してから、もう一度お試しください。"
        )

    if rights:
        # Asks for the password while a person can still see the question.
        subprocess.run(["sudo", "-v"], check=False)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*rights, "apt-get", "update", "-q"], remedy)
    run([*rights, "apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], remedy, env=quiet)
    print("済み", flush=True)
