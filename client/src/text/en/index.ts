/** English: the language that types the others. One file a section; a screen's section has the screen's name. */
import { charts } from "./charts";
import { home } from "./home";
import { lobby } from "./lobby";
import { messages } from "./messages";
import { shell } from "./shell";

export const en = { shell, home, lobby, charts, messages };
