/** The palette comes after the page; who asks for it before waits for it. */
export const openSpotlight = (): void => void import('@mantine/spotlight').then(({ openSpotlight: open }) => open());
