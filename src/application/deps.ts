import type { OperatorCalendar } from '../calendar/create-working-calendar.ts';
import type { CodeLimits, TestLimit } from '../database/code-limits.ts';
import type { Database } from '../database/database.ts';
import type { Policy } from '../domain/policy.ts';
import type { RuleCatalogue } from '../domain/rule-catalogue.ts';
import type { Inspector } from '../inspection/inspector.ts';
import type { OcrEngine } from '../reading/ocr-engine.ts';
import type { Sealer } from '../sealing/sealer.ts';
import type { MaterialStorage } from '../storage/material-storage.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';

/** What the use cases work with; made once by the composition root. */
export interface Deps {
  readonly database: Database;
  readonly policy: Policy;
  readonly catalogue: RuleCatalogue;
  readonly calendar: OperatorCalendar;
  readonly storage: MaterialStorage;
  readonly inspector: Inspector;
  readonly ocr: OcrEngine;
  readonly sealer: Sealer;
  readonly codeLimits: CodeLimits;
  readonly testLimit: TestLimit;
  readonly webhooks: WebhookSender;
  /** Where clients reach this server, without a slash at its end. */
  readonly publicUrl: string;
  /** The clock. */
  readonly now: () => Date;
}
