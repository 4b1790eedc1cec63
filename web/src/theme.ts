import {
  createTheme,
  type AlertProps,
  type BadgeProps,
  type CSSVariablesResolver,
  type ModalProps,
  type TableProps,
  type TooltipProps,
} from '@mantine/core';

/** Colours and shapes of the house; the pages that need no script have the same. */
export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    spruce: ['#eef5f1', '#dcebe4', '#b6d8ca', '#8fd0b4', '#5fae90', '#3f8f74', '#2b7059', '#1f5a49', '#17463a', '#0e2f27'],
    sun: ['#fff6e6', '#fdeac9', '#f8d598', '#f3be63', '#eba94f', '#d98a2b', '#b4610a', '#8f4d08', '#6d3b09', '#4a280a'],
    dark: ['#e9ece4', '#c4cbbf', '#a9b1a4', '#7d867b', '#454d44', '#333a32', '#262c26', '#1b201b', '#131713', '#0c0f0c'],
    gray: ['#faf8f3', '#f4f1ea', '#eae5da', '#ddd6c8', '#c3bcac', '#a19a89', '#716c5e', '#5c6156', '#3b4038', '#22261f'],
  },
  black: '#22261f',
  defaultRadius: 'md',
  cursorType: 'pointer',
  // What unfolds would wait for ever for the end of a movement that its visitor has switched off.
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', 'Open Sans', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono', ui-monospace, 'SF Mono', 'Cascadia Code', 'Roboto Mono', Menlo, Consolas, monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem' },
    },
  },
  // Plain objects: the components themselves come with the pages that show them.
  components: {
    Alert: { defaultProps: { variant: 'light', radius: 'md' } satisfies Partial<AlertProps> },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 550, radius: 'sm' } satisfies Partial<BadgeProps> },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { blur: 2, backgroundOpacity: 0.35 },
        // Its header is the dialog's, not the page's.
        attributes: { header: { role: 'none' } },
      } satisfies Partial<ModalProps>,
    },
    Table: { defaultProps: { verticalSpacing: 'sm' } satisfies Partial<TableProps> },
    Tooltip: {
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } satisfies Partial<TooltipProps>,
    },
  },
});

/** What Mantine names, in the tones of paper rather than of glass; quiet text keeps 4.5:1 on every ground. */
export const tones: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fffdf9',
    '--mantine-color-dimmed': '#5c6156',
    '--mantine-color-placeholder': '#716c5e',
    '--mantine-color-error': '#9a2f1f',
    '--ground': '#f4f1ea',
    '--line': '#e3dccf',
    '--code': '#f6f3ec',
    '--mantine-color-red-light': '#fbeae5',
    '--mantine-color-red-light-color': '#8c2a1b',
    '--mantine-color-sun-light': '#fdf0d8',
    '--mantine-color-sun-light-color': '#6d3b09',
    '--mantine-color-spruce-light': '#e3ece6',
    '--mantine-color-spruce-light-color': '#17463a',
    '--mantine-color-gray-light': '#ece8df',
    '--mantine-color-gray-light-color': '#4a4f45',
    '--mantine-color-default-border': '#cfc8b9',
    '--mantine-color-anchor': '#1f5a49',
  },
  dark: {
    '--mantine-color-body': '#1b201b',
    '--mantine-color-dimmed': '#a9b1a4',
    '--mantine-color-placeholder': '#8d968a',
    '--mantine-color-error': '#ffb4a3',
    '--ground': '#131713',
    '--line': '#2d342c',
    '--code': '#141914',
    '--mantine-color-red-light': '#3a211c',
    '--mantine-color-red-light-color': '#ffb4a3',
    '--mantine-color-sun-light': '#352a19',
    '--mantine-color-sun-light-color': '#f3be63',
    '--mantine-color-spruce-light': '#1f3129',
    '--mantine-color-spruce-light-color': '#b0e2cb',
    '--mantine-color-gray-light': '#2a312a',
    '--mantine-color-gray-light-color': '#c4cbbf',
    '--mantine-color-default-border': '#454d44',
    '--mantine-color-anchor': '#8fd0b4',
  },
});
