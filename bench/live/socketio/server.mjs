// Socket.IO with its redis-streams adapter and connection state recovery: `node server.mjs STORE` prints its port.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const store = createClient({ socket: { path: process.argv[2] } });
store.on("error", (error) => console.error(error));
await store.connect();

const web = createServer();
const io = new Server(web, {
  adapter: createAdapter(store),
  connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
  transports: ["websocket"],
});

io.on("connection", (socket) => {
  socket.on("join", (room, answer) => {
    socket.join(room);
    answer();
  });
  socket.on("move", (room, text, answer) => {
    io.to(room).emit("change", text);
    answer();
  });
});

web.listen(0, "127.0.0.1", () => console.log(web.address().port));
