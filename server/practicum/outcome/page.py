"""A page of drawings that stands alone: no script, no font, no other file; light and dark as the reader's device is."""

from __future__ import annotations

from practicum.outcome.drawing import words


def page(title: str, said: str, main: str, style: str) -> str:
    """Write a page: its title, what is said under it, and its body, both as HTML."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{words(title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{words(title)}</h1>
{said}
</header>
<main>
{main}
</main>
</body>
</html>
"""
