"""What pytest is told for all tests."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-screens", action="store_true", help="write the golden screens anew instead of comparing with them"
    )
