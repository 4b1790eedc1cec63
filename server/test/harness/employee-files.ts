import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileToImport, ImportReport } from '../../src/modules/employee-import/index.ts';
import { LAYOUTS } from '../../src/modules/employee-import/file/layouts.ts';
import type { User } from '../../src/modules/identity/index.ts';
import type { Caller, Context } from '../../src/platform/context.ts';
import { foundCompany } from './people.ts';
import { testProgram, type TestProgram } from './program.ts';

export type Cells = Readonly<Record<string, string>>;

/** A record with text in the columns of these labels. */
export function record(type: string, cells: Cells): string {
  const layout = LAYOUTS.get(type) ?? [];
  const unknown = Object.keys(cells).filter((label) => !layout.some((column) => column.label === label));
  assert.deepEqual(unknown, []);
  return [type, ...layout.map(({ label }) => cells[label] ?? '')]
    .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

/** A record of a plausible employee. */
export const someone = (id: string, cells: Cells = {}): string =>
  record('305', {
    'Employee ID': id,
    'First Name': 'Fay',
    'Last Name': 'File',
    'Login ID': `${id}@file.example`,
    'Expense User': 'Y',
    ...cells,
  });

export const counts = ({ created, updated, unchanged, rejectedPeople }: ImportReport) => ({
  created,
  updated,
  unchanged,
  rejectedPeople,
});
export const rejections = ({ rejected }: ImportReport) => rejected.map(({ line, field, rule }) => [line, field, rule]);

/** Imports files into a company of its own. */
export class ImportDesk {
  readonly program: TestProgram;
  readonly folder: string;
  home: Caller & { companyId: string };
  #files = 0;

  private constructor(parts: Pick<ImportDesk, 'program' | 'folder' | 'home'>) {
    this.program = parts.program;
    this.folder = parts.folder;
    this.home = parts.home;
  }

  static async open(): Promise<ImportDesk> {
    const program = await testProgram();
    const folder = await mkdtemp(join(tmpdir(), 'perdiem-import-'));
    return new ImportDesk({ program, folder, home: await foundCompany(program) });
  }

  /** Another company to work in from now on. */
  async found(): Promise<void> {
    this.home = await foundCompany(this.program);
  }

  async import(content: Buffer | readonly string[], options: Partial<FileToImport> = {}): Promise<ImportReport> {
    const path = join(this.folder, `${(this.#files += 1)}.csv`);
    await writeFile(path, Buffer.isBuffer(content) ? content : `${content.join('\r\n')}\r\n`);
    return this.program.modules.employeeImport.importFile(this.program.unitOfWork, this.home, { path, ...options });
  }

  read<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
    return this.program.unitOfWork.read(this.home, work);
  }

  user(number: string): Promise<User | undefined> {
    return this.read((ctx) => this.program.modules.identity.findUserByEmployeeNumber(ctx, number));
  }

  async close(): Promise<void> {
    await this.program.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
