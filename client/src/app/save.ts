/** Files that a seat may have: fetched with its token, and handed to the browser to be saved. */
const withinMs = 120_000;

/** Save what the server has at an address of this session; false if it did not give it, or not whole. */
export async function save(session: string, token: string, what: string): Promise<boolean> {
  try {
    const response = await fetch(`/api/sessions/${encodeURIComponent(session)}/${what}`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(withinMs) });
    if (!response.ok) return false;
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = url;
    link.download = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? session;
    link.click();
    // Not at once: some browsers begin to read it after the click.
    setTimeout(() => URL.revokeObjectURL(url), withinMs);
    return true;
  } catch {
    return false;
  }
}
