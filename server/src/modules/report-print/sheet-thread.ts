import { answersWith } from '../../platform/process/in-thread.ts';
import { boundDecoding } from '../receipt/index.ts';
import { writePdf, type Sheets } from './sheet.ts';

boundDecoding();

await answersWith(({ title, lines, pictures }: Sheets) => writePdf(title, lines, pictures));
