/** English: the language that types the others. One file a section; a screen's section has the screen's name. */
import { brief } from "./brief";
import { charts } from "./charts";
import { diagnose } from "./diagnose";
import { design } from "./design";
import { events } from "./events";
import { evidence } from "./evidence";
import { home } from "./home";
import { lobby } from "./lobby";
import { messages } from "./messages";
import { shell } from "./shell";
import { work } from "./work";
import { debrief } from "./debrief";
import { facilitate } from "./facilitate";
import { measure } from "./measure";
import { pitch } from "./pitch";
import { run } from "./run";
import { projector } from "./projector";

export const en = { shell, home, lobby, charts, messages, work, events, brief, diagnose, evidence, debrief, facilitate, projector, design, measure, pitch, run };
