// The theme's search dialog has no accessible name, and the theme offers no setting for one.
document.querySelector(".md-search")?.setAttribute("aria-label", "サイト内の検索");
