"""A multipart/form-data body read whole and cut at its boundaries: fields and files."""

import re
from dataclasses import dataclass

MAX_PARTS = 1000


@dataclass(frozen=True)
class Upload:
    """One file of a request."""

    name: str
    mime: str
    content: bytes


class Broken(ValueError):  # noqa: N818 - said of a body
    """The body is not multipart/form-data."""


def boundary_of(content_type: str) -> bytes:
    """The boundary a content type names. Raises Broken."""
    found = re.search(r'boundary="?([^";]{1,200})"?', content_type)
    if not found:
        raise Broken("boundary is missing")
    return found[1].encode("latin-1", "replace")


def parse(body: bytes, content_type: str) -> list[tuple[str, str | Upload]]:
    """The parts in their order: (name, text or file). Raises `Broken`."""
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary_of(content_type), MAX_PARTS + 2)
    if not 1 < len(parts) <= MAX_PARTS + 1 or not parts[-1].startswith(b"--"):
        raise Broken("end boundary not found")
    return [_part(part) for part in parts[1:-1]]


def _part(part: bytes) -> tuple[str, str | Upload]:
    head, found, content = part.partition(b"\r\n\r\n")
    if not found:
        raise Broken("headers end not found")
    headers = _headers(head)
    disposition = headers.get("content-disposition", "")
    name = _parameter(disposition, "name") or ""
    filename = _parameter(disposition, "filename")
    if filename is None:
        return name, content.decode("utf-8", "replace")
    return name, Upload(filename, headers.get("content-type", ""), content)


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _parameter(disposition: str, name: str) -> str | None:
    found = re.search(rf'(?:^|[;\s]){name}="((?:[^"\\]|\\.)*)"', disposition)
    if found:
        return re.sub(r'\\(["\\])', r"\1", found[1]).replace("%22", '"')
    bare = re.search(rf"(?:^|[;\s]){name}=([^;\s]+)", disposition)
    return bare[1] if bare else None
