// What everyone writes: every text frame to every client, one send() each. Stores nothing, knows nobody.  node ws-loop.mjs PORT
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({
  port: Number(process.argv[2]),
  host: '127.0.0.1',
  perMessageDeflate: false,
  backlog: 4096,
});
server.on('connection', (socket) => {
  socket.on('message', (/** @type {Buffer} */ data) => {
    const text = data.toString('utf8');
    for (const client of server.clients) client.send(text);
  });
});
