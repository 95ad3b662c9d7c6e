/** "Ask for help": a team's call for the facilitator, with a receipt once it was read. */
import { lazy, Suspense, useState } from "react";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { useRecord, useSelf } from "../records";
import { loadWords, text } from "../text";

const Dialogs = lazy(() => loadWords("later").then(() => import("./HelpDialogs")));

export function Help() {
  const { team } = useSelf();
  const call = useRecord(team === null ? undefined : `help/${team}`);
  const isEnded = useRecord("session")?.ended ?? false;
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (team === null || isEnded) return null;
  const words = text.shell;
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" look={call ? "pen" : "plain"} onPress={() => setOpen(true)}>{call && <Icon name="hand" size={14} />}{call ? (call.seen_by ? words.helpSeen : words.helpAsked) : words.askHelp}</Button>
      {wasOpen && <Suspense fallback={null}><Dialogs isOpen={isOpen} team={team} onClose={close} /></Suspense>}
    </>
  );
}
