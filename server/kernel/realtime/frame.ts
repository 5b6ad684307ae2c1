/** A server text frame as it goes over the wire (RFC 6455, unmasked), made once and written to every socket. */
export function textFrame(json: string): Buffer {
  const size = Buffer.byteLength(json);
  const head = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + size);
  frame[0] = 0x81;
  if (head === 2) frame[1] = size;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.write(json, head);
  return frame;
}
