import { describe, expect, test } from 'vitest';
import { findFacts } from '../../src/domain/facts/find-facts.ts';
import { wordsOf } from './read-text.ts';

describe('a line that no page has', () => {
  test.each(['total credits ', 'Q1 2026 ', 'from 1 July 2026 ', '收入合计 ', '1,111, ', '(1 ', 'paid in ', '1 order '])(
    'of "%s" over and over keeps nobody busy',
    (piece) => {
      const facts = ['STATEMENT_AMOUNT', 'STATEMENT_PERIOD', 'ORDER_INFORMATION', 'FOLLOWER_COUNT'] as const;
      const words = wordsOf(piece.repeat(4000));
      const began = performance.now();
      findFacts(words, facts, { FOLLOWER_COUNT: '1' }, () => 0);
      expect(performance.now() - began).toBeLessThan(5000);
    },
  );
});
