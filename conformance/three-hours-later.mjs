// Preloaded by a server whose clock shall stand three hours ahead of the machine's.
const AHEAD = 3 * 3_600_000;
const Today = Date;

globalThis.Date = class extends Today {
  constructor(...parts) {
    super(...(parts.length === 0 ? [Today.now() + AHEAD] : parts));
  }
  static now() {
    return Today.now() + AHEAD;
  }
};
