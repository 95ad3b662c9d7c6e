/** The first page: join a session with a code, or host a case from the shelf. */
import { useEffect, useState } from "react";
import { Skip } from "../../app/Shell";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { text } from "../../text";
import { Join } from "./Join";
import { Sessions } from "./Sessions";
import { Shelf } from "./Shelf";
import styles from "./Home.module.css";

export default function Home({ code }: { code: string }) {
  const [isHow, setHow] = useState(false);
  useEffect(() => {
    document.title = `${text.home.title} · ${text.shell.name}`;
  }, []);
  return (
    <div className={styles.home}>
      <Skip />
      <header className={styles.head}>
        <a className={styles.mark} href="/"><span className={styles.pilcrow} aria-hidden="true">¶</span>{text.shell.name}</a>
        <Button look="quiet" onPress={() => setHow(true)}>{text.home.howLink}</Button>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <section className={styles.lead}><h1 className="display">{text.home.headline}</h1><p className="read dim">{text.home.lead}</p></section>
        <Join code={code} />
        <Shelf />
        <Sessions />
      </main>
      <Dialog isOpen={isHow} onClose={() => setHow(false)} title={text.home.how.title} closeLabel={text.shell.close}>
        <ol className={styles.how}>{text.home.how.steps.map(([name, about]) => <li key={name}><b>{name}</b><span>{about}</span></li>)}</ol>
      </Dialog>
    </div>
  );
}
