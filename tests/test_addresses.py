"""Addresses that readers may follow."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.addresses import web_address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://daily.example/a?b=1&c=%20#d", "https://daily.example/a?b=1&c=%20#d"),
        ("http://daily.example/<script>'\"", "http://daily.example/%3Cscript%3E'%22"),
        ("https://daily.example/50%-off/%zz", "https://daily.example/50%25-off/%25zz"),
        ("https://zürich.example/東京", "https://z%C3%BCrich.example/%E6%9D%B1%E4%BA%AC"),
        ("https://[::1]/", "https://[::1]/"),
    ],
)
def test_an_address_is_a_uri(given: str, address: str) -> None:
    assert web_address(given) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "given",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "//daily.example",
            "daily.example",
            "https://",
            "ftp://a",
        ),
        *("https://a b/", "https://a/\n", "https://a/\u202e", "https://a/\x1b[31m", "https://[a", "", None),
        *(
            "https://daily.example@evil.example/",
            "https://a:b@evil.example/",
            "https://un.example\\evil.example/",
        ),
    ],
)
def test_nothing_else_is_followed(given: str | None) -> None:
    assert web_address(given) is None


@given(st.text().map("https://daily.example/{}".format))
def test_what_is_followed_leads_to_what_was_given(given: str) -> None:
    address = web_address(given)
    if address is not None:
        assert address.isascii()
        assert not set(address) & set(' <>"\\^`{|}')
        assert urlsplit(address).hostname == "daily.example"
        assert unquote(address) == unquote(given)
