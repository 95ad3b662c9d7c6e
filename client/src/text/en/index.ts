/**
 * English: the language that types the others. One file a section; a screen's section has the screen's name.
 *
 * What is here comes with the first page; `later.ts` comes with the first screen after Diagnose, `home.ts` with the first
 * page. Until then those sections are not there: only those screens may read them.
 */
import { brief } from "./brief";
import { charts } from "./charts";
import { diagnose } from "./diagnose";
import { events } from "./events";
import { lobby } from "./lobby";
import { messages } from "./messages";
import { shell } from "./shell";
import { work } from "./work";

export const en = { shell, lobby, charts, messages, work, events, brief, diagnose };
