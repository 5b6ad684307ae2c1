const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** "Chrome · Windows" out of a browser's user agent; its beginning where nothing is recognised, '' for none. */
export function deviceName(agent: string): string {
  const of = (table: [RegExp, string][]) => table.find(([sign]) => sign.test(agent))?.[1];
  const known = [of(browsers), of(systems)].filter((part) => part !== undefined);
  return known.length ? known.join(' · ') : agent.slice(0, 40);
}
