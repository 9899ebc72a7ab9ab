/** The ways of a verification. */
export const methods = ['TAX_NUMBER', 'EMAIL', 'MATERIALS'] as const;

/** One way of a verification. */
export type Method = (typeof methods)[number];

/** Who does what in which order, and which fault comes after how many steps: a pure function of the seed and the options. */
export interface Plan {
  readonly seed: number;
  readonly servers: number;
  readonly buyers: readonly BuyerPlan[];
  readonly reviewers: readonly ReviewerPlan[];
  readonly services: readonly ServicePlan[];
  readonly supervisors: readonly SupervisorPlan[];
  readonly faults: readonly PlannedFault[];
  /** How many steps buyers and services take together. With the decisions on what they hand in, they are the clock by which faults come. */
  readonly steps: number;
}

/** One buyer, and who listens for it. */
export interface BuyerPlan {
  readonly name: string;
  readonly subscriber: SubscriberPlan;
  readonly steps: readonly BuyerStep[];
}

/** How a buyer's subscriber behaves: it never lets go, goes away on purpose, or stops reading for a while. */
export interface SubscriberPlan {
  readonly manner: 'STEADY' | 'WANDERING' | 'FREEZING';
  readonly transport: 'WEBSOCKET' | 'SSE';
  /** After how many events it goes away or freezes. */
  readonly patience: number;
  /** How long it is frozen, in milliseconds. */
  readonly frozenFor: number;
}

/** What a buyer does next. */
export type BuyerStep = { readonly do: 'READ' } | { readonly do: 'DECLARE'; readonly company: string } | VerifyStep;

/** One run through a method, from its draft to its being handed in or withdrawn. */
export interface VerifyStep {
  readonly do: 'VERIFY';
  readonly method: Method;
  /** Which of the stages that are still locked: 0 is the lowest. */
  readonly stage: number;
  /** EMAIL: how many wrong codes are given before the right one, and whether at once instead of one after the other. */
  readonly wrongCodes: number;
  readonly atOnce: boolean;
  /** Whether it is handed in at two servers at once. */
  readonly twice: boolean;
  /** Whether, and from where, it is withdrawn. */
  readonly withdraw: 'NEVER' | 'DRAFT' | 'SUBMITTED';
}

/** One reviewer, whose acts begin again when they are used up. */
export interface ReviewerPlan {
  readonly name: string;
  readonly acts: readonly ReviewerAct[];
}

/** How a reviewer takes the next verification, and what it decides. */
export interface ReviewerAct {
  /** CLAIM takes the most urgent free one, READ picks from the queue and claims it, RUSH picks and decides without a claim. */
  readonly take: 'CLAIM' | 'READ' | 'RUSH';
  readonly outcome: 'APPROVED' | 'REJECTED';
  /** Which of those that it sees, counted around. */
  readonly place: number;
  /** Who decides otherwise at the same moment; null: nobody. An index of reviewers. */
  readonly rival: number | null;
  /** Whether it gives a claimed one back instead. */
  readonly release: boolean;
}

/** One service of the marketplace. */
export interface ServicePlan {
  readonly name: string;
  readonly acts: readonly ServiceAct[];
}

/** An order or a refund, and how often it is sent again. */
export type ServiceAct =
  | {
      readonly do: 'RECORD';
      readonly order: string;
      /** An index of buyers. */
      readonly buyer: number;
      /** Minor units. */
      readonly amount: number;
      readonly repeats: number;
      /** Whether one of the repeats names another amount, which must change nothing. */
      readonly conflict: boolean;
    }
  | {
      readonly do: 'REFUND';
      readonly order: string;
      readonly refund: string;
      readonly amount: number;
      readonly repeats: number;
    };

/** One supervisor. Beside its own acts it grants what buyers ask for. */
export interface SupervisorPlan {
  readonly name: string;
  readonly acts: readonly SupervisorAct[];
}

/** What a supervisor does after so many steps. */
export type SupervisorAct = { readonly afterSteps: number; readonly buyer: number } & (
  | { readonly do: 'RESTORE'; readonly method: Method }
  | { readonly do: 'REVOKE' }
);

/** What goes wrong after so many steps; durations in milliseconds. */
export type PlannedFault = { readonly afterSteps: number } & Fault;

/** One fault. A server that is down when its fault comes is spared, and the next that is up is meant instead. */
export type Fault =
  /** kill -9; the server is started again after a while. */
  | { readonly fault: 'KILL'; readonly server: number; readonly lasts: number }
  /** SIGSTOP, then SIGCONT. */
  | { readonly fault: 'STOP'; readonly server: number; readonly lasts: number }
  /** The server's connections to its database end, and no new one gets through. */
  | { readonly fault: 'CUT'; readonly server: number; readonly lasts: number }
  /** PostgreSQL itself is ended at once, and started again. */
  | { readonly fault: 'RESTART' }
  /** The mail server answers 451, or takes a mail and says nothing. */
  | { readonly fault: 'REFUSE_MAIL' | 'SWALLOW_ANSWERS'; readonly lasts: number };
