"""Firefox by its own protocol and WebKitGTK by its WebDriver, each as it comes from the system's packages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from tests.browsers.person import Driver, Element

SCREEN = (1280, 900)
# Each of these would otherwise ask somebody elsewhere something while the test runs.
QUIET = {
    "browser.safebrowsing.update.enabled": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "browser.download.folderList": 2,
}


class Firefox:
    """Any Firefox, without a driver beside it."""

    def __init__(self, downloads: Path) -> None:
        from marionette_driver.marionette import Marionette

        binary = shutil.which("firefox-esr") or shutil.which("firefox")
        self._firefox = Marionette(
            bin=binary,
            headless=True,
            port=0,
            gecko_log=str(downloads / "gecko.log"),
            startup_timeout=120,
            prefs={**QUIET, "browser.download.dir": str(downloads)},
        )
        session = self._firefox.start_session()
        self.version = f"Firefox {session['browserVersion']}"
        self._firefox.timeout.script = 60
        self._firefox.set_window_rect(width=SCREEN[0], height=SCREEN[1])

    def go(self, address: str) -> None:
        self._firefox.navigate(address)

    def again(self) -> None:
        self._firefox.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        # Not in the sandbox, which would not see what the page's own scripts have made.
        return self._firefox.execute_script(script, script_args=arguments, sandbox=None)

    def wait_for(self, script: str, *arguments: Any) -> Any:
        return self._firefox.execute_async_script(script, script_args=arguments, sandbox=None)

    def elements(self, how: str, what: str) -> list[Element]:
        return cast("list[Element]", self._firefox.find_elements(how, what))

    def close(self) -> None:
        self._firefox.quit()


class WebKit:
    """The small browser that comes with WebKitGTK, on a screen that nobody sees where there is none."""

    def __init__(self, downloads: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")))
        options.add_argument("--automation")
        log = str(downloads / "webkit.log")
        service = Service(executable_path=shutil.which("WebKitWebDriver"), log_output=log)
        self._webkit = webdriver.WebKitGTK(options=options, service=service)
        self.version = f"WebKitGTK {self._webkit.capabilities['browserVersion']}"
        self._webkit.set_script_timeout(60)
        self._webkit.set_window_size(*SCREEN)

    def go(self, address: str) -> None:
        self._webkit.get(address)

    def again(self) -> None:
        self._webkit.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        return self._webkit.execute_script(script, *arguments)

    def wait_for(self, script: str, *arguments: Any) -> Any:
        return self._webkit.execute_async_script(script, *arguments)

    def elements(self, how: str, what: str) -> list[Element]:
        return cast("list[Element]", self._webkit.find_elements(how, what))

    def close(self) -> None:
        self._webkit.quit()


DRIVERS: dict[str, Callable[[Path], Driver]] = {"firefox": Firefox, "webkit": WebKit}
