"""A person at a page, in the few words that Firefox's and WebKitGTK's drivers have in common."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
# A shared machine without a graphics card takes its time.
PATIENCE = 60.0
SETTLE = """
    const [element] = arguments;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    return Math.round(element.getBoundingClientRect().top);
"""


class Element(Protocol):
    """What both drivers' elements can do."""

    def click(self) -> None: ...
    def clear(self) -> None: ...
    def is_displayed(self) -> bool: ...
    def get_property(self, name: str) -> Any: ...
    def send_keys(self, *keys: str) -> None: ...


class Driver(Protocol):
    """A browser under remote control."""

    def go(self, address: str) -> None: ...
    def again(self) -> None: ...
    def run(self, script: str, *arguments: Any) -> Any: ...
    def wait_for(self, script: str, *arguments: Any) -> Any: ...
    def elements(self, how: str, what: str) -> list[Element]: ...
    def close(self) -> None: ...


class Person:
    """Looks for what is on the page as a person would, by its words, and waits until it is there."""

    def __init__(self, driver: Driver, origin: str) -> None:
        self.driver = driver
        self.origin = origin

    def open(self, address: str, part: str) -> None:
        """A page of the site, once the part of it that works has started."""
        self.driver.go(self.origin + address)
        self.started(part)

    def started(self, part: str) -> None:
        self.until(lambda: self.driver.run(f"return Boolean(customElements.get('{part}'))"))

    def until(self, found: Callable[[], T | None], what: str = "") -> T:
        """The first true value of `found`."""
        end = time.monotonic() + PATIENCE
        while True:
            value = found()
            if value:
                return value
            if time.monotonic() > end:
                shown = self.driver.run(
                    "return document.querySelector('main, body').innerText.slice(0, 1500)"
                )
                raise AssertionError(f"{PATIENCE:.0f}秒待っても現れません: {what}\n{shown}")
            time.sleep(0.1)

    def see(self, css: str, words: str = "") -> Element:
        """The first shown element that fits and holds the words."""

        def found() -> Element | None:
            # In one step: what a check has just replaced cannot be asked any more.
            script = """
                const [css, words] = arguments;
                const all = [...document.querySelectorAll(css)];
                return all.findIndex((each) => each.innerText.includes(words) && each.checkVisibility());
            """
            number = self.driver.run(script, css, words)
            return self.driver.elements("css selector", css)[number] if number >= 0 else None

        return self.until(found, f"{css} {words}")

    def press(self, name: str) -> None:
        """Clicks the button of this name."""
        self._into_sight(f"//button[normalize-space()='{name}']").click()

    def unfold(self, words: str) -> None:
        self._into_sight(f"//summary[contains(normalize-space(), '{words}')]").click()

    def choose(self, label: str) -> None:
        """Clicks the label of a choice."""
        self._into_sight(f"//label[contains(normalize-space(), '{label}')]").click()

    def _into_sight(self, xpath: str) -> Element:
        def found() -> Element | None:
            return next((each for each in self.driver.elements("xpath", xpath) if each.is_displayed()), None)

        element = self.until(found, xpath)
        # A page that is still starting moves under the pointer.
        self.until(lambda: self._still(element), xpath)
        return element

    def _still(self, element: Element) -> bool:
        before = self.driver.run(SETTLE, element)
        time.sleep(0.3)
        return bool(before == self.driver.run(SETTLE, element))

    def write(self, css: str, text: str) -> None:
        """Replaces what is in a field, key by key, and leaves the field."""
        field = self.see(css)
        self.driver.run("arguments[0].scrollIntoView({ block: 'center' })", field)
        field.clear()
        field.send_keys(text)
        field.send_keys("\ue004")

    def written(self, css: str) -> str:
        return str(self.driver.run("return document.querySelector(arguments[0]).value", css))

    def select(self, css: str, value: str) -> None:
        """Chooses in a list as the list itself reports it."""
        script = """
            const [css, value] = arguments;
            const list = document.querySelector(css);
            list.value = value;
            list.dispatchEvent(new Event("change", { bubbles: true }));
        """
        self.driver.run(script, css, value)

    def give(self, css: str, path: str) -> None:
        """Gives a file to a field, which may be out of sight behind its button."""
        self.driver.elements("css selector", css)[0].send_keys(path)

    def verdict(self, words: str = "") -> str:
        """The counts once they hold the words."""

        def found() -> str | None:
            # In one step, as in `see`.
            text = self.driver.run("return document.querySelector('.yk-report .yk-counts')?.innerText")
            return text if text and words in text else None

        return self.until(found, words)

    def said(self, words: str) -> None:
        script = (
            "return [...document.querySelectorAll('[role=status]')].map((each) => each.textContent).join(' ')"
        )
        self.until(lambda: words in self.driver.run(script), words)
