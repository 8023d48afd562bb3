"""Files: real bytes, kept once per content; a file_id belongs to one bot and kind, file_unique_id to the content."""

import base64
import hashlib
import mimetypes
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox.multipart import Upload
from sandbox.shapes import Json, bad

KINDS = {
    "photo": ("AgAC", "photos", "Photo"),
    "video": ("BAAC", "videos", "Video"),
    "document": ("BQAC", "documents", "Document"),
    "voice": ("AwAC", "voice", "VoiceNote"),
    "audio": ("CQAC", "music", "Audio"),
    "sticker": ("CAAC", "stickers", "Sticker"),
    "animation": ("CgAC", "animations", "Animation"),
    "video_note": ("DQAC", "video_notes", "VideoNote"),
}
_BY_PREFIX = {prefix: kind for kind, (prefix, _, _) in KINDS.items()}
EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "video/mp4": ".mp4", "audio/ogg": ".oga"}
WRONG = "wrong file identifier/HTTP URL specified"


@dataclass(frozen=True)
class Stored:
    """One content sent as one kind. `made` is what its Message object says besides the identifiers."""

    unique: str
    kind: str
    digest: str
    name: str
    mime: str
    size: int
    made: Json

    @property
    def path(self) -> str:
        suffix = Path(self.name).suffix or EXTENSIONS.get(self.mime) or mimetypes.guess_extension(self.mime) or ""
        return f"{KINDS[self.kind][1]}/{self.unique}{suffix}"


class Files:
    """Bytes in memory, or in a folder when there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.known: dict[str, Stored] = {}
        self.paths: dict[str, str] = {}
        self._bytes: dict[str, bytes] = {}

    def keep(self, kind: str, upload: Upload, made: Json) -> Stored:
        digest = hashlib.sha256(upload.content).hexdigest()
        unique = base64.urlsafe_b64encode(hashlib.sha256(f"{kind}{digest}".encode()).digest()[:12]).decode()
        found = Stored(unique, kind, digest, upload.name, upload.mime, len(upload.content), made)
        self._write(digest, upload.content)
        self.remember(found)
        return found

    def _write(self, digest: str, content: bytes) -> None:
        if self.folder is None:
            self._bytes[digest] = content
            return
        path = self.folder / digest
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def remember(self, stored: Stored) -> None:
        self.known[stored.unique] = stored
        self.paths[stored.path] = stored.unique

    def content(self, stored: Stored) -> bytes:
        if self.folder is None:
            return self._bytes[stored.digest]
        return (self.folder / stored.digest).read_bytes()

    def file_id(self, stored: Stored, bot_id: int) -> str:
        return f"{KINDS[stored.kind][0]}{bot_id:x}Z{stored.unique}"

    def find(self, file_id: str, bot_id: int | None = None) -> Stored:
        """The file meant. Raises `wrong file identifier` for an unknown one, or another bot's."""
        owner, _, unique = file_id[4:].partition("Z")
        stored = self.known.get(unique)
        if stored is None or _BY_PREFIX.get(file_id[:4]) != stored.kind:
            raise bad(WRONG)
        if bot_id is not None and owner != f"{bot_id:x}":
            raise bad(WRONG)
        return stored

    def as_kind(self, file_id: str, bot_id: int, kind: str) -> Stored:
        """The file meant, to be sent as that kind. Raises `Refusal` 400 for one of another kind, and as `find`."""
        stored = self.find(file_id, bot_id)
        if stored.kind != kind:
            raise bad(f"can't use file of type {KINDS[stored.kind][2]} as {KINDS[kind][2]}")
        return stored

    def as_json(self) -> list[Json]:
        return [asdict(stored) for stored in self.known.values()]
