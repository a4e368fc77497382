"""Pictures of every page, light, dark and phone-wide:  python tests/web/screenshots.py STORE FOLDER [PAGE...]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.web.serving import TOKEN, browsing, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PAGES = {
    "now": "/",
    "events": "/events",
    "incidents": "/incidents",
    "commitments": "/commitments",
    "actors": "/actors",
    "documents": "/documents",
    "map": "/map",
    "network": "/network",
    "countries": "/network?by=country",
    "review": "/review",
    "agreement": "/review/agreement",
    "code": "/code",
    "about": "/about",
    "api": "/api",
    "empty": "/events?text=zeppelin",
}
WAYS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (360, 780, "light")}


def sign_in(context: BrowserContext, home: str, name: str = "Ines Ruo") -> None:
    """Begin to review, as a person does."""
    page = context.new_page()
    page.goto(f"{home}/review")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Your last decisions").wait_for()
    page.close()


def pictures(browser: Browser, home: str, folder: Path, pages: list[str]) -> None:
    """Take the pictures of some pages in every way."""
    for way, (width, height, scheme) in WAYS.items():
        kind: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=kind)
        if any(name in {"review", "agreement"} for name in pages):
            sign_in(context, home)
        for name in pages:
            page = context.new_page()
            page.goto(home + PAGES[name])
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
            page.screenshot(path=folder / f"{name}-{way}.png", full_page=True)
            page.close()
        context.close()


def main(store: str, folder: str, *pages: str) -> None:
    """Take pictures of all pages, or of those named."""
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    with serving(store) as address, browsing() as browser:
        pictures(browser, address, home, list(pages or PAGES))


if __name__ == "__main__":
    main(*sys.argv[1:])
