import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './review-desk.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDesk } from './desk.ts';
import { ReviewDesk } from './review-desk.tsx';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no element with the id "root".');

const desk = createDesk();
await desk.session.start();

createRoot(root).render(
  <StrictMode>
    <ReviewDesk desk={desk} />
  </StrictMode>,
);
