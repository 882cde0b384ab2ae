"""Designs that trip the rules on paths, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.api_answers import calls, op, paths

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "path-without-slash": [
        (paths("rooms"), "GET rooms: the path does not begin with a slash"),
        (
            paths("https://api.example.com/rooms"),
            "GET https://api.example.com/rooms: the path does not begin with a slash",
        ),
    ],
    "path-ends-with-slash": [(paths("/rooms/"), "GET /rooms/: the path ends with a slash")],
    "path-not-well-formed": [
        (paths("/rooms/:id"), "GET /rooms/:id: the parameter :id is not in braces"),
        (paths("/rooms/<id>"), "GET /rooms/<id>: the parameter <id> is not in braces"),
        (paths("/rooms/{id"), "GET /rooms/{id: a brace in the path is not closed or not opened"),
        (paths("/rooms/id}"), "GET /rooms/id}: a brace in the path is not closed or not opened"),
        (paths("/rooms/{id}/chairs/{id}"), "GET /rooms/{id}/chairs/{id}: the parameter id occurs twice in the path"),
        (paths("/meeting rooms"), "GET /meeting rooms: there is a blank in the path"),
        (paths("/rooms?free=yes"), "GET /rooms?free=yes: the path goes on with a query"),
        (paths("/rooms//chairs"), "GET /rooms//chairs: two slashes follow each other in the path"),
    ],
    "path-holds-verb": [
        (paths("/getRooms"), "GET /getRooms: get in the path is a verb"),
        (paths("/rooms/delete"), "GET /rooms/delete: delete in the path is a verb"),
        (calls(op("POST", "/create-room", kind="create")), "POST /create-room: create in the path is a verb"),
    ],
    "collection-in-singular": [
        (paths("/room/{room_id}"), "GET /room/{room_id}: room holds many and is in the singular"),
        (paths("/room/{id}", "/rooms"), "GET /room/{id}: room is called rooms in another path"),
    ],
    "path-words-mixed": [
        (
            paths("/meeting-rooms", "/coffee-rooms", "/lunch_rooms"),
            "GET /lunch_rooms: lunch_rooms is joined by underscores, other paths by dashes",
        ),
        (
            paths("/meeting_rooms", "/coffee_rooms", "/lunchRooms"),
            "GET /lunchRooms: lunchRooms is joined by capitals, other paths by underscores",
        ),
    ],
    "path-nested-deeply": [
        (paths("/a/{a}/b/{b}/c/{c}/d"), "GET /a/{a}/b/{b}/c/{c}/d: 4 collections within each other"),
    ],
    "path-twice": [
        (
            paths("/rooms/{id}", "/rooms/{room_id}"),
            "GET /rooms/{room_id}: GET /rooms/{id} has the same method and path",
        ),
        (
            calls(op(operation_id="getRooms"), op(operation_id="listRooms")),
            "listRooms: getRooms has the same method and path",
        ),
    ],
    "parameter-named-twice": [
        (
            paths("/rooms/{room_id}", "/rooms/{room_id}/chairs", "/rooms/{id}/tables"),
            "GET /rooms/{id}/tables: {id} is called {room_id} in other paths",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "path-without-slash": [paths("/rooms"), paths("")],
    "path-ends-with-slash": [paths("/rooms"), paths("/")],
    "path-not-well-formed": [
        paths("/rooms/{id}"),
        paths("/rooms/{id}/chairs/{chair_id}"),
        paths("/rooms/{id}:archive"),
        paths("https://api.example.com/rooms"),
    ],
    "path-holds-verb": [
        paths("/rooms", "/updates", "/listings", "/add-ons", "/{delete}", "/addresses"),
        calls(op("POST", "/rooms/{id}/remove", kind="action")),
    ],
    "collection-in-singular": [
        paths("/rooms/{room_id}"),
        paths("/room"),
        paths("/media/{media_id}"),
        paths("/budget/{day}"),
        paths("/v1/{id}"),
    ],
    "path-words-mixed": [
        paths("/meeting-rooms", "/coffee-rooms/{room_id}", "/rooms"),
        paths("/meeting_rooms"),
        paths("/meeting_rooms", "/2026-01/rooms", "/.well-known/x", "/openapi-3.json"),
    ],
    "path-nested-deeply": [paths("/a/{a}/b/{b}/c"), paths("/api/v1/a/{a}/b/{b}/c/{c}"), paths("/{a}/{b}/{c}/{d}")],
    "path-twice": [
        paths("/rooms/{id}", "/rooms/{id}/chairs"),
        calls(op("GET"), op("POST")),
        calls(op(), op()),
        calls(op(None), op(None, operation_id="b")),
    ],
    "parameter-named-twice": [
        paths("/rooms/{room_id}", "/rooms/{room_id}/chairs/{chair_id}"),
        paths("/rooms/{id}", "/chairs/{chair_id}"),
    ],
}
"""Designs that come close to a rule and do not trip it."""
