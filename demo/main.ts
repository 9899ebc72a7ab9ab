import { runDemo } from './run-demo.ts';

// npm run demo: plays the story against the server at BONAFIDE_URL (default: this machine, PORT or 4000), whose data folder
// is DATA_DIR (default: data). Each run brings buyers of its own, and leaves what they did behind.

// Whoever read along has gone, as with `npm run demo | head`.
process.stdout.on('error', () => process.exit(1));
process.exitCode = await runDemo(process.env, process.stdout);
