"""A machine that lacks something gets one plain sentence with the remedy, and no trace."""

import importlib.util
import socket
import subprocess
from pathlib import Path

import pytest

from scripts.steps import browser, environment, node, serve
from scripts.steps.plain import ROOT, Stop, entry, run


@pytest.fixture
def bin_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH that holds one folder, empty but for the shell and what the wrappers call."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "cat"):
        (folder / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return folder


def fake(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize("command", ["serve", "test", "build"])
def test_without_python_every_command_says_which_one_to_install(command: str, bin_only: Path) -> None:
    done = subprocess.run([ROOT / "scripts" / command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Python 3.11 以上が必要です" in done.stderr
    assert "sudo apt-get install python3" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_that_is_too_old_counts_as_none(bin_only: Path) -> None:
    fake(bin_only, "python3", "exit 1")
    done = subprocess.run([ROOT / "scripts/serve"], capture_output=True, text=True, check=False)
    assert "Python 3.11 以上が必要です" in done.stderr


def test_a_newer_python_under_another_name_is_found(bin_only: Path) -> None:
    fake(bin_only, "python3", "exit 1")
    fake(bin_only, "python3.12", 'case "$1" in -c) exit 0;; *) echo "$*";; esac')
    done = subprocess.run(
        [ROOT / "scripts/serve", "--port", "1"], capture_output=True, text=True, check=False
    )
    assert done.stdout == "-m scripts.steps.serve --port 1\n"


def test_without_venv_debians_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Stop, match="sudo apt-get install python3-venv"):
        environment.install()


def test_without_node(bin_only: Path) -> None:
    with pytest.raises(Stop, match="Node.js が見つかりません"):
        node.present()


def test_with_debians_node_which_is_too_old(bin_only: Path) -> None:
    fake(bin_only, "node", "echo v18.20.4")
    with pytest.raises(Stop, match=r"Node.js 20 以上が必要です（見つかったのは v18\.20\.4）"):
        node.present()


def test_without_npm(bin_only: Path) -> None:
    fake(bin_only, "node", "echo v22.1.0")
    with pytest.raises(Stop, match="sudo apt-get install npm"):
        node.present()


def test_npm_without_network(bin_only: Path) -> None:
    fake(bin_only, "node", "echo v20.1.0")
    fake(bin_only, "npm", 'echo "npm error code ENOTFOUND"; exit 1')
    with pytest.raises(Stop) as stop:
        node.install()
    assert (
        str(stop.value) == "npm の配布元につながりません。ネットワークを確かめて、もう一度実行してください。"
    )


def test_pip_without_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(
        tmp_path, "pip", 'echo "NewConnectionError: [Errno -3] Temporary failure in name resolution"; exit 1'
    )
    monkeypatch.setattr(environment, "PIP", [tmp_path / "pip"])
    monkeypatch.setattr(environment, "_usable", lambda: True)
    with pytest.raises(Stop, match=r"^Python の部品の配布元（PyPI）につながりません。"):
        environment.install()


def test_another_failure_of_pip_keeps_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(tmp_path, "pip", 'echo "THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1')
    monkeypatch.setattr(environment, "PIP", [tmp_path / "pip"])
    monkeypatch.setattr(environment, "_usable", lambda: True)
    with pytest.raises(Stop, match=r"(?s)DO NOT MATCH THE HASHES.*requirements/dev\.txt"):
        environment.install()


def test_a_port_in_use() -> None:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            Stop, match=rf"ポート {port} はほかのプログラムが使っています。.*--port {port + 1}"
        ):
            serve.open_port(port)


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "８０００", ""])
def test_a_port_that_is_none(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["serve"])
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Stop, match=f"ポート番号「{port}」は使えません"):
        serve.main()


def test_a_browser_that_the_system_can_install(bin_only: Path) -> None:
    made = f"printf '#!/bin/sh\\n' > {bin_only}/chromium; /bin/chmod +x {bin_only}/chromium"
    fake(bin_only, "fc-list", "echo Noto")
    fake(bin_only, "sudo", '[ "$1" = -v ] || exec "$@"')
    fake(bin_only, "apt-get", f'case "$*" in *install*chromium) {made};; *install*) exit 1;; esac')
    assert browser.ensure() == bin_only / "chromium"


def test_no_browser_and_no_way_to_install_one(bin_only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "ON_MAC", ())
    with pytest.raises(Stop, match="Chromium か Chrome を入れてから"):
        browser.ensure()


def test_a_tool_that_cannot_even_start_is_a_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="だめでした"):
        run([tmp_path / "nothing"], lambda output: "だめでした")


def test_what_stops_a_command_is_shown_without_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    def main() -> int:
        raise Stop("足りません。")

    with pytest.raises(SystemExit) as ended:
        entry(main)
    assert ended.value.code == 1
    assert capsys.readouterr().err.strip() == "足りません。"
