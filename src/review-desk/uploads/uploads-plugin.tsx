import type { GraphiQLPlugin } from '@graphiql/react';
import { MultipartGuide } from './multipart-guide.tsx';
import { SlotField } from './slot-field.tsx';
import { UploadsIcon } from './uploads-icon.tsx';
import { UPLOADS_TITLE } from './uploads-title.ts';
import { useUploadSlots } from './use-upload-slots.ts';

/** The panel in which files are chosen for the current operation, and which says how a program sends them. */
export const UPLOADS_PLUGIN: GraphiQLPlugin = { title: UPLOADS_TITLE, icon: UploadsIcon, content: Uploads };

function Uploads() {
  const { operationName, slots, filled } = useUploadSlots();
  return (
    <div className="desk-panel">
      <h2>{UPLOADS_TITLE}</h2>
      {slots.length === 0 ? (
        <p>
          The operation in this tab takes no file. Open one that has a variable of the type <code>Upload</code>, for
          example <strong>UploadMaterial</strong> from the Collection.
        </p>
      ) : (
        <>
          <p>Choose a file for each variable, then run {operationName ?? 'the operation'} as always.</p>
          {slots.map((slot) => (
            <SlotField
              key={`${operationName ?? ''}.${slot.path.join('.')}`}
              operationName={operationName}
              slot={slot}
              files={filled.find((candidate) => candidate.slot === slot)?.files ?? []}
            />
          ))}
        </>
      )}
      <MultipartGuide />
    </div>
  );
}
