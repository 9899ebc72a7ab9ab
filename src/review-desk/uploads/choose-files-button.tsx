import { ToolbarButton, useGraphiQLActions } from '@graphiql/react';
import { UPLOADS_TITLE } from './uploads-title.ts';
import { UploadsIcon } from './uploads-icon.tsx';
import { useUploadSlots } from './use-upload-slots.ts';

/** Stands beside the run button while the operation takes a file; opens the panel in which it is chosen. */
export function ChooseFilesButton() {
  const actions = useGraphiQLActions();
  const { slots, filled } = useUploadSlots();
  if (slots.length === 0) return null;
  return (
    <ToolbarButton
      label={`Choose files (${filled.length} of ${slots.length} chosen)`}
      className={filled.length < slots.length ? 'desk-wants-file' : ''}
      onClick={() => actions.setVisiblePlugin(UPLOADS_TITLE)}
    >
      <UploadsIcon className="graphiql-toolbar-icon" />
    </ToolbarButton>
  );
}
