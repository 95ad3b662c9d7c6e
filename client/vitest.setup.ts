/** Tests read every section of the texts, the later ones too. */
import { loadWords } from "./src/text";

await loadWords("home");
await loadWords("later");
