"""Faults on demand: refusals, broken answers and cut connections for the next calls that match."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import files
from sandbox.params import Params
from sandbox.shapes import Json, Refusal, bad, too_many

KINDS = {
    "error", "retry_after", "migrate_to_chat_id", "file_id", "gone", "status", "cut", "delay", "garbage", "half",
}  # fmt: skip


def references(params: Params) -> set[str]:
    """The file_ids by which a call sends: a parameter's, or those of an album."""
    named = {params.text(kind) for kind in files.KINDS if kind in params.values}
    listed: Any = params.json("media", "media") if "media" in params.values else []
    items = listed if isinstance(listed, list) else [listed]
    named |= {str(item.get("media")) for item in items if isinstance(item, dict)}
    return {name for name in named if name and "." not in name and "://" not in name}


@dataclass
class Fault:
    """`times` left to strike; None is for ever. `kind` holds one or more of KINDS.

    `file_id` strikes sends by reference: by this one, or by any when it is true. `gone` strikes edits and deletions of
    this message, or of any when it is true.
    """

    kind: Json
    method: str = "*"
    chat_id: str = ""
    token: str = ""
    times: int | None = 1

    def strikes(self, method: str, params: Params, token: str) -> bool:
        return (
            (self.times is None or self.times > 0)
            and self.method.lower() in {"*", method}
            and self.chat_id in {"", params.text("chat_id")}
            and (self.token in {"", token} or self.token == token.partition(":")[0])
            and self._concerns(method, params)
        )

    def _concerns(self, method: str, params: Params) -> bool:
        if file_id := self.kind.get("file_id"):
            found = references(params)
            return bool(found) if file_id is True else file_id in found
        if message_id := self.kind.get("gone"):
            which = params.integer("message_id")
            return method.startswith(("editmessage", "deletemessage")) and (message_id is True or which == message_id)
        return True

    def refusal(self, method: str) -> Refusal | None:
        """The refusal of a method this fault stands for, if it is one."""
        if "retry_after" in self.kind:
            return too_many(int(self.kind["retry_after"]))
        if "migrate_to_chat_id" in self.kind:
            refused = bad("group chat was upgraded to a supergroup chat")
            refused.parameters = {"migrate_to_chat_id": self.kind["migrate_to_chat_id"]}
            return refused
        if "file_id" in self.kind:
            return bad(files.WRONG)
        if "gone" in self.kind:
            return bad(f"message to {'edit' if method.startswith('edit') else 'delete'} not found")
        if "error" in self.kind:
            code, words = self.kind["error"][:2]
            return Refusal(int(code), str(words))
        return None

    def as_json(self) -> Json:
        shown: Json = {"method": self.method, "times": self.times, "kind": self.kind}
        if self.chat_id:
            shown["chat_id"] = self.chat_id
        if self.token:
            shown["token_id"] = self.token.partition(":")[0]
        return shown


@dataclass
class Faults:
    """The first fault that matches strikes, and is spent by one."""

    planned: list[Fault] = field(default_factory=list)

    def add(self, entry: Json) -> Fault:
        """Raises ValueError when no kind is known in it."""
        nested = entry.get("kind")
        kind = nested if isinstance(nested, dict) else {name: entry[name] for name in KINDS & entry.keys()}
        if not kind or not kind.keys() <= KINDS:
            raise ValueError(f"a fault is one of {', '.join(sorted(KINDS))}")
        times = entry.get("times", 1)
        fault = Fault(
            kind=kind,
            method=str(entry.get("method", "*")),
            chat_id=str(entry.get("chat_id") or ""),
            token=str(entry.get("token") or ""),
            times=None if times is None else int(times),
        )
        self.planned.append(fault)
        return fault

    def strike(self, method: str, params: Params, token: str) -> Fault | None:
        for fault in self.planned:
            if fault.strikes(method, params, token):
                if fault.times is not None:
                    fault.times -= 1
                    self.planned = [each for each in self.planned if each.times != 0]
                return fault
        return None
