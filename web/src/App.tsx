import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api/queryClient.ts'
import { router } from './router.tsx'
import { Hints } from './ui/Hints.tsx'
import { IconSprite } from './ui/Icon.tsx'
import { mantineTheme, useColorScheme } from './ui/theme.ts'

/** The application: one theme, one cache, one router; hints above everything. */
export function App() {
  const scheme = useColorScheme()
  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <IconSprite />
        <RouterProvider router={router} />
        <Hints />
      </QueryClientProvider>
    </MantineProvider>
  )
}
