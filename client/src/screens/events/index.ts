/** Events at a team: `<Events />` at the top of a working screen, `<EventLog />` where they can be looked up. */
export { EventLog } from "./EventLog";
export { Events } from "./Events";
