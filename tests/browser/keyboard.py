"""A person who uses nothing but the keyboard: goes from control to control, and always has to see where the focus is."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.self_check import PATIENCE

LIMIT: Final = 220
"""Tab stops on the way to one control: more than a page has, less than for ever."""

# Whether the focus is there; nothing where the element itself is no longer.
AT: Final = "element => element.isConnected ? element === document.activeElement : null"

# A radio or a file field may be drawn by its label. Of a field in sight, at least one point has to be in sight, too.
SEEN: Final = """element => {
  const drawn = [element, element.closest("label"), element.nextElementSibling].filter(Boolean);
  const marked = drawn.some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  });
  const seen = drawn.some((each) => {
    const box = each.getBoundingClientRect();
    return [0.05, 0.25, 0.5, 0.75, 0.95].some((part) => {
      const top = document.elementFromPoint(box.left + Math.min(box.width - 1, 8), box.top + box.height * part);
      return top !== null && drawn.some((mine) => mine === top || mine.contains(top));
    });
  });
  return marked && seen ? "" : `${element.outerHTML.slice(0, 160)} marked: ${marked}, in sight: ${seen}`;
}"""


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def tab_to(page: Page, control: Locator, *, back: bool = False) -> None:
    """Tabs until the control has the focus, and sees that it has."""
    key = "Shift+Tab" if back else "Tab"
    wanted = control.element_handle()
    for _ in range(LIMIT):
        # A report that is written anew has new elements.
        if (at := wanted.evaluate(AT)) is None:
            wanted = control.element_handle()
        elif at:
            break
        page.keyboard.press(key)
    expect(control).to_be_focused()
    look(page)


def look(page: Page) -> None:
    """The focus is marked and in sight, once the page has come to rest."""
    for _ in range(PATIENCE // 50):
        missing = focused(page).evaluate(SEEN)
        if missing == "":
            return
        page.wait_for_timeout(50)
    raise AssertionError(missing)


def follow(page: Page, name: str) -> None:
    """Goes to a link by its name, and on to the page behind it until that answers."""
    before = page.url
    press(page, "link", name)
    page.wait_for_url(lambda url: url.partition("#")[0] != before.partition("#")[0])
    page.locator("yk-self-check:defined, yk-form-check:defined, yk-compare-editions:defined").wait_for()


def press(
    page: Page, role: str, name: str, *, back: bool = False, exact: bool = True, key: str = "Enter"
) -> None:
    """Goes to a link, a button or a box by its name and presses it."""
    control = page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]
    tab_to(page, control, back=back)
    page.keyboard.press(key)


def unfold(page: Page, title: str) -> None:
    tab_to(page, page.locator("summary").filter(has_text=re.compile(f"^\\s*{re.escape(title)}")))
    page.keyboard.press("Enter")


def write(page: Page, label: str | Locator, text: str, *, back: bool = False) -> None:
    """Types into a field in place of what is there. Japanese comes from an input method, which sends no keys."""
    field = page.get_by_label(label, exact=True) if isinstance(label, str) else label
    tab_to(page, field, back=back)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def choose(page: Page, question: str, answer: str, *, back: bool = False) -> None:
    """Goes to the group of a question and on with the arrows to the answer."""
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    chosen = group.get_by_role("radio", checked=True)
    # Where nothing is chosen yet, Tab leads to the first, or to the last on the way back.
    unchosen = group.get_by_role("radio").nth(-1 if back else 0)
    tab_to(page, chosen if chosen.count() else unchosen, back=back)
    wanted = group.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}"))
    for _ in range(group.get_by_role("radio").count()):
        if wanted.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_focused()
    if not wanted.is_checked():
        page.keyboard.press("Space")
    expect(wanted).to_be_checked()
    look(page)


def tick(page: Page, question: str, *answers: str) -> None:
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    for answer in answers:
        box = group.get_by_role("checkbox", name=re.compile(f"^{re.escape(answer)}"))
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()


def pick(page: Page, label: str, option: str, *, back: bool = False) -> None:
    """Types the first letters of a list's option, as on any keyboard; Japanese letters are chosen with the arrows."""
    field = page.get_by_label(label, exact=True)
    tab_to(page, field, back=back)
    page.keyboard.press("Home")
    for _ in range(field.locator("option").count()):
        if field.evaluate("each => each.selectedOptions[0].textContent").strip() == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label}: {option}")


def hears(page: Page, *sentences: str) -> None:
    """What the page's one live region says, in the end."""
    status = page.get_by_role("status")
    expect(status).to_have_count(1)
    for sentence in sentences:
        expect(status).to_contain_text(sentence)


def answer(page: Page, question: Locator, text: str) -> None:
    """Answers a question of whatever kind, as text would in a spreadsheet."""
    kind = question.get_attribute("data-type")
    if kind in ("yes_no", "choice", "judged"):
        tab_to(page, question.get_by_role("radio", checked=True))
        wanted = question.get_by_role("radio", name=re.compile(f"^{re.escape(text)}"))
        while not wanted.is_checked():
            page.keyboard.press("ArrowDown")
        expect(wanted).to_be_focused()
    elif kind == "choices":
        for part in text.split("、"):
            tab_to(page, question.get_by_role("checkbox", name=re.compile(f"^{re.escape(part)}")))
            page.keyboard.press("Space")
    elif kind == "yearly":
        for part in text.split("、"):
            year, _, number = part.partition(":")
            write(page, question.get_by_role("textbox", name=re.compile(f"^{year}")), number.strip())
    else:
        write(page, question.locator("input, textarea"), text)


def open_file(page: Page, button: str, name: str, content: bytes) -> None:
    """Chooses a file in the system's own dialog, which Enter on the button opens."""
    tab_to(page, page.get_by_label(button, exact=True))
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Enter")
    asked.value.set_files(FilePayload(name=name, mimeType="application/octet-stream", buffer=content))
