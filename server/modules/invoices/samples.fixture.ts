// Invoices made in code, for tests: the same bill as print, as OFD, as XML and as the text of a code.
import { strToU8, zipSync } from 'fflate';

export interface Sample {
  number: string;
  code?: string;
  day?: string;
  exclTax?: string;
  tax?: string;
  total?: string;
  seller?: string;
  sellerTaxId?: string;
  buyer?: string;
  buyerTaxId?: string;
}

const full = (s: Sample): Required<Sample> => ({
  code: '',
  day: '2026-05-20',
  exclTax: '100.00',
  tax: '6.00',
  total: '106.00',
  seller: '山泉酒店有限公司',
  sellerTaxId: '91110000MA01SHAN1X',
  buyer: '清风茶业有限公司',
  buyerTaxId: '91110000MA01QING2Y',
  ...s,
});
const chinese = (day: string) => day.replace(/(\d+)-(\d+)-(\d+)/, '$1年$2月$3日');

/** The XML of a fully digital invoice. */
export function digitalXml(sample: Sample): string {
  const s = full(sample);
  return `<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header><InherentLabel><GeneralOrSpecialVAT><LabelCode>01</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header>
<EInvoiceData><SellerInformation><SellerIdNum>${s.sellerTaxId}</SellerIdNum><SellerName>${s.seller}</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>${s.buyerTaxId}</BuyerIdNum><BuyerName>${s.buyer}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>${s.exclTax}</TotalAmWithoutTax><TotalTaxAm>${s.tax}</TotalTaxAm><TotalTax-includedAmount>${s.total}</TotalTax-includedAmount></BasicInformation>
<IssuItemInformation><ItemName>*住宿服务*住宿费 &amp; 早餐</ItemName><Amount>60.00</Amount><ComTaxAm>3.60</ComTaxAm></IssuItemInformation>
<IssuItemInformation><ItemName>*餐饮服务*餐费</ItemName><Amount>40.00</Amount><ComTaxAm>2.40</ComTaxAm></IssuItemInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>${s.number}</InvoiceNumber><IssueTime>${s.day} 10:11:12</IssueTime></TaxSupervisionInfo></EInvoice>`;
}

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** An OFD of the older kind; without its attachment only the page says what it is. */
export function ofd(sample: Sample, attached = true, more: Record<string, Uint8Array> = {}): Buffer {
  const s = full(sample);
  const invoice = `<?xml version="1.0"?><fp:eInvoice xmlns:fp="http://www.edrm.com.cn/schema/e-invoice/2019"><fp:InvoiceCode>${s.code}</fp:InvoiceCode><fp:InvoiceNo>${s.number}</fp:InvoiceNo>
<fp:IssueDate>${chinese(s.day)}</fp:IssueDate><fp:InvoiceCheckCode>01234 56789 01234 56789</fp:InvoiceCheckCode>
<fp:Buyer><fp:BuyerName>${s.buyer}</fp:BuyerName><fp:BuyerTaxID>${s.buyerTaxId}</fp:BuyerTaxID></fp:Buyer>
<fp:TaxInclusiveTotalAmount>${s.total}</fp:TaxInclusiveTotalAmount><fp:TaxTotalAmount>${s.tax}</fp:TaxTotalAmount><fp:TaxExclusiveTotalAmount>${s.exclTax}</fp:TaxExclusiveTotalAmount>
<fp:Seller><fp:SellerName>${s.seller}</fp:SellerName><fp:SellerTaxID>${s.sellerTaxId}</fp:SellerTaxID></fp:Seller>
<fp:GoodsInfos><fp:GoodsInfo><fp:Item>*茶*龙井</fp:Item><fp:Amount>${s.exclTax}</fp:Amount><fp:TaxAmount>${s.tax}</fp:TaxAmount></fp:GoodsInfo></fp:GoodsInfos></fp:eInvoice>`;
  const objects = printed(s).map(
    ([x, y, text]) =>
      `<ofd:TextObject ID="1" Boundary="${x / 3} ${y / 3} 60 4"><ofd:TextCode X="0" Y="3">${text}</ofd:TextCode></ofd:TextObject>`,
  );
  return Buffer.from(
    zipSync({
      'OFD.xml': strToU8(`<?xml version="1.0"?><ofd:OFD ${OFD}><ofd:DocBody/></ofd:OFD>`),
      'Doc_0/Pages/Page_0/Content.xml': strToU8(
        `<?xml version="1.0"?><ofd:Page ${OFD}><ofd:Content>${objects.join('')}</ofd:Content></ofd:Page>`,
      ),
      ...(attached ? { 'Doc_0/Attachs/original_invoice.xml': strToU8(invoice) } : {}),
      ...more,
    }),
  );
}

/** What stands where on the page of a digital invoice: x, y from the top, text. */
function printed(s: Required<Sample>): [number, number, string][] {
  return [
    [220, 30, '电子发票（普通发票）'],
    [420, 30, `发票号码：${s.number}`],
    ...(s.code ? [[420, 15, `发票代码：${s.code}`] as [number, number, string]] : []),
    [420, 48, `开票日期：${chinese(s.day)}`],
    [40, 90, `名称：${s.buyer}`],
    [330, 90, `名称：${s.seller}`],
    [40, 110, `统一社会信用代码/纳税人识别号：${s.buyerTaxId}`],
    [330, 110, `统一社会信用代码/纳税人识别号：${s.sellerTaxId}`],
    [40, 150, '*住宿服务*住宿费'],
    [60, 250, '合'],
    [100, 250, '计'],
    [420, 250, `¥${s.exclTax}`],
    [520, 250, `¥${s.tax}`],
    [40, 275, '价税合计（大写）'],
    [150, 275, '壹佰零陆圆整'],
    [420, 275, `（小写）¥${s.total}`],
  ];
}

/** A small PDF whose words stand in a Chinese font that is named and not embedded, as many tax printers do; `words` for other pages. */
export function pdf(sample: Sample, words?: [number, number, string][]): Buffer {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const text = (words ?? printed(full(sample)))
    .map(([x, y, t]) => `BT /F1 9 Tf ${x} ${400 - y} Td <${hex(t)}> Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 610 400] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 90 >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((body, i) => {
    const start = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return start;
  });
  const table = starts.map((n) => `${String(n).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
