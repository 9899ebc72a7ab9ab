import type { Fact, MaterialKind } from '../../src/domain/material.ts';
import type { Tongue } from './names.ts';

/** What a document shows, as it was drawn; facts that are left out are not on it. */
export interface Truth {
  readonly name?: string;
  readonly period?: { readonly from: string; readonly to: string };
  /** In minor units. */
  readonly amount?: { readonly amount: number; readonly currency: string };
  readonly orders?: number;
  readonly account?: string;
  readonly followers?: number;
}

/** A document before it is rendered. */
export interface BenchDocument {
  readonly id: string;
  readonly kind: MaterialKind;
  readonly tongue: Tongue;
  readonly html: string;
  /** The width of the browser's window, in CSS pixels. */
  readonly width: number;
  readonly truth: Truth;
  /** What its buyer declared. */
  readonly claims: Partial<Record<Fact, string>>;
  /** The facts that its kind must show, whether they are on it or not. */
  readonly facts: readonly Fact[];
}
