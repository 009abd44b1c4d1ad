"""The theme's part of every page, which comes after the first frame."""

from __future__ import annotations

from playwright.sync_api import Page


def listening(page: Page) -> None:
    """From here on keys and the search are heard, and what scrolls can be reached: our script after the theme's has run."""
    page.locator(".md-search[aria-label]").wait_for(state="attached")
