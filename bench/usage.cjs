// Loaded before a program under measurement: writes its memory at its highest, in MiB, to file descriptor 3.
const { writeSync } = require('node:fs')

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS / 1024)))
