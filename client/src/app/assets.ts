/**
 * Files of the case: pictures and recordings, fetched with the seat's token and kept as addresses of this page.
 *
 * A file that was had once stays for as long as the page lives: a case holds a few megabytes at most. One that could not
 * be had is asked for anew the next time.
 */
const had = new Map<string, Promise<string | null>>();
const withinMs = 30_000;

/** The address of a file that this seat may see now; null if the server did not give it. */
export function assetUrl(session: string, token: string, asset: string): Promise<string | null> {
  const key = `${session}/${asset}`;
  const known = had.get(key) ?? fetched(session, token, asset).then((url) => {
    if (url === null) had.delete(key);
    return url;
  });
  had.set(key, known);
  return known;
}

async function fetched(session: string, token: string, asset: string): Promise<string | null> {
  try {
    const path = `/api/sessions/${encodeURIComponent(session)}/assets/${encodeURIComponent(asset)}`;
    const response = await fetch(path, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(withinMs) });
    return response.ok ? URL.createObjectURL(await response.blob()) : null;
  } catch {
    return null;
  }
}
