/** An A5 page to print and hang: who it is, the code, the link in letters for phones that cannot scan. `svg` is the bare QR code. */
export function posterOf({
  svg,
  url,
  corpName,
  name,
}: Record<'svg' | 'url' | 'corpName' | 'name', string>): string {
  const inner = svg.replace(/^[\s\S]*?<svg/, '<svg x="24" y="62" width="100" height="100"');
  const line = (y: number, size: number, text: string, fill = '#1d2a24') =>
    `<text x="74" y="${y}" font-size="${size}" fill="${fill}" text-anchor="middle">${escaped(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210" font-family="'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei UI','Noto Sans CJK SC',system-ui,sans-serif">
<rect width="148" height="210" fill="#fff"/><rect width="148" height="6" fill="#2f6f57"/>
${line(30, fitted(corpName, 11), corpName)}
${line(46, fitted(name, 7), name, '#4b5a53')}
${inner}
${line(178, 7, '扫一扫，直接和我们聊')}
${line(188, 4.6, 'Scan to chat with us. No app, no account.', '#4b5a53')}
${line(201, fitted(url, 4), url, '#4b5a53')}
</svg>`;
}

/** Chinese letters are as wide as they are high, others about half. */
function fitted(text: string, size: number): number {
  const width = [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 1 : 0.56), 0);
  return Math.min(size, 128 / Math.max(width, 1));
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (c) => marks[c]!);
