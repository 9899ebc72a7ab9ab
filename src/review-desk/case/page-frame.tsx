import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { TransformComponent, TransformWrapper, type ReactZoomPanPinchRef } from 'react-zoom-pan-pinch';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { ownAddress } from './own-address.ts';

interface PageFrameProps {
  readonly url: string;
  /** What the picture is, for those who don't see it. */
  readonly about: string;
  /** The page's width by its height, where it is known: the frame then keeps its place while the picture loads. */
  readonly ratio?: number;
  /** What lies on the page: its children stand in shares of it. */
  readonly children?: ReactNode;
}

const STEP = 0.5;
/** How large a fact's words are shown. */
const SPOT_SCALE = 2;
const PAN: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [60, 0],
  ArrowRight: [-60, 0],
  ArrowUp: [0, 60],
  ArrowDown: [0, -60],
};

/** One page as a picture that can be made larger and moved: by wheel, fingers, buttons, and the arrow keys. */
export function PageFrame({ url, about, ratio, children }: PageFrameProps) {
  const { workbench } = useDesk();
  const { viewer } = workbench;
  const { spot, areMarksShown } = useStore(viewer);
  const sheet = useRef<HTMLDivElement>(null);
  const { source, onError } = useLastingLink(url);
  const lens = useRef<ReactZoomPanPinchRef>(null);
  useEffect(
    () =>
      viewer.takeLens({
        zoom: (direction) => {
          if (direction === 'whole') void lens.current?.resetTransform(0);
          else if (direction === 'in') void lens.current?.zoomIn(STEP, 0);
          else void lens.current?.zoomOut(STEP, 0);
        },
      }),
    [viewer],
  );
  useEffect(() => {
    const mark = sheet.current?.querySelector<HTMLElement>('.rd-mark-spot');
    if (mark) void lens.current?.zoomToElement(mark, SPOT_SCALE, 0);
  }, [spot]);
  const pan = (event: KeyboardEvent) => {
    const [right, down] = PAN[event.key] ?? [0, 0];
    if ((right === 0 && down === 0) || !lens.current) return;
    event.preventDefault();
    const { positionX, positionY, scale } = lens.current.state;
    void lens.current.setTransform(positionX + right, positionY + down, scale, 0);
  };
  return (
    <div className="rd-frame-with-tools">
      <div
        className="rd-frame"
        tabIndex={0}
        role="group"
        aria-label={`${about}. The arrow keys move it.`}
        onKeyDown={pan}
      >
        <TransformWrapper ref={lens} minScale={1} maxScale={8} doubleClick={{ mode: 'toggle' }} wheel={{ step: 0.1 }}>
          <TransformComponent wrapperClass="rd-lens" contentClass="rd-lens-content">
            <div className="rd-sheet" ref={sheet} style={ratio === undefined ? {} : { aspectRatio: ratio }}>
              <img src={source} alt={about} onError={onError} draggable={false} />
              {children}
            </div>
          </TransformComponent>
        </TransformWrapper>
      </div>
      <div className="rd-tools" role="group" aria-label="Size and marks">
        <button type="button" className="rd-small" aria-pressed={areMarksShown} onClick={viewer.toggleMarks}>
          Marks
        </button>
        <button type="button" className="rd-small" onClick={() => viewer.zoom('out')} aria-label="Smaller">
          −
        </button>
        <button type="button" className="rd-small" onClick={() => viewer.zoom('whole')}>
          Whole
        </button>
        <button type="button" className="rd-small" onClick={() => viewer.zoom('in')} aria-label="Larger">
          +
        </button>
      </div>
    </div>
  );
}

/** Each reading of the case brings fresh links; the first stays until it has run out, so that no picture is opened twice. */
function useLastingLink(url: string) {
  const { workbench } = useDesk();
  const [source, setSource] = useState(url);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    if (!hasFailed || url === source) return;
    setSource(url);
    setHasFailed(false);
  }, [hasFailed, url, source]);
  return {
    source: ownAddress(source),
    onError: () => {
      if (!hasFailed) void workbench.openCase.catchUp();
      setHasFailed(true);
    },
  };
}
