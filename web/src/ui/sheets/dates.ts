import './combobox.ts'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/dates/styles.layer.css'
