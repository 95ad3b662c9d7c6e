/** A button that copies a text and says so. Where the browser forbids it, the words say what to do instead. */
import { useState } from "react";
import { copy } from "../../app/copy";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { text } from "../../text";

export function Copy({ words, look = "plain" }: { words: string; look?: "plain" | "pen" | "go" }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const announce = useAnnounce();
  async function act() {
    const isCopied = await copy(words);
    setState(isCopied ? "copied" : "failed");
    announce.polite(isCopied ? text.facilitate.join.copied : text.facilitate.join.copyFailed);
  }
  return (
    <>
      <Button look={look} onPress={() => void act()}><Icon name={state === "copied" ? "check" : "copy"} size={14} />{state === "copied" ? text.facilitate.join.copied : text.facilitate.join.copy}</Button>
      {state === "failed" && <p className="t12 cau">{text.facilitate.join.copyFailed}</p>}
    </>
  );
}
