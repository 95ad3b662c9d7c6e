/** What hangs on an exhibit, fetched with the first one that has something: few do. */
import type { EvidenceShown } from "../../wire/types.gen";
import { Picture } from "./Picture";
import { Recording } from "./Recording";

export default function Attached({ shown }: { shown: EvidenceShown }) {
  return (
    <>
      {shown.image && <Picture picture={shown.image} alt={shown.alt} title={shown.title} />}
      {shown.recording && <Recording recording={shown.recording} title={shown.title} />}
    </>
  );
}
