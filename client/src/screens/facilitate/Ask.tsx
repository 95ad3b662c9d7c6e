/**
 * A command is asked about once before it is done: what it will do in the server's own words, and whom it passes over.
 *
 * `<Asking>` holds the one dialog; `useAsk()` opens it. A refusal is explained in the dialog, which stays. The preview is
 * asked for again while the dialog is open and the session moves on, so that nobody confirms what was true a minute ago.
 */
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { Confirm } from "../../parts/Dialog";
import { Note } from "../../parts/Note";
import { type MoveArgs, type MoveName, useDo, useStatus } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { type Command, useLook } from "./look";

interface Wording { title: ReactNode; act: string }
export type Ask = <M extends MoveName>(move: M, args: MoveArgs[M], words: Wording) => void;
interface Question extends Wording, Command {}

const AskContext = createContext<Ask>(() => {});
export const useAsk = (): Ask => useContext(AskContext);

export function Asking({ children }: { children: ReactNode }) {
  const [command, setCommand] = useState<Question | null>(null);
  const ask = useCallback<Ask>((move, args, words) => setCommand({ move, args, ...words }), []);
  return (
    <AskContext value={ask}>
      {children}
      {command !== null && <Question command={command} onClose={() => setCommand(null)} />}
    </AskContext>
  );
}

function Question({ command, onClose }: { command: Question; onClose: () => void }) {
  const words = text.facilitate.ask;
  const look = useLook(command);
  const act = useDo();
  const attempt = useAttempt();
  const { link } = useStatus();
  async function go() {
    const answer = await attempt.run(() => act(command.move, command.args as never));
    if (answer.ok) onClose();
  }
  const why = attempt.refusal || (look?.refused ? look.text : "") || (link === "live" ? "" : text.shell.link.waits);
  return (
    <Confirm isOpen title={command.title} act={command.act} stay={words.stay} isPending={attempt.isPending} isActDisabled={link !== "live" || look?.refused} onAct={() => void go()} onStay={onClose}>
      {look === null && <p role="status">{words.working}</p>}
      {look !== null && !look.refused && <p>{look.text}</p>}
      {look !== null && look.warnings.length > 0 && (
        <Note look="cau"><ul>{look.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></Note>
      )}
      {why !== "" && <Note look="cri" role="alert">{why}</Note>}
    </Confirm>
  );
}
