import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { prepare, scenes } from './scenes.ts';
import { openStage, visit } from './visit.ts';

// Takes pictures of the application: node web/e2e/pictures.ts <folder> [--only TEXT] [--looks desk-light,phone-dark] [--language de] [--scale 2]

const LOOKS = {
  'desk-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'desk-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'phone-light': { viewport: { width: 390, height: 780 }, colorScheme: 'light' },
  'phone-dark': { viewport: { width: 390, height: 780 }, colorScheme: 'dark' },
} as const;
type Look = keyof typeof LOOKS;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    looks: { type: 'string', default: Object.keys(LOOKS).join() },
    language: { type: 'string', default: 'en' },
    scale: { type: 'string', default: '2' },
  },
});
const folder = positionals[0] ?? 'docs/images';

async function still(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
  });
}

await mkdir(folder, { recursive: true });
const stage = await openStage();
try {
  const first = await visit(stage);
  await prepare(first, stage);
  await first.close();
  for (const look of values.looks.split(',') as Look[]) {
    const options = {
      ...LOOKS[look],
      deviceScaleFactor: Number(values.scale),
      reducedMotion: 'reduce',
      locale: values.language,
    } as const;
    for (const scene of scenes.filter(({ name }) => name.includes(values.only))) {
      const visitor = await visit(stage, options);
      await visitor.open(scene.path);
      if (scene.as !== undefined) await visitor.signIn(scene.as);
      await still(visitor.page);
      await scene.act?.(visitor.page);
      await still(visitor.page);
      await visitor.page.screenshot({ path: join(folder, `${scene.name}-${look}.png`) });
      await visitor.close();
    }
  }
} finally {
  await stage.close();
}
