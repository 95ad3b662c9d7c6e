/** "How this was computed": a button, and behind it a team's return step by step in its own numbers. */
import { lazy, Suspense, useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { type See, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";

const Computed = lazy(() => import("./Computed").then((found) => ({ default: found.Computed })));

/** Other teams' ledgers are not everybody's: where there is none to see, there is nothing to show. */
const isKnown = (team: string) => (see: See) => see.get(`ledger/${team}`) !== undefined;

export function HowComputed({ team }: { team: string }) {
  const [isOpen, setOpen] = useState(false);
  const { team: own } = useSelf();
  const known = useFigure(isKnown(team), [team]);
  const name = useRecord(`team/${team}`)?.name ?? "";
  const words = text.computed;
  if (!known) return null;
  return (
    <>
      <span><Button size="sm" onPress={() => setOpen(true)} aria-haspopup="dialog" aria-label={team === own ? undefined : `${words.open}: ${name}`}>{words.open}</Button></span>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} size="md" closeLabel={words.close} title={team === own ? words.titleOwn : words.title(name)}>
        <Suspense fallback={<p role="status">{text.shell.loading}</p>}><Computed team={team} name={name} /></Suspense>
      </Dialog>
    </>
  );
}
