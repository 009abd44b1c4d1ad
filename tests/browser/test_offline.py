"""Without a network, between two builds, and when keeping anything fails: the site is read as far as it can be, and never mixed."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.steps import policy, serve
from scripts.steps.offline import EDITION, needed_to_judge
from scripts.steps.site import HTML, put_together
from tests.browser.self_check import PATIENCE, field, load_example
from tests.browser.theme import listening

# As on GitHub Pages: one of many sites on a host.
FOLDER = "/repo/"
CHECK, OTHER_CHECK, READING, UNREAD = (
    "check/curriculum/",
    "check/designated-instructors/",
    "clauses/coordinator/",
    "errata/",
)
NEW_RULES = "b" * 64
PORTAL = b"<!doctype html><html lang=ja><title>Wi-Fi</title><p>Login</p>"


class Host(ThreadingHTTPServer):
    """A static host that compresses nothing, which can be updated, go away, or answer something else."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        super().__init__((serve.HOST, 0), Handler)
        self.site = site
        self.down = threading.Event()
        self.stalled = threading.Event()
        self.instead: dict[str, bytes] = {}
        self.asked: list[str] = []

    @property
    def origin(self) -> str:
        return f"http://{serve.HOST}:{self.server_port}{FOLDER}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on before everything arrived leaves broken connections behind."""


class Handler(SimpleHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix(FOLDER)
        self.server.asked.append(path)
        if self.server.down.is_set():
            self.close_connection = True
            return
        if self.server.stalled.is_set() and path.endswith("/"):
            # Until the browser gives it up.
            self.rfile.read(1)
            return
        other = next((self.server.instead[end] for end in self.server.instead if path.endswith(end)), None)
        if other is None:
            self.directory = str(self.server.site)
            self.path = f"/{path}"
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if other == PORTAL else "text/javascript")
        self.send_header("Content-Length", str(len(other)))
        self.end_headers()
        self.wfile.write(other)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test's output is its findings."""


@pytest.fixture
def host() -> Iterator[Host]:
    with Host(serve.SITE) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def next_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after a revision: as it is, with the rulebook's fingerprint changed where pages and Python tell it."""
    folder = tmp_path_factory.mktemp("next")
    html, runtime = folder / "html", folder / "runtime"
    shutil.copytree(HTML, html)
    shutil.copytree(HTML.with_name("runtime"), runtime)
    edition = json.loads((html / EDITION).read_text("utf-8"))
    (html / EDITION).write_text(json.dumps({**edition, "rulebook": NEW_RULES}), encoding="utf-8")
    manifest = json.loads((runtime / "manifest.json").read_text("utf-8"))
    name = f"yoken-python-{'b' * 12}.zip"
    with (
        zipfile.ZipFile(runtime / manifest["variants"]["trimmed"]["stdlib"]["url"]) as old,
        zipfile.ZipFile(runtime / name, "w") as new,
    ):
        for each in old.namelist():
            new.writestr(each, old.read(each).replace(edition["rulebook"].encode(), NEW_RULES.encode()))
    content = (runtime / name).read_bytes()
    part = {"url": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["variants"]["trimmed"]["stdlib"] = part
    (runtime / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "HOSTING", folder / "hosting")
        put_together(html, runtime, folder / "site")
    return folder / "site"


def kept(page: Page) -> list[str]:
    """Paths of all that is kept on the machine, whichever build's."""
    found: list[str] = page.evaluate(
        """async () => {
          const requests = [];
          for (const name of await caches.keys()) requests.push(...await (await caches.open(name)).keys());
          return requests.map(({ url }) => url);
        }"""
    )
    return [url.partition(FOLDER)[2] for url in found]


def until(page: Page, true: str) -> None:
    """Until an asynchronous question is answered with yes; `wait_for_function` takes the promise itself for one."""
    page.evaluate(
        f"""async () => {{
          const end = performance.now() + {PATIENCE};
          const look = async () => {true};
          const over = new Promise((settle) => setTimeout(settle, {PATIENCE}));
          while (!(await Promise.race([look(), over]))) {{
            if (performance.now() >= end) throw new Error("never");
            await new Promise((settle) => setTimeout(settle, 100));
          }}
        }}"""
    )


def wait_until_kept(page: Page, path: str) -> None:
    """Until a copy of a path, or of one that ends so, is in the newest build's store, and the worker is at work."""
    until(
        page,
        f"""{{
          const name = (await caches.keys()).at(-1);
          const requests = name ? await (await caches.open(name)).keys() : [];
          const {{ active, installing }} = await navigator.serviceWorker.ready;
          return active.state === "activated" && !installing && requests.some(({{ url }}) => url.endsWith({json.dumps(path)}));
        }}""",
    )


def open_and_keep(page: Page, host: Host, path: str) -> None:
    page.goto(host.origin + path)
    wait_until_kept(page, path)


def check_and_keep(page: Page, host: Host) -> None:
    """A check with a verdict and a word of one's own, all of it kept."""
    page.goto(f"{host.origin}{CHECK}?training=class-1")
    load_example(page, "class-1-complete")
    field(page, 1, "instructors").fill("わたしの講師")
    wait_until_kept(page, CHECK)
    wait_until_judged_from_here(page, host)


def wait_until_judged_from_here(page: Page, host: Host) -> None:
    """Until all that Python starts from is kept: the largest part comes last."""
    for path in ("/yoken/worker.js", *needed_to_judge(host.site)):
        wait_until_kept(page, path)


def let_rest(page: Page) -> None:
    """Ends workers that have nothing to do, as a browser does after seconds unless it is being driven, as here."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def newer_folder(site: Path) -> str:
    return next(each.name for each in (site / "assets").iterdir() if (each / "yoken").exists())


def rules_of_verdict(page: Page) -> Any:
    return page.locator(".yk-stamp code").get_attribute("title", timeout=PATIENCE)


def old_rules() -> Any:
    return json.loads((serve.SITE / EDITION).read_text("utf-8"))["rulebook"]


def notice(page: Page) -> Any:
    return page.get_by_role("complementary", name="このページの版")


def look_now(page: Page) -> None:
    """As when the network has come back."""
    page.evaluate("dispatchEvent(new Event('online'))")


def test_what_was_opened_once_is_read_and_judged_without_a_network_and_says_that_it_is_a_copy(
    context: BrowserContext, host: Host
) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    assert "runtime/" not in "".join(kept(page))
    expect(notice(page)).to_have_count(0)
    check_and_keep(page, host)
    host.down.set()
    page.reload()
    assert rules_of_verdict(page) == old_rules()
    expect(field(page, 1, "instructors")).to_have_value("わたしの講師")
    expect(notice(page)).to_contain_text(
        "写しを表示しています。規則が更新されていても、ここでは分かりません。"
    )
    page.goto(f"{host.origin}{READING}#top")
    expect(page.locator("h1")).to_contain_text("両立の条文")
    expect(notice(page)).to_contain_text("日に残した写し")
    page.goto(host.origin + UNREAD)
    expect(page.locator("h1")).to_contain_text("この端末に残るもの")
    expect(page.get_by_text("開こうとしたページの写しは、この端末にありません")).to_be_visible()
    expect(page.locator("[data-kept] li")).to_contain_text(["この端末に残るもの", "両立の条文"])
    # What a person wrote is in no address that is kept.
    assert not [path for path in kept(page) if "?" in path or "#" in path]
    host.down.clear()
    page.goto(host.origin + READING)
    expect(page.locator("h1")).to_contain_text("両立の条文")
    assert page.locator("html").get_attribute("data-copy") is None


def test_a_network_that_never_answers_is_not_waited_for_for_ever(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    host.stalled.set()
    page.goto(host.origin + READING)
    expect(page.locator("h1")).to_contain_text("両立の条文")
    # The network tells at least that these are the newest rules.
    expect(notice(page)).to_contain_text("規則は、いまの版と同じです")


def test_newer_rules_are_told_in_every_tab_and_judge_what_was_written_when_it_is_opened_again(
    context: BrowserContext, host: Host, next_site: Path
) -> None:
    page, reading = context.new_page(), context.new_page()
    open_and_keep(reading, host, READING)
    page.bring_to_front()
    check_and_keep(page, host)
    assert rules_of_verdict(page) == old_rules()
    host.asked.clear()
    host.site = next_site
    for tab in (page, reading):
        look_now(tab)
        expect(notice(tab)).to_contain_text("規則が更新されました")
    # Nothing happens by itself: whoever is writing goes on. The browser may well fetch the newer files meanwhile.
    expect(field(page, 1, "instructors")).to_have_value("わたしの講師")
    notice(page).get_by_role("button", name="開き直す").click()
    page.wait_for_function("window.performance.getEntriesByType('navigation')[0].type === 'reload'")
    assert rules_of_verdict(page) == NEW_RULES
    expect(field(page, 1, "instructors")).to_have_value("わたしの講師")
    expect(notice(page)).to_have_count(0)
    folder = newer_folder(next_site)
    wait_until_judged_from_here(page, host)
    assert {path.split("/")[1] for path in host.asked if "/yoken/" in path} == {folder}
    # What was read before is there in its new form, and the large files that are the same did not come again.
    wait_until_kept(page, READING)
    assert not [path for path in host.asked if path.endswith((".wasm", ".wasm.gz"))]
    let_rest(page)
    host.down.set()
    page.reload()
    assert rules_of_verdict(page) == NEW_RULES
    page.goto(host.origin + READING)
    assert folder in page.content()


def test_newer_pages_are_read_while_the_worker_before_them_still_has_something_to_do(
    context: BrowserContext, host: Host, next_site: Path
) -> None:
    page, other = context.new_page(), context.new_page()
    open_and_keep(other, host, READING)
    open_and_keep(page, host, READING)
    host.stalled.set()
    with other.expect_request(host.origin + UNREAD):
        other.evaluate("path => void fetch(path, { headers: { Accept: 'text/html' } })", host.origin + UNREAD)
    while UNREAD not in host.asked:
        page.wait_for_timeout(50)
    host.stalled.clear()
    host.site = next_site
    page.reload()
    waits = "{ return Boolean((await navigator.serviceWorker.ready).waiting) }"
    until(page, waits)
    host.down.set()
    page.goto(host.origin + READING)
    assert newer_folder(next_site) in page.content()
    expect(notice(page)).to_contain_text("日に残した写し")
    until(page, waits)


def test_python_of_old_rules_does_not_go_along_to_a_page_of_new_ones(
    context: BrowserContext, host: Host, next_site: Path
) -> None:
    page = context.new_page()
    page.goto(host.origin + CHECK)
    load_example(page, "class-1-complete")
    page.evaluate("window.stayed = true")
    host.site = next_site
    page.locator(f'a[href$="{OTHER_CHECK.split("/")[1]}/"]').first.evaluate("link => link.click()")
    expect(page).to_have_url(host.origin + OTHER_CHECK, timeout=PATIENCE)
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
    assert page.evaluate("window.stayed") is None
    assert rules_of_verdict(page) == NEW_RULES


def test_a_check_that_came_in_the_place_of_another_is_kept_too(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    check_and_keep(page, host)
    page.evaluate("window.stayed = true")
    page.locator(f'a[href$="{OTHER_CHECK.split("/")[1]}/"]').first.evaluate("link => link.click()")
    expect(page).to_have_url(host.origin + OTHER_CHECK, timeout=PATIENCE)
    assert page.evaluate("window.stayed") is True
    wait_until_kept(page, OTHER_CHECK)
    host.down.set()
    page.reload()
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)


def test_the_switch_ends_it_and_removes_what_was_kept(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    host.instead["service-worker.js"] = (serve.SITE / "service-worker-off.js").read_bytes()
    page.goto(host.origin + READING)
    until(page, "(await caches.keys()).length === 0")
    until(page, "(await navigator.serviceWorker.getRegistrations()).length === 0")
    page.reload()
    expect(page.locator("h1")).to_contain_text("両立の条文")
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_what_is_no_page_of_this_site_is_shown_and_never_kept(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    host.instead["/"] = PORTAL
    page.goto(host.origin + READING)
    expect(page).to_have_title("Wi-Fi")
    page.goto(host.origin + UNREAD)
    host.down.set()
    page.goto(host.origin + READING)
    expect(page.locator("h1")).to_contain_text("両立の条文")
    assert UNREAD not in kept(page)


def test_a_damaged_file_is_not_kept_nor_a_page_that_needs_it(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    host.instead["yoken/self-check.js"] = b"// cut sh"
    page.goto(host.origin + CHECK)
    # The page asks for it like any other file; it is refused after its last part was asked for.
    page.wait_for_load_state("networkidle")
    assert CHECK not in kept(page)
    assert not [path for path in kept(page) if path.endswith("/self-check.js")]
    host.instead.clear()
    page.goto(host.origin + CHECK)
    page.locator("yk-self-check:defined").wait_for()
    wait_until_kept(page, CHECK)


def test_a_machine_without_room_reads_and_judges_as_before(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.origin + READING)
    session = context.new_cdp_session(page)
    origin = host.origin.removesuffix(FOLDER)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for _ in range(2):
        page.goto(f"{host.origin}{CHECK}?training=class-1")
        load_example(page, "class-1-complete")
    assert CHECK not in kept(page)
    assert rules_of_verdict(page) == old_rules()
    assert errors == []


def test_a_browser_that_keeps_nothing_reads_and_judges_as_before(context: BrowserContext, host: Host) -> None:
    context.add_init_script(
        """
        const refuse = () => { throw new DOMException("", "SecurityError"); };
        ServiceWorkerContainer.prototype.register = async () => refuse();
        Storage.prototype.setItem = refuse;
        Object.defineProperty(window, "caches", { get: refuse });
        """
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{host.origin}about/kept/")
    expect(page.locator("[data-copies]")).to_have_text("ありません")
    page.get_by_role("button", name="写しを消し、これからも残さない").click()
    expect(page.get_by_text("このブラウザーは選択を覚えられない")).to_be_visible()
    page.goto(f"{host.origin}{CHECK}?training=class-1")
    load_example(page, "class-1-complete")
    assert errors == []


def test_the_reader_removes_the_copies_and_decides_that_there_are_none(
    context: BrowserContext, host: Host
) -> None:
    page = context.new_page()
    open_and_keep(page, host, READING)
    page.goto(f"{host.origin}about/kept/")
    page.get_by_role("button", name="写しを消し、これからも残さない").click()
    expect(page.get_by_text("写しを消しました。")).to_be_visible()
    expect(page.locator("[data-copies]")).to_have_text("ありません")
    # The worker goes on for this page, and keeps nothing of what it still asks for.
    listening(page)
    page.keyboard.press("/")
    page.keyboard.type("2006-036")
    page.locator(".md-search-result__item").first.wait_for()
    assert kept(page) == []
    page.goto(host.origin + READING)
    page.wait_for_timeout(1000)
    assert kept(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.goto(f"{host.origin}about/kept/")
    page.get_by_role("button", name="写しを残すようにする").click()
    open_and_keep(page, host, READING)


def test_nothing_is_kept_where_data_is_saved(context: BrowserContext, host: Host) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto(host.origin + READING)
    page.wait_for_timeout(1000)
    assert kept(page) == []
