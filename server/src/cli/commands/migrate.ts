import { readOptions } from '../../config/options.ts';
import { readStoreConfig, storeOptions } from '../../config/read-config.ts';
import { migrateDatabase } from '../../context.ts';
import { openInstallation } from '../../start/installation.ts';
import { announced } from '../../start/progress.ts';
import { noOperands, type Command } from '../command.ts';

const options = { ...storeOptions, json: { help: 'answer as JSON' } } as const;

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database up to this program. Starting does it too; several machines do it once, before they start.',
  options,
  async run(call) {
    const given = readOptions(options, call.argv, call.env);
    noOperands(given);
    const installation = await openInstallation(readStoreConfig(given), {
      migrate: false,
      step: announced((line) => call.note(line)),
    });
    try {
      const applied = await migrateDatabase(installation.program.database);
      if (given.on('json')) call.print(JSON.stringify({ applied }, null, 2));
      else call.print(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
      return 0;
    } finally {
      await installation.close();
    }
  },
};
