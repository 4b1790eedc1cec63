import { UsageError } from '../../config/options.ts';
import { STEPS, stepsFrom, type StepName } from '../../modules/app-center/index.ts';
import { operator } from '../callers.ts';
import { dataCommand, noOperands, operand } from '../command.ts';

const NAMES = Object.keys(STEPS);
const isStep = (text: string): text is StepName => NAMES.includes(text);

export const listListings = dataCommand({
  name: 'listing list',
  summary: 'List the App Center listings of the installation, with where each is on its way.',
  options: {},
  read: noOperands,
  work: async (installation) => {
    const { modules, unitOfWork } = installation.program;
    const listings = await unitOfWork.read(operator(installation), (ctx) => modules.appCenter.allListings(ctx));
    return listings.map(({ appId, name, partner, state }) => ({
      clientId: appId,
      name,
      partner,
      state,
      steps: stepsFrom(state),
    }));
  },
  show: (listings) =>
    listings.length === 0
      ? 'No listing.'
      : listings
          .map(
            ({ clientId, name, partner, state, steps }) =>
              `${clientId}  ${state.padEnd(9)}  ${name} (${partner}): ${steps.join(', ')}`,
          )
          .join('\n'),
});

export const moveListing = dataCommand({
  name: 'listing move',
  operands: '<client id>',
  summary: 'Take an App Center listing a step further: certify and publish it, or send it back.',
  options: {
    step: { value: '<step>', help: `one of ${NAMES.join(', ')}` },
    remark: { value: '<text>', help: 'what is wanting, where it is sent back' },
  },
  read: (given) => {
    const clientId = operand(given, 'client id');
    const step = given.text('step') ?? '';
    if (!isStep(step)) throw new UsageError(`Give --step, one of ${NAMES.join(', ')}.`);
    return { clientId, step, remark: given.text('remark') };
  },
  work: async (installation, { clientId, step, remark }) => {
    const { modules, unitOfWork } = installation.program;
    const { listing } = await unitOfWork.write(operator(installation), (ctx) =>
      modules.appCenter.moveListing(ctx, { appId: clientId, step, ...(remark === undefined ? {} : { remark }) }),
    );
    return { clientId, name: listing.name, state: listing.state };
  },
  show: ({ name, state }) => `${name} is ${state}.`,
});
