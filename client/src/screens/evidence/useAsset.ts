/** A file of the case for the screen: on its way, here, or not to be had; and the way to ask again. */
import { useEffect, useState } from "react";
import { assetUrl } from "../../app/assets";
import { useLive } from "../../records";

export function useAsset(asset: string): { url: string | null; isFailed: boolean; again: () => void } {
  const live = useLive();
  const [url, setUrl] = useState<string | null>(null);
  const [isFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isHere = true;
    setFailed(false);
    void assetUrl(live.session, live.token, asset).then((found) => {
      if (!isHere) return;
      setUrl(found);
      setFailed(found === null);
    });
    return () => {
      isHere = false;
    };
  }, [live, asset, tries]);
  return { url, isFailed, again: () => setTries(tries + 1) };
}
