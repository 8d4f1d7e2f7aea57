import './popover.ts'
import '@mantine/core/styles/Menu.layer.css'
