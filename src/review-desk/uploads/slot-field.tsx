import { useId, useRef } from 'react';
import { useDesk } from '../desk-context.ts';
import type { UploadSlot } from './find-upload-slots.ts';

interface SlotFieldProps {
  readonly operationName: string | undefined;
  readonly slot: UploadSlot;
  readonly files: readonly File[];
}

/** The field in which one variable's file is chosen, and taken back. */
export function SlotField({ operationName, slot, files }: SlotFieldProps) {
  const { chosenFiles } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const name = `$${slot.path.join('.')}`;

  const remove = () => {
    if (input.current) input.current.value = '';
    chosenFiles.choose(operationName, slot, []);
  };
  return (
    <div className="desk-slot">
      <label htmlFor={id}>
        {slot.takesMany ? 'Files' : 'File'} for <code>{name}</code>
        {slot.isRequired ? '' : ' (optional)'}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple={slot.takesMany}
        onChange={({ target }) => chosenFiles.choose(operationName, slot, [...(target.files ?? [])])}
      />
      <p role="status">
        {files.length === 0
          ? 'No file is chosen.'
          : files.map((file) => `${file.name}, ${file.size.toLocaleString('en')} bytes`).join('; ')}
      </p>
      {files.length > 0 && (
        <button type="button" className="desk-button" onClick={remove} aria-label={`Remove the file for ${name}`}>
          Remove
        </button>
      )}
    </div>
  );
}
