// The order matters: our sheet names the layers first, so that whatever of Mantine comes later stays below our own rules.
// The sheets of its parts come with the parts (`ui/sheets`).
import './ui/mantine.css'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/VisuallyHidden.layer.css'
import '@fontsource-variable/golos-text/wght.css'
import './ui/tokens.css'
import './ui/base.css'
