/** The session as files, for those who lead it: at any time, in the middle of it too. */
import { useState } from "react";
import { save } from "../../app/save";
import { useAnnounce } from "../../parts/Announcer";
import type { MenuGroup } from "../../parts/Menu";
import { useLive } from "../../records";
import { text } from "../../text";

/** The entries of a menu that saves the session, and whether the last of them failed. */
export function useDownloads(): { group: MenuGroup; hasFailed: boolean } {
  const live = useLive();
  const announce = useAnnounce();
  const words = text.download;
  const [hasFailed, setFailed] = useState(false);
  const have = (format: string) => {
    setFailed(false);
    announce.polite(words.going);
    void save(live.session, live.token, `export?format=${format}`).then((isSaved) => setFailed(!isSaved));
  };
  const group = {
    title: words.title,
    entries: [
      { id: "xlsx", text: words.tables, onAct: () => have("xlsx") },
      { id: "csv", text: words.csv, onAct: () => have("csv") },
      { id: "json", text: words.everything, onAct: () => have("json") },
    ],
  };
  return { group, hasFailed };
}
