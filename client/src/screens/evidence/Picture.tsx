/**
 * An exhibit's picture: in its place before it has come, at full size on a press, in words for whoever can't see it.
 *
 * A picture that can't be had is told, and its words stand there instead: they are the same evidence.
 */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { text } from "../../text";
import type { PictureShown } from "../../wire/types.gen";
import { useAsset } from "./useAsset";
import styles from "./Picture.module.css";

/** On a phone a picture is this wide at least at full size, and moved about; so wide its words can be read. */
const leastWhole = 720;

export function Picture({ picture, alt, title }: { picture: PictureShown; alt: string; title: string }) {
  const words = text.attached.picture;
  const { url, isFailed, again } = useAsset(picture.asset);
  const [isLarge, setLarge] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const size = picture.width !== null && picture.height !== null ? { width: picture.width, height: picture.height } : {};
  if (isFailed || isBroken) {
    return (
      <div className={styles.failed}>
        <Note look="cau" role="status"><p>{isBroken ? words.broken : words.failed}</p>{!isBroken && <Button size="sm" onPress={again}>{words.again}</Button>}</Note>
        {alt && <p className="t13"><b>{words.inWords}</b> {alt}</p>}
      </div>
    );
  }
  return (
    <figure className={styles.picture}>
      <div className={styles.frame} style={picture.width !== null && picture.height !== null ? { aspectRatio: `${picture.width} / ${picture.height}`, maxInlineSize: picture.width } : undefined}>
        {url === null
          ? <p className={styles.coming} role="status">{words.coming}</p>
          : <>
            <img className={styles.image} src={url} alt={alt} {...size} onError={() => setBroken(true)} />
            {/* The same as the button below, for who presses the picture itself. */}
            <button type="button" className={styles.enlarge} tabIndex={-1} aria-hidden="true" onClick={() => setLarge(true)} />
          </>}
      </div>
      <div className={styles.under}>
        <Button look="quiet" size="sm" isDisabled={url === null} onPress={() => setLarge(true)} aria-label={words.enlarge(title)}><Icon name="search" size={14} />{words.large}</Button>
        {alt && <details className={styles.words}><summary>{words.toWords}</summary><p>{alt}</p></details>}
      </div>
      <Dialog isOpen={isLarge} onClose={() => setLarge(false)} title={title} size="lg" closeLabel={text.shell.close}>
        {/* Larger than the dialog, it is moved inside it, also by keys. */}
        <div className={styles.whole} tabIndex={0} role="region" aria-label={words.whole(title)}>{url !== null && <img src={url} alt={alt} {...size} style={{ maxInlineSize: Math.max(picture.width ?? 0, leastWhole) }} />}</div>
      </Dialog>
    </figure>
  );
}
