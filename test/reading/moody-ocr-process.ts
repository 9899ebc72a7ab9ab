// Stands in for the recognition: the first byte of an image says what becomes of it.
process.on('message', (message: { id: number; image: Uint8Array }) => {
  const [mood] = message.image;
  if (mood === 0) process.exit(1);
  if (mood === 1) return;
  const word = { text: `by ${process.pid}`, confidence: 90, left: 0, top: 0, width: 1, height: 1 };
  process.send?.({ id: message.id, words: mood === 2 ? null : [word] });
});
process.on('disconnect', () => process.exit());
