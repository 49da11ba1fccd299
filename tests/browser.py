"""A headless Chromium for the tests: the one named in TRACKER_TEST_CHROMIUM, else the distribution's."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Give the path of a Chromium, None where there is none."""
    named = os.environ.get("TRACKER_TEST_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)
