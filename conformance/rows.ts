// What a lane tells the harness: one line of JSON for each thing an SDK was seen to do, or not to do.

/** One SDK at one endpoint. */
export interface Row {
  sdk: string;
  version: string;
  /** 'message/send text': the path below /cgi-bin/ (or a whole path of another vendor), then what of it */
  endpoint: string;
  ok: boolean;
  /** why not; empty where it went well */
  detail: string;
  /** a text that must stand in a message one of our people can read; the harness looks, not the lane */
  expect?: string;
}

/** What a lane is told, as the JSON file whose path stands in TEAHOUSE_LANE. */
export interface LaneSetting {
  /** base address of the running product, without a slash at the end */
  url: string;
  /** where the lane asks the harness to act as a person or as the operator (control.ts) */
  control: string;
  corpId: string;
  agentId: number;
  secret: string;
  contactsSecret: string;
  customersSecret: string;
  /** userids: who reads the messages, and a colleague */
  member: string;
  memberName: string;
  colleague: string;
  /** callback settings, valid for every lane */
  token: string;
  aesKey: string;
  wecomRobot: Robot;
  dingtalkRobot: Robot;
  feishuRobot: Robot;
  /** files to upload */
  picture: string;
  note: string;
  /** distinct for every lane: begins user ids and texts */
  mark: string;
}

export interface Robot {
  url: string;
  key: string;
  secret?: string;
}

/** Reads a lane's output; lines that are no rows are left out. */
export function rowsOf(output: string): Row[] {
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith('{"sdk"')) return [];
    return [JSON.parse(line) as Row];
  });
}
