/** The few questions that are asked over HTTP, before there is a session to be in. Answers are values, never exceptions. */
import type { PhaseName } from "./phases";

export interface CaseOnShelf {
  id: string;
  title: string;
  summary: string;
  /** One sentence for the shelf. */
  tagline?: string;
  minutes: number;
  language: string;
  sector?: string;
  level?: string;
  /** Its own first; none from a server that knows of none. */
  languages?: readonly { language: string; title: string }[];
  timings?: readonly Timing[];
  people?: { min: number; max: number } | readonly [number, number] | null;
}

/** One way to time a case; the one without an id is its own. With `per_team`, a phase is so long for each team, up to `minutes`. */
export interface Timing {
  id: string;
  label: string;
  about: string;
  minutes: number;
  analyst_hours: number;
  phases: readonly { phase: PhaseName; minutes: number; per_team: number | null }[];
}

export interface Joined { session: string; seat: string; team: string | null; token: string }
export interface Opened { session: string; code: string; join_url: string; facilitator_url: string; token: string }

/** `status` is the HTTP status, 0 when nothing answered. */
export type Got<T> = { ok: true; value: T } | { ok: false; status: number; message: string; code: string };

export function scenarios(): Promise<Got<CaseOnShelf[]>> {
  return ask("GET", "/api/scenarios");
}

export function join(body: { code: string; name: string; field?: string; years?: number; reclaim?: boolean }): Promise<Got<Joined>> {
  return ask("POST", "/api/join", body);
}

export interface Opening { scenario: string; teams?: number; name?: string; language?: string; timings?: string | Readonly<Partial<Record<PhaseName, number>>> }

export function openSession(body: Opening, hostKey?: string): Promise<Got<Opened>> {
  return ask("POST", "/api/sessions", body, hostKey);
}

/** Whether hosts can sign in here instead of giving the key. */
export async function offersSignIn(): Promise<boolean> {
  const got = await ask<{ offered: boolean }>("GET", "/api/sign-in");
  return got.ok && got.value.offered;
}

export interface SeatLink { url: string; token: string }

/** A session of this server, as its host knows it again. */
export interface HostedSession { session: string; name: string; case: string; code: string; opened_at: number; phase: PhaseName; ended: boolean; people: number }

/** Every session of this server, the newest first: for whoever may open one. */
export function hostedSessions(hostKey?: string): Promise<Got<HostedSession[]>> {
  return ask("GET", "/api/sessions", undefined, hostKey);
}

/** A private link for somebody who is no participant: with a facilitator's token, or as the host. */
export function makeLink(session: string, token: string | undefined, role: "facilitator" | "observer" | "rater"): Promise<Got<SeatLink>> {
  return ask("POST", `/api/sessions/${encodeURIComponent(session)}/links`, { role }, token);
}

/** A new link to one's own seat; the one of now opens it no more. */
export function renewLink(session: string, token: string): Promise<Got<SeatLink>> {
  return ask("POST", `/api/sessions/${encodeURIComponent(session)}/token`, {}, token);
}

/** The join address of a code as a QR code: the SVG's source, or null if the server did not give it. */
export async function joinQr(code: string): Promise<string | null> {
  try {
    const response = await fetch(`/api/qr/${encodeURIComponent(code)}`, { signal: AbortSignal.timeout(15_000) });
    const source = await response.text();
    return response.ok && source.includes("<svg") ? source : null;
  } catch {
    return null;
  }
}

async function ask<T>(method: "GET" | "POST", path: string, body?: unknown, key?: string): Promise<Got<T>> {
  try {
    const headers: Record<string, string> = { accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (key) headers.authorization = `Bearer ${key}`;
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(15_000) });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && answer !== null) return { ok: true, value: answer as T };
    const told = (typeof answer === "object" && answer !== null ? answer : {}) as { message?: unknown; code?: unknown };
    return { ok: false, status: response.status, message: typeof told.message === "string" ? told.message : "", code: typeof told.code === "string" ? told.code : "" };
  } catch {
    return { ok: false, status: 0, message: "", code: "" };
  }
}
