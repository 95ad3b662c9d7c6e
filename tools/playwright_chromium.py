"""Prints where Playwright would keep its own Chromium, whether it is there or not."""

import sys

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.stdout.write(playwright.chromium.executable_path + "\n")
