import '@fontsource/jetbrains-mono/latin-400.css';
// In a layer, so that styles of ours win wherever they come from and whenever they come.
import '@mantine/core/styles.layer.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { askWhoIsSignedIn, queryClient } from './api/queries.ts';
import { watchSessions } from './features/sign-in/was-signed-in.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { router } from './router.tsx';
import { theme, tones } from './theme.ts';
import { watchFocus } from './ui/focus-kept.ts';
import { StartTrouble } from './ui/start-trouble.tsx';

// The server's policy lets in no style of the page's own making without the number of this answer.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
setNonce(nonce);
watchSessions();
watchFocus();
askWhoIsSignedIn();

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={tones} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <StartTrouble>
            <Suspense fallback={null}>
              <RouterProvider router={router} />
            </Suspense>
          </StartTrouble>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
