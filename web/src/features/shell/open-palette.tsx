import { whenAsked } from '../../ui/when-asked.tsx';

const palette = whenAsked(() => import('./palette.tsx'));

export const PaletteWhenAsked = palette.Place;

/** The palette comes when it is first asked for, and opens as soon as it is there. */
export function openPalette(): void {
  palette.ask();
  void import('@mantine/spotlight').then(({ openSpotlight }) => openSpotlight());
}
