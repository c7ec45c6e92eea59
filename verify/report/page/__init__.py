"""The annotated article: one self-contained HTML page with the text, its claims marked, and what was found of each."""
