# ruff: noqa: PLR2004 - the numbers are the formats' own
"""What a file's first bytes say of it: the size of an image, the size and length of an MP4."""

import struct
from collections.abc import Callable

Size = tuple[int, int]


def _png(data: bytes) -> Size | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> Size | None:
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 10:
        return None
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> Size | None:
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def _webp(data: bytes) -> Size | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


READERS: list[Callable[[bytes], Size | None]] = [_png, _jpeg, _gif, _webp]


def image(data: bytes) -> Size | None:
    """Width and height in pixels; None when these bytes are no image."""
    for reader in READERS:
        if (size := reader(data)) and size[0] > 0 and size[1] > 0:
            return size
    return None


def video(data: bytes) -> tuple[int, int, int]:
    """Width, height and seconds of an MP4; zeros where it does not say."""
    return *_track(data), _seconds(data)


def _track(data: bytes) -> Size:
    at = data.find(b"tkhd")
    while at >= 0 and at + 88 <= len(data):
        shift = 92 if data[at + 4] == 1 else 80
        width, height = struct.unpack(">II", data[at + shift : at + shift + 8].ljust(8, b"\0"))
        if width and height:
            return width >> 16, height >> 16
        at = data.find(b"tkhd", at + 4)
    return 0, 0


def _seconds(data: bytes) -> int:
    at = data.find(b"mvhd")
    if at < 0 or at + 24 > len(data) or data[at + 4] == 1:
        return 0
    scale, length = struct.unpack(">II", data[at + 16 : at + 24])
    return int(length / scale) if scale else 0
