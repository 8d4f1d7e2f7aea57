// Runs before the first paint, so that a dark screen never flashes white. A file of its own: the page allows no inline scripts.
try {
  var theme = localStorage.getItem('reglament-theme')
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-theme', dark ? 'dark' : 'light')
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  document.documentElement.lang = localStorage.getItem('reglament-locale') || (navigator.language.slice(0, 2) === 'en' ? 'en' : 'ru')
} catch {
  document.documentElement.setAttribute('data-mantine-color-scheme', 'light')
}
