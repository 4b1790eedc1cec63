import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { embedImage } from '../receipt/index.ts';

/** A4 in points. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 48;
const SIZE = 9;
const LEADING = 14;

export interface Line {
  /** Texts and where they begin, in points from the left margin; the last one of a line may run on. */
  readonly cells: readonly (readonly [number, string])[];
  readonly bold?: boolean;
}

/** What is to be drawn in the document, at most as large as a page leaves room for. */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/tiff' | 'application/pdf';
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly fileName: string;
}

/** What a PDF is written of. */
export interface Sheets {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly pictures: readonly Picture[];
}

interface Sheet {
  readonly document: PDFDocument;
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

/** A PDF of lines, and then of pictures: an image to a page, a PDF with all of its pages. What cannot be drawn is attached as a file. */
export async function writePdf(title: string, lines: readonly Line[], pictures: readonly Picture[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  const sheet: Sheet = {
    document,
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  writeLines(sheet, lines);
  for (const picture of pictures) await draw(sheet, picture);
  return document.save();
}

function writeLines(sheet: Sheet, lines: readonly Line[]): void {
  const perPage = Math.floor((HEIGHT - 2 * MARGIN) / LEADING);
  for (let start = 0; start < lines.length; start += perPage) {
    const page = sheet.document.addPage([WIDTH, HEIGHT]);
    lines.slice(start, start + perPage).forEach((line, row) => writeLine(sheet, page, line, row));
  }
}

function writeLine({ regular, bold }: Sheet, page: PDFPage, line: Line, row: number): void {
  const font = line.bold ? bold : regular;
  line.cells.forEach(([x, text], index) => {
    const room = (line.cells[index + 1]?.[0] ?? WIDTH - 2 * MARGIN) - x - 4;
    page.drawText(fitted(font, text, room), { x: MARGIN + x, y: HEIGHT - MARGIN - SIZE - row * LEADING, size: SIZE, font });
  });
}

/** The standard fonts hold the letters of western Europe; what they lack is a question mark. */
function writable(font: PDFFont, text: string): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(text, (letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
}

function fitted(font: PDFFont, text: string, room: number): string {
  const whole = writable(font, text);
  let shown = whole;
  while (shown && font.widthOfTextAtSize(shown, SIZE) > room) shown = shown.slice(0, -1);
  return shown;
}

async function draw(sheet: Sheet, picture: Picture): Promise<void> {
  try {
    await (picture.mediaType === 'application/pdf' ? drawPages(sheet, picture) : drawImage(sheet, picture));
  } catch {
    // Broken, locked, too large, or of a kind that PDF cannot draw: whoever reads the document gets the file itself.
    const page = sheet.document.addPage([WIDTH, HEIGHT]);
    writeLine(sheet, page, { cells: [[0, picture.title]], bold: true }, 0);
    writeLine(sheet, page, { cells: [[0, `The receipt cannot be shown; it is attached as ${picture.fileName}.`]] }, 1);
    await sheet.document.attach(picture.bytes, picture.fileName, { mimeType: picture.mediaType });
  }
}

async function drawPages({ document }: Sheet, { bytes }: Picture): Promise<void> {
  const source = await PDFDocument.load(bytes);
  const pages = await document.copyPages(source, source.getPageIndices());
  for (const page of pages) document.addPage(page);
}

async function drawImage(sheet: Sheet, { mediaType, bytes, title }: Picture): Promise<void> {
  const { document } = sheet;
  const image = await embedImage(document, { bytes, mediaType });
  const page = document.addPage([WIDTH, HEIGHT]);
  writeLine(sheet, page, { cells: [[0, title]], bold: true }, 0);
  const { width, height } = image.scaleToFit(WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - 2 * LEADING);
  page.drawImage(image, { x: MARGIN, y: HEIGHT - MARGIN - 2 * LEADING - height, width, height });
}
