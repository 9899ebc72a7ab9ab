import './styles/page.css';
import './styles/desk.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDesk, startDesk } from './desk.ts';
import { Page } from './page.tsx';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no element with the id "root".');

const desk = createDesk();
await desk.session.start();
startDesk(desk);

createRoot(root).render(
  <StrictMode>
    <Page desk={desk} />
  </StrictMode>,
);
