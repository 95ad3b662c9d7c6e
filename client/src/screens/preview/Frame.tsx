/**
 * The real app in a frame of a given width, made smaller where the window has less room.
 *
 * A new address loads behind the old one and takes its place once it shows something, scrolled as the old one was: whoever
 * saves sees the change and no flash.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { text } from "../../text";
import type { Light, Width } from "./choice";
import styles from "./Preview.module.css";

const heights: Record<Width, number> = { 1440: 900, 1100: 760, 390: 844 };
/** So much higher than usual a frame may become to fill its room. */
const tallest = 1.3;
const lookMs = 40;
const patienceMs = 4_000;
/** So long after it came up a screen may still take the focus by itself. */
const settlesMs = 700;

interface Shown { src: string; key: number }

export function Frame({ src, title, width, light, keepsScroll, onWindow }: { src: string; title: string; width: Width; light: Light; keepsScroll: boolean; onWindow: (window: Window | null) => void }) {
  const room = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [shown, setShown] = useState<Shown | null>(null);
  const [coming, setComing] = useState<Shown | null>(null);
  const frames = useRef(new Map<number, HTMLIFrameElement>());
  const next = useRef(0);

  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return;
    const watcher = new ResizeObserver(([entry]) => entry && setSize({ width: entry.contentRect.width, height: entry.contentRect.height }));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    setComing({ src, key: next.current++ });
  }, [src]);

  // A screen may take the focus when it comes up. Here it comes up because somebody pressed something else: that keeps it.
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    focused.current = document.activeElement instanceof HTMLIFrameElement ? null : document.activeElement;
  }, [src]);
  const giveBack = (frame: HTMLIFrameElement | undefined) => {
    if (frame !== undefined && document.activeElement === frame && focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true });
  };

  useEffect(() => {
    if (coming === null) return;
    const began = performance.now();
    const timer = setInterval(() => {
      const frame = frames.current.get(coming.key);
      const inside = frame?.contentDocument;
      if (inside) dress(inside, light);
      giveBack(frame);
      if (!(inside && isThere(inside)) && performance.now() - began < patienceMs) return;
      clearInterval(timer);
      const until = performance.now() + settlesMs;
      const taken = () => performance.now() < until && giveBack(frame);
      addEventListener("blur", taken);
      setTimeout(() => removeEventListener("blur", taken), settlesMs);
      const before = shown && frames.current.get(shown.key)?.contentDocument;
      if (keepsScroll && before && inside) scrollLike(before, inside);
      setShown(coming);
      setComing(null);
      onWindow(frame?.contentWindow ?? null);
    }, lookMs);
    return () => clearInterval(timer);
  }, [coming]);

  useEffect(() => {
    for (const frame of frames.current.values()) if (frame.contentDocument) dress(frame.contentDocument, light);
  }, [light]);

  const wide = Number(width);
  const scale = size.width === 0 ? 0 : Math.min(1, size.width / wide, width === "390" ? size.height / heights[width] : 1);
  const high = scale === 0 ? 0 : Math.round(Math.min(size.height / scale, heights[width] * tallest));
  const look = { width: `${wide}px`, height: `${high}px`, transform: `scale(${scale})` };
  const box = { width: `${Math.floor(wide * scale)}px`, height: `${Math.floor(high * scale)}px` };
  return (
    <div className={styles.room} ref={room}>
      <div className={styles.paper} style={box}>
        {[shown, coming].map((each) => each && (
          <iframe
            key={each.key} src={each.src} title={each === shown ? title : text.preview.comes} className={styles.frame} style={look} data-coming={each === coming || undefined} tabIndex={each === coming ? -1 : undefined} aria-hidden={each === coming || undefined}
            ref={(element) => { if (element) frames.current.set(each.key, element); else frames.current.delete(each.key); }}
          />
        ))}
      </div>
      <p className={styles.measure}>{text.preview.measure(wide, high, Math.round(scale * 100))}</p>
    </div>
  );
}

/** Whether a page shows its screen, and not that it is on its way. */
function isThere(document: Document): boolean {
  const main = document.querySelector("main:not([aria-busy])");
  return document.readyState === "complete" && main !== null && main.querySelector(":scope > [role=status]:only-child") === null;
}

/** Light or dark, whatever the device says. */
function dress(document: Document, light: Light): void {
  // A page that is only just coming has no element yet, whatever its type says.
  const root = document.documentElement as HTMLElement | null;
  if (root === null) return;
  if (light === "system") delete root.dataset.theme;
  else root.dataset.theme = light;
}

/** Scroll what is there in both pages as it was in the old one. */
function scrollLike(before: Document, after: Document): void {
  const scrolled = [...before.querySelectorAll("*")].filter((element) => element.scrollTop > 0).map((element) => ({ path: pathOf(element), top: element.scrollTop }));
  for (const { path, top } of scrolled) {
    const element = after.querySelector(path);
    if (element) element.scrollTop = top;
  }
}

function pathOf(element: Element): string {
  const parent = element.parentElement;
  if (parent === null) return ":root";
  return `${pathOf(parent)} > :nth-child(${[...parent.children].indexOf(element) + 1})`;
}
