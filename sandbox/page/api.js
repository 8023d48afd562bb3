// Talks to the sandbox: requests as JSON, and one live connection for the whole page.

class Refused extends Error {}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused("");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error || `${response.status} ${response.statusText}`);
  return body;
}

export function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const tail = new URLSearchParams(given).toString();
  return answer(fetch(`/sandbox/${path}${tail ? `?${tail}` : ""}`, { cache: "no-store" }));
}

export function post(path, body) {
  return answer(
    fetch(`/sandbox/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

export function upload(fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") form.append(name, value);
  }
  for (const file of files) form.append("file", file, file.name);
  return answer(fetch("/sandbox/upload", { method: "POST", body: form }));
}

export const fileUrl = (id) => `/sandbox/file?file_id=${encodeURIComponent(id)}`;

// After a cut the world is read anew, so events lost meanwhile (or a restarted server) do no harm.
export function follow(since, { onEvent, onLost, onBack }) {
  let last = since;
  let pause = 500;

  function open() {
    const source = new EventSource(`/sandbox/live?since=${last}`);
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      last = event.n;
      pause = 500;
      onEvent(event);
    };
    source.onerror = () => {
      source.close();
      onLost();
      setTimeout(again, pause);
    };
    addEventListener("pagehide", () => source.close(), { once: true });
  }

  async function again() {
    try {
      const world = await get("world");
      await onBack(world);
      last = world.event;
      open();
    } catch {
      pause = Math.min(pause * 1.6, 8000);
      setTimeout(again, pause);
    }
  }

  open();
}
